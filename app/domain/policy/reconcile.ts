/** What a new computation does to the entitlements that stand: nobody's act is ever overwritten, and every difference is said (DOMAIN 8, 9). */

import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import { type Finding, type FindingOutcome, isAboutMoney } from "#app/domain/policy/findings.ts";
import type { Amount, RowKind } from "#app/domain/policy/pack.ts";

/** What a computation says of one entitlement. Amounts in fen; null where the clause gives no figure. */
export type Said = {
  readonly outcome: Exclude<FindingOutcome, "not-met">;
  readonly draft: boolean;
  readonly amountKind: Amount["kind"];
  readonly amountFen: number | null;
};

/** An entitlement that clauses yield now. */
export type DueEntitlement = Said & {
  readonly key: string;
  readonly rowId: string;
  readonly kind: RowKind;
  /** `packOf` of its finding. */
  readonly pack: string;
  /** The one person whom it is about; null: a team or an organisation for several. */
  readonly memberId: string | null;
  readonly organisationId: string | null;
};

/**
 * What the latest computation says beside an entitlement that somebody acted on. `gone`: no clause owes it any more. `settled`:
 * a person decided on exactly this difference; another one is open again.
 */
export type EntitlementDifference = {
  readonly kind: "gone" | "changed";
  readonly before: Said;
  /** Null of what is gone. */
  readonly now: Said | null;
  readonly settled: boolean;
};

/** An entitlement as it stands. */
export type StandingEntitlement = Said & {
  readonly id: string;
  readonly key: string;
  readonly pack: string;
  readonly state: EntitlementState;
  readonly difference: EntitlementDifference | null;
  /** Something of it was paid: whatever its state, somebody acted on it. */
  readonly isPaidInPart: boolean;
};

export type Reconciliation = {
  readonly created: readonly DueEntitlement[];
  /** Nobody acted on these: they become what is due; a withdrawn one is computed again. */
  readonly changed: readonly { readonly id: string; readonly due: DueEntitlement }[];
  /** Ids. Nobody acted on these, and no clause yields them any more. */
  readonly withdrawn: readonly string[];
  /** Somebody acted on these: only the difference beside them is new, or null because there is none any more. */
  readonly differences: readonly { readonly id: string; readonly difference: EntitlementDifference | null }[];
};

/** The name of a pack's version, as entitlements are compared by. */
export function packOf({ pack, version }: Pick<Finding, "pack" | "version">): string {
  return `${pack}/${version}`;
}

/** Who is meant by which row of which pack, the same from one computation to the next and from one version to the next. */
export function keyOf({ pack, rowId, beneficiary }: Pick<Finding, "pack" | "rowId" | "beneficiary">): string {
  const organisationId = beneficiary.kind === "organisation" ? beneficiary.organisationId : null;
  return [pack, rowId, memberOf(beneficiary) ?? "", organisationId ?? ""].join("/");
}

/** The one person that a finding is about; null when it is about a team, or an organisation for several people. */
export function memberOf(beneficiary: Finding["beneficiary"]): string | null {
  if (beneficiary.kind === "person") return beneficiary.memberId;
  const [only, ...others] = beneficiary.memberIds;
  return beneficiary.kind === "organisation" && only !== undefined && others.length === 0 ? only : null;
}

/** The findings that owe money or leave it to a decision, as entitlements; each key once. */
export function listDueEntitlements(findings: readonly Finding[]): readonly DueEntitlement[] {
  const due = findings.filter(isAboutMoney).map((finding): DueEntitlement => {
    const { beneficiary, amount, outcome } = finding;
    return {
      key: keyOf(finding),
      rowId: finding.rowId,
      kind: finding.kind,
      pack: packOf(finding),
      memberId: memberOf(beneficiary),
      organisationId: beneficiary.kind === "organisation" ? beneficiary.organisationId : null,
      outcome: outcome as Said["outcome"],
      draft: finding.draft,
      amountKind: amount?.kind ?? "unknown",
      amountFen: amount?.kind === "exact" || amount?.kind === "ceiling" ? amount.fen : null,
    };
  });
  return [...new Map(due.map((one) => [one.key, one])).values()];
}

/** What to do so that the entitlements of one assessment are what its findings say. Doing it twice is doing it once. */
export function reconcile(standing: readonly StandingEntitlement[], due: readonly DueEntitlement[]): Reconciliation {
  const dueByKey = new Map(due.map((one) => [one.key, one]));
  const known = new Set(standing.map(({ key }) => key));
  const changed: { id: string; due: DueEntitlement }[] = [];
  const withdrawn: string[] = [];
  const differences: { id: string; difference: EntitlementDifference | null }[] = [];
  for (const one of standing) {
    const now = dueByKey.get(one.key) ?? null;
    if (!one.isPaidInPart && (one.state === "computed" || one.state === "withdrawn")) {
      if (now === null) {
        if (one.state === "computed") withdrawn.push(one.id);
      } else if (one.state === "withdrawn" || one.pack !== now.pack || !isSaidAlike(one, now)) {
        changed.push({ id: one.id, due: now });
      }
      continue;
    }
    const difference = compare(one, now);
    if (!isSameDifference(one.difference, difference)) differences.push({ id: one.id, difference });
  }
  return { created: due.filter(({ key }) => !known.has(key)), changed, withdrawn, differences };
}

/** Whether a person still has to decide what a difference means. */
export function isOpen(difference: EntitlementDifference | null): boolean {
  return difference !== null && !difference.settled;
}

/** The difference as somebody decided on it; another one that a later computation finds is open again. */
export function settleDifference(difference: EntitlementDifference | null): EntitlementDifference | null {
  return difference && { ...difference, settled: true };
}

/**
 * The difference beside a paid entitlement once some of it came back: decided on where more was gone than the clauses owe now, and
 * no more is. What they only leave to a decision, or pay by a draft, they do not owe; where they give no figure nobody can tell, and an officer keeps it.
 * @param money in fen: what was gone before the claw-back and after it, over so many instalments
 */
export function settleByClawBack(
  difference: EntitlementDifference | null,
  money: { readonly beforeFen: number; readonly afterFen: number; readonly instalments: number },
): EntitlementDifference | null {
  const now = difference?.now ?? null;
  const owedFen = now !== null && now.outcome === "owed" && !now.draft ? (now.amountFen ?? 0) * money.instalments : 0;
  return money.beforeFen > owedFen && money.afterFen <= owedFen ? settleDifference(difference) : difference;
}

function compare(standing: StandingEntitlement, now: DueEntitlement | null): EntitlementDifference | null {
  const before = toSaid(standing);
  if (now === null) return { kind: "gone", before, now: null, settled: false };
  return isSaidAlike(standing, now) ? null : { kind: "changed", before, now: toSaid(now), settled: false };
}

/** Settled or not: a computation does not open what a person decided on. */
function isSameDifference(known: EntitlementDifference | null, found: EntitlementDifference | null): boolean {
  if (known === null || found === null) return known === found;
  if (known.kind !== found.kind || !isSaidAlike(known.before, found.before)) return false;
  return known.now === null || found.now === null ? known.now === found.now : isSaidAlike(known.now, found.now);
}

function isSaidAlike(left: Said, right: Said): boolean {
  return (
    left.outcome === right.outcome &&
    left.draft === right.draft &&
    left.amountKind === right.amountKind &&
    left.amountFen === right.amountFen
  );
}

function toSaid({ outcome, draft, amountKind, amountFen }: Said): Said {
  return { outcome, draft, amountKind, amountFen };
}
