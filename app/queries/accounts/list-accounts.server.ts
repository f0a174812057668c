/** All accounts of the installation, for its administrators. */
import { SYSTEM_WIDE_ROLES, type SystemWideRole } from "#app/domain/access/duties.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listOrganisations, type OrganisationChoice } from "#app/queries/competitions/list-plan-choices.server.ts";

export type AccountRow = {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly unit: { readonly name: string; readonly nameEn: string } | null;
  /** The roles held now, each once. */
  readonly roles: readonly Role[];
  /** Roles over the whole system that an administrator gave. */
  readonly systemRoles: readonly { readonly grantId: string; readonly role: SystemWideRole }[];
  /** ISO. */
  readonly createdAt: string;
  readonly isDisabled: boolean;
};

export type AccountList = { readonly accounts: readonly AccountRow[]; readonly organisations: readonly OrganisationChoice[] };

/** Newest first. */
export async function listAccounts(runtime: Runtime): Promise<AccountList> {
  const users = await runtime.database.read.user.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      username: true,
      displayName: true,
      createdAt: true,
      disabledAt: true,
      organisation: { select: { name: true, nameEn: true } },
      grants: { where: { revokedAt: null }, select: { id: true, role: true, competitionId: true } },
    },
  });
  return {
    accounts: users.map(({ id, username, displayName, createdAt, disabledAt, organisation, grants }) => ({
      id,
      username,
      displayName,
      unit: organisation,
      roles: [...new Set(grants.map(({ role }) => role as Role))],
      systemRoles: grants.flatMap(({ id: grantId, role, competitionId }) => {
        const wide = competitionId === null ? SYSTEM_WIDE_ROLES.find((candidate) => candidate === role) : undefined;
        return wide ? [{ grantId, role: wide }] : [];
      }),
      createdAt: createdAt.toISOString(),
      isDisabled: disabledAt !== null,
    })),
    organisations: await listOrganisations(runtime),
  };
}
