/** Which documents a competition probably asks, whom they concern, and asking one more. */
import { describe, expect, it } from "vitest";
import { concernsRegions, decideAskedDocument, isDocumentLikely } from "#app/domain/policy/asked-documents.ts";
import type { Tier } from "#app/domain/shared/vocabulary.ts";

describe("a document is likely", () => {
  it.each<[string, string, Tier, readonly string[], boolean]>([
    ["of the host's own region", "110112", "district", ["110112"], true],
    ["of a region above the host", "650000", "city", ["650100"], true],
    ["of a region within the host's, which sends competitors", "110112", "city", ["110000"], true],
    ["of one of several hosts", "310114", "district", ["110112", "310114"], true],
    ["not of a neighbour", "110112", "district", ["110115"], false],
    ["not before it is said who holds it", "110112", "district", [], false],
    ["anywhere for the nation", "210200", "nation", ["310000"], true],
    ["anywhere for the world", "210200", "world", [], true],
  ])("%s", (_case, regionCode, tier, hostRegionCodes, expected) => {
    expect(isDocumentLikely(regionCode, { tier, hostRegionCodes })).toBe(expected);
  });
});

it("concerns who has a frozen region within its own, never one above it", () => {
  expect(concernsRegions("110112", [null, "110112"])).toBe(true);
  expect(concernsRegions("650000", ["650102", null])).toBe(true);
  expect(concernsRegions("110112", ["110000", null])).toBe(false);
  expect(concernsRegions("110112", [null])).toBe(false);
});

it("is asked too in every phase but the last, once, with a reason", () => {
  const codes = (input: Parameters<typeof decideAskedDocument>[0]) => {
    const decision = decideAskedDocument(input);
    return decision.ok ? [] : decision.refusals.map(({ code }) => code);
  };
  expect(codes({ phase: "registration", isAsked: false, reason: "选手来自通州" })).toEqual([]);
  expect(codes({ phase: "final", isAsked: false, reason: "选手来自通州" })).toEqual([]);
  expect(codes({ phase: "archived", isAsked: true, reason: " " })).toEqual([
    "pack-asked-already",
    "pack-asking-archived",
    "pack-reason-missing",
  ]);
});
