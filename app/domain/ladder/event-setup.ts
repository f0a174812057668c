/** What an event must be: a team as large as its kind says, and a way up that leads up (DOMAIN 1 and 9). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { type CompetitionPhase, type EntryKind, TIERS, type Tier } from "#app/domain/shared/vocabulary.ts";

/** The size that a kind of entry fixes; a team has two people or more. */
const FIXED_SIZES: Readonly<Record<EntryKind, number | null>> = { individual: 1, pair: 2, trio: 3, team: null };
export const SMALLEST_TEAM = 2;

/** The size that a kind of entry fixes; null where the organiser says it. */
export function findFixedSize(entryKind: EntryKind): number | null {
  return FIXED_SIZES[entryKind];
}

const WAY_UP_REFUSALS = ["upper-event-unknown", "upper-event-not-above", "upper-event-differs"] as const;
type WayUpRefusal = (typeof WAY_UP_REFUSALS)[number];

export const EVENT_REFUSALS = [
  "events-closed",
  "event-code-taken",
  "team-size-wrong",
  "team-too-small",
  "quota-not-positive",
  ...WAY_UP_REFUSALS,
] as const;
export type EventRefusal = (typeof EVENT_REFUSALS)[number];

export const UPPER_EVENT_REFUSALS = [
  "event-cancelled-already",
  "upper-event-archived",
  "upper-event-offered",
  "upper-event-unchanged",
  ...WAY_UP_REFUSALS,
] as const;
export type UpperEventRefusal = (typeof UPPER_EVENT_REFUSALS)[number];

/** Who makes one entry. */
type Entrants = { readonly entryKind: EntryKind; readonly teamSize: number };

/** The event that the first places advance to; null: none; "unknown": it was named and does not exist. */
type Upper = (Entrants & { readonly tier: Tier }) | null | "unknown";

/**
 * Whether a competition may take in an event: every reason against it at once.
 * @param input.takenCodes codes of the events that the competition already has
 */
export function decideNewEvent(input: {
  readonly event: Entrants & { readonly code: string; readonly quota: number };
  readonly competition: { readonly phase: CompetitionPhase; readonly tier: Tier };
  readonly takenCodes: readonly string[];
  readonly upper: Upper;
}): Decision<null, EventRefusal> {
  const { event, competition, upper } = input;
  const refusals: Refusal<EventRefusal>[] = [];
  // Entries can arrive as soon as registration is open: an event that came later would have had another deadline.
  if (competition.phase !== "draft" && competition.phase !== "announced") {
    refusals.push({ code: "events-closed", params: { phase: competition.phase } });
  }
  if (input.takenCodes.includes(event.code))
    refusals.push({ code: "event-code-taken", params: { field: "code", code: event.code } });
  refusals.push(...checkSize(event));
  if (!Number.isSafeInteger(event.quota) || event.quota < 1)
    refusals.push({ code: "quota-not-positive", params: { field: "quota" } });
  refusals.push(...checkWayUp(event, competition.tier, upper));
  return decide(refusals, null);
}

/** What is archived is closed for good: nobody advances from it any more. */
export function mayLeadElsewhere(phase: CompetitionPhase): boolean {
  return phase !== "archived";
}

/**
 * Whether an event may lead there from now on: every reason against it at once.
 * @param input.offered places that were offered at the event above: from the first on its way up stays
 */
export function decideUpperEvent(input: {
  readonly event: Entrants & { readonly isCancelled: boolean };
  readonly tier: Tier;
  readonly phase: CompetitionPhase;
  readonly offered: number;
  /** It leads there, or nowhere, already. */
  readonly isSame: boolean;
  readonly upper: Upper;
}): Decision<null, UpperEventRefusal> {
  const { event, tier, phase, offered, isSame, upper } = input;
  const refusals: Refusal<UpperEventRefusal>[] = [];
  if (event.isCancelled) refusals.push({ code: "event-cancelled-already" });
  if (!mayLeadElsewhere(phase)) refusals.push({ code: "upper-event-archived" });
  if (offered > 0) refusals.push({ code: "upper-event-offered", params: { count: offered } });
  if (isSame) refusals.push({ code: "upper-event-unchanged", params: { field: "upperEventId" } });
  else refusals.push(...checkWayUp(event, tier, upper));
  return decide(refusals, null);
}

/** @param tier of the competition below */
function checkWayUp({ entryKind, teamSize }: Entrants, tier: Tier, upper: Upper): readonly Refusal<WayUpRefusal>[] {
  if (upper === null) return [];
  if (upper === "unknown") return [{ code: "upper-event-unknown", params: { field: "upperEventId" } }];
  const refusals: Refusal<WayUpRefusal>[] = [];
  if (TIERS.indexOf(upper.tier) <= TIERS.indexOf(tier)) {
    refusals.push({ code: "upper-event-not-above", params: { field: "upperEventId", tier } });
  }
  if (upper.entryKind !== entryKind || upper.teamSize !== teamSize) {
    refusals.push({
      code: "upper-event-differs",
      params: { field: "upperEventId", entryKind: upper.entryKind, teamSize: upper.teamSize },
    });
  }
  return refusals;
}

function checkSize({ entryKind, teamSize }: Entrants): readonly Refusal<EventRefusal>[] {
  const fixed = findFixedSize(entryKind);
  if (fixed !== null) {
    return teamSize === fixed ? [] : [{ code: "team-size-wrong", params: { field: "teamSize", entryKind, size: fixed } }];
  }
  const isTeam = Number.isSafeInteger(teamSize) && teamSize >= SMALLEST_TEAM;
  return isTeam ? [] : [{ code: "team-too-small", params: { field: "teamSize", smallest: SMALLEST_TEAM } }];
}
