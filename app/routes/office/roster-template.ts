/** The roster of a whole competition as an empty workbook: all its events, with a column for the delegation. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { writeRosterTemplate } from "#app/platform/excel/index.ts";
import { getCompetitionTemplate } from "#app/queries/registration/get-template-choices.server.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";

export const loader = defineLoader({ access: { roles: ["organiser"], within: "scope" } }, async ({ runtime, scope }) => {
  const { code, name, choices } = await getCompetitionTemplate(runtime, String(scope.competitionId));
  return respondWithWorkbook(await writeRosterTemplate(choices), name, `roster-${code}`);
});
