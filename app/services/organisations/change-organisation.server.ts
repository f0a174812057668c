/** Corrects or renames an organisation; what entries froze of it on acceptance stays as it was. */
import {
  checkOrganisation,
  compareOrganisations,
  type OrganisationFacts,
  type OrganisationField,
  type OrganisationRefusal,
} from "#app/domain/organisations/organisation.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getOrganisationGround } from "#app/queries/organisations/get-organisation-ground.server.ts";

type Changed = { readonly changed: readonly OrganisationField[] };
export type ChangeOrganisationRefusal = OrganisationRefusal | "organisation-gone" | "nothing-changed";

/** @returns which facts changed */
export function changeOrganisation(
  runtime: Runtime,
  actor: Actor,
  { organisationId, ...facts }: OrganisationFacts & { readonly organisationId: string },
): Promise<Decision<Changed, ChangeOrganisationRefusal>> {
  return runtime.database.write<Changed, ChangeOrganisationRefusal>(async ({ tables, audit }) => {
    const ground = await getOrganisationGround(tables, organisationId, facts);
    const { before } = ground;
    if (before === null) return refuse({ code: "organisation-gone" });
    const checked = checkOrganisation(facts, ground);
    if (!checked.ok) return checked;
    const changed = compareOrganisations(before, facts);
    if (changed.length === 0) return refuse({ code: "nothing-changed" });
    await tables.organisation.update({ where: { id: organisationId }, data: { ...facts } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "change-organisation",
      objectKind: "organisation",
      objectId: organisationId,
      payload: Object.fromEntries(
        changed.flatMap((field) => [
          [`${field}-before`, before[field]],
          [`${field}-after`, facts[field]],
        ]),
      ),
    });
    return allow({ changed });
  });
}
