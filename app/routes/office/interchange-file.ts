/** A competition as one JSON document to take away; asked for by a request that is put on record. */
import { redirect } from "@remix-run/node";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { ExportCompetitionSchema } from "#app/forms/interchange.ts";
import { type Asked, defineAction, defineIntent } from "#app/platform/access/define.server.ts";
import { exportCompetition } from "#app/services/interchange/export-competition.server.ts";

export const action = defineAction({
  "export-competition": defineIntent({
    access: { roles: OFFICE_ROOMS.interchange, within: "scope" },
    form: ExportCompetitionSchema,
    run: (asked) => respondWithDocument(asked, false),
  }),
  // It holds every document number and who objected: whose names an office reads one by one, with a record of each.
  "export-with-people": defineIntent({
    access: { roles: ["administrator"], within: "scope" },
    form: ExportCompetitionSchema,
    run: (asked) => respondWithDocument(asked, true),
  }),
});

type OfOffice = Pick<Asked<{ roles: ["administrator"]; within: "scope" }>, "runtime" | "actor" | "scope" | "params">;

async function respondWithDocument({ runtime, actor, scope, params }: OfOffice, withPersonalData: boolean): Promise<Response> {
  const code = String(params.competition);
  const decision = await exportCompetition(runtime, actor, {
    competitionId: String(scope.competitionId),
    code,
    withPersonalData,
  });
  // The page says what is in the way.
  if (!decision.ok) return redirect(`/office/${code}/interchange`);
  return new Response(decision.value, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${code}${withPersonalData ? "" : "-without-personal-data"}.json"`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
