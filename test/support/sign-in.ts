/** A session of somebody at a running server, without a password. */
import { allow } from "#app/domain/shared/decision.ts";
import { newSecret } from "#app/platform/crypto/digest.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { sessionIdOf, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import type { AppServer } from "./app-server.ts";

/** @returns the Cookie header of a new session, which ends in an hour */
export async function openSession({ runtime }: AppServer, { userId }: Pick<Actor, "userId">): Promise<string> {
  const token = newSecret();
  const createdAt = runtime.clock.now();
  const expiresAt = new Date(createdAt.getTime() + 3_600_000);
  const session = { id: sessionIdOf(token), userId, createdAt, expiresAt, userAgent: "test" };
  await runtime.database.write(async ({ tables }) => allow(await tables.session.create({ data: session })), { isNoAct: true });
  return (await setSessionCookie(runtime, token)).split(";")[0] ?? "";
}
