/** Whom a computation under other policy affects, and how: what `reconcile` would do to each entitlement, said before it is done. */

import { compareFindings } from "#app/domain/policy/compare-findings.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import { type Finding, isAboutMoney } from "#app/domain/policy/findings.ts";
import {
  type DueEntitlement,
  keyOf,
  listDueEntitlements,
  reconcile,
  type Said,
  type StandingEntitlement,
} from "#app/domain/policy/reconcile.ts";

/**
 * - `new`: nothing stood, or it was withdrawn. `changed`: nobody acted on it, and it becomes what is due. `gone`: nobody acted on
 *   it, and it is withdrawn.
 * - `reported`: somebody acted on it; it stays as it is, and the difference stands beside it. `resolved`: such a difference ends.
 * - `terms`: the same amount under other conditions, or of something that is no money.
 */
export const EFFECT_KINDS = ["new", "changed", "gone", "reported", "resolved", "terms"] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

export type PackEffect = {
  readonly kind: EffectKind;
  /** Of the document. */
  readonly pack: string;
  readonly rowId: string;
  /** Whom it is about; none is known where a stored computation does not name them. */
  readonly memberIds: readonly string[];
  readonly organisationId: string | null;
  /** Null of what is new. */
  readonly before: Said | null;
  /** Null of what is gone. */
  readonly after: Said | null;
  /** How far it is; null: it is not in the ledger. */
  readonly state: EntitlementState | null;
  /** Whether it pays month by month, so that its amount adds up to nothing. */
  readonly isMonthly: boolean;
  /** Computed under a draft before, and under a document in force from now on. */
  readonly isReleased: boolean;
};

/** Of one result or fact. Order: entitlements that stand, new ones, then what is no money. */
export function listPackEffects(input: {
  /** As last computed and stored. */
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
  readonly standing: readonly StandingEntitlement[];
}): readonly PackEffect[] {
  const { before, after, standing } = input;
  const due = listDueEntitlements(after);
  const plan = reconcile(standing, due);
  const findings = {
    before: new Map(before.filter(isAboutMoney).map((finding) => [keyOf(finding), finding])),
    after: new Map(after.filter(isAboutMoney).map((finding) => [keyOf(finding), finding])),
  };
  const toEffect = (kind: EffectKind, key: string, sides: Sides): PackEffect =>
    describe(kind, findings.after.get(key) ?? findings.before.get(key) ?? key, sides);
  const byId = new Map(standing.map((one) => [one.id, one]));
  const dueByKey = new Map(due.map((one) => [one.key, one]));
  const effects = [
    ...plan.changed.flatMap(({ id, due: now }) => {
      const one = byId.get(id);
      if (!one || one.state === "withdrawn") return [toEffect("new", now.key, { before: null, after: toSaid(now), state: null })];
      // Only the version that it rests on is another.
      if (isAlike(one, now)) return [];
      return [toEffect("changed", now.key, { before: toSaid(one), after: toSaid(now), state: one.state })];
    }),
    ...plan.withdrawn.flatMap((id) => {
      const one = byId.get(id);
      return one ? [toEffect("gone", one.key, { before: toSaid(one), after: null, state: one.state })] : [];
    }),
    ...plan.differences.flatMap(({ id, difference }) => {
      const one = byId.get(id);
      if (!one) return [];
      const now = dueByKey.get(one.key);
      const sides = { before: toSaid(one), after: now ? toSaid(now) : null, state: one.state };
      return [toEffect(difference === null ? "resolved" : "reported", one.key, sides)];
    }),
    ...plan.created.map((now) => toEffect("new", now.key, { before: null, after: toSaid(now), state: null })),
  ];
  return [...effects, ...listOtherTerms(before, after, standing, new Set(effects.map(keyOfEffect)))];
}

/** What differs and is no entitlement, or an entitlement of the same amount. */
function listOtherTerms(
  before: readonly Finding[],
  after: readonly Finding[],
  standing: readonly StandingEntitlement[],
  said: ReadonlySet<string>,
): readonly PackEffect[] {
  const states = new Map(standing.map(({ key, state }) => [key, state]));
  return compareFindings(before, after).flatMap(({ before: was, after: now }) => {
    const finding = now ?? was;
    if (!finding) return [];
    const isMoney = (was !== null && isAboutMoney(was)) || (now !== null && isAboutMoney(now));
    // An entitlement that is new or gone is said by the ledger alone: it may have been there, or withdrawn, already.
    if (isMoney && (was === null || now === null || !states.has(keyOf(finding)))) return [];
    const sides = { before: was && toSaidOf(was), after: now && toSaidOf(now), state: states.get(keyOf(finding)) ?? null };
    const effect = describe(isMoney ? "terms" : was === null ? "new" : now === null ? "gone" : "terms", finding, sides);
    return isMoney && said.has(keyOfEffect(effect)) ? [] : [effect];
  });
}

function keyOfEffect({ pack, rowId, memberIds, organisationId }: PackEffect): string {
  return [pack, rowId, organisationId ?? "", ...memberIds].join("/");
}

type Sides = Pick<PackEffect, "before" | "after" | "state">;

/** @param of the finding; or the key of an entitlement that no stored finding speaks of */
function describe(kind: EffectKind, of: Finding | string, sides: Sides): PackEffect {
  const isReleased = sides.before?.draft === true && sides.after?.draft === false;
  if (typeof of === "string") {
    const [pack = "", rowId = "", memberId = "", organisationId = ""] = of.split("/");
    const whom = { memberIds: memberId === "" ? [] : [memberId], organisationId: organisationId === "" ? null : organisationId };
    return { kind, pack, rowId, ...whom, ...sides, isMonthly: false, isReleased };
  }
  const { pack, rowId, beneficiary, payment } = of;
  return {
    kind,
    pack,
    rowId,
    memberIds: beneficiary.kind === "person" ? [beneficiary.memberId] : beneficiary.memberIds,
    organisationId: beneficiary.kind === "organisation" ? beneficiary.organisationId : null,
    ...sides,
    isMonthly: payment.every === "month",
    isReleased,
  };
}

function isAlike(one: Said, now: Said): boolean {
  return (
    one.outcome === now.outcome && one.draft === now.draft && one.amountKind === now.amountKind && one.amountFen === now.amountFen
  );
}

function toSaid({ outcome, draft, amountKind, amountFen }: StandingEntitlement | DueEntitlement): Said {
  return { outcome, draft, amountKind, amountFen };
}

function toSaidOf({ outcome, draft, amount }: Finding): Said {
  const fen = amount?.kind === "exact" || amount?.kind === "ceiling" ? amount.fen : null;
  return { outcome: outcome as Said["outcome"], draft, amountKind: amount?.kind ?? "unknown", amountFen: fen };
}

/** What a list of effects comes to. Amounts in fen, of exact amounts paid at once. */
export type EffectTotals = {
  readonly counts: Readonly<Record<EffectKind, number>>;
  /** Computed under a draft, and payable as far as the draft goes from now on. */
  readonly released: number;
  /** Of what nobody acted on: what stood, and what would stand. */
  readonly beforeFen: number;
  readonly afterFen: number;
  /** In neither sum: at most so much, not said, or by the month. */
  readonly notSummed: number;
};

export function sumEffects(effects: readonly PackEffect[]): EffectTotals {
  const counts: Record<EffectKind, number> = { new: 0, changed: 0, gone: 0, reported: 0, resolved: 0, terms: 0 };
  let [released, beforeFen, afterFen, notSummed] = [0, 0, 0, 0];
  for (const { kind, before, after, isMonthly, isReleased } of effects) {
    counts[kind] += 1;
    if (isReleased && kind === "changed") released += 1;
    if (kind !== "new" && kind !== "changed" && kind !== "gone") continue;
    const sides = [before, after].filter((said) => said !== null);
    if (isMonthly || sides.some(({ amountKind }) => amountKind === "ceiling" || amountKind === "unknown")) notSummed += 1;
    else {
      beforeFen += before?.amountFen ?? 0;
      afterFen += after?.amountFen ?? 0;
    }
  }
  return { counts, released, beforeFen, afterFen, notSummed };
}

/** What asks for attention first stands first; within a kind in the order found. */
export function orderEffects(effects: readonly PackEffect[]): readonly PackEffect[] {
  const urgency = ["reported", "gone", "changed", "new", "resolved", "terms"] as const satisfies readonly EffectKind[];
  return urgency.flatMap((kind) => effects.filter((effect) => effect.kind === kind));
}

/** The effects by the row of the document that they rest on, in the order found. */
export function sumByRow(
  effects: readonly PackEffect[],
): readonly { readonly pack: string; readonly rowId: string; readonly totals: EffectTotals }[] {
  const byRow = new Map<string, PackEffect[]>();
  for (const effect of effects) {
    const key = `${effect.pack}/${effect.rowId}`;
    const known = byRow.get(key);
    if (known) known.push(effect);
    else byRow.set(key, [effect]);
  }
  return [...byRow.values()].flatMap((ofRow) => {
    const [first] = ofRow;
    return first ? [{ pack: first.pack, rowId: first.rowId, totals: sumEffects(ofRow) }] : [];
  });
}

/** Of several results or competitions together. */
export function addTotals(totals: readonly EffectTotals[]): EffectTotals {
  const sum = (read: (one: EffectTotals) => number) => totals.reduce((total, one) => total + read(one), 0);
  const count = (kind: EffectKind) => sum(({ counts }) => counts[kind]);
  return {
    counts: {
      new: count("new"),
      changed: count("changed"),
      gone: count("gone"),
      reported: count("reported"),
      resolved: count("resolved"),
      terms: count("terms"),
    },
    released: sum(({ released }) => released),
    beforeFen: sum(({ beforeFen }) => beforeFen),
    afterFen: sum(({ afterFen }) => afterFen),
    notSummed: sum(({ notSummed }) => notSummed),
  };
}
