/** A stored entitlement as readers of what is owed see it: how far it is, and what it says by itself where its finding is gone. */
import { isReopened } from "#app/domain/phases/reopening.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import { type EntitlementStanding, findNextStep, type NextStep } from "#app/domain/policy/next-step.ts";
import { type EntitlementDifference, isOpen } from "#app/domain/policy/reconcile.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { FindingWords } from "#app/queries/policy/describe-findings.server.ts";
import { toAmount } from "#app/queries/policy/list-entitlements.server.ts";

export type OwedEntitlement = {
  readonly id: string;
  readonly state: Exclude<EntitlementState, "withdrawn">;
  readonly settledFen: number | null;
  readonly hasOpenDifference: boolean;
  readonly next: NextStep;
  /** What was paid so far, in fen, less what came back. */
  readonly paidFen: number;
};

/** What is read of each that was not withdrawn. */
export const STORED_ENTITLEMENTS = {
  where: { state: { not: "withdrawn" } },
  orderBy: { key: "asc" },
  include: {
    pack: { select: { name: true, version: true } },
    competition: { select: { phase: true } },
    paymentLines: { where: { liveKey: { not: null } }, select: { list: { select: { state: true } } } },
    ledger: {
      where: { approvedAt: { not: null }, droppedAt: null },
      select: { kind: true, amountFen: true, recordedAt: true },
    },
  },
} as const;

export type StoredEntitlement = {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly draft: boolean;
  readonly outcome: string;
  readonly kind: string;
  readonly amountKind: string;
  readonly amountFen: number | null;
  readonly rowId: string;
  readonly memberId: string | null;
  readonly recordedMemberId: string | null;
  readonly organisationId: string | null;
  readonly settledOrganisationId: string | null;
  readonly settledFen: number | null;
  readonly publicityEndsAt: Date | null;
  readonly difference: unknown;
  readonly pack: { readonly name: string; readonly version: number };
  readonly competition: { readonly phase: string } | null;
  readonly paymentLines: readonly { readonly list: { readonly state: string } }[];
  readonly ledger: readonly { readonly kind: string; readonly amountFen: number; readonly recordedAt: Date }[];
};

export function toOwedEntitlement(stored: StoredEntitlement, now: Date): OwedEntitlement {
  const { id, draft, settledFen, publicityEndsAt, competition, paymentLines, ledger } = stored;
  const state = stored.state as OwedEntitlement["state"];
  const hasOpenDifference = isOpen(stored.difference as EntitlementDifference | null);
  const lists = paymentLines.map(({ list }) => list.state);
  const list = (["approved", "prepared"] as const).find((one) => lists.includes(one)) ?? null;
  const paidOn = ledger.filter(({ kind }) => kind === "payment").map(({ recordedAt }) => recordedAt.getTime());
  const standing: EntitlementStanding = {
    state,
    draft,
    hasOpenDifference,
    isReopened: competition !== null && isReopened(competition.phase as CompetitionPhase),
    publicityEndsAt,
    list,
    paidAt: paidOn.length === 0 ? null : new Date(Math.max(...paidOn)),
  };
  return {
    id,
    state,
    settledFen,
    hasOpenDifference,
    next: findNextStep(standing, now),
    paidFen: ledger.reduce((total, { amountFen }) => total + amountFen, 0),
  };
}

/** Whom a row pays, where that is an organisation. */
const PAYS_ORGANISATION: readonly string[] = ["training-organisation", "employer-or-school", "organisation", "competition"];

/**
 * What an entitlement says by itself, where its finding is gone: of an organisation only for whom it names, or the one whom alone
 * the result is of.
 */
export function toFinding(stored: StoredEntitlement, { packs }: FindingWords, members: readonly string[]): Finding {
  const { name: pack, version } = stored.pack;
  const row = packs.find((one) => one.name === pack && one.version === version)?.rows.find(({ id }) => id === stored.rowId);
  if (!row) throw new Error(`Row ${stored.rowId} of pack ${pack} version ${version} is not there.`);
  const memberId = stored.memberId ?? stored.recordedMemberId;
  const named = memberId === null ? (members.length === 1 ? members : []) : [memberId];
  return {
    pack,
    version,
    rowId: stored.rowId,
    clause: row.clause,
    kind: row.kind,
    beneficiary: PAYS_ORGANISATION.includes(row.beneficiary)
      ? { kind: "organisation", organisationId: stored.organisationId, memberIds: named }
      : memberId === null
        ? { kind: "team", memberIds: members }
        : { kind: "person", memberId },
    outcome: stored.outcome as Finding["outcome"],
    reasons: [],
    conditions: [],
    draft: stored.draft,
    amount: toAmount(stored),
    payment: row.payment,
  };
}
