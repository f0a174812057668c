/** What one version of a pack says differently from another: document, rows, targets and cadences, part by part. */

import type { Amount, PolicyPack, PolicyRow } from "#app/domain/policy/pack.ts";

export const PACK_LISTS = ["rows", "targets", "cadences"] as const;
export type PackList = (typeof PACK_LISTS)[number];

/** The parts of a row that a reader looks at one by one. */
export const ROW_PARTS = ["amount", "payment", "conditions", "tests", "words", "other"] as const;
export type RowPart = (typeof ROW_PARTS)[number];

export type PackDifference =
  /** A fact of the document itself; null: not said. */
  | { readonly kind: "document"; readonly field: string; readonly before: string | null; readonly after: string | null }
  | {
      readonly kind: "row";
      readonly change: "changed";
      readonly before: PolicyRow;
      readonly after: PolicyRow;
      readonly parts: readonly RowPart[];
    }
  | { readonly kind: "row"; readonly change: "added" | "removed"; readonly row: PolicyRow }
  | {
      readonly kind: "target";
      readonly change: "added" | "removed" | "changed";
      readonly before: PolicyPack["targets"][number] | null;
      readonly after: PolicyPack["targets"][number] | null;
    }
  | {
      readonly kind: "cadence";
      readonly change: "added" | "removed" | "changed";
      readonly before: PolicyPack["cadences"][number] | null;
      readonly after: PolicyPack["cadences"][number] | null;
    };

/** Every difference, the version number left out: none means that the two say the same. Order: document, rows, targets, cadences. */
export function comparePacks(before: PolicyPack, after: PolicyPack): readonly PackDifference[] {
  return [
    ...compareDocuments(before, after),
    ...compareRows(before.rows, after.rows),
    ...compareParts(before.targets, after.targets).map((change) => ({ kind: "target" as const, ...change })),
    ...compareParts(before.cadences, after.cadences).map((change) => ({ kind: "cadence" as const, ...change })),
  ];
}

/** Whether nothing but figures, dates, status and number differ: what is edited in the browser. */
export function isFiguresOnly(differences: readonly PackDifference[]): boolean {
  return differences.every(isFigure);
}

function isFigure(difference: PackDifference): boolean {
  switch (difference.kind) {
    case "document":
      return EDITED_FACTS.some((field) => field === difference.field);
    case "row":
      return difference.change === "changed" && difference.parts.every((part) => part === "amount");
    case "target":
      return isSame({ ...difference.before, figure: null }, { ...difference.after, figure: null });
    case "cadence":
      return false;
  }
}

/** The facts of a document that are edited in the browser. */
export const EDITED_FACTS = ["number", "status", "effectiveFrom", "effectiveTo"] as const;

function compareDocuments(before: PolicyPack, after: PolicyPack): PackDifference[] {
  const fields = Object.keys({ ...before.document, ...after.document }) as (keyof PolicyPack["document"])[];
  return fields
    .filter((field) => before.document[field] !== after.document[field])
    .map((field) => ({ kind: "document", field, before: before.document[field], after: after.document[field] }));
}

function compareRows(before: readonly PolicyRow[], after: readonly PolicyRow[]): PackDifference[] {
  const kept = compareParts(before, after);
  return kept.map((change) => {
    if (change.before !== null && change.after !== null) {
      const { before: old, after: next } = change;
      return { kind: "row", change: "changed", before: old, after: next, parts: listChangedParts(old, next) };
    }
    if (change.after !== null) return { kind: "row", change: "added", row: change.after };
    return { kind: "row", change: "removed", row: change.before as PolicyRow };
  });
}

const WORDS = ["clause", "heading", "text", "summary", "summaryEn"] as const;

function listChangedParts(before: PolicyRow, after: PolicyRow): readonly RowPart[] {
  const { amount: _a, payment: _p, conditions: _c, tests: _t, ...restBefore } = before;
  const { amount: _b, payment: _q, conditions: _d, tests: _u, ...restAfter } = after;
  const isOther = (row: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(row).filter(([key]) => !WORDS.some((word) => word === key)));
  const changed: Readonly<Record<RowPart, boolean>> = {
    amount: !isSame(before.amount, after.amount),
    payment: !isSame(before.payment, after.payment),
    conditions: !isSame(before.conditions, after.conditions),
    tests: !isSame(before.tests, after.tests),
    words: WORDS.some((word) => before[word] !== after[word]),
    other: !isSame(isOther(restBefore), isOther(restAfter)),
  };
  return ROW_PARTS.filter((part) => changed[part]);
}

type Change<Part> = {
  readonly change: "added" | "removed" | "changed";
  readonly before: Part | null;
  readonly after: Part | null;
};

/** By id, in the order of the later list; what is gone comes last. */
function compareParts<Part extends { readonly id: string }>(before: readonly Part[], after: readonly Part[]): Change<Part>[] {
  const old = new Map(before.map((part) => [part.id, part]));
  const kept = new Set(after.map(({ id }) => id));
  const present = after.flatMap((part): Change<Part>[] => {
    const was = old.get(part.id);
    if (!was) return [{ change: "added", before: null, after: part }];
    return isSame(was, part) ? [] : [{ change: "changed", before: was, after: part }];
  });
  const gone = before.filter(({ id }) => !kept.has(id));
  return [...present, ...gone.map((part): Change<Part> => ({ change: "removed", before: part, after: null }))];
}

/** Plain data of the same content, whatever the order of keys: a database may keep them in an order of its own. */
function isSame(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSame(item, right[index]));
  }
  if (!isRecord(left) || !isRecord(right)) return left === right;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && isSame(left[key], right[key]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Of exact and ceiling amounts; null where none is known. */
export function fenOf(amount: Amount | null): number | null {
  return amount?.kind === "exact" || amount?.kind === "ceiling" ? amount.fen : null;
}
