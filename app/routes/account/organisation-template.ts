/** An empty workbook for organisations, with their columns, a drop-down of kinds and what to write. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { writeOrganisationTemplate } from "#app/platform/excel/index.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";

export const loader = defineLoader({ access: { roles: ["administrator", "organiser"], within: "anywhere" } }, async () =>
  respondWithWorkbook(await writeOrganisationTemplate(), "organisations", "organisations"),
);
