/** One organisation with its region, and what names it. */
import {
  decideOrganisationDeletion,
  type OrganisationDeletionRefusal,
  type OrganisationFacts,
} from "#app/domain/organisations/organisation.ts";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { countFrozen, countOrganisationUses } from "#app/queries/organisations/count-organisation-uses.server.ts";
import { findOrganisationFacts } from "#app/queries/organisations/get-organisation-ground.server.ts";
import { listRegionOptions } from "#app/queries/regions/list-region-options.server.ts";

export type OrganisationPage = OrganisationFacts & {
  readonly id: string;
  readonly region: RegionOption | null;
  /** Accepted entries and recorded facts that it stands in. */
  readonly frozen: number;
  /** Every reason why it cannot be deleted now. */
  readonly uses: readonly Refusal<OrganisationDeletionRefusal>[];
};

export async function findOrganisation(runtime: Runtime, id: string): Promise<OrganisationPage | null> {
  const { read } = runtime.database;
  const facts = await findOrganisationFacts(read, id);
  if (!facts) return null;
  const deletion = decideOrganisationDeletion(await countOrganisationUses(read, id));
  const [region = null] = await listRegionOptions(runtime, [facts.regionCode]);
  return { ...facts, id, region, frozen: await countFrozen(read, id), uses: deletion.ok ? [] : deletion.refusals };
}
