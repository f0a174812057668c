/** What a record says was before and after: worked by hand, and nothing that is not named. */
import { describe, expect, it } from "vitest";
import { compareVersions, readChanges, readDetails } from "#app/domain/audit/changes.ts";

describe("readChanges", () => {
  it("reads pairs of words, numbers and times", () => {
    expect(readChanges("set-participation", { round: "r", from: "expected", to: "checked-in" })).toEqual([
      {
        field: "participation",
        before: { as: "words", list: "participation", words: ["expected"] },
        after: { as: "words", list: "participation", words: ["checked-in"] },
      },
    ]);
    expect(readChanges("set-event-quota", { from: 20, to: 24, delegationFrom: null, delegationTo: 3 })).toEqual([
      { field: "quota", before: { as: "number", number: 20 }, after: { as: "number", number: 24 } },
      { field: "delegationQuota", before: null, after: { as: "number", number: 3 } },
    ]);
    expect(readChanges("mark-absent", { round: "r", from: "checked-in" })[0]?.after).toEqual({
      ...{ as: "words", list: "participation", words: ["absent"] },
    });
    expect(readChanges("revoke-role", { grant: "g", role: "organiser" })).toEqual([
      { field: "role", before: { as: "words", list: "role", words: ["organiser"] }, after: null },
    ]);
  });

  it("leaves out what stayed as it was, and acts that it does not know", () => {
    const stayed = {
      tier: "city",
      "tier-before": "city",
      startsOn: "2026-11-20T00:00:00.000Z",
      "startsOn-before": "2026-11-19T00:00:00.000Z",
    };
    expect(readChanges("change-competition", stayed).map(({ field }) => field)).toEqual(["startsOn"]);
    expect(readChanges("sign-in", { from: "a", to: "b" })).toEqual([]);
    expect(readChanges("set-event-quota", null)).toEqual([]);
  });
});

describe("readDetails", () => {
  it("says numbers and words, counts lists, and never an id or a free text", () => {
    const payload = { entries: ["e1", "e2"], fen: 1500, reason: "王芳请假", digest: "ab", key: "k", seconds: 90, revision: "x" };
    expect(readDetails("start-all", payload)).toEqual([
      { field: "entries", value: { as: "number", number: 2 } },
      { field: "fen", value: { as: "money", fen: 1500 } },
      { field: "seconds", value: { as: "number", number: 90 } },
    ]);
  });

  it("does not say twice what changed", () => {
    expect(readDetails("confirm-pack-version", { from: 1, version: 2 })).toEqual([]);
  });
});

describe("compareVersions", () => {
  it("names each leaf that differs, with the ids of list items", () => {
    const before = { total: 100, award: { scheme: "shares", shares: [10, 20] }, criteria: [{ id: "A", maximum: 30 }] };
    const after = {
      total: 100,
      award: { scheme: "fixed", shares: [10] },
      criteria: [
        { id: "A", maximum: 40 },
        { id: "B", maximum: 5 },
      ],
    };
    expect(compareVersions(before, after)).toEqual([
      { field: "award.scheme", before: { as: "text", text: "shares" }, after: { as: "text", text: "fixed" } },
      { field: "award.shares[2]", before: { as: "number", number: 20 }, after: null },
      { field: "criteria[A].maximum", before: { as: "number", number: 30 }, after: { as: "number", number: 40 } },
      { field: "criteria[B].id", before: null, after: { as: "text", text: "B" } },
      { field: "criteria[B].maximum", before: null, after: { as: "number", number: 5 } },
    ]);
    expect(compareVersions(before, before)).toEqual([]);
  });
});
