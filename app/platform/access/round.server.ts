/** Pages of one round carry its number in their address, so that they stay with it when the event moves on to the next. */
import { redirect } from "@remix-run/node";
import { notFound } from "#app/platform/access/define.server.ts";
import type { ResolvedScope } from "#app/platform/access/scope.server.ts";

/** @throws a redirect to the same page with the number of the current round, where the event has several and none was named. */
export function requireNamedRound({ url, scope }: { readonly url: URL; readonly scope: ResolvedScope }): void {
  if (scope.rounds < 2 || url.searchParams.has("round")) return;
  const search = new URLSearchParams(url.searchParams);
  search.set("round", String(scope.roundNumber));
  throw redirect(`${url.pathname}?${search}`);
}

/** The session whose papers are asked for (`?session=2`); null: all of the round. @throws a 404 where it is no number */
export function readSessionNumber(url: URL): number | null {
  const asked = url.searchParams.get("session") ?? "";
  if (asked === "") return null;
  if (!/^[1-9]\d{0,3}$/.test(asked)) throw notFound();
  return Number(asked);
}

/** What a file of papers is called, with the session that it is of. */
export function nameOfSession(name: string, session: number | null): string {
  return session === null ? name : `${name}-session-${session}`;
}
