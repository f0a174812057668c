/** What a new event must be: a team as large as its kind says, and a way up that leads up (DOMAIN 1 and 9). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { type CompetitionPhase, type EntryKind, TIERS, type Tier } from "#app/domain/shared/vocabulary.ts";

/** The size that a kind of entry fixes; a team has two people or more. */
const FIXED_SIZES: Readonly<Record<EntryKind, number | null>> = { individual: 1, pair: 2, trio: 3, team: null };
export const SMALLEST_TEAM = 2;

/** The size that a kind of entry fixes; null where the organiser says it. */
export function findFixedSize(entryKind: EntryKind): number | null {
  return FIXED_SIZES[entryKind];
}

export const EVENT_REFUSALS = [
  "events-closed",
  "event-code-taken",
  "team-size-wrong",
  "team-too-small",
  "quota-not-positive",
  "upper-event-unknown",
  "upper-event-not-above",
  "upper-event-differs",
] as const;
export type EventRefusal = (typeof EVENT_REFUSALS)[number];

/** Who makes one entry. */
type Entrants = { readonly entryKind: EntryKind; readonly teamSize: number };

/**
 * Whether a competition may take in an event: every reason against it at once.
 * @param input.takenCodes codes of the events that the competition already has
 * @param input.upper the event that the first places advance to; null: none; "unknown": it was named and does not exist
 */
export function decideNewEvent(input: {
  readonly event: Entrants & { readonly code: string; readonly quota: number };
  readonly competition: { readonly phase: CompetitionPhase; readonly tier: Tier };
  readonly takenCodes: readonly string[];
  readonly upper: (Entrants & { readonly tier: Tier }) | null | "unknown";
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
  if (upper === "unknown") {
    refusals.push({ code: "upper-event-unknown", params: { field: "upperEventId" } });
  } else if (upper !== null) {
    if (TIERS.indexOf(upper.tier) <= TIERS.indexOf(competition.tier)) {
      refusals.push({ code: "upper-event-not-above", params: { field: "upperEventId", tier: competition.tier } });
    }
    if (upper.entryKind !== event.entryKind || upper.teamSize !== event.teamSize) {
      refusals.push({
        code: "upper-event-differs",
        params: { field: "upperEventId", entryKind: upper.entryKind, teamSize: upper.teamSize },
      });
    }
  }
  return decide(refusals, null);
}

function checkSize({ entryKind, teamSize }: Entrants): readonly Refusal<EventRefusal>[] {
  const fixed = findFixedSize(entryKind);
  if (fixed !== null) {
    return teamSize === fixed ? [] : [{ code: "team-size-wrong", params: { field: "teamSize", entryKind, size: fixed } }];
  }
  const isTeam = Number.isSafeInteger(teamSize) && teamSize >= SMALLEST_TEAM;
  return isTeam ? [] : [{ code: "team-too-small", params: { field: "teamSize", smallest: SMALLEST_TEAM } }];
}
