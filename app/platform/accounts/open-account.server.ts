/** The step that opens an account inside a write: by itself, or together with what the person is needed for. */
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { makeLink, type OneTimeLink } from "#app/platform/accounts/account-link.server.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";

export type NewAccount = {
  /** a-z, 0-9, dot, hyphen and underscore; unique. */
  readonly username: string;
  readonly displayName: string;
  /** The person's own unit: a judge of it is kept from its entries. Null where there is none. */
  readonly organisationId: string | null;
};

/** An account whose password the person sets himself through the link. */
export type OpenedAccount = {
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly link: OneTimeLink;
};

export type NewAccountRefusal = "username-taken" | "organisation-unknown";

/** @returns the account, or every reason against it. */
export async function openAccount(
  { tables, audit }: Pick<Write, "tables" | "audit">,
  input: { readonly account: NewAccount; readonly actorId: string; readonly at: Date; readonly publicUrl: string },
): Promise<Decision<OpenedAccount, NewAccountRefusal>> {
  const { actorId, at, publicUrl } = input;
  const { username, displayName, organisationId } = input.account;
  const refusals: Refusal<NewAccountRefusal>[] = [];
  if ((await tables.user.count({ where: { username } })) > 0) {
    refusals.push({ code: "username-taken", params: { field: "username", username } });
  }
  if (organisationId !== null && (await tables.organisation.count({ where: { id: organisationId } })) === 0) {
    refusals.push({ code: "organisation-unknown", params: { field: "organisationId" } });
  }
  if (refusals.length > 0) return refuse(...refusals);
  const userId = newId();
  await tables.user.create({ data: { id: userId, username, displayName, organisationId, createdAt: at } });
  const link = await makeLink({ tables }, { userId, createdById: actorId, resetsSecondFactor: false, at, publicUrl });
  await audit({
    chain: SYSTEM_CHAIN,
    actorId,
    act: "create-account",
    objectKind: "user",
    objectId: userId,
    payload: { organisationId },
  });
  return allow({ userId, username, displayName, link });
}
