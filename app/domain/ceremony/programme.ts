/**
 * 颁奖流程: who is called up in which order, from awards that were computed elsewhere (DOMAIN 10). Within an event from the lowest
 * prize to the highest, within a prize from the last place to the first, equals together.
 */
import { compareText } from "#app/domain/shared/order.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

/** What a competition awards beyond the prizes of its events, in the order in which a ceremony usually gives it. */
export const SPECIALS = ["coaches", "organisation", "best-of-delegation", "teams", "highest"] as const;
export type Special = (typeof SPECIALS)[number];

/** How many prize tiers, from the highest, are called up one name at a time; the others come on the screen together. */
export const SINGLE_TIERS = [3, 2, 1] as const;

export type CeremonyPlan = {
  /** Ids, in the order in which they come. */
  readonly events: readonly string[];
  readonly specials: readonly Special[];
  readonly singleTiers: (typeof SINGLE_TIERS)[number];
  /** Whether those with excellence or a medallion are shown, together, before the prizes. */
  readonly hasExcellence: boolean;
};

/** Whom something is awarded to, by ids. `place` is null where it says nothing. */
export type CeremonyWinner =
  | { readonly kind: "entry"; readonly entryId: string; readonly place: number | null }
  | { readonly kind: "delegation"; readonly delegationId: string; readonly place: number | null }
  | { readonly kind: "coach"; readonly personId: string; readonly delegationId: string };

/** Those who are equal: they come one after another, and nobody between them. */
export type Call = {
  readonly winners: readonly CeremonyWinner[];
  /** A silence goes before the names. */
  readonly isSolemn: boolean;
};

export type Given =
  | { readonly kind: "event"; readonly eventId: string; readonly award: Award }
  | { readonly kind: "special"; readonly special: Special };

/** One prize of one event, or one special award. */
export type CeremonyItem = {
  readonly given: Given;
  /** In the order in which they are called. */
  readonly calls: readonly Call[];
  /** Name by name; else all together. */
  readonly isSingle: boolean;
};

/** An awarded result of an event's last round. */
export type AwardedEntry = { readonly entryId: string; readonly place: number; readonly award: Award };

export type SpecialWinners = {
  readonly coaches: readonly { readonly personId: string; readonly delegationId: string }[];
  readonly organisation: readonly string[];
  readonly bestOfDelegation: readonly { readonly delegationId: string; readonly entryIds: readonly string[] }[];
  /** The delegations on the first three places of the team totals. */
  readonly teams: readonly { readonly delegationId: string; readonly place: number }[];
  readonly highest: readonly string[];
};

export type CeremonyAwards = {
  /** By event id. */
  readonly events: ReadonlyMap<string, readonly AwardedEntry[]>;
  readonly specials: SpecialWinners;
};

/** How many places of the team totals are called up. */
export const TEAM_PLACES = 3;

/** Awards in the order in which they are given, lowest first; a scheme has either medals or prizes. */
const ORDER: readonly Award[] = ["medallion", "excellence", "bronze", "third", "silver", "second", "gold", "first"];
const TIER_OF: Readonly<Record<Award, number>> = {
  ...{ gold: 1, first: 1, silver: 2, second: 2, bronze: 3, third: 3 },
  ...{ medallion: 4, excellence: 4 },
};

/** The programme; a prize that nobody won has no item. The order of the awards' own lists does not matter. */
export function computeProgramme(plan: CeremonyPlan, awards: CeremonyAwards): readonly CeremonyItem[] {
  const events = plan.events.flatMap((eventId) => listEventItems(eventId, awards.events.get(eventId) ?? [], plan));
  return [...events, ...plan.specials.flatMap((special) => listSpecialItems(special, awards.specials))];
}

function listEventItems(eventId: string, entries: readonly AwardedEntry[], plan: CeremonyPlan): readonly CeremonyItem[] {
  return ORDER.flatMap((award) => {
    const tier = TIER_OF[award];
    const own = entries.filter((entry) => entry.award === award);
    if (own.length === 0 || (tier > 3 && !plan.hasExcellence)) return [];
    const calls = groupByPlace(own.map(({ entryId, place }) => ({ kind: "entry" as const, entryId, place })));
    return [
      {
        given: { kind: "event" as const, eventId, award },
        calls: calls.map((winners) => ({ winners, isSolemn: tier === 1 })),
        isSingle: tier <= plan.singleTiers,
      },
    ];
  });
}

function listSpecialItems(special: Special, winners: SpecialWinners): readonly CeremonyItem[] {
  const calls = listSpecialCalls(special, winners);
  const isSingle = special === "highest" || special === "teams";
  return calls.length === 0 ? [] : [{ given: { kind: "special", special }, calls, isSingle }];
}

function listSpecialCalls(special: Special, winners: SpecialWinners): readonly Call[] {
  switch (special) {
    case "coaches":
      return winners.coaches.map((coach) => ({ winners: [{ kind: "coach", ...coach }], isSolemn: false }));
    case "organisation":
      return winners.organisation.map((delegationId) => {
        return { winners: [{ kind: "delegation", delegationId, place: null }], isSolemn: false };
      });
    case "best-of-delegation":
      return winners.bestOfDelegation.map(({ entryIds }) => {
        return { winners: entryIds.map((entryId) => ({ kind: "entry", entryId, place: null })), isSolemn: false };
      });
    case "teams": {
      const teams = winners.teams.filter(({ place }) => place <= TEAM_PLACES);
      const called = teams.map(({ delegationId, place }) => ({ kind: "delegation" as const, delegationId, place }));
      return groupByPlace(called).map((equals) => ({ winners: equals, isSolemn: equals[0]?.place === 1 }));
    }
    case "highest": {
      const called = winners.highest.map((entryId) => ({ kind: "entry" as const, entryId, place: null }));
      return called.length === 0 ? [] : [{ winners: called, isSolemn: true }];
    }
  }
}

/** Those of one place together, the last place first. */
function groupByPlace<Winner extends CeremonyWinner & { readonly place: number | null }>(winners: readonly Winner[]): Winner[][] {
  const groups = new Map<number, Winner[]>();
  for (const winner of winners) groups.set(winner.place ?? 0, [...(groups.get(winner.place ?? 0) ?? []), winner]);
  return [...groups]
    .sort(([left], [right]) => right - left)
    .map(([, equals]) => equals.sort((left, right) => compareText(keyOfWinner(left), keyOfWinner(right))));
}

/** What a winner is called in steps and comparisons. */
export function keyOfWinner(winner: CeremonyWinner): string {
  switch (winner.kind) {
    case "entry":
      return `entry ${winner.entryId}`;
    case "delegation":
      return `delegation ${winner.delegationId}`;
    case "coach":
      return `coach ${winner.personId}`;
  }
}

export function keyOfGiven(given: Given): string {
  return given.kind === "event" ? `${given.eventId} ${given.award}` : given.special;
}

/** Everyone of an item in the order of the calls. */
export function listWinnersOf({ calls }: CeremonyItem): readonly CeremonyWinner[] {
  return calls.flatMap(({ winners }) => winners);
}
