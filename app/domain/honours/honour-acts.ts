/** What people may do in the procedure of an honour; every reason against an act at once (DOMAIN 9, 14). */

import {
  type HonourActRefusal,
  type HonourBasis,
  type HonourCaseFacts,
  type HonourCaseState,
  type InspectionOutcome,
  lastPublicDay,
  MOST_PUBLICITY_DAYS,
  type RecommendHonourRefusal,
  type StandingHonour,
} from "#app/domain/honours/honour-case.ts";
import type { Honour } from "#app/domain/policy/pack.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export type Recommendation = {
  readonly honour: Honour;
  /** Members of the result that is rested on; several hold the honour together. */
  readonly memberIds: readonly string[];
  readonly reason: string;
  /** The paper of the recommending authority: its number, or who recommends. */
  readonly reference: string;
};

/**
 * 推荐: of those who won, by a result that is final, for an honour that they neither hold nor are recommended for.
 * @param basis null: there is no such result
 */
export function decideRecommendation(
  basis: HonourBasis | null,
  { honour, memberIds, reason, reference }: Recommendation,
  standing: readonly StandingHonour[],
): Decision<null, RecommendHonourRefusal> {
  const refusals: Refusal<RecommendHonourRefusal>[] = [];
  if (basis === null) refusals.push({ code: "honour-basis-missing" });
  else refusals.push(...checkBasis(basis), ...checkNominees(basis, honour, memberIds, standing));
  if (reason.trim() === "") refusals.push({ code: "honour-reason-missing", params: { field: "reason" } });
  if (reference.trim() === "") refusals.push({ code: "honour-reference-missing", params: { field: "reference" } });
  return decide(refusals, null);
}

/** Whether what a case rests on still does: a result may be reopened, an award taken away, a record dropped. */
export function doesBasisStand(basis: HonourBasis | null): boolean {
  return basis !== null && checkBasis(basis).length === 0;
}

function checkBasis({ kind, isFinal, award }: HonourBasis): Refusal<RecommendHonourRefusal>[] {
  if (!isFinal) return [{ code: "honour-basis-open", params: { kind } }];
  // A recorded result has an award or a place, or it would not have been taken.
  return kind === "entry" && award === null ? [{ code: "honour-basis-without-award" }] : [];
}

function checkNominees(
  { members }: HonourBasis,
  honour: Honour,
  memberIds: readonly string[],
  standing: readonly StandingHonour[],
): Refusal<RecommendHonourRefusal>[] {
  if (memberIds.length === 0) return [{ code: "honour-nominee-missing" }];
  const refusals: Refusal<RecommendHonourRefusal>[] = [];
  for (const memberId of new Set(memberIds)) {
    const position = members.findIndex((member) => member.memberId === memberId) + 1;
    if (position === 0) {
      refusals.push({ code: "honour-nominee-unknown" });
      continue;
    }
    const personId = members[position - 1]?.personId;
    const already = standing.find((one) => one.personId === personId && one.honour === honour);
    if (!already) continue;
    const { isHeld, reference } = already;
    refusals.push({ code: isHeld ? "honour-held" : "honour-under-way", params: { position, honour, reference } });
  }
  return refusals;
}

/** 考察, by another person than the one who recommended. For the button: without what is typed. */
export function decideInspector(facts: HonourCaseFacts, actorId: string): Decision<null, HonourActRefusal> {
  return decide(checkInspector(facts, actorId), null);
}

/** Passed, or with what was found against it: then the case ends. */
export function decideInspection(
  facts: HonourCaseFacts,
  actorId: string,
  { text, outcome }: { readonly text: string; readonly outcome: InspectionOutcome },
): Decision<HonourCaseState, HonourActRefusal> {
  const refusals = checkInspector(facts, actorId);
  if (text.trim() === "") refusals.push({ code: "honour-inspection-missing", params: { field: "text" } });
  return decide<HonourCaseState, HonourActRefusal>(refusals, outcome === "passed" ? "inspected" : "refused");
}

function checkInspector({ state, recommendedById }: HonourCaseFacts, actorId: string): Refusal<HonourActRefusal>[] {
  const refusals: Refusal<HonourActRefusal>[] = [];
  if (state !== "recommended") refusals.push({ code: "honour-not-recommended", params: { state } });
  if (recommendedById === actorId) refusals.push({ code: "honour-inspector-recommended" });
  return refusals;
}

/** 公示, for so many working days. @param workingDays from 1 */
export function decidePublicity(
  { state, doesBasisStand }: HonourCaseFacts,
  workingDays: number,
): Decision<HonourCaseState, HonourActRefusal> {
  const refusals: Refusal<HonourActRefusal>[] = [];
  if (state !== "inspected") refusals.push({ code: "honour-not-inspected", params: { state } });
  if (!doesBasisStand) refusals.push({ code: "honour-basis-fallen" });
  if (!Number.isInteger(workingDays) || workingDays < 1 || workingDays > MOST_PUBLICITY_DAYS) {
    refusals.push({ code: "honour-publicity-days", params: { field: "workingDays", most: MOST_PUBLICITY_DAYS } });
  }
  return decide<HonourCaseState, HonourActRefusal>(refusals, "publicised");
}

/** For the button: without what is typed. */
export function decideConferrer(facts: HonourCaseFacts, actorId: string, now: Date): Decision<null, HonourActRefusal> {
  return decide(checkConferrer(facts, actorId, now), null);
}

/**
 * 授予: once the publicity is over, by a decision with its number and date, entered by another person than the one who recommended
 * and recorded the honour. Who inspected may: of the two people one did not begin it.
 * @param decision.decidedOn YYYY-MM-DD: not before the first day after the publicity, and not after today
 */
export function decideConferral(
  facts: HonourCaseFacts,
  actorId: string,
  decision: { readonly number: string; readonly decidedOn: string },
  now: Date,
): Decision<HonourCaseState, HonourActRefusal> {
  const refusals = checkConferrer(facts, actorId, now);
  const { publicityEndsAt } = facts;
  if (decision.number.trim() === "") refusals.push({ code: "honour-decision-number-missing", params: { field: "number" } });
  // The period ends with the midnight that begins this day.
  const first = publicityEndsAt === null ? null : shanghaiDay(publicityEndsAt);
  if (first !== null && decision.decidedOn < first) {
    refusals.push({ code: "honour-decision-early", params: { field: "decidedOn", first } });
  }
  const today = shanghaiDay(now);
  if (decision.decidedOn > today) refusals.push({ code: "honour-decision-future", params: { field: "decidedOn", today } });
  return decide<HonourCaseState, HonourActRefusal>(refusals, "conferred");
}

function checkConferrer(facts: HonourCaseFacts, actorId: string, now: Date): Refusal<HonourActRefusal>[] {
  const { state, recommendedById, publicityEndsAt, doesBasisStand } = facts;
  const refusals: Refusal<HonourActRefusal>[] = [];
  if (state !== "publicised") refusals.push({ code: "honour-not-publicised", params: { state } });
  else if (publicityEndsAt === null || publicityEndsAt.getTime() > now.getTime()) {
    const until = lastPublicDay(publicityEndsAt ?? now);
    refusals.push({ code: "honour-publicity-running", params: { until } });
  }
  if (recommendedById === actorId) refusals.push({ code: "honour-conferrer-recommended" });
  if (!doesBasisStand) refusals.push({ code: "honour-basis-fallen" });
  return refusals;
}

/** Whether the case can still end without an honour: for the button. */
export function decideRefusable({ state }: HonourCaseFacts): Decision<null, HonourActRefusal> {
  return decide(checkRefusable(state), null);
}

/** 不予授予, by any officer with a reason, at any state before it is conferred. */
export function decideHonourRefusal({ state }: HonourCaseFacts, reason: string): Decision<HonourCaseState, HonourActRefusal> {
  const refusals = checkRefusable(state);
  if (reason.trim() === "") refusals.push({ code: "honour-refusal-reason-missing", params: { field: "reason" } });
  return decide<HonourCaseState, HonourActRefusal>(refusals, "refused");
}

function checkRefusable(state: HonourCaseState): Refusal<HonourActRefusal>[] {
  return state === "conferred" || state === "refused" ? [{ code: "honour-settled", params: { state } }] : [];
}
