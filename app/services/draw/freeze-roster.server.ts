/** Freezes who takes part in a round, and commits to the secret of its draw before anyone else contributes (DOMAIN 4). */
import { decideFreeze } from "#app/domain/draw/acts.ts";
import { computeCommitment, computeRosterHash, type DrawEntry } from "#app/domain/draw/draw.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { newSecret, sha256 } from "#app/platform/crypto/digest.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";

/** @returns what is published now. */
export async function freezeRoster(
  runtime: Runtime,
  actor: Actor,
  { roundId }: { readonly roundId: string },
): Promise<Decision<{ readonly rosterHash: string; readonly commitment: string }>> {
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const { state, eventId, competitionId, isFirst } = await getDrawState(tables, roundId);
    const roster: DrawEntry[] = (
      await tables.entry.findMany({
        where: isFirst ? { eventId, status: "accepted" } : { rounds: { some: { roundId } } },
        orderBy: { id: "asc" },
        select: { id: true, delegationId: true },
      })
    ).map(({ id, delegationId }) => ({ entryId: id, delegationId }));
    const decision = decideFreeze(state, roster.length);
    if (!decision.ok) return decision;
    const secret = newSecret();
    const rosterHash = computeRosterHash(roster, sha256);
    const commitment = computeCommitment(secret, sha256);
    // Who went on from the round before has his part already.
    for (const part of isFirst ? chunk(roster) : []) {
      await tables.roundEntry.createMany({
        data: part.map(({ entryId }) => ({ roundId, entryId, participation: "expected" })),
      });
    }
    await tables.draw.create({
      data: {
        roundId,
        roster: roster as unknown as object[],
        rosterHash,
        commitment,
        secret,
        frozenAt: runtime.clock.now(),
        frozenById: actor.userId,
      },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "freeze-roster",
      objectKind: "round",
      objectId: roundId,
      payload: { rosterHash, commitment, entries: roster.length },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ rosterHash, commitment });
  });
}
