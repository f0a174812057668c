/** Reconciling: what nobody acted on follows the computation; what somebody acted on never changes, and the difference is said. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import {
  type DueEntitlement,
  isOpen,
  type Reconciliation,
  reconcile,
  type Said,
  type StandingEntitlement,
  settleByClawBack,
  settleDifference,
} from "#app/domain/policy/reconcile.ts";

const SAID: Said = { outcome: "owed", draft: false, amountKind: "exact", amountFen: 150_000 };
const ACTED: readonly EntitlementState[] = ["applied", "reviewed", "publicised", "paid", "refused"];

function due(key: string, said: Partial<Said> = {}, pack = "dalian/1"): DueEntitlement {
  return { ...SAID, ...said, key, pack, rowId: key, kind: "winner-reward", memberId: "m", organisationId: null };
}

function standing(key: string, state: EntitlementState, more: Partial<StandingEntitlement> = {}): StandingEntitlement {
  return { ...SAID, id: `id-${key}`, key, pack: "dalian/1", state, difference: null, isPaidInPart: false, ...more };
}

/** What the database holds after the reconciliation. */
function carryOut(before: readonly StandingEntitlement[], result: Reconciliation): readonly StandingEntitlement[] {
  const kept = before.map((one): StandingEntitlement => {
    const change = result.changed.find(({ id }) => id === one.id)?.due;
    if (change) {
      const { outcome, draft, amountKind, amountFen, pack } = change;
      return { ...one, outcome, draft, amountKind, amountFen, pack, state: "computed" };
    }
    if (result.withdrawn.includes(one.id)) return { ...one, state: "withdrawn" };
    const found = result.differences.find(({ id }) => id === one.id);
    return found ? { ...one, difference: found.difference } : one;
  });
  return [...kept, ...result.created.map((one) => standing(one.key, "computed", { ...one, difference: null }))];
}

describe("what nobody acted on", () => {
  it("is created, changed, withdrawn, and computed again when it is found again", () => {
    const first = carryOut([], reconcile([], [due("a"), due("b")]));
    expect(first.map(({ key, state }) => [key, state])).toEqual([
      ["a", "computed"],
      ["b", "computed"],
    ]);
    const second = carryOut(first, reconcile(first, [due("a", { amountFen: 200_000 })]));
    expect(second.map(({ key, state, amountFen }) => [key, state, amountFen])).toEqual([
      ["a", "computed", 200_000],
      ["b", "withdrawn", 150_000],
    ]);
    const third = carryOut(second, reconcile(second, [due("a", { amountFen: 200_000 }), due("b", { amountFen: 1 })]));
    expect(third.map(({ key, state, amountFen }) => [key, state, amountFen])).toEqual([
      ["a", "computed", 200_000],
      ["b", "computed", 1],
    ]);
  });

  it("goes over to another version of the pack", () => {
    expect(reconcile([standing("a", "computed")], [due("a", {}, "dalian/2")]).changed).toHaveLength(1);
  });
});

describe.each(ACTED)("what is %s", (state) => {
  it("keeps its figures beside a computation that says otherwise, until it agrees again", () => {
    const one = standing("a", state);
    const changed = reconcile([one], [due("a", { amountFen: 1 })]);
    expect(changed).toMatchObject({ created: [], changed: [], withdrawn: [] });
    const after = carryOut([one], changed)[0];
    expect(after).toEqual({
      ...one,
      difference: { kind: "changed", before: SAID, now: { ...SAID, amountFen: 1 }, settled: false },
    });
    const gone = carryOut([one], reconcile([one], []))[0];
    expect(gone?.difference).toEqual({ kind: "gone", before: SAID, now: null, settled: false });
    expect(gone && reconcile([gone], [due("a")]).differences).toEqual([{ id: "id-a", difference: null }]);
  });

  it("stays decided on while the difference is the same, and is open again with another one", () => {
    const found = carryOut([standing("a", state)], reconcile([standing("a", state)], [due("a", { amountFen: 1 })]));
    const kept = found.map((one) => ({ ...one, difference: settleDifference(one.difference) }));
    expect(kept.map(({ difference }) => isOpen(difference))).toEqual([false]);
    expect(reconcile(kept, [due("a", { amountFen: 1 })]).differences).toEqual([]);
    const again = carryOut(kept, reconcile(kept, [due("a", { amountFen: 2 })]));
    expect(again.map(({ difference }) => isOpen(difference))).toEqual([true]);
  });
});

describe("for any entitlements and any computation", () => {
  const said = fc.record({
    outcome: fc.constantFrom<Said["outcome"]>("owed", "needs-decision"),
    draft: fc.boolean(),
    amountKind: fc.constantFrom<Said["amountKind"]>("exact", "ceiling"),
    amountFen: fc.integer({ min: 1, max: 3 }),
  });
  const keys = ["a", "b", "c", "d"];
  const dues = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys), said, fc.constantFrom("dalian/1", "dalian/2")), { selector: ([key]) => key })
    .map((list) => list.map(([key, one, pack]) => due(key, one, pack)));
  const standings = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys), said, fc.constantFrom<EntitlementState>("computed", "withdrawn", ...ACTED)), {
      selector: ([key]) => key,
    })
    .map((list) => list.map(([key, one, state]) => standing(key, state, one)));

  it("nothing that was acted on changes but its difference, and twice is once", () => {
    fc.assert(
      fc.property(standings, dues, (before, found) => {
        const after = carryOut(before, reconcile(before, found));
        for (const one of before.filter(({ state }) => ACTED.includes(state))) {
          const { difference: _now, ...rest } = after.find(({ id }) => id === one.id) ?? one;
          const { difference: _before, ...same } = one;
          expect(rest).toEqual(same);
        }
        expect(reconcile(after, found)).toEqual({ created: [], changed: [], withdrawn: [], differences: [] });
      }),
    );
  });

  it("a difference stands exactly beside what was acted on and is said otherwise", () => {
    fc.assert(
      fc.property(standings, dues, (before, found) => {
        const after = carryOut(before, reconcile(before, found));
        for (const one of after) {
          const now = found.find(({ key }) => key === one.key);
          const agrees =
            now !== undefined &&
            [now.outcome, now.draft, now.amountKind, now.amountFen].join() ===
              [one.outcome, one.draft, one.amountKind, one.amountFen].join();
          expect(one.difference === null).toBe(!ACTED.includes(one.state) || agrees);
        }
      }),
    );
  });
});

describe("money that came back", () => {
  const differ = (now: Partial<Said> | null) =>
    ({ kind: now === null ? "gone" : "changed", before: SAID, now: now && { ...SAID, ...now }, settled: false }) as const;
  const isSettled = (now: Partial<Said> | null, beforeFen: number, afterFen: number, instalments = 1) =>
    settleByClawBack(differ(now), { beforeFen, afterFen, instalments })?.settled;

  it.each([
    ["nothing is owed, and nothing is left", null, 150_000, 0, 1, true],
    ["nothing is owed, and a fen is left", null, 150_000, 1, 1, false],
    ["less is owed, and that is left", { amountFen: 50_000 }, 150_000, 50_000, 1, true],
    ["less is owed, and more is left", { amountFen: 50_000 }, 150_000, 50_001, 1, false],
    ["less is owed for each of three months", { amountFen: 50_000 }, 450_000, 150_000, 3, true],
    ["more is owed than was paid", { amountFen: 200_000 }, 150_000, 100_000, 1, false],
    ["a draft would pay it", { draft: true }, 150_000, 100_000, 1, false],
    ["a draft would pay it, and nothing is left", { draft: true }, 150_000, 0, 1, true],
    ["it is left to a decision", { outcome: "needs-decision" }, 150_000, 100_000, 1, false],
    ["the clause gives no figure", { amountKind: "unknown", amountFen: null }, 150_000, 100_000, 1, false],
  ] as const)("where %s", (_case, now, before, after, instalments, expected) => {
    expect(isSettled(now, before, after, instalments)).toBe(expected);
  });

  it("settles nothing where nothing differs", () => {
    expect(settleByClawBack(null, { beforeFen: 150_000, afterFen: 0, instalments: 1 })).toBeNull();
  });
});

it("does not let vanish what was paid in part and is computed again: it says the difference", () => {
  const reopened = standing("a", "computed", { isPaidInPart: true });
  expect(reconcile([reopened], [])).toEqual({
    created: [],
    changed: [],
    withdrawn: [],
    differences: [{ id: "id-a", difference: { kind: "gone", before: SAID, now: null, settled: false } }],
  });
  expect(reconcile([{ ...reopened, isPaidInPart: false }], []).withdrawn).toEqual(["id-a"]);
});
