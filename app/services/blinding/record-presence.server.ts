/** Writes down who is present at the unblinding, and as what: it stands in the record (DOMAIN 4). */
import { decidePresence, type PresenceRefusal } from "#app/domain/blinding/presence.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @returns the id of the line. @throws Error when there is no such round. */
export function recordPresence(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly name: string; readonly duty: string },
): Promise<Decision<{ readonly presenceId: string }, PresenceRefusal>> {
  return runtime.database.write<{ presenceId: string }, PresenceRefusal>(async ({ tables, audit, announce }) => {
    const { roundId, name, duty } = input;
    const round = await tables.round.findUniqueOrThrow({
      where: { id: roundId },
      select: {
        phase: true,
        event: { select: { competitionId: true } },
        _count: { select: { unblindings: true } },
        unblindingPresences: { where: { name, duty, voidedAt: null }, select: { id: true } },
      },
    });
    const decided = decidePresence({ phase: round.phase as RoundPhase, isRequested: round._count.unblindings > 0 });
    if (!decided.ok) return decided;
    if (round.unblindingPresences.length > 0) return refuse({ code: "presence-twice", params: { field: "name" } });
    const presenceId = newId();
    await tables.unblindingPresence.create({
      data: { id: presenceId, roundId, name, duty, recordedById: actor.userId, recordedAt: runtime.clock.now() },
    });
    await audit({
      chain: round.event.competitionId,
      actorId: actor.userId,
      act: "record-presence",
      objectKind: "round",
      objectId: roundId,
      payload: { presence: presenceId },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ presenceId });
  });
}
