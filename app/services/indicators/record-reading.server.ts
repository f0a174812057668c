/** Records what an indicator of a document stood at in a year, with where the figure is published; a later record of the year counts instead. */
import { decideReading, type IndicatorRefusal } from "#app/domain/policy/indicators.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

export type RecordReading = {
  readonly packName: string;
  readonly targetId: string;
  readonly year: number;
  /** Hundredths of the target's unit. */
  readonly value: number;
  readonly reference: string;
};

/** @returns the reading's id, or every reason against it */
export function recordReading(
  runtime: Runtime,
  actor: Actor,
  input: RecordReading,
): Promise<Decision<{ readonly readingId: string }, IndicatorRefusal>> {
  return runtime.database.write<{ readingId: string }, IndicatorRefusal>(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const { packName, targetId, year, value, reference } = input;
    const [pack] = await listCurrentPacks(tables, [packName]);
    const target = pack?.content.targets.find(({ id }) => id === targetId) ?? null;
    const decided = decideReading(target, { year, value }, Number(shanghaiDay(now).slice(0, 4)));
    if (!decided.ok) return decided;
    const readingId = newId();
    await tables.indicatorReading.create({
      data: { id: readingId, packName, targetId, year, value, reference, recordedById: actor.userId, recordedAt: now },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "record-indicator",
      objectKind: "indicator-reading",
      objectId: readingId,
      payload: { pack: packName, target: targetId, year, value },
    });
    return allow({ readingId });
  });
}
