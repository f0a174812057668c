/** What this reader may see of a round whose works are blinded: marks by code, entrants by seat. */
import { covers, type Scope } from "#app/domain/access/access.ts";
import { type BlindSight, decideSight } from "#app/domain/blinding/sight.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBlindRound } from "#app/queries/blinding/get-blind-round.server.ts";

/** @param scope the event of the round @throws Error when there is no such round. */
export async function getBlindSight(
  { database }: Runtime,
  { grants }: Pick<Actor, "grants">,
  { roundId, scope }: { readonly roundId: string; readonly scope: Scope },
): Promise<BlindSight> {
  const roles = grants.filter((grant) => covers(grant, scope)).map(({ role }) => role);
  return decideSight({ ...(await getBlindRound(database.read, roundId)), roles });
}
