/** Opens an account and answers its first password and PIN, this once. */
import type { Decision } from "#app/domain/shared/decision.ts";
import {
  type NewAccount,
  type NewAccountRefusal,
  type OpenedAccount,
  openAccount,
} from "#app/platform/accounts/open-account.server.ts";
import { prepareSecrets } from "#app/platform/crypto/initial-secrets.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export async function createAccount(
  runtime: Runtime,
  actor: Actor,
  account: NewAccount,
): Promise<Decision<OpenedAccount, NewAccountRefusal>> {
  const prepared = await prepareSecrets();
  return runtime.database.write((write) =>
    openAccount(write, { account, prepared, actorId: actor.userId, at: runtime.clock.now() }),
  );
}
