/** Shows an organiser who comes next, or the whole order on paper, before the hall sees it; each look is on record. */
import { computeCallUp } from "#app/domain/ceremony/call-up.ts";
import {
  type CeremonyItem,
  type CeremonyWinner,
  type Given,
  keyOfWinner,
  listWinnersOf,
} from "#app/domain/ceremony/programme.ts";
import { findUpcoming } from "#app/domain/ceremony/scenes.ts";
import type { CeremonyLook, CeremonyOrder, NamedWaiting, NamedWinner } from "#app/domain/ceremony/views.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type Ceremony, findCeremony } from "#app/queries/ceremony/find-ceremony.server.ts";
import { nameGiven, nameWinners } from "#app/queries/ceremony/name-winners.server.ts";

export type LookRefusal = "ceremony-missing";

/** @returns the next name and the call-up, or that no ceremony was prepared. */
export async function lookAtCeremony(
  runtime: Runtime,
  actor: Actor,
  { competitionId }: { readonly competitionId: string },
): Promise<Decision<CeremonyLook, LookRefusal>> {
  const looked = await recordLook(runtime, actor, { competitionId, at: "next" });
  if (!looked.ok) return looked;
  const { items, scene, skipped, version } = looked.value;
  const upcoming = findUpcoming(items, scene, skipped);
  const { now, next } = computeCallUp(items, scene, skipped);
  const winners = [...(upcoming ? [upcoming] : []), ...(now?.winners ?? []), ...(next?.winners ?? [])];
  const named = await nameWinners(runtime, winners);
  const headingOf = await nameGiven(runtime, items);
  const of = (winner: CeremonyWinner) => named.get(keyOfWinner(winner)) as NamedWinner;
  const describe = (waiting: typeof now): NamedWaiting | null =>
    waiting && {
      heading: headingOf(waiting.given),
      winners: waiting.winners.map((winner) => withoutEvent(waiting.given, of(winner))),
    };
  return allow({ version, upcoming: upcoming && of(upcoming), now: describe(now), next: describe(next) });
}

/** The whole order with its names, to print. */
export async function lookAtCeremonyOrder(
  runtime: Runtime,
  actor: Actor,
  { competitionId }: { readonly competitionId: string },
): Promise<Decision<CeremonyOrder, LookRefusal>> {
  const looked = await recordLook(runtime, actor, { competitionId, at: "order" });
  if (!looked.ok) return looked;
  const { items, number, preparedAt } = looked.value;
  const named = await nameWinners(runtime, items.flatMap(listWinnersOf));
  const headingOf = await nameGiven(runtime, items);
  const describe = (item: CeremonyItem): CeremonyOrder["items"][number] => {
    const calls = item.calls.map(({ winners, isSolemn }) => ({
      isSolemn,
      winners: winners.map((winner) => ({
        ...withoutEvent(item.given, named.get(keyOfWinner(winner)) as NamedWinner),
        place: "place" in winner ? winner.place : null,
      })),
    }));
    return { heading: headingOf(item.given), isSingle: item.isSingle, calls };
  };
  return allow({ number, preparedAt, items: items.map(describe) });
}

/** The heading of a prize says its event already. */
function withoutEvent<Winner extends NamedWinner>(given: Given, winner: Winner): Winner {
  return given.kind === "event" ? { ...winner, event: null } : winner;
}

function recordLook(
  runtime: Runtime,
  actor: Actor,
  { competitionId, at }: { readonly competitionId: string; readonly at: "next" | "order" },
): Promise<Decision<Ceremony, LookRefusal>> {
  return runtime.database.write<Ceremony, LookRefusal>(async ({ tables, audit }) => {
    const ceremony = await findCeremony(tables, competitionId);
    if (ceremony === null) return refuse({ code: "ceremony-missing" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "look-at-ceremony",
      objectKind: "ceremony",
      objectId: ceremony.ceremonyId,
      payload: { number: ceremony.number, version: ceremony.version, at },
    });
    return allow(ceremony);
  });
}
