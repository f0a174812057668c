/** What each clause of each policy pack says to one fact: owed, to be decided by a person, or why not, row by row. */

import { candidatesKeyOf, listCandidates } from "#app/domain/policy/candidates.ts";
import type { PolicyFact } from "#app/domain/policy/facts.ts";
import type { Amount, Payment, PolicyCondition, PolicyPack, PolicyRow, RowKind } from "#app/domain/policy/pack.ts";
import { addReasons, type Candidate, type DecisionCode, type NotMetCode } from "#app/domain/policy/reasons.ts";
import { answersTo, testFact } from "#app/domain/policy/test-fact.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";

export const FINDING_OUTCOMES = ["owed", "needs-decision", "not-met"] as const;
/**
 * `owed` can still be a draft's, or carry conditions: only isPayable says that money may move.
 * `needs-decision`: the document does not settle this case. `not-met`: every reason why is listed.
 */
export type FindingOutcome = (typeof FINDING_OUTCOMES)[number];

/** Who the row would pay. `organisationId` is null while it is unknown or to be decided. */
export type Beneficiary =
  | { readonly kind: "person"; readonly memberId: string }
  | { readonly kind: "team"; readonly memberIds: readonly string[] }
  | { readonly kind: "organisation"; readonly organisationId: string | null; readonly memberIds: readonly string[] };

/** The answer of one row for one beneficiary. Plain data, fit for JSON. */
export type Finding = {
  readonly pack: string;
  readonly version: number;
  readonly rowId: string;
  readonly clause: string;
  readonly kind: RowKind;
  readonly beneficiary: Beneficiary;
  readonly outcome: FindingOutcome;
  /** Why not, or what to decide; empty when owed. */
  readonly reasons: readonly Refusal<NotMetCode | DecisionCode>[];
  /** What the document leaves open in this row; empty when not met. */
  readonly conditions: readonly Refusal<PolicyCondition>[];
  /** What the document leaves open and officers settled for the whole competition, with its reference; left out: nothing. */
  readonly settled?: readonly Refusal<PolicyCondition>[];
  /** From a consultation draft: shown, labelled, not payable. */
  readonly draft: boolean;
  /** The row's own amount, never a product or a sum; null when not met, so that nothing can add it up. */
  readonly amount: Amount | null;
  readonly payment: Payment;
};

/**
 * Asks every row that answers to such a fact. Each answers at least once: once for a winner reward (an entry is one person or
 * one team and earns one amount), once for each training organisation, once for each head of a head-count subsidy, once for
 * each person where a clause speaks of persons. "No clause pays this" is the answer when all are `not-met`.
 * `onDate` is the day (YYYY-MM-DD, Asia/Shanghai) that counts for dates of effect. Order: packs, rows, members as given.
 */
export function computeFindings(fact: PolicyFact, packs: readonly PolicyPack[], onDate: string): Finding[] {
  return packs.flatMap((pack) => {
    const candidates = new Map<string, readonly Candidate[]>();
    return pack.rows
      .filter((row) => answersTo(row, fact))
      .flatMap((row) => {
        const key = candidatesKeyOf(row);
        const asked = candidates.get(key) ?? listCandidates(row, fact, pack.document.regionCode);
        candidates.set(key, asked);
        const ofFact = testFact(row, fact, pack.document, onDate);
        return asked.map((candidate) => toFinding(pack, row, fact, addReasons(candidate, ofFact)));
      });
  });
}

/** Whether money may move: owed, by a document in force, with nothing left to decide, and an exact amount. */
export function isPayable(finding: Finding): boolean {
  return finding.outcome === "owed" && !finding.draft && finding.conditions.length === 0 && finding.amount?.kind === "exact";
}

/** Whether a finding is about money: a promotion, a title and a recommendation are not. */
export function isAboutMoney(finding: Pick<Finding, "outcome" | "amount">): boolean {
  return finding.outcome !== "not-met" && finding.amount?.kind !== "none";
}

/**
 * Whether the answer is "no clause pays this": no money is owed and none is left to a person to decide, whatever a clause
 * promises beside it. True of no findings, too.
 */
export function hasNoPayingClause(findings: readonly Pick<Finding, "outcome" | "amount">[]): boolean {
  return !findings.some(isAboutMoney);
}

function toFinding(pack: PolicyPack, row: PolicyRow, fact: PolicyFact, candidate: Candidate): Finding {
  const { notMet, toDecide, beneficiary } = candidate;
  const outcome: FindingOutcome = notMet.length > 0 ? "not-met" : toDecide.length > 0 ? "needs-decision" : "owed";
  const { open, settled } = listConditions(row, fact, pack.document.regionCode, candidate);
  return {
    pack: pack.name,
    version: pack.version,
    rowId: row.id,
    clause: row.clause,
    kind: row.kind,
    beneficiary,
    outcome,
    reasons: outcome === "not-met" ? notMet : toDecide,
    conditions: outcome === "not-met" ? [] : open,
    ...(outcome === "not-met" || settled.length === 0 ? {} : { settled }),
    draft: pack.document.status === "draft",
    amount: outcome === "not-met" ? null : row.amount,
    payment: row.payment,
  };
}

type Conditions = { readonly open: readonly Refusal<PolicyCondition>[]; readonly settled: readonly Refusal<PolicyCondition>[] };

/** What the row leaves open, apart from what officers settled for the competition: which award counts as which grade. */
function listConditions(row: PolicyRow, fact: PolicyFact, region: string, candidate: Candidate): Conditions {
  const reference = fact.kind === "result" ? (fact.gradeReference ?? null) : null;
  const isSettled = (code: PolicyCondition) => code === "award-grade-mapping" && reference !== null;
  const asked = (code: PolicyCondition) => toCondition(code, region, fact, candidate);
  return {
    open: row.conditions.filter((code) => !isSettled(code)).map(asked),
    settled: row.conditions.filter(isSettled).map((code) => {
      const { params } = asked(code);
      return { code, params: { ...params, reference: reference ?? "" } };
    }),
  };
}

function toCondition(code: PolicyCondition, region: string, fact: PolicyFact, candidate: Candidate): Refusal<PolicyCondition> {
  switch (code) {
    case "person-of-district":
      return { code, params: { region, by: candidate.matchedBy } };
    case "award-grade-mapping":
      return { code, params: { grade: (fact.kind === "result" ? fact.awardGrade : null) ?? "none" } };
    default:
      return { code };
  }
}
