/** 申诉 against the clock: by a team leader, about a result or about an event in the hall, and once more where there is a second instance (DOMAIN 8). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export const APPEAL_ABOUTS = ["result", "hall"] as const;
/** result: what was published on site; hall: something that happened while the round was judged. */
export type AppealAbout = (typeof APPEAL_ABOUTS)[number];

export const APPEAL_REFUSALS = [
  "competition-over",
  "result-not-published",
  "judging-not-begun",
  "occurrence-missing",
  "occurrence-in-future",
  "occurrence-outside-judging",
  "appeal-too-late",
  "second-instance-not-given",
  "ruling-missing",
  "ruling-upheld",
  "already-appealed",
] as const;
export type AppealRefusal = (typeof APPEAL_REFUSALS)[number];

/** When a clock begins and until when, that millisecond included, an appeal is in time; milliseconds since 1970. */
export type AppealClock = { readonly occurredAt: number; readonly dueAt: number };

/** What is looked at; times in milliseconds since 1970. */
export type AppealFacts = {
  readonly now: number;
  readonly competitionPhase: CompetitionPhase;
  /** How long the clock runs (rules of the event). */
  readonly minutes: number;
  /** Null before the round is judged. */
  readonly judgingAt: number | null;
  /** When the chief judge submitted it; null while it is judged. */
  readonly submittedAt: number | null;
  /** The latest on-site publication; null before it. */
  readonly publishedAt: number | null;
};

const MINUTE_MS = 60_000;

/** @param minutes of the event's rules */
export function startClock(occurredAt: number, minutes: number): AppealClock {
  return { occurredAt, dueAt: occurredAt + minutes * MINUTE_MS };
}

/** Exactly at the end of its clock an appeal is in time; a millisecond later it is not. */
export function isInTime({ dueAt }: Pick<AppealClock, "dueAt">, now: number): boolean {
  return now <= dueAt;
}

/**
 * Whether a team leader may still appeal.
 * @param plea.occurredAt when it happened, as he states it; only for the hall
 * @returns the clock that he was in time for, or every reason against it
 */
export function decideAppeal(
  plea: { readonly about: AppealAbout; readonly occurredAt: number | null },
  facts: AppealFacts,
): Decision<AppealClock, AppealRefusal> {
  const refusals: Refusal<AppealRefusal>[] = isOver(facts.competitionPhase) ? [{ code: "competition-over" }] : [];
  const from = plea.about === "result" ? facts.publishedAt : plea.occurredAt;
  refusals.push(...(plea.about === "result" ? checkResult(facts) : checkOccurrence(plea.occurredAt, facts)));
  const clock = startClock(from ?? 0, facts.minutes);
  if (from !== null && from <= facts.now && !isInTime(clock, facts.now)) {
    refusals.push({ code: "appeal-too-late", params: { until: clock.dueAt } });
  }
  return decide(refusals, clock);
}

/** Whether the ruling on an appeal can be appealed once more, within the same minutes from the ruling. */
export function decideSecondInstance(facts: {
  readonly now: number;
  readonly competitionPhase: CompetitionPhase;
  readonly minutes: number;
  /** Whether the rules give one. */
  readonly secondInstance: boolean;
  /** Of the appeal that was ruled on. */
  readonly instance: number;
  readonly ruling: { readonly ruledAt: number; readonly isUpheld: boolean } | null;
  readonly isAppealedAlready: boolean;
}): Decision<AppealClock, AppealRefusal> {
  const { ruling, now } = facts;
  const clock = startClock(ruling?.ruledAt ?? 0, facts.minutes);
  const refusals: Refusal<AppealRefusal>[] = isOver(facts.competitionPhase) ? [{ code: "competition-over" }] : [];
  if (!facts.secondInstance || facts.instance > 1) refusals.push({ code: "second-instance-not-given" });
  if (ruling === null) refusals.push({ code: "ruling-missing" });
  if (ruling?.isUpheld) refusals.push({ code: "ruling-upheld" });
  if (facts.isAppealedAlready) refusals.push({ code: "already-appealed" });
  if (ruling !== null && !isInTime(clock, now)) refusals.push({ code: "appeal-too-late", params: { until: clock.dueAt } });
  return decide(refusals, clock);
}

function isOver(phase: CompetitionPhase): boolean {
  return phase === "final" || phase === "archived";
}

function checkResult({ publishedAt }: AppealFacts): readonly Refusal<AppealRefusal>[] {
  return publishedAt === null ? [{ code: "result-not-published" }] : [];
}

function checkOccurrence(occurredAt: number | null, facts: AppealFacts): readonly Refusal<AppealRefusal>[] {
  const { judgingAt, submittedAt, now } = facts;
  if (judgingAt === null) return [{ code: "judging-not-begun" }];
  if (occurredAt === null) return [{ code: "occurrence-missing", params: { field: "occurredAt" } }];
  if (occurredAt > now) return [{ code: "occurrence-in-future", params: { field: "occurredAt" } }];
  const until = submittedAt ?? now;
  if (occurredAt >= judgingAt && occurredAt <= until) return [];
  return [{ code: "occurrence-outside-judging", params: { field: "occurredAt", from: judgingAt, until } }];
}
