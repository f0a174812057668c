/** Why a checked roster cannot be stored at all now: registration is closed, or its deadline has passed. */
import { checkWindow } from "#app/domain/registration/window.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { RosterSummary } from "#app/platform/roster/roster-calls.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** The same reason for every entry of the file is one reason. */
export async function listImportBlocks(
  runtime: Runtime,
  tables: Tables,
  competitionId: string,
  { adds, changedEntryIds }: Pick<RosterSummary, "adds" | "changedEntryIds">,
): Promise<readonly Refusal[]> {
  const competition = await tables.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { phase: true, registrationClosesAt: true },
  });
  const window = {
    phase: competition.phase as CompetitionPhase,
    closesAt: competition.registrationClosesAt.getTime(),
    now: runtime.clock.now().getTime(),
  };
  let returned = 0;
  for (const part of chunk(changedEntryIds)) {
    returned += await tables.entry.count({ where: { id: { in: part }, status: "returned" } });
  }
  const reasons = [
    ...(adds || returned < changedEntryIds.length ? checkWindow(window, null) : []),
    ...(returned > 0 ? checkWindow(window, "returned") : []),
  ];
  return [...new Map(reasons.map((refusal) => [refusal.code, refusal])).values()];
}
