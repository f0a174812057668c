/** Voids what was recorded of an indicator by mistake; it stays on record, and the one before it counts again. */
import type { IndicatorRefusal } from "#app/domain/policy/indicators.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function voidReading(
  runtime: Runtime,
  actor: Actor,
  { readingId }: { readonly readingId: string },
): Promise<Decision<null, IndicatorRefusal>> {
  return runtime.database.write<null, IndicatorRefusal>(async ({ tables, audit }) => {
    const known = await tables.indicatorReading.count({ where: { id: readingId } });
    if (known === 0) return refuse({ code: "indicator-reading-unknown" });
    const { count } = await tables.indicatorReading.updateMany({
      where: { id: readingId, voidedAt: null },
      data: { voidedAt: runtime.clock.now() },
    });
    if (count === 0) return refuse({ code: "indicator-reading-void" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "void-indicator",
      objectKind: "indicator-reading",
      objectId: readingId,
    });
    return allow(null);
  });
}
