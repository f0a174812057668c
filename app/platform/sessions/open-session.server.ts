/** The step that opens a session inside a write. */
import { newSecret } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { SESSION_HOURS, sessionIdOf } from "#app/platform/sessions/session.server.ts";

/** @returns the token for the cookie; only its hash is stored. */
export async function openSession(
  { tables }: Pick<Write, "tables">,
  input: {
    readonly userId: string;
    readonly userAgent: string;
    readonly at: Date;
    /** Nothing else is open in it before the password is changed. */
    readonly mustRenew?: boolean;
    /** A PIN opened it: no duty but those of the hall holds in it. */
    readonly onTablet?: boolean;
  },
): Promise<string> {
  const token = newSecret();
  await tables.session.create({
    data: {
      id: sessionIdOf(token),
      userId: input.userId,
      createdAt: input.at,
      expiresAt: new Date(input.at.getTime() + SESSION_HOURS * 3_600_000),
      userAgent: input.userAgent.slice(0, 200),
      mustRenew: input.mustRenew ?? false,
      onTablet: input.onTablet ?? false,
    },
  });
  return token;
}
