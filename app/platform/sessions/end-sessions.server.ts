/** The steps inside a write that end sessions, or change what they allow: their sockets, in every process, are cut after the commit. */
import type { Write } from "#app/platform/db/database.server.ts";

/** @param input.except the session that asks, which goes on @param input.only the one that is meant @returns how many were open */
export async function endSessions(
  { tables, announce }: Pick<Write, "tables" | "announce">,
  input: { readonly userId: string; readonly at: Date; readonly except?: string; readonly only?: string },
): Promise<number> {
  const { userId, at, except, only } = input;
  const which = only ?? (except === undefined ? null : { not: except });
  const open = { userId, revokedAt: null, ...(which === null ? {} : { id: which }) };
  const sessions = await tables.session.findMany({ where: open, select: { id: true, expiresAt: true } });
  await tables.session.updateMany({ where: open, data: { revokedAt: at } });
  if (sessions.length > 0) announce({ kind: "sessions-changed", sessionIds: sessions.map(({ id }) => id) });
  return sessions.filter(({ expiresAt }) => expiresAt > at).length;
}

/** After the roles of an account changed: what its sockets watch is asked again. */
export async function announceRights({ tables, announce }: Pick<Write, "tables" | "announce">, userId: string): Promise<void> {
  const sessions = await tables.session.findMany({ where: { userId, revokedAt: null }, select: { id: true } });
  if (sessions.length > 0) announce({ kind: "sessions-changed", sessionIds: sessions.map(({ id }) => id) });
}
