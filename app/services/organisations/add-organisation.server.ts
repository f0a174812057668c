/** Adds an organisation to the list that rosters, hosts and accounts name their units from. */
import { checkOrganisation, type OrganisationFacts, type OrganisationRefusal } from "#app/domain/organisations/organisation.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getOrganisationGround } from "#app/queries/organisations/get-organisation-ground.server.ts";

export function addOrganisation(
  runtime: Runtime,
  actor: Actor,
  facts: OrganisationFacts,
): Promise<Decision<{ readonly organisationId: string }, OrganisationRefusal>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const checked = checkOrganisation(facts, await getOrganisationGround(tables, null, facts));
    if (!checked.ok) return checked;
    const organisationId = newId();
    await tables.organisation.create({ data: { ...facts, id: organisationId } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "add-organisation",
      objectKind: "organisation",
      objectId: organisationId,
      payload: { kind: facts.kind, region: facts.regionCode },
    });
    return allow({ organisationId });
  });
}
