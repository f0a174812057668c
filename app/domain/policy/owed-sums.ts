/** What one person, his team and his organisations are owed, added up by document: certain amounts alone, and all else beside them. */

import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { Beneficiary, FindingOutcome } from "#app/domain/policy/findings.ts";
import type { Amount, Payment } from "#app/domain/policy/pack.ts";

/** One entitlement as it is added up. */
export type OwedItem = {
  /** The name of its pack. */
  readonly pack: string;
  /** Who gets it: the person, the team as one, or an organisation because of him. */
  readonly recipient: Beneficiary["kind"];
  readonly outcome: Exclude<FindingOutcome, "not-met">;
  readonly draft: boolean;
  readonly amount: Amount;
  /** What a review settled, in fen; null: nothing yet. */
  readonly settledFen: number | null;
  readonly payment: Payment;
  readonly state: EntitlementState;
};

/** The states in which something is owed. */
export const OWED_STATES = [
  "computed",
  "applied",
  "reviewed",
  "publicised",
  "paid",
] as const satisfies readonly EntitlementState[];
export type OwedState = (typeof OWED_STATES)[number];

/** Of one document for one recipient. All in fen; no figure is part of another one, but for `byState`, which adds up to `owedFen`. */
export type OwedSum = {
  readonly pack: string;
  readonly recipient: Beneficiary["kind"];
  /** Exact or settled, in force, to be paid once. */
  readonly owedFen: number;
  readonly byState: Readonly<Record<OwedState, number>>;
  /** Exact or settled, in force, for each month. */
  readonly monthlyFen: number;
  /** At most so much, nothing of it settled. */
  readonly ceilingFen: number;
  /** How many without a figure in the document or a settled one: unknown is not zero. */
  readonly unknown: number;
  /** How many an officer still decides whether they are owed at all. */
  readonly toDecide: number;
  /** Computed under a draft with an exact amount: never payable before the document is in force. */
  readonly draftFen: number;
  /** Computed under a draft without one, or to be decided as well. */
  readonly draftOthers: number;
  readonly refused: number;
};

/** In the order in which documents and recipients first stand among the items; what was withdrawn counts nowhere. */
export function sumOwed(items: readonly OwedItem[]): readonly OwedSum[] {
  const groups = new Map<string, OwedItem[]>();
  for (const item of items.filter(({ state }) => state !== "withdrawn")) {
    const key = `${item.pack} ${item.recipient}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [sumGroup(first, group)] : [];
  });
}

function sumGroup({ pack, recipient }: OwedItem, group: readonly OwedItem[]): OwedSum {
  const live = group.filter(({ state }) => state !== "refused");
  const drafts = live.filter(({ draft }) => draft);
  const inForce = live.filter(({ draft }) => !draft);
  const certain = inForce.filter((item) => findCertainFen(item) !== null);
  const open = inForce.filter((item) => findCertainFen(item) === null);
  const once = certain.filter(({ payment }) => payment.every === "once");
  const undecided = open.filter(({ outcome }) => outcome === "needs-decision");
  const decided = open.filter(({ outcome }) => outcome === "owed");
  const isExactDraft = ({ outcome, amount, payment }: OwedItem) =>
    outcome === "owed" && amount.kind === "exact" && payment.every === "once";
  return {
    pack,
    recipient,
    owedFen: addUp(once),
    byState: {
      computed: addUp(once.filter(({ state }) => state === "computed")),
      applied: addUp(once.filter(({ state }) => state === "applied")),
      reviewed: addUp(once.filter(({ state }) => state === "reviewed")),
      publicised: addUp(once.filter(({ state }) => state === "publicised")),
      paid: addUp(once.filter(({ state }) => state === "paid")),
    },
    monthlyFen: addUp(certain.filter(({ payment }) => payment.every === "month")),
    ceilingFen: decided.reduce((total, { amount }) => total + (amount.kind === "ceiling" ? amount.fen : 0), 0),
    unknown: decided.filter(({ amount }) => amount.kind === "unknown").length,
    toDecide: undecided.length,
    draftFen: drafts.filter(isExactDraft).reduce((total, { amount }) => total + (amount.kind === "exact" ? amount.fen : 0), 0),
    draftOthers: drafts.filter((item) => !isExactDraft(item)).length,
    refused: group.length - live.length,
  };
}

/** What a review settled, else what a clause owes exactly; null while there is no such amount. */
function findCertainFen({ settledFen, outcome, amount }: OwedItem): number | null {
  if (settledFen !== null) return settledFen;
  return outcome === "owed" && amount.kind === "exact" ? amount.fen : null;
}

function addUp(items: readonly OwedItem[]): number {
  return items.reduce((total, item) => total + (findCertainFen(item) ?? 0), 0);
}
