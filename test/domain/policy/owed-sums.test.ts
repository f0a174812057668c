/** Sums of what one person is owed: certain amounts alone; drafts, ceilings, unknowns and what is to be decided beside them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENTITLEMENT_STATES } from "#app/domain/policy/entitlement-states.ts";
import { type OwedItem, sumOwed } from "#app/domain/policy/owed-sums.ts";
import type { Amount } from "#app/domain/policy/pack.ts";
import { fen } from "#app/domain/shared/units.ts";

const ITEM: OwedItem = {
  pack: "dalian",
  recipient: "person",
  outcome: "owed",
  draft: false,
  amount: { kind: "exact", fen: fen(12_000_000) },
  settledFen: null,
  payment: { every: "once" },
  state: "computed",
};
const item = (more: Partial<OwedItem>): OwedItem => ({ ...ITEM, ...more });
const exact = (yuan: number): Amount => ({ kind: "exact", fen: fen(yuan * 100) });
const ceiling = (yuan: number): Amount => ({ kind: "ceiling", fen: fen(yuan * 100) });
const UNKNOWN: Amount = { kind: "unknown" };
const NOTHING = {
  owedFen: 0,
  byState: { computed: 0, applied: 0, reviewed: 0, publicised: 0, paid: 0 },
  monthlyFen: 0,
  ceilingFen: 0,
  unknown: 0,
  toDecide: 0,
  draftFen: 0,
  draftOthers: 0,
  refused: 0,
};

describe("sums of what is owed", () => {
  it("add certain amounts, state by state", () => {
    const items = [
      item({ amount: exact(120_000), state: "paid" }),
      item({ amount: exact(3_500) }),
      item({ amount: exact(2_000), state: "publicised" }),
    ];
    expect(sumOwed(items)).toEqual([
      {
        ...NOTHING,
        pack: "dalian",
        recipient: "person",
        owedFen: 12_550_000,
        byState: { ...NOTHING.byState, computed: 350_000, publicised: 200_000, paid: 12_000_000 },
      },
    ]);
  });

  it("never add a draft, a ceiling, an unknown or an open case to what is owed", () => {
    const items = [
      item({ amount: exact(100_000), draft: true }),
      item({ amount: UNKNOWN, draft: true }),
      item({ amount: exact(50_000), draft: true, outcome: "needs-decision" }),
      item({ amount: ceiling(10_000) }),
      item({ amount: UNKNOWN }),
      item({ amount: exact(5_000), outcome: "needs-decision" }),
      item({ amount: exact(9_999), state: "refused" }),
      item({ amount: exact(8_888), state: "withdrawn" }),
      item({ amount: exact(4_000), payment: { every: "month", months: 36 } }),
    ];
    expect(sumOwed(items)).toEqual([
      {
        ...NOTHING,
        pack: "dalian",
        recipient: "person",
        monthlyFen: 400_000,
        ceilingFen: 1_000_000,
        unknown: 1,
        toDecide: 1,
        draftFen: 10_000_000,
        draftOthers: 2,
        refused: 1,
      },
    ]);
  });

  it("count what a review settled of a ceiling, an unknown or an open case, and no more", () => {
    const items = [
      item({ amount: ceiling(10_000), settledFen: 800_000, state: "reviewed" }),
      item({ amount: UNKNOWN, settledFen: 100_000, state: "reviewed" }),
      item({ amount: exact(5_000), outcome: "needs-decision", settledFen: 500_000, state: "paid" }),
    ];
    const [sum] = sumOwed(items);
    expect([sum?.owedFen, sum?.byState.reviewed, sum?.byState.paid]).toEqual([1_400_000, 900_000, 500_000]);
    expect([sum?.ceilingFen, sum?.unknown, sum?.toDecide]).toEqual([0, 0, 0]);
  });

  it("keep documents apart, and the team and organisations from the person", () => {
    const items = [
      item({ recipient: "team", amount: exact(200_000) }),
      item({ amount: exact(120_000) }),
      item({ pack: "tongzhou", recipient: "organisation", amount: exact(80_000) }),
      item({ recipient: "team", amount: exact(1) }),
    ];
    expect(sumOwed(items).map(({ pack, recipient, owedFen }) => [pack, recipient, owedFen])).toEqual([
      ["dalian", "team", 20_000_100],
      ["dalian", "person", 12_000_000],
      ["tongzhou", "organisation", 8_000_000],
    ]);
  });

  it("are the same in any order, and by state add up to what is owed", () => {
    const anyItem = fc.record<OwedItem>({
      pack: fc.constantFrom("dalian", "tongzhou"),
      recipient: fc.constantFrom("person", "team", "organisation"),
      outcome: fc.constantFrom("owed", "needs-decision"),
      draft: fc.boolean(),
      amount: fc.oneof(
        fc.integer({ min: 1, max: 500_000 }).map(exact),
        fc.integer({ min: 1, max: 500_000 }).map(ceiling),
        fc.constant(UNKNOWN),
      ),
      settledFen: fc.option(fc.integer({ min: 1, max: 50_000_000 })),
      payment: fc.constantFrom<OwedItem["payment"]>({ every: "once" }, { every: "month", months: null }),
      state: fc.constantFrom(...ENTITLEMENT_STATES),
    });
    const keyed = (items: readonly OwedItem[]) => new Map(sumOwed(items).map((sum) => [`${sum.pack} ${sum.recipient}`, sum]));
    fc.assert(
      fc.property(fc.array(anyItem), (items) => {
        expect(keyed([...items].reverse())).toEqual(keyed(items));
        for (const { owedFen, byState } of sumOwed(items)) {
          expect(Object.values(byState).reduce((total, value) => total + value, 0)).toBe(owedFen);
        }
      }),
    );
  });
});
