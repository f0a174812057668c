/** Sign-ins: a random token in a cookie, its hash in the table; revocable, and new at each sign-in. */
import { createCookie } from "@remix-run/node";
import type { Grant } from "#app/domain/access/access.ts";
import { mustEnrol } from "#app/domain/access/second-factor.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export const SESSION_HOURS = 12;

/** Who is asking. */
export type Actor = {
  readonly userId: string;
  readonly displayName: string;
  readonly organisationId: string | null;
  readonly sessionId: string;
  /** None while the second factor is still to be set up. */
  readonly grants: readonly Grant[];
  /** An office without the second factor that this installation asks for: nothing else is open before it is set up. */
  readonly mustEnrol?: true;
};

/** How every cookie that holds a session is kept. */
export const SESSION_COOKIE = (runtime: Runtime) =>
  ({
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: runtime.env.publicUrl.startsWith("https://"),
    maxAge: SESSION_HOURS * 3600,
  }) as const;

function sessionCookie(runtime: Runtime) {
  return createCookie("session", SESSION_COOKIE(runtime));
}

/** The row id of a session token: the table alone opens no session. */
export function sessionIdOf(token: string): string {
  return sha256(token);
}

export function setSessionCookie(runtime: Runtime, token: string): Promise<string> {
  return sessionCookie(runtime).serialize(token);
}

export function clearSessionCookie(runtime: Runtime): Promise<string> {
  return sessionCookie(runtime).serialize("", { maxAge: 0 });
}

/** The signed-in person of a Cookie header; null when there is none, or the session ended, or the account is disabled. */
export async function findActor(runtime: Runtime, cookieHeader: string | null): Promise<Actor | null> {
  return findSessionActor(runtime, await sessionCookie(runtime).parse(cookieHeader));
}

/** The person whose session this token opens, as `findActor` answers. */
export async function findSessionActor(runtime: Runtime, token: unknown): Promise<Actor | null> {
  if (typeof token !== "string" || token === "") return null;
  const session = await runtime.database.read.session.findUnique({
    where: { id: sessionIdOf(token) },
    select: {
      id: true,
      expiresAt: true,
      revokedAt: true,
      user: {
        select: {
          id: true,
          displayName: true,
          organisationId: true,
          disabledAt: true,
          totpConfirmedAt: true,
          grants: {
            where: { revokedAt: null },
            select: { role: true, competitionId: true, eventId: true, delegationId: true },
          },
        },
      },
    },
  });
  if (!session || session.revokedAt || session.user.disabledAt || session.expiresAt <= runtime.clock.now()) return null;
  const { user } = session;
  const grants = user.grants.map((grant) => ({ ...grant, role: grant.role as Role }));
  const isLimited = mustEnrol({ mode: runtime.env.secondFactor, grants, isConfirmed: user.totpConfirmedAt !== null });
  return {
    userId: user.id,
    displayName: user.displayName,
    organisationId: user.organisationId,
    sessionId: session.id,
    grants: isLimited ? [] : grants,
    ...(isLimited ? { mustEnrol: true as const } : {}),
  };
}
