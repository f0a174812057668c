/** Who went on against who would go on now: told as a difference, carried out by a person (DOMAIN 8). */
import { describe, expect, it } from "vitest";
import { computeGoingOnChange, decideGoingOnChange } from "#app/domain/results/going-on-change.ts";

describe("a change after the round was settled", () => {
  const change = computeGoingOnChange(["a", "b", "c"], ["a", "c", "d"]);

  it("is told as who is missing and who is too many", () => {
    expect(change).toEqual({ missing: ["d"], surplus: ["b"] });
    expect(computeGoingOnChange(["a", "b"], ["b", "a"])).toEqual({ missing: [], surplus: [] });
  });

  it("is made by a person, and not once the next roster stands", () => {
    const codes = (input: Parameters<typeof decideGoingOnChange>[0]) => {
      const decision = decideGoingOnChange(input);
      return decision.ok ? [] : decision.refusals.map(({ code }) => code);
    };
    const none = { missing: [], surplus: [] };
    expect(codes({ phase: "settled", next: { isFrozen: false }, change })).toEqual([]);
    expect(codes({ phase: "settled", next: { isFrozen: true }, change: none })).toEqual([
      "next-round-frozen",
      "going-on-as-computed",
    ]);
    expect(codes({ phase: "published", next: { isFrozen: false }, change })).toEqual(["round-not-settled"]);
    expect(codes({ phase: "settled", next: null, change })).toEqual(["next-round-missing"]);
  });
});
