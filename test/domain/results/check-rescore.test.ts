/** Who decides on a re-score set, when, and that its certificates and clauses are compared line by line. */
import { describe, expect, it } from "vitest";
import { reconcileCertificates } from "#app/domain/awards/reconcile-certificates.ts";
import { compareFindings } from "#app/domain/policy/compare-findings.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import { decideApplying, decideDropping, decideReversing } from "#app/domain/results/check-rescore.ts";
import { compareLists, haveSameWinners } from "#app/domain/results/compare-results.ts";
import type { Fen } from "#app/domain/shared/units.ts";
import { codes } from "../marking/support.ts";

const APPLYING = {
  phase: "published",
  competitionPhase: "running",
  status: "prepared",
  preparedById: "arbitrator",
  actorId: "supervisor",
  hashBefore: "a",
  hashNow: "a",
  openTies: 0,
} as const;

const told = (decision: ReturnType<typeof decideApplying>) => (decision.ok ? "ok" : codes(decision.refusals));

describe("a set", () => {
  it("is applied by another person, on the same results, before finality, leaving no open tie in public", () => {
    expect(told(decideApplying(APPLYING))).toBe("ok");
    expect(
      told(
        decideApplying({
          ...APPLYING,
          phase: "judging",
          competitionPhase: "final",
          actorId: "arbitrator",
          hashNow: "b",
          openTies: 2,
        }),
      ),
    ).toEqual(["rescore-blind", "competition-over", "rescore-same-person", "rescore-results-changed", "rescore-opens-tie"]);
    // Before the publication a tie is decided as any other.
    expect(told(decideApplying({ ...APPLYING, phase: "unblinded", openTies: 2 }))).toBe("ok");
    expect(told(decideApplying({ ...APPLYING, status: "dropped", actorId: "arbitrator" }))).toEqual(["rescore-not-prepared"]);
  });

  it("is dropped by another person, and reversed by another than applied it, the last one first", () => {
    const dropping = { status: "prepared", preparedById: "a", actorId: "b" } as const;
    expect(told(decideDropping(dropping))).toBe("ok");
    expect(told(decideDropping({ ...dropping, actorId: "a" }))).toEqual(["rescore-same-person"]);
    expect(told(decideDropping({ ...dropping, status: "applied" }))).toEqual(["rescore-not-prepared"]);
    const reversing = {
      ...APPLYING,
      status: "applied",
      decidedById: "supervisor",
      actorId: "organiser",
      isLatest: true,
    } as const;
    expect(told(decideReversing(reversing))).toBe("ok");
    expect(told(decideReversing({ ...reversing, actorId: "supervisor", isLatest: false, competitionPhase: "final" }))).toEqual([
      "competition-over",
      "rescore-same-person",
      "rescore-not-latest",
    ]);
    expect(told(decideReversing({ ...reversing, status: "reversed" }))).toEqual(["rescore-not-applied"]);
  });
});

describe("certificates", () => {
  const line = (memberId: string, award: "first" | "second", place: number) => ({ entryId: memberId, memberId, award, place });

  it("stand while award and place are the same; others are revoked, and what is due is issued in its order", () => {
    const standing = [line("a", "first", 1), line("b", "second", 2), line("c", "second", 3)];
    const due = [line("c", "first", 1), line("b", "second", 2), line("a", "second", 3)];
    expect(reconcileCertificates(standing, due)).toEqual({
      revoked: [line("a", "first", 1), line("c", "second", 3)],
      issued: [line("c", "first", 1), line("a", "second", 3)],
    });
    expect(reconcileCertificates(standing, standing)).toEqual({ revoked: [], issued: [] });
    expect(reconcileCertificates([], due).issued).toEqual(due);
  });
});

describe("clauses", () => {
  const finding = (rowId: string, memberId: string, fen: number, outcome: Finding["outcome"] = "owed"): Finding => ({
    pack: "tongzhou",
    version: 1,
    rowId,
    clause: rowId,
    kind: "winner-reward",
    beneficiary: { kind: "person", memberId },
    outcome,
    reasons: [],
    conditions: [],
    draft: false,
    payment: { every: "once" },
    amount: outcome === "not-met" ? null : { kind: "exact", fen: fen as Fen },
  });

  it("are compared by row and beneficiary: new, gone, changed; what pays nobody is left out", () => {
    const before = [finding("r1", "m", 100), finding("r2", "m", 50), finding("r3", "m", 0, "not-met"), finding("r5", "m", 9)];
    const after = [finding("r1", "m", 80), finding("r2", "m", 0, "not-met"), finding("r3", "m", 70), finding("r5", "m", 9)];
    expect(compareFindings(before, after).map(({ kind, before: old, after: next }) => [kind, old?.rowId, next?.rowId])).toEqual([
      ["changed", "r1", "r1"],
      ["gone", "r2", undefined],
      ["new", undefined, "r3"],
    ]);
    expect(compareFindings(before, before)).toEqual([]);
  });
});

it("winners are the same when the same entries have the same places and awards, whatever their totals", () => {
  const row = (entryId: string, place: number, award: "first" | null) => ({ entryId, place, award });
  const rows = [row("a", 1, "first"), row("b", 2, null)];
  expect(haveSameWinners(rows, [row("b", 3, null), row("a", 1, "first")])).toBe(true);
  expect(haveSameWinners(rows, [row("a", 2, "first"), row("b", 1, null)])).toBe(false);
  expect(haveSameWinners(rows, [row("b", 1, "first"), row("a", 2, null)])).toBe(false);
  expect(compareLists(["a", "b"], ["b", "c"])).toEqual({ entering: ["c"], leaving: ["a"] });
});
