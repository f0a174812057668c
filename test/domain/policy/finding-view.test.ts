/** What clauses say of a team, read by people: once where it is the same of several, each by itself where it is paid. */
import { expect, it } from "vitest";
import { type FindingView, gatherAlike } from "#app/domain/policy/finding-view.ts";
import { fen } from "#app/domain/shared/units.ts";

const BANK: FindingView = {
  key: "1",
  outcome: "needs-decision",
  draft: true,
  kind: "recommendation",
  clause: "15",
  reasons: [],
  conditions: [{ code: "qualifies" }],
  amount: { kind: "none" },
  row: { text: "优先推荐进入专家库", summary: "进入专家库", summaryEn: "Expert bank", heading: "15", taxBasis: "unknown" },
  document: { title: "实施方案", titleEn: "Plan", number: null, issuer: "区政府", status: "draft" },
  beneficiary: "甲",
};
const REWARD: FindingView = { ...BANK, kind: "winner-reward", outcome: "owed", amount: { kind: "exact", fen: fen(5_000_000) } };
const LOOKED: FindingView = { ...BANK, outcome: "not-met", conditions: [], reasons: [{ code: "award-grade-none" }] };

const told = (findings: readonly FindingView[]) => gatherAlike(findings).map(({ key, beneficiary }) => [key, beneficiary]);

it("says a recommendation of three once, with their names, and in its place", () => {
  const ofThree = ["甲", "乙", "丙"].map((beneficiary, index) => ({ ...BANK, key: `b${index}`, beneficiary }));
  expect(told([ofThree[0] ?? BANK, LOOKED, ...ofThree.slice(1)])).toEqual([
    ["b0", "甲、乙、丙"],
    ["1", "甲"],
  ]);
});

it("says why a clause does not pay once for all of whom it is so, and apart where the reason is another", () => {
  const elsewhere: FindingView = { ...LOOKED, reasons: [{ code: "award-grade-differs" }] };
  expect(told([LOOKED, { ...LOOKED, key: "2", beneficiary: "乙" }, { ...elsewhere, key: "3", beneficiary: "丙" }])).toEqual([
    ["1", "甲、乙"],
    ["3", "丙"],
  ]);
});

it("never puts two payments together, however alike: each is applied for and paid by itself", () => {
  expect(told([REWARD, { ...REWARD, key: "2", beneficiary: "乙" }])).toEqual([
    ["1", "甲"],
    ["2", "乙"],
  ]);
});

it("names nobody twice, and none where an organisation is still to be decided", () => {
  expect(told([LOOKED, { ...LOOKED, key: "2" }])).toEqual([["1", "甲"]]);
  const open = { ...LOOKED, beneficiary: null };
  expect(told([open, { ...open, key: "2" }])).toEqual([["1", null]]);
});
