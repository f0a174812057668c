/** What a competition's plan names: regions and organisations that must exist, and the current versions of its policy packs. */
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

export type PartRefusal = "region-unknown" | "organisation-unknown" | "policy-pack-unknown";

export type PlanParts = {
  /** Ids of the pack versions to pin, in the order of the names. */
  readonly packIds: readonly string[];
  readonly refusals: readonly Refusal<PartRefusal>[];
};

/** Looks up every part at once; each that does not exist is a refusal. */
export async function findPlanParts(
  tables: Tables,
  plan: {
    readonly hosts: readonly { readonly regionCode: string; readonly organisationId: string | null }[];
    readonly packs: readonly string[];
  },
): Promise<PlanParts> {
  const regionCodes = [...new Set(plan.hosts.map(({ regionCode }) => regionCode))];
  const organisationIds = [...new Set(plan.hosts.flatMap(({ organisationId }) => organisationId ?? []))];
  // One after the other: inside a write they share one connection.
  const regions = await tables.region.findMany({ where: { code: { in: regionCodes } }, select: { code: true } });
  const organisations = await tables.organisation.findMany({ where: { id: { in: organisationIds } }, select: { id: true } });
  const packs = await listCurrentPacks(tables, plan.packs);
  const refusals: Refusal<PartRefusal>[] = [];
  for (const code of regionCodes.filter((regionCode) => !regions.some((region) => region.code === regionCode))) {
    refusals.push({ code: "region-unknown", params: { field: "hosts", region: code } });
  }
  if (organisations.length < organisationIds.length) {
    refusals.push({ code: "organisation-unknown", params: { field: "hosts" } });
  }
  const packIds = [...new Set(plan.packs)].flatMap((name) => {
    const current = packs.find(({ content }) => content.name === name);
    if (!current) refusals.push({ code: "policy-pack-unknown", params: { field: "packs", name } });
    return current ? [current.id] : [];
  });
  return { packIds, refusals };
}
