/** What a presenter's taps lead to, who stands ready meanwhile, and what becomes of a programme whose results change. */
import { describe, expect, it } from "vitest";
import { computeCallUp } from "#app/domain/ceremony/call-up.ts";
import { compareProgrammes, findOutdated, renewProgramme } from "#app/domain/ceremony/changes.ts";
import { type CeremonyEvent, decidePreparing, type PreparingFacts } from "#app/domain/ceremony/preparing.ts";
import { type CeremonyItem, keyOfWinner } from "#app/domain/ceremony/programme.ts";
import { listScenes } from "#app/domain/ceremony/scenes.ts";
import { type CeremonyAct, decideStep, isUnderWay, type Stage } from "#app/domain/ceremony/steps.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

function item(award: Award, ...calls: readonly string[]): CeremonyItem {
  return {
    given: { kind: "event", eventId: "cnc", award },
    isSingle: true,
    calls: calls.map((ids) => ({
      winners: ids.split("+").map((entryId) => ({ kind: "entry", entryId, place: 1 })),
      isSolemn: award === "first",
    })),
  };
}

// 0 opening, 1 title, 2 d, 3 c, 4 together, 5 title, 6 b, 7 title, 8 silence, 9 a, 10 closing.
const ITEMS = [item("third", "d", "c"), item("second", "b"), item("first", "a")];
const START: Stage = { scene: 0, isDark: false, skipped: [] };

function step(stage: Stage, act: CeremonyAct, isChanged = false): Stage | string[] {
  const decided = decideStep(act, stage, ITEMS, isChanged);
  return decided.ok ? decided.value : decided.refusals.map(({ code }) => code);
}

function walk(acts: readonly CeremonyAct[], from: Stage = START): Stage {
  return acts.reduce<Stage>((stage, act) => {
    const next = step(stage, act);
    if (Array.isArray(next)) throw new Error(`${act}: ${next.join()}`);
    return next;
  }, from);
}

const times = (count: number, act: CeremonyAct) => Array<CeremonyAct>(count).fill(act);

describe("steps", () => {
  it("lead through every scene and back", () => {
    expect(walk(times(10, "next")).scene).toBe(10);
    expect(step(walk(times(10, "next")), "next")).toEqual(["ceremony-at-end"]);
    expect(walk([...times(10, "next"), ...times(10, "back")])).toMatchObject({ scene: 0 });
    expect(step(START, "back")).toEqual(["ceremony-at-start"]);
  });

  it("show nothing in the dark, and what was there in the light", () => {
    const dark = walk(["next", "dark"]);
    expect(dark).toMatchObject({ scene: 1, isDark: true });
    expect(step(dark, "next")).toEqual(["ceremony-is-dark"]);
    expect(walk(["light"], dark)).toMatchObject({ scene: 1, isDark: false });
    expect(step(START, "light")).toEqual(["ceremony-is-light"]);
  });

  it("pass over who is not here, and call him after all", () => {
    const at = walk(["next", "skip"]);
    expect(at).toMatchObject({ scene: 1, skipped: ["entry d"], winner: "entry d" });
    const next = walk(["next"], at);
    expect(next.scene).toBe(3);
    expect(walk(["recall", "back"], next)).toMatchObject({ scene: 2, skipped: [] });
    expect(step(START, "skip")).toEqual(["ceremony-nobody-to-skip"]);
    expect(step(START, "recall")).toEqual(["ceremony-nobody-skipped"]);
  });

  it("end early, and give every reason against a step", () => {
    expect(walk(["next", "dark", "end"])).toMatchObject({ scene: 10, isDark: false });
    const atEnd: Stage = { scene: 10, isDark: true, skipped: [] };
    expect(step(atEnd, "next", true)).toEqual(["ceremony-is-dark", "ceremony-at-end", "ceremony-results-changed"]);
  });

  it("show nothing more of results that were published anew; back and dark still work", () => {
    const at = walk(times(2, "next"));
    expect(step(at, "next", true)).toEqual(["ceremony-results-changed"]);
    expect(step(at, "back", true)).toMatchObject({ scene: 1 });
    expect(step(at, "dark", true)).toMatchObject({ isDark: true });
  });

  it("are under way between the opening and the closing", () => {
    expect([0, 1, 9, 10].map((scene) => isUnderWay({ scene }, ITEMS))).toEqual([false, true, true, false]);
  });
});

describe("call-up", () => {
  const ready = (scene: number, skipped: readonly string[] = []) => {
    const { now, next } = computeCallUp(ITEMS, scene, skipped);
    return [now, next].map((waiting) => waiting?.winners.map((one) => keyOfWinner(one).split(" ")[1]).join("") ?? "");
  };

  it("names who is still to come of this award, and all of the next", () => {
    expect(ready(0)).toEqual(["", "dc"]);
    expect(ready(1)).toEqual(["dc", "b"]);
    expect(ready(2)).toEqual(["c", "b"]);
    expect(ready(4)).toEqual(["", "b"]);
    expect(ready(8)).toEqual(["a", ""]);
    expect(ready(10)).toEqual(["", ""]);
  });

  it("leaves out who was passed over", () => {
    expect(ready(0, ["entry d"])).toEqual(["", "c"]);
    expect(ready(4, ["entry b"])).toEqual(["", ""]);
  });
});

describe("results that change after a programme was prepared", () => {
  const NOW = [item("third", "d", "b"), item("second", "c"), item("first", "a")];

  it("are told by the versions of the publications and by the rules of special awards", () => {
    const basis = { publications: { r1: 1, r2: 3 }, specialRules: "x" };
    expect(findOutdated(basis, basis)).toEqual({ rounds: [], specialRules: false });
    expect(findOutdated(basis, { publications: { r1: 2, r2: 3 }, specialRules: "y" })).toEqual({
      rounds: ["r1"],
      specialRules: true,
    });
    expect(findOutdated({ ...basis, specialRules: null }, { ...basis, specialRules: "y" }).specialRules).toBe(false);
  });

  it("are said award by award, with what was on the screen already", () => {
    expect(compareProgrammes(ITEMS, NOW, 4).map(({ given, kind, isShown }) => [given, kind, isShown])).toEqual([
      [ITEMS[0]?.given, "changed", true],
      [ITEMS[1]?.given, "changed", false],
    ]);
    expect(compareProgrammes(ITEMS, ITEMS.slice(1), 0)).toMatchObject([{ kind: "gone", isShown: false }]);
    expect(compareProgrammes(ITEMS.slice(1), ITEMS, 0)).toMatchObject([{ kind: "added" }]);
    expect(compareProgrammes(ITEMS, ITEMS, 9)).toEqual([]);
  });

  it("are taken in for what is still to come, between two awards", () => {
    const renewed = (scene: number) => {
      const decided = renewProgramme(ITEMS, NOW, { scene });
      return decided.ok ? decided.value : decided.refusals.map(({ code }) => code);
    };
    expect(renewed(0)).toEqual(NOW);
    expect(renewed(1)).toEqual(NOW);
    expect(renewed(2)).toEqual(["ceremony-mid-award"]);
    // The third prize was shown as it was; the rest is new.
    expect(renewed(4)).toEqual([ITEMS[0], NOW[1], NOW[2]]);
    expect(renewed(8)).toEqual(["ceremony-mid-award"]);
    // What stands before the position keeps its place in the list of scenes.
    const decided = renewProgramme(ITEMS, NOW, { scene: 4 });
    expect(decided.ok && listScenes(decided.value).slice(0, 5)).toEqual(listScenes(ITEMS).slice(0, 5));
  });
});

describe("preparing", () => {
  const EVENT: CeremonyEvent = {
    ...{ eventId: "cnc", code: "CNC", isCancelled: false, isPublished: true, onSiteEndsAt: 1_000, openCases: 0, winners: 6 },
  };
  const FACTS: PreparingFacts = {
    now: 1_000,
    events: [EVENT, { ...EVENT, eventId: "weld", code: "WLD" }],
    specials: { coaches: 1, organisation: 0, "best-of-delegation": 2, teams: 3, highest: 1 },
    isUnderWay: false,
  };
  const PLAN = { events: ["cnc", "weld"], specials: ["teams"], singleTiers: 3, hasExcellence: false } as const;
  const reasons = (plan: object, facts: Partial<PreparingFacts> = {}) => {
    const decided = decidePreparing({ ...PLAN, ...plan }, { ...FACTS, ...facts });
    return decided.ok ? [] : decided.refusals.map(({ code, params }) => [code, ...Object.values(params ?? {})]);
  };

  it("wants the on-site publication of every event over, and nothing open about it", () => {
    expect(reasons({})).toEqual([]);
    const events = [
      { ...EVENT, onSiteEndsAt: 1_001, openCases: 2, winners: 0 },
      { ...EVENT, eventId: "weld", code: "WLD", isPublished: false },
    ];
    expect(reasons({}, { events })).toEqual([
      ["ceremony-event-on-site", "CNC", 1_001],
      ["ceremony-event-cases", "CNC", 2],
      ["ceremony-event-without-winner", "CNC"],
      ["ceremony-event-unpublished", "WLD"],
      ["ceremony-specials-too-early", "WLD"],
    ]);
  });

  it("wants something to give, each once, of this competition", () => {
    expect(reasons({ events: [], specials: [] })).toEqual([["ceremony-nothing-chosen"]]);
    expect(reasons({ events: ["cnc", "cnc", "else"], specials: ["organisation"] })).toEqual([
      ["ceremony-event-twice"],
      ["ceremony-event-unknown"],
      ["ceremony-special-without-winner", "organisation"],
    ]);
    expect(reasons({}, { isUnderWay: true })).toEqual([["ceremony-under-way"]]);
    expect(reasons({ events: ["cnc"] }, { events: [{ ...EVENT, isCancelled: true }] })).toEqual([
      ["ceremony-event-cancelled", "CNC"],
    ]);
  });
});
