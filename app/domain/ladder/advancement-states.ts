/** The way of an entry from qualified to confirmed, and off it (DOMAIN 9: 入围 → 集训 → 选拔 → 确定参赛; withdrawal offers the next). */

import type { AdvancementRoute } from "#app/domain/ladder/advancement.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";

export const ADVANCEMENT_STATES = ["qualified", "training-squad", "selected", "confirmed", "declined", "missed"] as const;
export type AdvancementState = (typeof ADVANCEMENT_STATES)[number];

export const ADVANCEMENT_ACTS = ["take-into-squad", "select", "confirm", "decline"] as const;
export type AdvancementAct = (typeof ADVANCEMENT_ACTS)[number];

/** The phases in which a competition still reviews entries. */
const TAKES_ENTRIES: readonly CompetitionPhase[] = ["draft", "announced", "registration"];

/** What the phase of an upper event's competition means to who comes up: an event that was cancelled is as closed as what is archived. */
export function findUpperPhase(phase: CompetitionPhase, isCancelled: boolean): CompetitionPhase {
  return isCancelled ? "archived" : phase;
}

export function takesEntries(phase: CompetitionPhase): boolean {
  return TAKES_ENTRIES.includes(phase);
}

export const ADVANCEMENT_ACT_REFUSALS = [
  "advancement-not-in-state",
  "advancement-route-is-direct",
  "advancement-reason-missing",
  "advancement-upper-closed",
  "advancement-accepted-above",
  "advancement-results-reopened",
  "advancement-unknown",
  "advancement-none-chosen",
] as const;
export type AdvancementActRefusal = (typeof ADVANCEMENT_ACT_REFUSALS)[number];

export type AdvancementStanding = {
  readonly state: AdvancementState;
  readonly place: number;
  readonly route: AdvancementRoute;
  /** Of the upper competition. */
  readonly upperPhase: CompetitionPhase;
  /** Where its entry stands at the upper event; null before the confirmation. */
  readonly upperStatus: RegistrationStatus | null;
  /** The results that it rests on are public again and not final: who goes on by them may change. */
  readonly isReopened: boolean;
};

const TARGETS: Readonly<Record<AdvancementAct, AdvancementState>> = {
  "take-into-squad": "training-squad",
  select: "selected",
  confirm: "confirmed",
  decline: "declined",
};

/** The states that each act leaves. What was missed can be confirmed once the upper competition takes entries again. */
const SOURCES: Readonly<Record<AdvancementRoute, Readonly<Record<AdvancementAct, readonly AdvancementState[]>>>> = {
  direct: {
    "take-into-squad": [],
    select: [],
    confirm: ["qualified", "selected", "missed"],
    decline: ["qualified", "training-squad", "selected", "confirmed", "missed"],
  },
  squad: {
    "take-into-squad": ["qualified"],
    select: ["training-squad"],
    confirm: ["selected", "missed"],
    decline: ["qualified", "training-squad", "selected", "confirmed", "missed"],
  },
};

/** The state that the act leads to, or every reason against it at once. */
export function decideAdvancementAct(
  act: AdvancementAct,
  { state, place, route, upperPhase, upperStatus, isReopened }: AdvancementStanding,
  reason: string,
): Decision<AdvancementState, AdvancementActRefusal> {
  const refusals: Refusal<AdvancementActRefusal>[] = isReopened
    ? [{ code: "advancement-results-reopened", params: { place } }]
    : [];
  const sources = SOURCES[route][act];
  if (sources.length === 0) refusals.push({ code: "advancement-route-is-direct", params: { place } });
  else if (!sources.includes(state)) refusals.push({ code: "advancement-not-in-state", params: { place, state } });
  if (act === "decline" && reason.trim() === "") {
    refusals.push({ code: "advancement-reason-missing", params: { field: "reason" } });
  }
  if (act === "confirm" && !takesEntries(upperPhase)) {
    refusals.push({ code: "advancement-upper-closed", params: { place, phase: upperPhase } });
  }
  // An accepted entry has its number and its place in the draw: it is withdrawn where it was accepted, first.
  if (act === "decline" && upperStatus === "accepted") {
    refusals.push({ code: "advancement-accepted-above", params: { place } });
  }
  return decide(refusals, TARGETS[act]);
}

/** The state in which a place is offered: on the direct way confirmed at once, or missed where nobody could review it any more. */
export function findFirstState(route: AdvancementRoute, upperPhase: CompetitionPhase): AdvancementState {
  if (route === "squad") return "qualified";
  return takesEntries(upperPhase) ? "confirmed" : "missed";
}

/** What stands against what the results say now: advanced and no longer due, due and not advanced. Given up is neither. */
export function compareAdvancements(
  standing: readonly { readonly entryId: string; readonly state: AdvancementState }[],
  due: readonly string[],
): { readonly noLongerDue: readonly string[]; readonly notOffered: readonly string[] } {
  const known = new Set(standing.map(({ entryId }) => entryId));
  return {
    noLongerDue: standing
      .filter(({ entryId, state }) => state !== "declined" && !due.includes(entryId))
      .map(({ entryId }) => entryId),
    notOffered: due.filter((entryId) => !known.has(entryId)),
  };
}
