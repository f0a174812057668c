/** Prepares a re-score set, out of a ruling or for a mistake that was found: nothing changes until a second person applies it (DOMAIN 8). */
import { checkChanges, decidePreparing, type RescoreRefusal } from "#app/domain/results/check-rescore.ts";
import type { RescoreChange } from "#app/domain/results/rescore.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRescoreGround } from "#app/queries/rescore/get-rescore-ground.server.ts";
import { hashResults } from "#app/queries/rescore/hash-results.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

export type PrepareRescoreRefusal = RescoreRefusal | "rescore-ruling-unknown";

/** @param input.rulingId that it follows from; null: from a mistake @returns the set's id, or every reason against it */
export function prepareRescoreSet(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly roundId: string;
    readonly rulingId: string | null;
    readonly changes: readonly RescoreChange[];
    readonly reason: string;
  },
): Promise<Decision<{ readonly setId: string }, PrepareRescoreRefusal>> {
  return runtime.database.write<{ setId: string }, PrepareRescoreRefusal>(async ({ tables, audit, announce }) => {
    const { roundId, rulingId, changes } = input;
    const ground = await getRescoreGround(tables, roundId);
    const { results, competitionId } = ground;
    if (results === null) return refuse({ code: "rescore-blind" });
    if (rulingId !== null && !(await isRulingOf(tables, rulingId, ground))) {
      return refuse({ code: "rescore-ruling-unknown", params: { field: "rulingId" } });
    }
    const entries = await tables.entry.findMany({
      where: { rounds: { some: { roundId } } },
      select: { id: true, entrantNumber: true },
    });
    const numbers = new Map(entries.map(({ id, entrantNumber }) => [id, entrantNumber ?? ""]));
    const wrong = checkChanges(
      changes,
      results.rows.map(({ entryId, formsDone }) => {
        return { entryId, label: numbers.get(entryId) ?? "", isMarked: formsDone > 0 };
      }),
      results,
    );
    // Changes that are wrong as such may not even be computed with.
    const after = wrong.length > 0 ? null : await getRoundResultsByEntry(tables, roundId, [changes]);
    const hasEffect = after !== null && hashResults(after.rows) !== results.hash;
    const decided = decidePreparing(ground, wrong, hasEffect);
    if (!decided.ok) return decided;
    const setId = newId();
    await tables.rescoreSet.create({
      data: {
        id: setId,
        roundId,
        rulingId,
        changes: [...changes],
        reason: input.reason,
        status: "prepared",
        preparedById: actor.userId,
        preparedAt: runtime.clock.now(),
        hashBefore: results.hash,
      },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "prepare-rescore-set",
      objectKind: "rescore-set",
      objectId: setId,
      payload: { roundId, rulingId, changes: changes.length, hashBefore: results.hash },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ setId });
  });
}

/** A ruling that gave something: on an appeal about this round, or on an objection in its competition. */
async function isRulingOf(
  tables: Tables,
  rulingId: string,
  { roundId, competitionId }: { readonly roundId: string; readonly competitionId: string },
): Promise<boolean> {
  const found = await tables.ruling.count({
    where: {
      id: rulingId,
      outcome: { not: "dismissed" },
      OR: [{ appeal: { roundId } }, { objection: { competitionId } }],
    },
  });
  return found > 0;
}
