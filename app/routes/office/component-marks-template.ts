/** The entrant numbers of a round as a workbook that waits for the marks of a component. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { writeComponentTemplate } from "#app/platform/excel/index.ts";
import { findComponentTemplate } from "#app/queries/components/get-component-round.server.ts";

export const loader = defineLoader(
  { access: { roles: ["organiser", "administrator", "tally-clerk"], within: "scope" } },
  async ({ runtime, scope, url, params }) => {
    if (scope.roundId === null) throw notFound();
    const template = await findComponentTemplate(runtime, scope.roundId, url.searchParams.get("component"));
    if (template === null) throw notFound();
    const { name, entrantNumbers } = template;
    const bytes = await writeComponentTemplate(name, entrantNumbers);
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": `attachment; filename="marks-${params.event}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${params.event}-${name}.xlsx`)}`,
        "Cache-Control": "private, no-store",
      },
    });
  },
);
