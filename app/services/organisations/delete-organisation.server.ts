/** Takes an organisation out of the list that nothing names: one that was added by mistake. */
import { decideOrganisationDeletion, type OrganisationDeletionRefusal } from "#app/domain/organisations/organisation.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { countOrganisationUses } from "#app/queries/organisations/count-organisation-uses.server.ts";
import { findOrganisationFacts } from "#app/queries/organisations/get-organisation-ground.server.ts";

export function deleteOrganisation(
  runtime: Runtime,
  actor: Actor,
  organisationId: string,
): Promise<Decision<null, OrganisationDeletionRefusal | "organisation-gone">> {
  return runtime.database.write<null, OrganisationDeletionRefusal | "organisation-gone">(async ({ tables, audit }) => {
    const facts = await findOrganisationFacts(tables, organisationId);
    if (facts === null) return refuse({ code: "organisation-gone" });
    const decision = decideOrganisationDeletion(await countOrganisationUses(tables, organisationId));
    if (!decision.ok) return decision;
    await tables.organisation.delete({ where: { id: organisationId } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "delete-organisation",
      objectKind: "organisation",
      objectId: organisationId,
      payload: { ...facts },
    });
    return allow(null);
  });
}
