/** Opens an account and answers the one-time link that sets its password, this once. */
import type { Decision } from "#app/domain/shared/decision.ts";
import {
  type NewAccount,
  type NewAccountRefusal,
  type OpenedAccount,
  openAccount,
} from "#app/platform/accounts/open-account.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function createAccount(
  runtime: Runtime,
  actor: Actor,
  account: NewAccount,
): Promise<Decision<OpenedAccount, NewAccountRefusal>> {
  const { publicUrl } = runtime.env;
  return runtime.database.write((write) =>
    openAccount(write, { account, actorId: actor.userId, at: runtime.clock.now(), publicUrl }),
  );
}
