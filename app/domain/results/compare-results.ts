/** Two results of one round side by side: whose is different, who comes in and who goes out of a list (DOMAIN 8). */

import type { EntryOutcome } from "#app/domain/results/compute-results.ts";

export type ResultSide = Pick<EntryOutcome, "status" | "total" | "place" | "tied" | "openTie" | "scaleScore" | "award">;

/** The same entry before and after. */
export type ResultChange = { readonly entryId: string; readonly before: ResultSide; readonly after: ResultSide };

/** Who came in and who went out; ids, in the order of the list that each stands in. */
export type ListChange = { readonly entering: readonly string[]; readonly leaving: readonly string[] };

const SHOWN = [
  "status",
  "total",
  "place",
  "tied",
  "openTie",
  "scaleScore",
  "award",
] as const satisfies readonly (keyof ResultSide)[];

/** The entries whose result is different, in the order of the results after. */
export function compareResults(
  before: readonly (ResultSide & { readonly entryId: string })[],
  after: readonly (ResultSide & { readonly entryId: string })[],
): readonly ResultChange[] {
  const known = new Map(before.map((row) => [row.entryId, row]));
  return after.flatMap((row) => {
    const old = known.get(row.entryId);
    return old && SHOWN.some((field) => old[field] !== row[field])
      ? [{ entryId: row.entryId, before: pickSide(old), after: pickSide(row) }]
      : [];
  });
}

export function compareLists(before: readonly string[], after: readonly string[]): ListChange {
  return {
    entering: after.filter((id) => !before.includes(id)),
    leaving: before.filter((id) => !after.includes(id)),
  };
}

/** Whether the same entries win the same: a list of winners that says so need not be public anew for the whole period. */
export function haveSameWinners(
  before: readonly Pick<EntryOutcome, "entryId" | "place" | "award">[],
  after: readonly Pick<EntryOutcome, "entryId" | "place" | "award">[],
): boolean {
  const toKeys = (rows: typeof before) =>
    rows
      .filter(({ award }) => award !== null)
      .map(({ entryId, place, award }) => [entryId, place, award].join(" "))
      .sort();
  const [left, right] = [toKeys(before), toKeys(after)];
  return left.length === right.length && left.every((key, index) => key === right[index]);
}

function pickSide({ status, total, place, tied, openTie, scaleScore, award }: ResultSide): ResultSide {
  return { status, total, place, tied, openTie, scaleScore, award };
}
