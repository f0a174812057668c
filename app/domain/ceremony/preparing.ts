/** Whether a ceremony can be prepared from what is published: every unmet condition at once, for the button and the refusal. */
import type { Decision, Refusal } from "#app/domain/shared/decision.ts";
import { decide } from "#app/domain/shared/decision.ts";
import type { CeremonyPlan, Special } from "./programme.ts";

export type CeremonyEvent = {
  readonly eventId: string;
  /** For the sentence: its code. */
  readonly code: string;
  readonly isCancelled: boolean;
  /** Of its last round: whether its results were published on site. */
  readonly isPublished: boolean;
  /** The end of that publication, milliseconds since 1970; null before it. */
  readonly onSiteEndsAt: number | null;
  /** Appeals not ruled on, and re-score sets neither applied nor dropped. */
  readonly openCases: number;
  readonly winners: number;
};

export type PreparingFacts = {
  readonly now: number;
  /** All of the competition's. */
  readonly events: readonly CeremonyEvent[];
  readonly specials: Readonly<Record<Special, number>>;
  /** A programme that was begun and not ended. */
  readonly isUnderWay: boolean;
};

export const PREPARING_REFUSALS = [
  "ceremony-nothing-chosen",
  "ceremony-event-unknown",
  "ceremony-event-twice",
  "ceremony-event-cancelled",
  "ceremony-event-unpublished",
  "ceremony-event-on-site",
  "ceremony-event-cases",
  "ceremony-event-without-winner",
  "ceremony-specials-too-early",
  "ceremony-special-without-winner",
  "ceremony-under-way",
] as const;
export type PreparingRefusal = (typeof PREPARING_REFUSALS)[number];

/** What stands against one event in a programme. */
export function listEventReasons(event: CeremonyEvent, now: number): readonly Refusal<PreparingRefusal>[] {
  const { code, isCancelled, isPublished, onSiteEndsAt, openCases, winners } = event;
  if (isCancelled) return [{ code: "ceremony-event-cancelled", params: { event: code } }];
  if (!isPublished) return [{ code: "ceremony-event-unpublished", params: { event: code } }];
  const reasons: Refusal<PreparingRefusal>[] = [];
  if (onSiteEndsAt !== null && onSiteEndsAt > now) {
    reasons.push({ code: "ceremony-event-on-site", params: { event: code, until: onSiteEndsAt } });
  }
  if (openCases > 0) reasons.push({ code: "ceremony-event-cases", params: { event: code, count: openCases } });
  if (winners === 0) reasons.push({ code: "ceremony-event-without-winner", params: { event: code } });
  return reasons;
}

export function decidePreparing(plan: CeremonyPlan, facts: PreparingFacts): Decision<null, PreparingRefusal> {
  const refusals: Refusal<PreparingRefusal>[] = [];
  if (facts.isUnderWay) refusals.push({ code: "ceremony-under-way" });
  if (plan.events.length + plan.specials.length === 0) refusals.push({ code: "ceremony-nothing-chosen" });
  if (new Set([...plan.events, ...plan.specials]).size < plan.events.length + plan.specials.length) {
    refusals.push({ code: "ceremony-event-twice" });
  }
  for (const eventId of new Set(plan.events)) {
    const event = facts.events.find((one) => one.eventId === eventId);
    refusals.push(...(event ? listEventReasons(event, facts.now) : [{ code: "ceremony-event-unknown" as const }]));
  }
  if (plan.specials.length > 0) {
    // They look at the whole competition: what is not published yet would be missing in them.
    const missing = facts.events.filter(({ isCancelled, isPublished }) => !isCancelled && !isPublished);
    if (missing.length > 0) {
      refusals.push({ code: "ceremony-specials-too-early", params: { events: missing.map(({ code }) => code).join(", ") } });
    }
    for (const special of plan.specials) {
      if (facts.specials[special] === 0) refusals.push({ code: "ceremony-special-without-winner", params: { special } });
    }
  }
  return decide(refusals, null);
}
