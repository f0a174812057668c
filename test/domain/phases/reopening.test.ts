/** Results that were final are public again: when, and which day's clauses count. */
import { describe, expect, it } from "vitest";
import { decideReopening, findDecisionMoment, findDecisionNumber, isReopened } from "#app/domain/phases/reopening.ts";
import { COMPETITION_PHASES } from "#app/domain/shared/vocabulary.ts";

const REASON = { reason: "查实冒名顶替", reference: "〔2026〕1号" };

describe("reopening", () => {
  it.each(COMPETITION_PHASES)("of a competition that is %s", (phase) => {
    const decided = decideReopening({ phase, ...REASON });
    if (phase === "final") expect(decided).toEqual({ ok: true, value: "publicity" });
    else expect(decided).toEqual({ ok: false, refusals: [{ code: "results-not-final" }] });
  });

  it("names everything that is missing at once", () => {
    expect(decideReopening({ phase: "running", reason: " ", reference: "" })).toEqual({
      ok: false,
      refusals: [
        { code: "results-not-final" },
        { code: "reopening-reason-missing", params: { field: "reason" } },
        { code: "reopening-reference-missing", params: { field: "reference" } },
      ],
    });
  });

  it("holds what rests on results that are not final any more", () => {
    expect(COMPETITION_PHASES.filter((phase) => !isReopened(phase))).toEqual(["final", "archived"]);
  });
});

describe("the day whose clauses count", () => {
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  it("is that of the first decision, whatever was decided later", () => {
    expect(findDecisionMoment([day("2026-12-01"), day("2025-12-31")], day("2027-02-01"))).toEqual(day("2025-12-31"));
    expect(findDecisionMoment([day("2025-12-31")], null)).toEqual(day("2025-12-31"));
    expect(findDecisionMoment([], day("2026-01-01"))).toEqual(day("2026-01-01"));
    expect(findDecisionMoment([], null)).toBeNull();
  });
});

describe("the decision that a certificate rests on", () => {
  const at = (text: string) => new Date(`${text}T00:00:00Z`);
  const earlier = [
    { decisionNumber: "1号", reopenedAt: at("2026-12-01") },
    { decisionNumber: "5号", reopenedAt: at("2027-02-01") },
  ];
  it("is the one that stood when it took force, during a reopening and after it", () => {
    expect(findDecisionNumber(at("2026-11-01"), earlier, null)).toBe("1号");
    expect(findDecisionNumber(at("2026-11-01"), earlier, "9号")).toBe("1号");
    expect(findDecisionNumber(at("2027-01-01"), earlier, "9号")).toBe("5号");
    expect(findDecisionNumber(at("2027-03-01"), earlier, "9号")).toBe("9号");
    expect(findDecisionNumber(at("2026-11-01"), [], "9号")).toBe("9号");
  });
});
