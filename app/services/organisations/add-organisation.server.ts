/** Adds an organisation to the list that rosters, hosts and accounts name their units from. */
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type AddOrganisationRefusal = "organisation-name-taken" | "region-unknown";

/** A name is a unit's full name and stands once: rosters are matched by it. */
export function addOrganisation(
  runtime: Runtime,
  actor: Actor,
  input: { readonly name: string; readonly nameEn: string; readonly kind: OrganisationKind; readonly regionCode: string },
): Promise<Decision<{ readonly organisationId: string }, AddOrganisationRefusal>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const refusals: Refusal<AddOrganisationRefusal>[] = [];
    if ((await tables.organisation.count({ where: { name: input.name } })) > 0) {
      refusals.push({ code: "organisation-name-taken", params: { field: "name", name: input.name } });
    }
    if ((await tables.region.count({ where: { code: input.regionCode } })) === 0) {
      refusals.push({ code: "region-unknown", params: { field: "regionCode", region: input.regionCode } });
    }
    if (refusals.length > 0) return refuse(...refusals);
    const organisationId = newId();
    await tables.organisation.create({ data: { ...input, id: organisationId } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "add-organisation",
      objectKind: "organisation",
      objectId: organisationId,
      payload: { kind: input.kind, region: input.regionCode },
    });
    return allow({ organisationId });
  });
}
