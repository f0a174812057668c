/** What a version would do is what reconciling does: said of each entitlement before it is done, and summed by hand. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "#app/domain/policy/findings.ts";
import { addTotals, listPackEffects, orderEffects, sumByRow, sumEffects } from "#app/domain/policy/pack-effects.ts";
import { keyOf, listDueEntitlements, reconcile, type StandingEntitlement } from "#app/domain/policy/reconcile.ts";
import { fen } from "#app/domain/shared/units.ts";

const finding = (rowId: string, yuan: number | null, more: Partial<Finding> = {}): Finding => ({
  pack: "tongzhou",
  version: 2,
  rowId,
  clause: "(14)",
  kind: "winner-reward",
  beneficiary: { kind: "person", memberId: "winner" },
  outcome: "owed",
  reasons: [],
  conditions: [],
  draft: false,
  amount: yuan === null ? { kind: "unknown" } : { kind: "exact", fen: fen(yuan * 100) },
  payment: { every: "once" },
  ...more,
});

/** As it stands after it was computed from the findings. */
function standingOf(findings: readonly Finding[], more: Partial<StandingEntitlement> = {}): readonly StandingEntitlement[] {
  return listDueEntitlements(findings).map((due) => ({
    ...due,
    id: due.key,
    state: "computed",
    difference: null,
    isPaidInPart: false,
    ...more,
  }));
}

function effectsOf(before: readonly Finding[], after: readonly Finding[], more: Partial<StandingEntitlement> = {}) {
  return listPackEffects({ before, after, standing: standingOf(before, more) });
}

describe("an entitlement", () => {
  it("of 30,000 that becomes 35,000 changes where nobody acted on it, and is reported where somebody did", () => {
    const [before, after] = [[finding("third", 30_000)], [finding("third", 35_000, { version: 3 })]];
    expect(effectsOf(before, after)).toMatchObject([
      { kind: "changed", memberIds: ["winner"], before: { amountFen: 3_000_000 }, after: { amountFen: 3_500_000 } },
    ]);
    const reported = effectsOf(before, after, { state: "reviewed" });
    expect(reported).toMatchObject([{ kind: "reported", state: "reviewed", after: { amountFen: 3_500_000 } }]);
    expect(sumEffects(reported)).toMatchObject({ beforeFen: 0, afterFen: 0, counts: { reported: 1, changed: 0 } });
  });

  it("that only rests on another version is not affected", () => {
    expect(effectsOf([finding("third", 30_000)], [finding("third", 30_000, { version: 3 })])).toEqual([]);
  });

  it("leaves the draft, is new, is gone, and comes back after it was withdrawn", () => {
    const draft = [finding("third", 30_000, { draft: true })];
    expect(effectsOf(draft, [finding("third", 30_000)])).toMatchObject([{ kind: "changed", isReleased: true }]);
    expect(effectsOf([], [finding("third", 30_000)])).toMatchObject([{ kind: "new", before: null }]);
    expect(effectsOf([finding("third", 30_000)], [])).toMatchObject([{ kind: "gone", after: null, memberIds: ["winner"] }]);
    const back = listPackEffects({
      before: [],
      after: draft,
      standing: standingOf(draft, { state: "withdrawn" }),
    });
    expect(back).toMatchObject([{ kind: "new" }]);
  });

  it("with other conditions and the same amount is said, and so is a promotion that a document promises no more", () => {
    const open = finding("third", 30_000, { conditions: [{ code: "qualifies" }] });
    expect(effectsOf([finding("third", 30_000)], [open])).toMatchObject([{ kind: "terms", state: "computed" }]);
    const promotion = finding("level", null, { kind: "level-promotion", amount: { kind: "none" } });
    expect(effectsOf([promotion], [])).toMatchObject([{ kind: "gone", state: null }]);
    expect(sumEffects(effectsOf([promotion], []))).toMatchObject({ beforeFen: 0, notSummed: 0 });
  });

  it("that no stored finding speaks of is said by its key", () => {
    const standing = standingOf([finding("third", 30_000)]);
    expect(listPackEffects({ before: [], after: [], standing })).toMatchObject([
      { kind: "gone", pack: "tongzhou", rowId: "third", memberIds: ["winner"], organisationId: null },
    ]);
  });
});

it("sums exact amounts paid once, by row and in all; a ceiling, an unknown and a month's allowance are counted beside", () => {
  const month = { every: "month", months: 36 } as const;
  const before = [finding("third", 30_000), finding("second", 50_000), finding("month", 4_000, { payment: month })];
  const after = [finding("third", 35_000), finding("second", null), finding("month", 5_000, { payment: month })];
  const effects = effectsOf(before, after);
  expect(sumEffects(effects)).toMatchObject({ counts: { changed: 3 }, beforeFen: 3_000_000, afterFen: 3_500_000, notSummed: 2 });
  expect(sumByRow(effects).map(({ rowId, totals }) => [rowId, totals.afterFen, totals.notSummed])).toEqual([
    ["third", 3_500_000, 0],
    ["second", 0, 1],
    ["month", 0, 1],
  ]);
  expect(addTotals(sumByRow(effects).map(({ totals }) => totals))).toEqual(sumEffects(effects));
});

const rows = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"));
const computed = fc
  .tuple(rows, fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }), fc.boolean())
  .map(([ids, yuan, draft]) => ids.map((id, index) => finding(id, yuan[index] ?? 1, { draft })));

it("names every entitlement that reconciling touches and says differently, and no other", () => {
  fc.assert(
    fc.property(computed, computed, fc.constantFrom("computed", "applied", "paid", "withdrawn"), (before, after, state) => {
      const standing = standingOf(before, { state: state as "computed" });
      const plan = reconcile(standing, listDueEntitlements(after));
      const touched = [
        ...plan.created.map(({ key }) => key),
        ...plan.changed.map(({ id }) => id),
        ...plan.withdrawn,
        ...plan.differences.map(({ id }) => id),
      ];
      const effects = listPackEffects({ before, after, standing });
      const said = effects.map(({ rowId }) => keyOf(finding(rowId, 1)));
      expect(said.sort()).toEqual(touched.sort());
      expect(orderEffects(effects)).toHaveLength(effects.length);
    }),
  );
});
