/** The roster of one event as an empty workbook, with drop-downs of what the import knows. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { writeRosterTemplate } from "#app/platform/excel/index.ts";
import { getTemplateChoices } from "#app/queries/registration/get-template-choices.server.ts";

export const loader = defineLoader(
  { access: { roles: ["team-leader", "organiser"], within: "scope" } },
  async ({ runtime, scope }) => {
    if (scope.eventId === null) throw notFound();
    const { eventCode, eventName, choices } = await getTemplateChoices(runtime, scope.eventId);
    const bytes = await writeRosterTemplate(choices);
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": `attachment; filename="roster-${eventCode}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${eventName}.xlsx`)}`,
        "Cache-Control": "private, no-store",
      },
    });
  },
);
