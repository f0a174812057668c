/** An outside result into an event above, by hand: the one that may go, and each reason against the others, all at once. */
import { describe, expect, it } from "vitest";
import { decideOutsideWay, OUTSIDE_WAY_REFUSALS, type OutsideWay } from "#app/domain/ladder/outside-way.ts";
import type { RecordedResult } from "#app/domain/policy/recorded-fact.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

/** Second at a city's competition held elsewhere. */
const RESULT: RecordedResult = {
  kind: "result",
  competition: "第五届市级行业大赛",
  tier: "city",
  class: "class-2",
  hostRegionCodes: ["110000"],
  event: "电工",
  occupationCode: "6-31-01-03",
  entryKind: "individual",
  roundReached: "final",
  place: 2,
  award: "silver",
  awardGrade: 2,
};

const UPPER = { tier: "nation", phase: "registration", entryKind: "individual", teamSize: 1 } as const;

const WAY: OutsideWay = {
  fact: { state: "confirmed", content: RESULT, people: 1 },
  upper: UPPER,
  isTaken: false,
  entered: [],
  isDelegationThere: true,
  reason: "选拔通知〔2026〕3号",
};

const codes = (more: Partial<OutsideWay>) => {
  const decided = decideOutsideWay({ ...WAY, ...more });
  return decided.ok ? [] : decided.refusals.map(({ code }) => code);
};

describe("an outside result", () => {
  it("goes into an open event above with its place, or with none where none was published", () => {
    expect(decideOutsideWay(WAY)).toEqual({ ok: true, value: 2 });
    const unplaced = { ...WAY.fact, content: { ...RESULT, place: null } };
    expect(decideOutsideWay({ ...WAY, fact: unplaced })).toEqual({ ok: true, value: null });
  });

  it("waits for its second person, and is nothing once dropped", () => {
    expect(codes({ fact: { ...WAY.fact, state: "open" } })).toEqual(["outside-not-confirmed"]);
    expect(codes({ fact: { ...WAY.fact, state: "dropped" } })).toEqual(["outside-dropped"]);
  });

  it("is a result: a level leads into no event", () => {
    const content = { kind: "level", level: "senior", byCompetition: false } as const;
    expect(codes({ fact: { ...WAY.fact, content } })).toEqual(["outside-not-a-result"]);
  });

  it.each([
    ["district", true],
    ["city", true],
    ["nation", false],
    ["world", false],
  ] as const)("of a city, into an event of the %s: refused is %s", (tier, isRefused) => {
    expect(codes({ upper: { ...UPPER, tier } })).toEqual(isRefused ? ["outside-tier-not-above"] : []);
  });

  it("has the kind of entry and the size of the event", () => {
    expect(codes({ upper: { ...UPPER, entryKind: "pair", teamSize: 2 } })).toEqual(["outside-event-differs"]);
    const trio = { state: "confirmed", content: { ...RESULT, entryKind: "team" }, people: 3 } as const;
    expect(codes({ fact: trio, upper: { ...UPPER, entryKind: "team", teamSize: 4 } })).toEqual(["outside-event-differs"]);
    expect(codes({ fact: trio, upper: { ...UPPER, entryKind: "team", teamSize: 3 } })).toEqual([]);
  });

  it.each<[CompetitionPhase, boolean]>([
    ["draft", false],
    ["registration", false],
    ["running", true],
    ["final", true],
  ])("while the event's competition is %s: refused is %s", (phase, isRefused) => {
    expect(codes({ upper: { ...UPPER, phase } })).toEqual(isRefused ? ["outside-upper-closed"] : []);
  });

  it("names everyone who has entered, and every reason at once", () => {
    expect(
      codes({
        fact: { state: "open", content: { ...RESULT, tier: "world" }, people: 2 },
        upper: { ...UPPER, phase: "running" },
        isTaken: true,
        entered: [1, 2],
        isDelegationThere: false,
        reason: "  ",
      }),
    ).toEqual([
      "outside-not-confirmed",
      "outside-tier-not-above",
      "outside-event-differs",
      "outside-upper-closed",
      "outside-already-taken",
      "outside-already-entered",
      "outside-already-entered",
      "outside-delegation-elsewhere",
      "outside-reason-missing",
    ]);
    expect(codes({ upper: null })).toEqual(["outside-event-unknown"]);
    expect(new Set(OUTSIDE_WAY_REFUSALS).size).toBe(11);
  });
});
