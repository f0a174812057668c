/** A new event has a team of the right size and leads upwards. */

import { describe, expect, it } from "vitest";
import { decideNewEvent, decideUpperEvent } from "#app/domain/ladder/event-setup.ts";
import type { EntryKind } from "#app/domain/shared/vocabulary.ts";

const INPUT: Parameters<typeof decideNewEvent>[0] = {
  event: { code: "CNC", entryKind: "pair", teamSize: 2, quota: 20 },
  competition: { phase: "draft", tier: "district" },
  takenCodes: ["WLD"],
  upper: { tier: "city", entryKind: "pair", teamSize: 2 },
};

function codes(input: Partial<typeof INPUT>) {
  const decision = decideNewEvent({ ...INPUT, ...input });
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

describe("a new event", () => {
  it("is taken in while the competition is set up", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ upper: null, competition: { phase: "announced", tier: "district" } })).toEqual([]);
    expect(codes({ competition: { phase: "registration", tier: "district" } })).toEqual(["events-closed"]);
  });

  it.each<[EntryKind, number, string[]]>([
    ["individual", 1, []],
    ["individual", 2, ["team-size-wrong"]],
    ["pair", 2, []],
    ["pair", 1, ["team-size-wrong"]],
    ["trio", 3, []],
    ["trio", 2, ["team-size-wrong"]],
    ["team", 2, []],
    ["team", 9, []],
    ["team", 1, ["team-too-small"]],
  ])("of kind %s with %i people", (entryKind, teamSize, expected) => {
    expect(codes({ event: { ...INPUT.event, entryKind, teamSize }, upper: null })).toEqual(expected);
  });

  it("leads to the same kind of event at a higher tier", () => {
    expect(codes({ upper: { tier: "district", entryKind: "pair", teamSize: 2 } })).toEqual(["upper-event-not-above"]);
    expect(codes({ upper: { tier: "nation", entryKind: "team", teamSize: 4 } })).toEqual(["upper-event-differs"]);
    expect(codes({ upper: "unknown" })).toEqual(["upper-event-unknown"]);
  });

  it("is refused with every reason at once", () => {
    expect(codes({ event: { code: "WLD", entryKind: "pair", teamSize: 1, quota: 0 }, upper: "unknown" })).toEqual([
      "event-code-taken",
      "team-size-wrong",
      "quota-not-positive",
      "upper-event-unknown",
    ]);
  });
});

describe("the way up of an event that is there", () => {
  const STANDING: Parameters<typeof decideUpperEvent>[0] = {
    event: { entryKind: "pair", teamSize: 2, isCancelled: false },
    tier: "district",
    phase: "running",
    offered: 0,
    isSame: false,
    upper: { tier: "city", entryKind: "pair", teamSize: 2 },
  };
  const reasons = (input: Partial<typeof STANDING>) => {
    const decision = decideUpperEvent({ ...STANDING, ...input });
    return decision.ok ? [] : decision.refusals.map(({ code }) => code);
  };

  it("leads to the same kind of event at a higher tier, or nowhere", () => {
    expect(reasons({})).toEqual([]);
    expect(reasons({ upper: null })).toEqual([]);
    expect(reasons({ phase: "final" })).toEqual([]);
    expect(reasons({ phase: "archived" })).toEqual(["upper-event-archived"]);
    expect(reasons({ upper: { tier: "district", entryKind: "trio", teamSize: 3 } })).toEqual([
      "upper-event-not-above",
      "upper-event-differs",
    ]);
    expect(reasons({ upper: "unknown" })).toEqual(["upper-event-unknown"]);
  });

  it("stays from the first place that was offered, of a cancelled event, and where nothing changes: with every reason at once", () => {
    expect(reasons({ offered: 1, isSame: true, event: { ...STANDING.event, isCancelled: true } })).toEqual([
      "event-cancelled-already",
      "upper-event-offered",
      "upper-event-unchanged",
    ]);
    // What stands may be over by now: that is not the reason.
    expect(reasons({ isSame: true, upper: "unknown" })).toEqual(["upper-event-unchanged"]);
  });
});
