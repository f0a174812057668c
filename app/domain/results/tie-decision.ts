/** Ties that only the chief judge can decide, and whether his order of one of them may be recorded (DOMAIN 6: the last policy). */

import type { EntryOutcome } from "#app/domain/results/compute-results.ts";
import type { EventRules, TieBreak } from "#app/domain/results/rules.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** What ties are looked for in: an outcome with the marks that tie-breaks compare. */
export type TieCandidate = Pick<
  EntryOutcome,
  "entryId" | "place" | "total" | "passed" | "components" | "timeUsed" | "openTie"
> & {
  readonly criteria: Readonly<Record<string, number>>;
  readonly modules: Readonly<Record<string, number>>;
};

/** Entries that total and tie-breaks leave equal; `isOpen` while no order stands for them. */
export type ChiefTie = {
  /** The best place among them. */
  readonly place: number;
  /** In the order of their places, equals in the order of their ids. */
  readonly entryIds: readonly string[];
  readonly isOpen: boolean;
};

/** What a tie-break compares of an entry: hundredths, or seconds; null when it has no such value. */
export function findTieBreakValue({ by, id }: TieBreak, entry: Omit<TieCandidate, "entryId" | "openTie">): number | null {
  switch (by) {
    case "criterion":
      return entry.criteria[id] ?? null;
    case "module":
      return entry.modules[id] ?? null;
    case "component":
      return entry.components.find(({ key }) => key === id)?.mark ?? null;
    case "time":
      return entry.timeUsed;
  }
}

/** The ties of a round that are the chief judge's to decide, decided or not, best first; none where equals share the place. */
export function listChiefTies(
  rows: readonly TieCandidate[],
  rules: Pick<EventRules, "lastTie" | "tieBreaks" | "failed">,
): readonly ChiefTie[] {
  if (rules.lastTie !== "chief") return [];
  const groups = new Map<string, TieCandidate[]>();
  for (const row of rows) {
    if (row.place === null) continue;
    const passed = rules.failed === "last" ? row.passed : true;
    const key = JSON.stringify([row.total, passed, ...rules.tieBreaks.map((tieBreak) => findTieBreakValue(tieBreak, row))]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => {
      const inOrder = group.sort(
        (left, right) => (left.place ?? 0) - (right.place ?? 0) || compareText(left.entryId, right.entryId),
      );
      return {
        place: inOrder[0]?.place ?? 0,
        entryIds: inOrder.map(({ entryId }) => entryId),
        isOpen: inOrder.some(({ openTie }) => openTie),
      };
    })
    .sort((left, right) => left.place - right.place);
}

export const TIE_REFUSALS = [
  "tie-too-early",
  "tie-already-published",
  "tie-not-open",
  "tie-order-incomplete",
  "reason-required",
] as const;
export type TieRefusal = (typeof TIE_REFUSALS)[number];

/**
 * Whether this order may be recorded: after unblinding and before publication, for exactly the entries of one tie, each once.
 * @returns the entry ids in the order decided, or every reason against it
 */
export function decideTie(input: {
  readonly phase: RoundPhase;
  readonly ties: readonly ChiefTie[];
  readonly entryIds: readonly string[];
  readonly reason: string;
}): Decision<readonly string[], TieRefusal> {
  const { phase, ties, entryIds, reason } = input;
  const refusals: Refusal<TieRefusal>[] = [];
  if (phase === "published" || phase === "settled") refusals.push({ code: "tie-already-published" });
  else if (phase !== "unblinded") refusals.push({ code: "tie-too-early", params: { phase } });
  const tie = ties.find((candidate) => candidate.entryIds.some((entryId) => entryIds.includes(entryId)));
  const named = new Set(entryIds);
  if (!tie || entryIds.some((entryId) => !tie.entryIds.includes(entryId))) refusals.push({ code: "tie-not-open" });
  else if (named.size < entryIds.length || named.size < tie.entryIds.length) {
    refusals.push({ code: "tie-order-incomplete", params: { count: tie.entryIds.length } });
  }
  if (reason.trim() === "") refusals.push({ code: "reason-required", params: { field: "reason" } });
  return decide(refusals, entryIds);
}
