/** What people may do with an entitlement: 申报 → 审核 → 公示 → 拨付, or refuse; every reason against an act at once (DOMAIN 9, 14). */

import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { Amount, Payment, PolicyCondition } from "#app/domain/policy/pack.ts";
import type { DecisionCode } from "#app/domain/policy/reasons.ts";
import { type EntitlementDifference, isOpen } from "#app/domain/policy/reconcile.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export const ENTITLEMENT_ACTS = [
  "apply",
  "review",
  "divide",
  "publicise",
  "pay",
  "close",
  "refuse",
  "reopen",
  "keep",
  "claw-back",
] as const;
export type EntitlementActKind = (typeof ENTITLEMENT_ACTS)[number];

/** How many working days an entitlement is public before it may be paid, unless an officer says otherwise. */
export const DEFAULT_PUBLICITY_DAYS = 5;

export const ENTITLEMENT_REFUSALS = [
  "draft-computed-only",
  "not-computed",
  "not-applied",
  "not-reviewed",
  "not-publicised",
  "not-refusable",
  "not-refused",
  "not-different",
  "difference-open",
  "difference-draft",
  "same-person",
  "question-unsettled",
  "question-unknown",
  "amount-missing",
  "amount-above-ceiling",
  "amount-not-exact",
  "organisation-missing",
  "organisation-not-concerned",
  "publicity-running",
  "amount-unsettled",
  "on-payment-list",
  "results-reopened",
  "computation-pending",
  "earlier-grant-stands",
  "honour-basis-fallen",
  "applicant-keeps",
  "gone-before-review",
  "not-open-ended",
  "nothing-paid",
  "reviewer-closes",
] as const;
export type EntitlementRefusal = (typeof ENTITLEMENT_REFUSALS)[number];

/**
 * Why nothing is granted or paid for now, whatever its state:
 * - the results that it rests on are public again and not final;
 * - a computation that may change it waits to be done;
 * - the same beneficiary was granted or paid something of its kind for the same result that no clause owes him any more: it is
 *   refused or clawed back first, so that one win is never paid twice;
 * - the honour that it rests on was conferred for a result that does not hold any more.
 */
export const HOLDS = ["results-reopened", "computation-pending", "earlier-grant-stands", "honour-basis-fallen"] as const;
export type Hold = (typeof HOLDS)[number];

/** What one entitlement is judged on. Ids of people are those of accounts. */
export type EntitlementFacts = {
  readonly state: EntitlementState;
  /** Of the entitlement as it stands. */
  readonly draft: boolean;
  readonly difference: EntitlementDifference | null;
  /** What keeps it from being granted or paid for now. */
  readonly holds: readonly Hold[];
  /** Who applied last; null: nobody. */
  readonly appliedById: string | null;
};

/** What a review has to settle. */
export type ReviewQuestions = {
  /** Conditions of the clause and what it leaves open in this case, each once. */
  readonly codes: readonly (PolicyCondition | DecisionCode)[];
  readonly amount: Pick<Amount, "kind"> & { readonly fen: number | null };
  /** Who can be paid where the document leaves it open which organisation; null: there is nothing to name. */
  readonly organisations: { readonly isRequired: boolean; readonly ids: readonly string[] } | null;
};

export const DECISION_OUTCOMES = ["met", "not-met"] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

export type ReviewAnswer = {
  readonly decisions: readonly { readonly code: string; readonly outcome: DecisionOutcome; readonly reason: string }[];
  /** In fen; null: not said. */
  readonly settledFen: number | null;
  readonly organisationId: string | null;
};

/** What a review comes to: with anything not met it is refused. */
export type ReviewResult = {
  readonly state: "reviewed" | "refused";
  readonly settledFen: number | null;
  readonly organisationId: string | null;
};

/** 申报, on behalf of the beneficiary. */
export function decideApplying(facts: EntitlementFacts): Decision<"applied", EntitlementRefusal> {
  return decide([...checkDraft(facts), ...checkHolds(facts), ...inState(facts, "computed", "not-computed")], "applied");
}

/** 审核, by another person than the one who applied; everything that the document leaves open is settled with a reason. */
export function decideReviewing(
  facts: EntitlementFacts,
  actorId: string,
  questions: ReviewQuestions,
  answer: ReviewAnswer,
): Decision<ReviewResult, EntitlementRefusal> {
  const refusals = [...checkReviewer(facts, actorId)];
  const answered = new Map(answer.decisions.map((decision) => [decision.code, decision]));
  for (const code of questions.codes) {
    const given = answered.get(code);
    if (!given || given.reason.trim() === "")
      refusals.push({ code: "question-unsettled", params: { field: `decision.${code}` } });
  }
  for (const { code } of answer.decisions) {
    if (!questions.codes.some((asked) => asked === code)) refusals.push({ code: "question-unknown" });
  }
  const isMet = answer.decisions.every(({ outcome }) => outcome === "met");
  // What is refused needs no amount and no payee.
  if (isMet) refusals.push(...checkAmount(questions.amount, answer.settledFen), ...checkOrganisation(questions, answer));
  return decide(refusals, {
    state: isMet ? "reviewed" : "refused",
    settledFen: isMet ? (questions.amount.kind === "exact" ? questions.amount.fen : answer.settledFen) : null,
    organisationId: isMet ? answer.organisationId : null,
  });
}

/** Whether this person may review at all: for the button, before anything was typed. */
export function decideReviewer(facts: EntitlementFacts, actorId: string): Decision<null, EntitlementRefusal> {
  return decide(checkReviewer(facts, actorId), null);
}

/** 公示. */
export function decidePublicising(facts: EntitlementFacts): Decision<"publicised", EntitlementRefusal> {
  const refusals = [...checkDraft(facts), ...checkHolds(facts), ...inState(facts, "reviewed", "not-reviewed")];
  return decide([...refusals, ...checkDifference(facts)], "publicised");
}

/**
 * 拨付: whether a payment list may hold it. Never a draft, only once its publicity is over, with no difference open and the
 * amount settled. Whether it stands on a list already, or was paid, the payment's own keys say.
 */
export function decidePayment(
  facts: EntitlementFacts & { readonly publicityEndsAt: Date | null; readonly settledFen: number | null },
  now: Date,
): Decision<"paid", EntitlementRefusal> {
  const refusals = [...checkDraft(facts), ...checkHolds(facts), ...inState(facts, "publicised", "not-publicised")];
  refusals.push(...checkDifference(facts));
  const { publicityEndsAt, settledFen } = facts;
  if (facts.state === "publicised" && (publicityEndsAt === null || publicityEndsAt.getTime() > now.getTime())) {
    refusals.push({ code: "publicity-running" });
  }
  if (settledFen === null || settledFen <= 0) refusals.push({ code: "amount-unsettled" });
  return decide(refusals, "paid");
}

/** What closing an allowance is judged on, beside the entitlement itself. */
export type AllowanceFacts = {
  readonly payment: Payment;
  /** How many months were paid. */
  readonly paidInstalments: number;
  /** Who reviewed last; null: nobody. */
  readonly reviewedById: string | null;
};

/**
 * 办结: an allowance for which the document does not say how many months it lasts is over with the last month paid, for a reason (he
 * left, the term of the office ended). Another officer than the reviewer; what pays once or for stated months ends by itself.
 * @param isListed whether it stands on a payment list that was not dropped and not paid
 */
export function decideClosing(
  facts: EntitlementFacts,
  { payment, paidInstalments, reviewedById }: AllowanceFacts,
  isListed: boolean,
  actorId: string,
): Decision<"paid", EntitlementRefusal> {
  if (payment.every !== "month" || payment.months !== null) return decide([{ code: "not-open-ended" }], "paid");
  const refusals = inState(facts, "publicised", "not-publicised");
  if (paidInstalments === 0) refusals.push({ code: "nothing-paid" });
  if (isListed) refusals.push({ code: "on-payment-list" });
  if (reviewedById === actorId) refusals.push({ code: "reviewer-closes" });
  return decide(refusals, "paid");
}

const REFUSABLE: readonly EntitlementState[] = ["applied", "reviewed", "publicised"];

/** @param isListed whether it stands on a payment list that was not dropped */
export function decideRefusing({ state }: EntitlementFacts, isListed: boolean): Decision<"refused", EntitlementRefusal> {
  const refusals: Refusal<EntitlementRefusal>[] = REFUSABLE.includes(state) ? [] : [{ code: "not-refusable" }];
  if (isListed) refusals.push({ code: "on-payment-list" });
  return decide(refusals, "refused");
}

/** What was refused is computed again; from then on computations change it as before. */
export function decideReopening(facts: EntitlementFacts): Decision<"computed", EntitlementRefusal> {
  return decide(inState(facts, "refused", "not-refused"), "computed");
}

/**
 * What was acted on stands as it is, beside a computation that says otherwise: another officer than the applicant decides so. Not where
 * a draft is what it would be paid by, and not before a review where no clause owes it any more: the review would have nothing to ask.
 */
export function decideKeeping(facts: EntitlementFacts, actorId: string): Decision<EntitlementState, EntitlementRefusal> {
  const { state, difference, appliedById } = facts;
  if (!isOpen(difference)) return decide<EntitlementState, EntitlementRefusal>([{ code: "not-different" }], state);
  const refusals: Refusal<EntitlementRefusal>[] = [];
  if (difference?.now?.draft === true && (REFUSABLE.includes(state) || state === "computed")) {
    refusals.push({ code: "difference-draft" });
  }
  if (difference?.kind === "gone" && (state === "applied" || state === "computed")) refusals.push({ code: "gone-before-review" });
  if (appliedById === actorId) refusals.push({ code: "applicant-keeps" });
  return decide(refusals, state);
}

/** The questions of a finding: its reasons to decide and its conditions, each once. */
export function listQuestions({ reasons, conditions, outcome }: Pick<Finding, "reasons" | "conditions" | "outcome">) {
  const toDecide = outcome === "needs-decision" ? reasons : [];
  const questions = [...toDecide, ...conditions] as readonly Refusal<PolicyCondition | DecisionCode>[];
  return [...new Map(questions.map((question) => [question.code, question])).values()];
}

/** Of many at once: each reason with how many it stands against. */
export function gatherRefusals<Code extends string>(decisions: readonly Decision<unknown, Code>[]): readonly Refusal<Code>[] {
  const counts = new Map<Code, number>();
  for (const decision of decisions) {
    if (decision.ok) continue;
    for (const { code } of decision.refusals) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => ({ code, params: { count } }));
}

/** A draft computes and is shown; nothing moves under it, and not under what a later computation found to be one. */
function checkDraft({ draft, difference }: EntitlementFacts): Refusal<EntitlementRefusal>[] {
  return draft || difference?.now?.draft === true ? [{ code: "draft-computed-only" }] : [];
}

function checkHolds({ holds }: Pick<EntitlementFacts, "holds">): Refusal<EntitlementRefusal>[] {
  return holds.map((code) => ({ code }));
}

function checkReviewer(facts: EntitlementFacts, actorId: string): Refusal<EntitlementRefusal>[] {
  const refusals = [...checkDraft(facts), ...checkHolds(facts), ...inState(facts, "applied", "not-applied")];
  refusals.push(...checkDifference(facts));
  if (facts.state === "applied" && facts.appliedById === actorId) refusals.push({ code: "same-person" });
  return refusals;
}

function checkDifference({ difference }: EntitlementFacts): Refusal<EntitlementRefusal>[] {
  return isOpen(difference) ? [{ code: "difference-open" }] : [];
}

function inState({ state }: EntitlementFacts, needed: EntitlementState, code: EntitlementRefusal): Refusal<EntitlementRefusal>[] {
  return state === needed ? [] : [{ code }];
}

function checkAmount(
  { kind, fen }: ReviewQuestions["amount"],
  settledFen: number | null,
): readonly Refusal<EntitlementRefusal>[] {
  const field = "settledFen";
  if (kind === "exact") {
    return settledFen === null || settledFen === fen ? [] : [{ code: "amount-not-exact", params: { field } }];
  }
  if (settledFen === null || settledFen <= 0) return [{ code: "amount-missing", params: { field } }];
  if (kind === "ceiling" && fen !== null && settledFen > fen) {
    return [{ code: "amount-above-ceiling", params: { field, amount: fen } }];
  }
  return [];
}

function checkOrganisation(
  { organisations }: ReviewQuestions,
  { organisationId }: ReviewAnswer,
): readonly Refusal<EntitlementRefusal>[] {
  const field = "organisationId";
  if (organisationId === null) return organisations?.isRequired ? [{ code: "organisation-missing", params: { field } }] : [];
  return organisations?.ids.includes(organisationId) ? [] : [{ code: "organisation-not-concerned", params: { field } }];
}
