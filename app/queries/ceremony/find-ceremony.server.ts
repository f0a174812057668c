/** The ceremony of a competition as it was prepared last, and where its presenter is. */
import type { CeremonyBasis } from "#app/domain/ceremony/changes.ts";
import type { CeremonyItem, CeremonyPlan } from "#app/domain/ceremony/programme.ts";
import type { Stage } from "#app/domain/ceremony/steps.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type Ceremony = Stage & {
  readonly ceremonyId: string;
  /** From 1 within its competition. */
  readonly number: number;
  readonly plan: CeremonyPlan;
  readonly items: readonly CeremonyItem[];
  readonly basis: CeremonyBasis;
  /** Counts its steps. */
  readonly version: number;
  readonly preparedAt: Date;
  readonly preparedById: string;
  readonly changedAt: Date;
};

/** Null where none was prepared. */
export async function findCeremony(tables: Tables, competitionId: string): Promise<Ceremony | null> {
  const found = await tables.ceremony.findFirst({ where: { competitionId }, orderBy: { number: "desc" } });
  if (found === null) return null;
  const { id: ceremonyId, number, scene, isDark, version, preparedAt, preparedById, changedAt } = found;
  return {
    ...{ ceremonyId, number, scene, isDark, version, preparedAt, preparedById, changedAt },
    plan: found.plan as unknown as CeremonyPlan,
    items: found.items as unknown as readonly CeremonyItem[],
    basis: found.basis as unknown as CeremonyBasis,
    skipped: found.skipped as unknown as readonly string[],
  };
}
