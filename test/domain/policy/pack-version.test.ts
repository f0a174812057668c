/** A pack's next version: what it says differently, what a file may not change, who may confirm it, what a shipped file becomes. */
import { describe, expect, it } from "vitest";
import { comparePacks, isFiguresOnly } from "#app/domain/policy/compare-packs.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import {
  applyPackEdit,
  decidePackConfirmation,
  decidePackProposal,
  listPackFaults,
  listVersionsOn,
  nextVersion,
  toShippedVersion,
} from "#app/domain/policy/pack-version.ts";
import type { Decision } from "#app/domain/shared/decision.ts";
import { fen } from "#app/domain/shared/units.ts";
import { requirePack } from "./cases.ts";

const tongzhou = requirePack("tongzhou");
const next = tongzhou.version + 1;
const { number, status, effectiveFrom, effectiveTo } = tongzhou.document;
const unchanged = { document: { number, status, effectiveFrom, effectiveTo }, amounts: {}, figures: {} };
const raised = applyPackEdit(
  tongzhou,
  { ...unchanged, amounts: { "14-city-winner-grade-1": { kind: "exact", fen: fen(12_000_000) } } },
  next,
);
const inForce = applyPackEdit(
  tongzhou,
  { ...unchanged, document: { number: "通政发〔2026〕9号", status: "in-force", effectiveFrom: "2026-12-01", effectiveTo: null } },
  next,
);
const codes = (decision: Decision<unknown>) => (decision.ok ? [] : decision.refusals.map(({ code }) => code));

it("changes the one amount that was edited, from 100,000 to 120,000 yuan, and the pack that it came from not at all", () => {
  expect(comparePacks(tongzhou, raised)).toMatchObject([
    {
      kind: "row",
      change: "changed",
      before: { id: "14-city-winner-grade-1", amount: { kind: "exact", fen: 10_000_000 } },
      after: { amount: { kind: "exact", fen: 12_000_000 } },
      parts: ["amount"],
    },
  ]);
  expect(isFiguresOnly(comparePacks(tongzhou, raised))).toBe(true);
  expect(comparePacks(tongzhou, applyPackEdit(tongzhou, unchanged, next))).toEqual([]);
});

it("puts no amount on a row that gives nothing in money", () => {
  const promotion = tongzhou.rows.find(({ amount }) => amount.kind === "none");
  const amounts = { [String(promotion?.id)]: { kind: "exact", fen: fen(100) } as const };
  expect(comparePacks(tongzhou, applyPackEdit(tongzhou, { ...unchanged, amounts }, next))).toEqual([]);
});

it("tells a change of structure from one of figures", () => {
  const [first, ...rest] = tongzhou.rows;
  if (!first) throw new Error("The pack has no rows.");
  expect(isFiguresOnly(comparePacks(tongzhou, { ...tongzhou, rows: rest }))).toBe(false);
  const otherWords = { ...first, summary: `${first.summary}。` };
  expect(isFiguresOnly(comparePacks(tongzhou, { ...tongzhou, rows: [otherWords, ...rest] }))).toBe(false);
});

it("names each fault of a file at its place: another document, a wrong number, an id that changed or means another thing", () => {
  const [first, second, ...rest] = raised.rows;
  if (!first || !second) throw new Error("The pack has too few rows.");
  const renamed = { ...raised, rows: [{ ...first, id: "renamed" }, second, ...rest] } as PolicyPack;
  expect(listPackFaults(tongzhou, renamed, next)).toEqual([{ path: "rows[0].id", problem: "id-changed", expected: first.id }]);
  const wrong = { ...raised, name: "dalian", version: 99 };
  expect(listPackFaults(tongzhou, wrong, next).map(({ path, problem }) => [path, problem])).toEqual([
    ["name", "other-document"],
    ["version", "not-next"],
  ]);
  expect(listPackFaults(tongzhou, raised, next)).toEqual([]);
});

it("is proposed with a reason, one at a time, on what the proposer looked at, and only where something changes", () => {
  const proposal = { current: tongzhou, next: raised, basedOn: tongzhou.version, hasOpen: false, reason: "正式印发" };
  expect(codes(decidePackProposal(proposal))).toEqual([]);
  expect(codes(decidePackProposal({ ...proposal, next: tongzhou, basedOn: 0, hasOpen: true, reason: " " }))).toEqual([
    "pack-version-open",
    "pack-changed-meanwhile",
    "pack-unchanged",
    "pack-reason-missing",
  ]);
});

it("comes into force by another officer and with the paper that says so", () => {
  const confirmation = {
    state: "proposed",
    current: tongzhou,
    next: inForce,
    proposedById: "a",
    actorId: "b",
    reference: "通政发〔2026〕9号",
    chosen: [],
  } as const;
  expect(codes(decidePackConfirmation(confirmation))).toEqual([]);
  expect(codes(decidePackConfirmation({ ...confirmation, actorId: "a", reference: "" }))).toEqual([
    "proposer-confirms-version",
    "reference-missing",
  ]);
  expect(codes(decidePackConfirmation({ ...confirmation, chosen: ["final", "archived"] }))).toEqual([
    "pack-competition-archived",
  ]);
  expect(codes(decidePackConfirmation({ ...confirmation, chosen: ["draft", "running", "publicity", "final"] }))).toEqual([]);
  // A figure of a document that stays a draft needs none.
  expect(codes(decidePackConfirmation({ ...confirmation, next: raised, reference: "" }))).toEqual([]);
});

it("founds a document by a shipped file, and after that only proposes: never over what the bureau made", () => {
  expect(toShippedVersion(tongzhou, [])).toEqual({ pack: tongzhou, state: "confirmed" });
  const stored = [{ version: tongzhou.version, state: "confirmed" as const, content: tongzhou }];
  expect(toShippedVersion(tongzhou, stored)).toBeNull();
  const bureaus = [...stored, { version: next, state: "confirmed" as const, content: raised }];
  expect(toShippedVersion({ ...inForce, version: next }, bureaus)).toMatchObject({
    state: "proposed",
    pack: { version: next + 1 },
  });
  expect(nextVersion(bureaus)).toBe(next + 1);
});

describe("a recorded fact is asked by the version of its own day", () => {
  const of = (version: number, document: Partial<PolicyPack["document"]>): PolicyPack => ({
    ...tongzhou,
    version,
    document: { ...tongzhou.document, ...document },
  });
  const draft = of(1, {});
  const issued = of(2, { status: "in-force", effectiveFrom: "2026-01-01" });
  const amended = of(3, { status: "in-force", effectiveFrom: "2027-01-01" });
  const ended = of(4, { status: "in-force", effectiveFrom: "2027-01-01", effectiveTo: "2028-12-31" });
  const lapsed = of(5, { status: "expired", effectiveFrom: "2027-01-01", effectiveTo: "2028-12-31" });

  it.each([
    ["the only draft", [draft], "2026-06-01", 1],
    ["a draft of the amendment does not stand in for the document in force", [of(3, {}), issued], "2026-06-01", 2],
    ["the document that came into force after its draft", [issued, draft], "2026-01-01", 2],
    [
      "before the first day of all: the latest, which says that it is not in force yet",
      [amended, issued, draft],
      "2025-12-31",
      3,
    ],
    ["before an amendment", [amended, issued, draft], "2026-12-31", 2],
    ["from the amendment's first day", [amended, issued, draft], "2027-01-01", 3],
    ["the last day of the document", [ended, amended], "2028-12-31", 4],
    ["after it the version that says so, not the one that did not know", [ended, amended, issued], "2029-01-01", 4],
    ["what expired later was in force on the day", [lapsed, amended, issued], "2028-06-01", 3],
    ["and is over after its last day", [lapsed, amended, issued], "2029-01-01", 5],
    ["expired without a last day", [of(5, { status: "expired" }), issued], "2026-06-01", 5],
  ] as const)("%s", (_case, versions, onDate, expected) => {
    expect(listVersionsOn(versions, onDate).map(({ version }) => version)).toEqual([expected]);
  });

  it("one of each document", () => {
    const dalian = requirePack("dalian");
    expect(listVersionsOn([dalian, amended, issued], "2026-06-01")).toEqual([dalian, issued]);
  });
});
