/** The clocks of appeals by hand (DOMAIN 8: within 2 hours after the event or result concerned): the last millisecond counts, the next does not. */
import { describe, expect, it } from "vitest";
import { type AppealFacts, decideAppeal, decideSecondInstance } from "#app/domain/appeals/appeal.ts";
import { decideObjection } from "#app/domain/appeals/objection.ts";
import { computeCaseState, decideRuling, decideWithdrawal } from "#app/domain/appeals/ruling.ts";
import type { Decision } from "#app/domain/shared/decision.ts";

/** 2026-12-05 in Shanghai. */
const at = (time: string) => Date.parse(`2026-12-05T${time}+08:00`);

const FACTS: AppealFacts = {
  now: at("18:00:00.000"),
  competitionPhase: "running",
  minutes: 120,
  judgingAt: at("09:00:00.000"),
  submittedAt: at("16:30:00.000"),
  publishedAt: at("17:00:00.000"),
};

function told(decision: Decision<unknown>): unknown {
  return decision.ok ? decision.value : decision.refusals.map(({ code }) => code);
}

describe("an appeal about a result", () => {
  const plea = { about: "result", occurredAt: null } as const;

  it("runs from the publication: published at 17:00, the last moment is 19:00:00.000", () => {
    const clock = { occurredAt: at("17:00:00.000"), dueAt: at("19:00:00.000") };
    expect(told(decideAppeal(plea, { ...FACTS, now: at("19:00:00.000") }))).toEqual(clock);
    expect(decideAppeal(plea, { ...FACTS, now: at("19:00:00.001") })).toEqual({
      ok: false,
      refusals: [{ code: "appeal-too-late", params: { until: at("19:00:00.000") } }],
    });
  });

  it("has no clock before the publication, and none once the competition is final", () => {
    expect(told(decideAppeal(plea, { ...FACTS, publishedAt: null }))).toEqual(["result-not-published"]);
    expect(told(decideAppeal(plea, { ...FACTS, competitionPhase: "final", now: at("20:00:00.000") }))).toEqual([
      "competition-over",
      "appeal-too-late",
    ]);
  });
});

describe("an appeal about the hall", () => {
  const file = (occurredAt: number | null, facts: Partial<AppealFacts> = {}) =>
    told(decideAppeal({ about: "hall", occurredAt }, { ...FACTS, now: at("11:00:00.000"), submittedAt: null, ...facts }));

  it("runs from when it happened: at 09:00, with the first moment of judging, until 11:00:00.000", () => {
    expect(file(at("09:00:00.000"))).toEqual({ occurredAt: at("09:00:00.000"), dueAt: at("11:00:00.000") });
    expect(file(at("09:00:00.000"), { now: at("11:00:00.001") })).toEqual(["appeal-too-late"]);
  });

  it("must lie in the judging of the round, and not in the future", () => {
    expect(file(at("08:59:59.999"))).toEqual(["occurrence-outside-judging", "appeal-too-late"]);
    expect(file(at("11:00:00.000"))).toEqual({ occurredAt: at("11:00:00.000"), dueAt: at("13:00:00.000") });
    expect(file(at("11:00:00.001"))).toEqual(["occurrence-in-future"]);
    const submitted = { submittedAt: at("10:30:00.000") };
    expect(file(at("10:30:00.000"), submitted)).toEqual({ occurredAt: at("10:30:00.000"), dueAt: at("12:30:00.000") });
    expect(file(at("10:30:00.001"), submitted)).toEqual(["occurrence-outside-judging"]);
    expect(file(null)).toEqual(["occurrence-missing"]);
    expect(file(at("10:00:00.000"), { judgingAt: null })).toEqual(["judging-not-begun"]);
  });
});

describe("the second instance", () => {
  const facts = {
    now: at("20:00:00.000"),
    competitionPhase: "running",
    minutes: 120,
    secondInstance: true,
    instance: 1,
    ruling: { ruledAt: at("18:00:00.000"), isUpheld: false },
    isAppealedAlready: false,
  } as const;

  it("has the same minutes from the ruling: ruled at 18:00, in time until 20:00:00.000", () => {
    expect(told(decideSecondInstance(facts))).toEqual({ occurredAt: at("18:00:00.000"), dueAt: at("20:00:00.000") });
    expect(told(decideSecondInstance({ ...facts, now: at("20:00:00.001") }))).toEqual(["appeal-too-late"]);
  });

  it("is given once, where the rules have one, against a ruling that did not uphold everything", () => {
    expect(told(decideSecondInstance({ ...facts, secondInstance: false }))).toEqual(["second-instance-not-given"]);
    expect(told(decideSecondInstance({ ...facts, instance: 2 }))).toEqual(["second-instance-not-given"]);
    expect(told(decideSecondInstance({ ...facts, ruling: null }))).toEqual(["ruling-missing"]);
    expect(
      told(decideSecondInstance({ ...facts, ruling: { ...facts.ruling, isUpheld: true }, isAppealedAlready: true })),
    ).toEqual(["ruling-upheld", "already-appealed"]);
  });
});

describe("an objection", () => {
  it("is heard until the last millisecond before the midnight that ends publicity", () => {
    const until = Date.parse("2026-12-12T00:00:00.000+08:00");
    const facts = { phase: "publicity", publicityEndsAt: until } as const;
    expect(decideObjection({ ...facts, now: until - 1 }).ok).toBe(true);
    expect(told(decideObjection({ ...facts, now: until }))).toEqual(["publicity-over"]);
    expect(told(decideObjection({ ...facts, phase: "running", now: until - 1 }))).toEqual(["publicity-not-running"]);
    expect(told(decideObjection({ ...facts, publicityEndsAt: null, now: 0 }))).toEqual(["publicity-not-running"]);
  });
});

describe("a ruling", () => {
  const neutral = { unit: false, delegation: false, declared: false, firstInstance: false };

  it("is given once, on an open case", () => {
    expect(decideRuling("open", neutral).ok).toBe(true);
    expect(told(decideRuling("ruled", neutral))).toEqual(["case-ruled"]);
    expect(told(decideRuling("withdrawn", neutral))).toEqual(["case-withdrawn"]);
    expect(told(decideWithdrawal("ruled"))).toEqual(["case-ruled"]);
    expect(computeCaseState({ isRuled: true, isWithdrawn: false })).toBe("ruled");
    expect(computeCaseState({ isRuled: false, isWithdrawn: true })).toBe("withdrawn");
  });

  it("is not given by who is tied to the case: every tie is named", () => {
    expect(told(decideRuling("open", { unit: true, delegation: true, declared: true, firstInstance: true }))).toEqual([
      "arbitrator-of-concerned-unit",
      "arbitrator-of-concerned-delegation",
      "arbitrator-with-conflict",
      "arbitrator-of-first-instance",
    ]);
  });
});
