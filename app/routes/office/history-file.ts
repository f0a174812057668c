/** The log of a competition to take away: whole once nothing is blind any more, its signed heads at any time. */
import { LOG_KEEPERS } from "#app/domain/access/office-rooms.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { isLogOpenNow } from "#app/queries/audit/is-log-open.server.ts";
import { respondWithLog } from "#app/routes/downloads/log-response.server.ts";

export const loader = defineLoader({ access: { roles: LOG_KEEPERS, within: "scope" } }, async ({ runtime, scope, params }) => {
  const chain = String(scope.competitionId);
  if (params.log === "audit.jsonl" && !(await isLogOpenNow(runtime, chain))) throw notFound();
  const response = await respondWithLog(runtime, { chain, file: params.log, name: String(params.competition) });
  if (response === null) throw notFound();
  return response;
});
