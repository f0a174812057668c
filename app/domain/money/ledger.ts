/** The ledger: money that moved, only ever added to; what was paid wrongly comes back by an entry of its own that a second person approves. */
import { divideByWeights } from "#app/domain/money/division.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { type Fen, fen, formatFen } from "#app/domain/shared/units.ts";

export const LEDGER_KINDS = ["payment", "claw-back", "expense"] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** By what sums are shown. */
export const LEDGER_GROUPINGS = ["payer", "year", "clause", "competition"] as const;
export type LedgerGrouping = (typeof LEDGER_GROUPINGS)[number];

/** `proposed` counts nowhere; of a claw-back the amount is negative. */
export type Entry = {
  readonly kind: LedgerKind;
  readonly amountFen: number;
  readonly status: "proposed" | "counts" | "dropped";
};

/** In fen; `clawedBackFen` is positive, `netFen` is what is gone in the end. */
export type LedgerSums = {
  readonly paidFen: Fen;
  readonly clawedBackFen: Fen;
  readonly spentFen: Fen;
  readonly netFen: Fen;
  /** How many entries count. */
  readonly entries: number;
};

export const LEDGER_REFUSALS = [
  "entry-unknown",
  "entry-settled",
  "approver-proposed",
  "nothing-paid",
  "claw-back-exceeds",
  "amount-not-positive",
  "competition-unknown",
] as const;
export type LedgerRefusal = (typeof LEDGER_REFUSALS)[number];

/** Where an entry stands, from its stored moments. */
export function toEntryStatus(entry: { readonly approvedAt: unknown; readonly droppedAt: unknown }): Entry["status"] {
  if (entry.droppedAt !== null) return "dropped";
  return entry.approvedAt === null ? "proposed" : "counts";
}

/** Sums of the entries that count. */
export function sumEntries(entries: readonly Entry[]): LedgerSums {
  const sums = { payment: 0, "claw-back": 0, expense: 0 };
  let count = 0;
  for (const { kind, amountFen, status } of entries) {
    if (status !== "counts") continue;
    sums[kind] += amountFen;
    count += 1;
  }
  return {
    paidFen: fen(sums.payment),
    clawedBackFen: fen(0 - sums["claw-back"]),
    spentFen: fen(sums.expense),
    netFen: fen(sums.payment + sums["claw-back"] + sums.expense),
    entries: count,
  };
}

/** The sums of each group, in the order in which the groups first occur; together they are the sums of all. */
export function groupEntries<One extends Entry>(
  entries: readonly One[],
  keyOf: (entry: One) => string,
): ReadonlyMap<string, LedgerSums> {
  const groups = new Map<string, One[]>();
  for (const entry of entries) {
    if (entry.status !== "counts") continue;
    const key = keyOf(entry);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return new Map([...groups].map(([key, group]) => [key, sumEntries(group)]));
}

/** What can still be clawed back of one entitlement: paid, less what came back, less what is already proposed to. */
export function computeClawBackLimit(entries: readonly Entry[]): Fen {
  let left: number = sumEntries(entries).netFen;
  for (const { kind, amountFen, status } of entries) if (kind === "claw-back" && status === "proposed") left += amountFen;
  return fen(left);
}

/** Every reason against proposing to claw so much back of an entitlement with these entries. */
export function listClawBackReasons(entries: readonly Entry[], amountFen: number): Refusal<LedgerRefusal>[] {
  const limit = computeClawBackLimit(entries);
  if (sumEntries(entries).paidFen === 0) return [{ code: "nothing-paid" }];
  return [
    ...(amountFen > limit ? [{ code: "claw-back-exceeds" as const, params: { field: "amount", limit: formatFen(limit) } }] : []),
    ...(amountFen <= 0 ? [{ code: "amount-not-positive" as const, params: { field: "amount" } }] : []),
  ];
}

/**
 * Whose share comes back how far: as the payment was divided, each in proportion to what he still holds. Of what was not divided the
 * beneficiary's as a whole (null).
 * @param amountFen positive, and no more than `computeClawBackLimit` of the same entries
 * @returns positive amounts that add up to it, in the order of the payments
 */
export function divideClawBack(
  entries: readonly (Entry & { readonly personId: string | null })[],
  amountFen: number,
): readonly { readonly personId: string | null; readonly amountFen: number }[] {
  const holders = [...new Set(entries.filter(({ kind }) => kind === "payment").map(({ personId }) => personId))];
  const held = holders.map((personId) => computeClawBackLimit(entries.filter((entry) => entry.personId === personId)));
  return divideByWeights(amountFen, held).flatMap((part, index) =>
    part === 0 ? [] : [{ personId: holders[index] ?? null, amountFen: part }],
  );
}

/** Every reason against the approval by this person, of what was proposed together as one; `others` are the entitlement's other entries, empty for an expense. */
export function listEntryApprovalReasons(
  entry: Entry & { readonly recordedById: string },
  { actorId, others }: { readonly actorId: string; readonly others: readonly Entry[] },
): Refusal<LedgerRefusal>[] {
  if (entry.status !== "proposed") return [{ code: "entry-settled" }];
  const refusals: Refusal<LedgerRefusal>[] = [];
  if (entry.recordedById === actorId) refusals.push({ code: "approver-proposed" });
  const { netFen } = sumEntries(others);
  if (entry.kind === "claw-back" && netFen + entry.amountFen < 0) {
    refusals.push({ code: "claw-back-exceeds", params: { limit: formatFen(netFen) } });
  }
  return refusals;
}
