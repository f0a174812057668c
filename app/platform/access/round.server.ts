/** Pages of one round carry its number in their address, so that they stay with it when the event moves on to the next. */
import { redirect } from "@remix-run/node";
import type { ResolvedScope } from "#app/platform/access/scope.server.ts";

/** @throws a redirect to the same page with the number of the current round, where the event has several and none was named. */
export function requireNamedRound({ url, scope }: { readonly url: URL; readonly scope: ResolvedScope }): void {
  if (scope.rounds < 2 || url.searchParams.has("round")) return;
  const search = new URLSearchParams(url.searchParams);
  search.set("round", String(scope.roundNumber));
  throw redirect(`${url.pathname}?${search}`);
}
