/** Prepares a ceremony from what is published now; the one before it stays on record. */
import { listBasis } from "#app/domain/ceremony/changes.ts";
import { decidePreparing, type PreparingRefusal } from "#app/domain/ceremony/preparing.ts";
import { type CeremonyPlan, computeProgramme } from "#app/domain/ceremony/programme.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getCeremonyGround } from "#app/queries/ceremony/get-ceremony-ground.server.ts";

/** @returns which ceremony of the competition it is, or every unmet condition. */
export function prepareCeremony(
  runtime: Runtime,
  actor: Actor,
  { competitionId, plan }: { readonly competitionId: string; readonly plan: CeremonyPlan },
): Promise<Decision<{ readonly number: number }, PreparingRefusal>> {
  return runtime.database.write<{ number: number }, PreparingRefusal>(async ({ tables, audit, announce }) => {
    const now = runtime.clock.now();
    const { facts, awards, current, basisOf } = await getCeremonyGround(tables, competitionId, now);
    const decided = decidePreparing(plan, facts);
    if (!decided.ok) return decided;
    const number = (current?.number ?? 0) + 1;
    const basis = basisOf(plan);
    const id = newId();
    await tables.ceremony.create({
      data: {
        id,
        competitionId,
        number,
        plan: { ...plan, events: [...plan.events], specials: [...plan.specials] },
        items: JSON.parse(JSON.stringify(computeProgramme(plan, awards))),
        basis: { ...basis, publications: { ...basis.publications } },
        skipped: [],
        preparedById: actor.userId,
        preparedAt: now,
        changedAt: now,
      },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "prepare-ceremony",
      objectKind: "ceremony",
      objectId: id,
      payload: { number, publications: listBasis(basis), events: [...plan.events], specials: [...plan.specials] },
    });
    announce({ kind: "ceremony-changed", competitionId });
    return allow({ number });
  });
}
