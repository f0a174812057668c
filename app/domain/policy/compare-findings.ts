/** What clauses would pay before and after results change: what is new, what is gone, what is different (DOMAIN 8). */

import type { Beneficiary, Finding } from "#app/domain/policy/findings.ts";

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

function keyOf({ pack, version, rowId, beneficiary }: Finding): string {
  return [pack, version, rowId, ...whom(beneficiary)].join(" ");
}

function whom(beneficiary: Beneficiary): readonly string[] {
  if (beneficiary.kind === "person") return [beneficiary.memberId];
  return [beneficiary.kind === "organisation" ? (beneficiary.organisationId ?? "") : "", ...beneficiary.memberIds];
}

function isSame(left: Finding, right: Finding): boolean {
  return left.outcome === right.outcome && JSON.stringify(left.amount) === JSON.stringify(right.amount);
}
