/** What clauses would pay before and after a change of results or of a pack: what is new, gone, different (DOMAIN 8). */

import { fenOf } from "#app/domain/policy/compare-packs.ts";
import type { Beneficiary, Finding } from "#app/domain/policy/findings.ts";
import type { Amount, Payment } from "#app/domain/policy/pack.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";

export type FindingChange = {
  readonly kind: "new" | "gone" | "changed";
  /** Null of what is new. */
  readonly before: Finding | null;
  /** Null of what is gone. */
  readonly after: Finding | null;
};

/** Of what is owed or left to a decision; what no clause pays before or after is left out. Order: gone and changed, then new. */
export function compareFindings(before: readonly Finding[], after: readonly Finding[]): readonly FindingChange[] {
  const [old, next] = [gather(before), gather(after)];
  const changed = [...old].flatMap(([key, finding]): readonly FindingChange[] => {
    const now = next.get(key);
    if (!now) return [{ kind: "gone", before: finding, after: null }];
    return isSame(finding, now) ? [] : [{ kind: "changed", before: finding, after: now }];
  });
  const added = [...next].flatMap(([key, finding]): readonly FindingChange[] =>
    old.has(key) ? [] : [{ kind: "new", before: null, after: finding }],
  );
  return [...changed, ...added];
}

function gather(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  return new Map(findings.filter(({ outcome }) => outcome !== "not-met").map((finding) => [keyOf(finding), finding]));
}

/** The same from one version of a pack to the next: row ids are stable. */
function keyOf({ pack, rowId, beneficiary }: Finding): string {
  return [pack, rowId, ...whom(beneficiary)].join(" ");
}

function whom(beneficiary: Beneficiary): readonly string[] {
  if (beneficiary.kind === "person") return [beneficiary.memberId];
  return [beneficiary.kind === "organisation" ? (beneficiary.organisationId ?? "") : "", ...beneficiary.memberIds];
}

/** By what is owed, whether it may be paid, and what is left to decide; the words of the clause are the pack's own change. */
function isSame(left: Finding, right: Finding): boolean {
  return (
    left.outcome === right.outcome &&
    left.draft === right.draft &&
    isSameAmount(left.amount, right.amount) &&
    isSamePayment(left.payment, right.payment) &&
    codesOf(left.conditions) === codesOf(right.conditions)
  );
}

function isSameAmount(left: Amount | null, right: Amount | null): boolean {
  return left?.kind === right?.kind && fenOf(left) === fenOf(right);
}

function isSamePayment(left: Payment, right: Payment): boolean {
  return monthsOf(left) === monthsOf(right) && left.every === right.every;
}

function monthsOf(payment: Payment): number | null {
  return payment.every === "month" ? payment.months : null;
}

function codesOf(reasons: readonly Refusal[]): string {
  return reasons.map(({ code }) => code).join(" ");
}
