/** Which ties are the chief judge's, and which orders of them may be recorded. */

import { describe, expect, it } from "vitest";
import { computeResults } from "#app/domain/results/compute-results.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { decideTie, listChiefTies } from "#app/domain/results/tie-decision.ts";
import { codes } from "../marking/support.ts";
import { marks, marksOf } from "./support.ts";

const RULES: EventRules = { ...DEFAULT_RULES, lastTie: "chief", tieBreaks: [{ by: "criterion", id: "B", order: "desc" }] };

/** a and b equal in all; c of the same total with less in B; d and e equal below. */
function tiesOf(rules: EventRules, orders: Readonly<Record<string, number>> = {}) {
  const entries = [
    ["a", 4000, 5000],
    ["b", 4000, 5000],
    ["c", 5000, 4000],
    ["d", 1000, 1000],
    ["e", 1000, 1000],
  ] as const;
  const input = entries.map(([id, A, B]) => marksOf(id, { criteria: marks({ A, B }), chiefOrder: orders[id] ?? null }));
  const byId = new Map(input.map((entry) => [entry.entryId, entry]));
  const rows = computeResults(input, rules, { givesAwards: true }).map((outcome) => {
    return { ...outcome, criteria: byId.get(outcome.entryId)?.criteria ?? {}, modules: {} };
  });
  return listChiefTies(rows, rules);
}

describe("ties for the chief judge", () => {
  it("are those that total and tie-breaks leave equal", () => {
    expect(tiesOf(RULES)).toEqual([
      { place: 1, entryIds: ["a", "b"], isOpen: true },
      { place: 4, entryIds: ["d", "e"], isOpen: true },
    ]);
  });

  it("stay his when he has decided them, in his order", () => {
    expect(tiesOf(RULES, { a: 2, b: 1 })[0]).toEqual({ place: 1, entryIds: ["b", "a"], isOpen: false });
  });

  it("are none where equals share the place", () => {
    expect(tiesOf({ ...RULES, lastTie: "share" })).toEqual([]);
  });
});

describe("an order of a tie", () => {
  const ties = tiesOf(RULES);
  const given = { phase: "unblinded", ties, entryIds: ["b", "a"], reason: "安全操作更规范" } as const;

  it("is taken between unblinding and publication", () => {
    expect(decideTie(given)).toEqual({ ok: true, value: ["b", "a"] });
    const refused = (changes: Partial<Parameters<typeof decideTie>[0]>) => {
      const decision = decideTie({ ...given, ...changes });
      return decision.ok ? [] : codes(decision.refusals);
    };
    expect(refused({ phase: "recheck" })).toEqual(["tie-too-early"]);
    expect(refused({ phase: "published" })).toEqual(["tie-already-published"]);
    expect(refused({ phase: "settled" })).toEqual(["tie-already-published"]);
    expect(refused({ entryIds: ["a", "c"] })).toEqual(["tie-not-open"]);
    expect(refused({ entryIds: ["a", "b", "d", "e"] })).toEqual(["tie-not-open"]);
    expect(refused({ entryIds: ["c"] })).toEqual(["tie-not-open"]);
    expect(refused({ entryIds: [] })).toEqual(["tie-not-open"]);
    expect(refused({ entryIds: ["a"] })).toEqual(["tie-order-incomplete"]);
    expect(refused({ entryIds: ["a", "a"] })).toEqual(["tie-order-incomplete"]);
    expect(refused({ entryIds: ["a"], reason: " ", phase: "published" })).toEqual([
      "tie-already-published",
      "tie-order-incomplete",
      "reason-required",
    ]);
  });
});
