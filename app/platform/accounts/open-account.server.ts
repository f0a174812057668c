/** The step that opens an account inside a write: by itself, or together with what the person is needed for. */
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { PreparedSecrets } from "#app/platform/crypto/initial-secrets.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";

export type NewAccount = {
  /** a-z, 0-9, dot, hyphen and underscore; unique. */
  readonly username: string;
  readonly displayName: string;
  /** The person's own unit: a judge of it is kept from its entries. Null where there is none. */
  readonly organisationId: string | null;
};

/** What is handed over to the person. Nothing shows the secrets again: only their hashes are stored. */
export type OpenedAccount = {
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly pin: string;
};

export type NewAccountRefusal = "username-taken" | "organisation-unknown";

/** @returns the account, or every reason against it. */
export async function openAccount(
  { tables, audit }: Pick<Write, "tables" | "audit">,
  input: { readonly account: NewAccount; readonly prepared: PreparedSecrets; readonly actorId: string; readonly at: Date },
): Promise<Decision<OpenedAccount, NewAccountRefusal>> {
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
  const { secrets, hashes } = input.prepared;
  await tables.user.create({ data: { ...hashes, id: userId, username, displayName, organisationId, createdAt: input.at } });
  await audit({
    chain: SYSTEM_CHAIN,
    actorId: input.actorId,
    act: "create-account",
    objectKind: "user",
    objectId: userId,
    payload: { organisationId },
  });
  return allow({ userId, username, displayName, ...secrets });
}
