/** The order of a ceremony by worked examples: third to first, equals together, tiers that nobody won, many winners. */
import { describe, expect, it } from "vitest";
import type { AwardScheme } from "#app/domain/awards/award-scheme.ts";
import { DEFAULT_AWARD } from "#app/domain/awards/award-scheme.ts";
import { computeAwards } from "#app/domain/awards/awards.ts";
import {
  type AwardedEntry,
  type CeremonyPlan,
  computeProgramme,
  keyOfGiven,
  keyOfWinner,
  listWinnersOf,
  type SpecialWinners,
} from "#app/domain/ceremony/programme.ts";
import { findNextScene, findUpcoming, listNamed, listScenes, NAMES_TOGETHER } from "#app/domain/ceremony/scenes.ts";
import { hundredths } from "#app/domain/shared/units.ts";

const PLAN: CeremonyPlan = { events: ["cnc"], specials: [], singleTiers: 3, hasExcellence: false };
const NO_SPECIALS: SpecialWinners = { coaches: [], organisation: [], bestOfDelegation: [], teams: [], highest: [] };
const MEDALS: AwardScheme = {
  scheme: "medals-with-tolerance",
  on: "scaleScore",
  tolerance: 2,
  medallionFrom: 700,
  base: "started",
  minimumMark: null,
  minimumEntries: [],
};

/** Entries in the order of their scale scores, by the one computation of awards. */
function award(scores: readonly number[], scheme: AwardScheme): AwardedEntry[] {
  const standings = scores.map((score, index) => ({
    entryId: `e${String(index + 1).padStart(3, "0")}`,
    status: "checked-in" as const,
    eligible: true,
    total: hundredths(score * 10),
    scaleScore: score,
    place: scores.indexOf(score) + 1,
  }));
  const awards = computeAwards(standings, scheme);
  return standings.flatMap(({ entryId, place }) => {
    const won = awards.get(entryId) ?? null;
    return won === null ? [] : [{ entryId, place, award: won }];
  });
}

function programme(entries: readonly AwardedEntry[], plan: Partial<CeremonyPlan> = {}, specials: Partial<SpecialWinners> = {}) {
  return computeProgramme(
    { ...PLAN, ...plan },
    { events: new Map([["cnc", entries]]), specials: { ...NO_SPECIALS, ...specials } },
  );
}

const outline = (items: ReturnType<typeof programme>) =>
  items.map(({ given, calls }) => [
    keyOfGiven(given),
    calls.map(({ winners }) => winners.map((one) => keyOfWinner(one).split(" ")[1]).join("+")).join(" "),
  ]);

describe("the order within an event", () => {
  it("goes from third to first, and within a prize from the last place to the first", () => {
    // 10 entries, 10/20/30 percent: one first, two seconds, three thirds.
    const items = programme(award([99, 98, 97, 96, 95, 94, 93, 92, 91, 90], DEFAULT_AWARD));
    expect(outline(items)).toEqual([
      ["cnc third", "e006 e005 e004"],
      ["cnc second", "e003 e002"],
      ["cnc first", "e001"],
    ]);
  });

  it("calls equals together at gold: two golds, no silver, bronze within the tolerance of the next", () => {
    const items = programme(award([760, 760, 740, 739, 700], MEDALS));
    expect(outline(items)).toEqual([
      ["cnc bronze", "e004 e003"],
      ["cnc gold", "e001+e002"],
    ]);
    // One silence, then both names with nobody between them.
    expect(
      listScenes(items)
        .slice(-5)
        .map(({ kind }) => kind),
    ).toEqual(["silence", "name", "name", "together", "closing"]);
  });

  it("has no item for a prize that nobody won", () => {
    // Four entries: below five only a first prize is given.
    expect(outline(programme(award([90, 80, 70, 60], { ...DEFAULT_AWARD, rounding: "up" }))).map(([given]) => given)).toEqual([
      "cnc first",
    ]);
    expect(programme([])).toEqual([]);
  });

  it("shows medallions before bronze, together, and only where that is chosen", () => {
    const entries = award([760, 750, 740, 720, 710, 700], MEDALS);
    expect(outline(programme(entries)).map(([given]) => given)).toEqual(["cnc bronze", "cnc silver", "cnc gold"]);
    const [medallions] = programme(entries, { hasExcellence: true });
    expect(medallions && [keyOfGiven(medallions.given), medallions.isSingle, listWinnersOf(medallions).length]).toEqual([
      "cnc medallion",
      false,
      3,
    ]);
  });

  it("keeps the events in the order of the plan, with the special awards behind them", () => {
    const won: AwardedEntry[] = [{ entryId: "a", place: 1, award: "first" }];
    const items = computeProgramme(
      { ...PLAN, events: ["weld", "cnc"], specials: ["teams", "highest"] },
      {
        events: new Map([
          ["cnc", won],
          ["weld", [{ entryId: "b", place: 1, award: "first" }]],
        ]),
        specials: {
          ...NO_SPECIALS,
          teams: [
            { delegationId: "d1", place: 1 },
            { delegationId: "d2", place: 2 },
            { delegationId: "d3", place: 2 },
            { delegationId: "d4", place: 4 },
          ],
          highest: ["b", "a"],
        },
      },
    );
    expect(outline(items)).toEqual([
      ["weld first", "b"],
      ["cnc first", "a"],
      // The fourth place is not called.
      ["teams", "d2+d3 d1"],
      ["highest", "b+a"],
    ]);
    expect(items[2]?.calls.map(({ isSolemn }) => isSolemn)).toEqual([false, true]);
  });
});

describe("scenes", () => {
  it("of 200 entries: every winner of a single prize is named once, every page holds what can be read", () => {
    const items = programme(
      award(
        Array.from({ length: 200 }, (_, index) => 900 - index),
        DEFAULT_AWARD,
      ),
      { singleTiers: 1 },
    );
    // 20 first, 40 second, 60 third.
    expect(items.map((item) => listWinnersOf(item).length)).toEqual([60, 40, 20]);
    const scenes = listScenes(items);
    const together = scenes.filter(({ kind }) => kind === "together");
    // 60/8, 40/8 and 20/8 pages; the firsts come together once more after their names.
    expect(together.length).toBe(8 + 5 + 3);
    expect(Math.max(...together.map((scene) => listNamed(items, scene, []).length))).toBe(NAMES_TOGETHER);
    const named = scenes.flatMap((scene) => (scene.kind === "name" ? listNamed(items, scene, []).map(keyOfWinner) : []));
    expect([named.length, new Set(named).size, named.at(-1)]).toEqual([20, 20, "entry e001"]);
    expect(scenes.length).toBe(1 + 3 + 16 + 20 + 20 + 1);
  });

  it("pass over who is not here: his name, the silence before it when it was his alone, and his place among all", () => {
    const items = programme(award([99, 98, 97, 96, 95, 94], DEFAULT_AWARD));
    // Six entries: first 1, second 1 (30% of 6 rounds to 2), third 2.
    expect(outline(items)).toEqual([
      ["cnc third", "e004 e003"],
      ["cnc second", "e002"],
      ["cnc first", "e001"],
    ]);
    const scenes = listScenes(items);
    const title = scenes.findIndex((scene) => scene.kind === "title" && scene.item === 0);
    expect(findUpcoming(items, title, [])).toMatchObject({ entryId: "e004" });
    const skipped = ["entry e004"];
    expect(scenes[findNextScene(items, title, skipped) ?? -1]).toMatchObject({ kind: "name", call: 1 });
    const together = scenes.find((scene) => scene.kind === "together");
    expect(together && listNamed(items, together, skipped).map(keyOfWinner)).toEqual(["entry e003"]);
    // The only one of the first prize: neither title nor silence of it comes.
    const beforeFirst = scenes.findIndex((scene) => scene.kind === "name" && scene.item === 1);
    expect(scenes[findNextScene(items, beforeFirst, ["entry e001"]) ?? -1]).toEqual({ kind: "closing" });
    // Somebody is upcoming behind a silence; nobody behind a title.
    const silence = scenes.findIndex(({ kind }) => kind === "silence");
    expect(findUpcoming(items, silence - 1, [])).toMatchObject({ entryId: "e001" });
    expect(findUpcoming(items, beforeFirst, [])).toBeNull();
  });
});
