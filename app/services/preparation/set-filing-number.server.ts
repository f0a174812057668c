/** Records the number under which the authority filed the competition (立项备案). */
import { decideFilingNumber, type PreparingRefusal } from "#app/domain/preparation/preparing.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** A later number replaces it; the log keeps both. */
export function setFilingNumber(
  runtime: Runtime,
  actor: Actor,
  { competitionId, filingNumber }: { readonly competitionId: string; readonly filingNumber: string },
): Promise<Decision<null, PreparingRefusal | "changed-meanwhile">> {
  return runtime.database.write<null, PreparingRefusal | "changed-meanwhile">(async ({ tables, audit }) => {
    const { phase, filingNumber: before } = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { phase: true, filingNumber: true },
    });
    const decided = decideFilingNumber(filingNumber, phase as CompetitionPhase);
    if (!decided.ok) return decided;
    const { count } = await tables.competition.updateMany({
      where: { id: competitionId, filingNumber: before },
      data: { filingNumber: decided.value },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "set-filing-number",
      objectKind: "competition",
      objectId: competitionId,
      payload: { before, filingNumber: decided.value },
    });
    return allow(null);
  });
}
