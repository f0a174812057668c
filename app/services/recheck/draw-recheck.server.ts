/** A supervisor draws the sample of the recheck: the top places, and of the rest a share by a stored seed (DOMAIN 5: 复核). */
import { decideDrawRecheck, drawRecheck as drawSample } from "#app/domain/results/recheck.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId, newSecret, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { findRechecker } from "#app/queries/recheck/find-rechecker.server.ts";
import { listPlacedCodes } from "#app/queries/recheck/list-placed-codes.server.ts";

/** Once for each round. @returns how many codes are to be checked, or every reason of `decideDrawRecheck`. */
export function drawRecheck(
  runtime: Runtime,
  actor: Actor,
  { roundId }: { readonly roundId: string },
): Promise<Decision<{ readonly items: number }>> {
  return runtime.database.write<{ items: number }, string>(async ({ tables, audit, announce }) => {
    const found = await tables.round.findUniqueOrThrow({ where: { id: roundId }, select: { phase: true, rulesId: true } });
    if (found.rulesId === null) return refuse({ code: "round-phase-wrong", params: { phase: found.phase, needed: "recheck" } });
    const round = await getPinnedRound(tables, roundId);
    const decided = decideDrawRecheck({
      phase: round.phase,
      rule: round.rules.recheck,
      isDrawn: (await tables.recheck.count({ where: { roundId } })) > 0,
      rechecker: await findRechecker(tables, actor, round),
    });
    if (!decided.ok) return decided;
    const codes = await listPlacedCodes(tables, roundId);
    const seed = newSecret();
    const sample = drawSample(codes, round.rules.recheck, seed, sha256);
    const subjects = new Map(codes.map(({ code, subjectId }) => [code, subjectId]));
    await tables.recheck.create({ data: { roundId, seed, drawnById: actor.userId, drawnAt: runtime.clock.now() } });
    await tables.recheckItem.createMany({
      data: sample.map(({ code, basis }) => ({ id: newId(), roundId, subjectId: subjects.get(code) ?? "", basis, note: "" })),
    });
    await audit({
      chain: round.competitionId,
      actorId: actor.userId,
      act: "draw-recheck",
      objectKind: "round",
      objectId: roundId,
      // With the seed, everything that the draw follows from.
      payload: {
        seed,
        ...round.rules.recheck,
        codes: codes.map(({ code, place }) => `${code} ${place ?? "none"}`),
        sample: sample.map(({ code, basis }) => `${code} ${basis}`),
      },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ items: sample.length });
  });
}
