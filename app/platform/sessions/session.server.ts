/** Sign-ins: a random token in a cookie, its hash in the table; revocable, and new at each sign-in. */
import { createCookie } from "@remix-run/node";
import type { Grant } from "#app/domain/access/access.ts";
import { mustEnrol } from "#app/domain/access/second-factor.ts";
import { listTabletGrants } from "#app/domain/access/tablet-roles.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { readTogether } from "#app/platform/db/read-together.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export const SESSION_HOURS = 12;

/** Who is asking. */
export type Actor = {
  readonly userId: string;
  readonly displayName: string;
  readonly organisationId: string | null;
  readonly sessionId: string;
  /** None while the second factor is still to be set up, or the password to be renewed; on a tablet the duties of the hall only. */
  readonly grants: readonly Grant[];
  /** An office without the second factor that this installation asks for: nothing else is open before it is set up. */
  readonly mustEnrol?: true;
  /** The password is older than it may be: nothing else is open before it is changed. */
  readonly mustRenew?: true;
  /** A printed code and a PIN opened it, and no password: the account itself is not open in it. */
  readonly onTablet?: true;
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

const NAME = "session";
/** Of so many headers, what was in them is remembered. */
const MOST_HEADERS = 2_000;
const tokens = new Map<string, unknown>();

/** What the cookie of this name holds. A tablet sends the same header with every mark: it is taken apart once. */
export async function readSessionCookie(name: string, cookieHeader: string | null): Promise<unknown> {
  if (!cookieHeader?.includes(name)) return null;
  const place = `${name} ${cookieHeader}`;
  const known = tokens.get(place);
  if (known !== undefined) return known;
  const token: unknown = await createCookie(name).parse(cookieHeader);
  if (tokens.size >= MOST_HEADERS) tokens.clear();
  tokens.set(place, token);
  return token;
}

function sessionCookie(runtime: Runtime) {
  return createCookie(NAME, SESSION_COOKIE(runtime));
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
  return findSessionActor(runtime, await readSessionCookie(NAME, cookieHeader));
}

/** The person whose session this token opens, as `findActor` answers. */
export async function findSessionActor(runtime: Runtime, token: unknown): Promise<Actor | null> {
  if (typeof token !== "string" || token === "") return null;
  const rows = await readSession(runtime.database, sessionIdOf(token));
  const [session] = rows;
  if (!session || session.revokedAt || session.disabledAt || new Date(session.expiresAt) <= runtime.clock.now()) return null;
  // One row for each grant; one without a role for an account that has none.
  const held = rows.flatMap(({ role, competitionId, eventId, delegationId }): Grant[] =>
    role === null ? [] : [{ role, competitionId, eventId, delegationId }],
  );
  const onTablet = Boolean(session.onTablet);
  const grants = onTablet ? listTabletGrants(held) : held;
  const isLimited = mustEnrol({ mode: runtime.env.secondFactor, grants, isConfirmed: session.totpConfirmedAt !== null });
  const mustRenew = Boolean(session.mustRenew);
  return {
    userId: session.userId,
    displayName: session.displayName,
    organisationId: session.organisationId,
    sessionId: session.id,
    grants: isLimited || mustRenew ? [] : grants,
    ...(isLimited ? { mustEnrol: true as const } : {}),
    ...(mustRenew ? { mustRenew: true as const } : {}),
    ...(onTablet ? { onTablet: true as const } : {}),
  };
}

const readers = new WeakMap<Database, (id: string) => Promise<readonly SessionRow[]>>();

/** Asked at every request, so past Prisma, and for all requests of a moment together. */
function readSession(database: Database, id: string): Promise<readonly SessionRow[]> {
  let read = readers.get(database);
  if (!read) {
    read = readTogether(
      (ids) => database.readRows.all<SessionRow>(FIND_SESSIONS, [ids]),
      (row) => row.id,
    );
    readers.set(database, read);
  }
  return read(id);
}

const FIND_SESSIONS = `SELECT s."id", s."expiresAt", s."revokedAt", s."mustRenew", s."onTablet", u."id" AS "userId", u."displayName", u."organisationId", u."disabledAt",
    u."totpConfirmedAt", g."role", g."competitionId", g."eventId", g."delegationId"
  FROM "Session" s JOIN "User" u ON u."id" = s."userId" LEFT JOIN "RoleGrant" g ON g."userId" = u."id" AND g."revokedAt" IS NULL
  WHERE s."id" IN (?*)`;

type SessionRow = {
  readonly id: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  /** Of SQLite a number. */
  readonly mustRenew: boolean | number;
  readonly onTablet: boolean | number;
  readonly userId: string;
  readonly displayName: string;
  readonly organisationId: string | null;
  readonly disabledAt: string | null;
  readonly totpConfirmedAt: string | null;
  readonly role: Role | null;
  readonly competitionId: string | null;
  readonly eventId: string | null;
  readonly delegationId: string | null;
};
