/** What a 复核表 says: the recheck of a round with its competition and event; null before the sample was drawn. Codes only. */
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBlindRound } from "#app/queries/blinding/get-blind-round.server.ts";
import { getRecheckPage, type RecheckPage } from "#app/queries/recheck/get-recheck-page.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type RecheckSheet = Pick<RecheckPage, "codes" | "extendedAt" | "items" | "checked" | "errors"> & {
  /** In how many the works of the round are blinded: which word its codes go by. */
  readonly blindLayers: BlindLayer;
  readonly rule: NonNullable<RecheckPage["rule"]>;
  readonly drawn: NonNullable<RecheckPage["drawn"]>;
  readonly competition: Named;
  readonly event: Named;
  /** When it was made. */
  readonly at: Date;
};

export async function findRecheckSheet(runtime: Runtime, actor: Actor, roundId: string): Promise<RecheckSheet | null> {
  const { rule, drawn, codes, extendedAt, items, checked, errors } = await getRecheckPage(runtime, actor, {
    roundId,
    openCode: null,
  });
  if (rule === null || drawn === null) return null;
  const { event } = await runtime.database.read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { event: { select: { name: true, nameEn: true, competition: { select: { name: true, nameEn: true } } } } },
  });
  const { competition, ...named } = event;
  const { layers: blindLayers } = await getBlindRound(runtime.database.read, roundId);
  return {
    blindLayers,
    rule,
    drawn,
    codes,
    extendedAt,
    items,
    checked,
    errors,
    competition,
    event: named,
    at: runtime.clock.now(),
  };
}
