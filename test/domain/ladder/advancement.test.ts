/** Who goes on: top places, ties at the cut together, caps, and the next for one who gives it up. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AdvancementContender,
  type AdvancementRule,
  checkAdvancementRule,
  computeAdvancement,
} from "#app/domain/ladder/advancement.ts";
import { reorder } from "../results/support.ts";

const TOP_3: AdvancementRule = { kind: "top", places: 3, capPerDelegation: null };

function contender(entryId: string, place: number | null, changes: Partial<AdvancementContender> = {}): AdvancementContender {
  return { entryId, place, eligible: true, passed: true, delegationId: null, ...changes };
}

function advanced(contenders: readonly AdvancementContender[], rule: AdvancementRule = TOP_3) {
  return computeAdvancement(contenders, rule).map(({ entryId, reason }) => `${entryId} ${reason.code}`);
}

describe("the top places", () => {
  it("go on", () => {
    const contenders = [contender("d", 4), contender("c", 3), contender("b", 2), contender("a", 1)];
    expect(computeAdvancement(contenders, TOP_3)).toEqual(
      [1, 2, 3].map((place) => ({
        entryId: "abc"[place - 1],
        reason: { code: "within-places", params: { place, places: 3 } },
      })),
    );
  });

  it("go on together where they are tied at the cut: all of the 30th place", () => {
    const contenders = [contender("a", 1), contender("b", 2), contender("d", 3), contender("c", 3), contender("e", 5)];
    expect(advanced(contenders)).toEqual(["a within-places", "b within-places", "c tied-at-cut", "d tied-at-cut"]);
  });

  it("end where a tie fills them exactly", () => {
    const contenders = [contender("a", 1), contender("b", 2), contender("c", 2), contender("d", 4)];
    expect(advanced(contenders)).toEqual(["a within-places", "b within-places", "c within-places"]);
  });

  it("pass over who is not ranked, not eligible, failed a pass mark or has given it up, and offer the next", () => {
    const contenders = [
      contender("a", 1, { eligible: false }),
      contender("b", 2, { declined: true }),
      contender("c", 3),
      contender("d", 4),
      contender("e", 5),
      contender("f", 6, { passed: false }),
      contender("g", 7),
      contender("h", null),
    ];
    expect(advanced(contenders)).toEqual(["c within-places", "d moved-up", "e moved-up"]);
    // Of the seven with a place four remain, c, d, e and g: the fifth place stays empty.
    expect(advanced(contenders, { ...TOP_3, places: 5 })).toEqual([
      "c within-places",
      "d within-places",
      "e within-places",
      "g moved-up",
    ]);
  });

  it("are as many as there are", () => {
    expect(advanced([contender("a", 1)])).toEqual(["a within-places"]);
    expect(advanced([])).toEqual([]);
  });
});

describe("a cap per delegation", () => {
  const rule: AdvancementRule = { ...TOP_3, capPerDelegation: 1 };
  const tongzhou = { delegationId: "tongzhou" };

  it("passes over those beyond it", () => {
    const contenders = [
      contender("a", 1, tongzhou),
      contender("b", 2, tongzhou),
      contender("c", 3, { delegationId: "daxing" }),
      contender("d", 4),
      contender("e", 5),
    ];
    expect(advanced(contenders, rule)).toEqual(["a within-places", "c within-places", "d moved-up"]);
  });

  it("takes those tied at it together", () => {
    const contenders = [contender("a", 1, tongzhou), contender("b", 1, tongzhou), contender("c", 3, tongzhou), contender("d", 4)];
    expect(advanced(contenders, rule)).toEqual(["a within-places", "b within-places", "d moved-up"]);
  });

  it("does not touch entries of no delegation", () => {
    expect(advanced([contender("a", 1), contender("b", 2)], rule)).toEqual(["a within-places", "b within-places"]);
  });
});

it("a rule takes at least one place and caps at no less than one", () => {
  expect(checkAdvancementRule(TOP_3)).toEqual([]);
  expect(checkAdvancementRule({ kind: "top", places: 0, capPerDelegation: 0.5 })).toEqual([
    { code: "advancement-places-not-positive", params: { places: 0 } },
    { code: "advancement-cap-not-positive", params: { cap: 0.5 } },
  ]);
});

const anyContenders = fc
  .array(
    fc.record({
      level: fc.option(fc.integer({ min: 0, max: 8 }), { freq: 8 }),
      eligible: fc.boolean(),
      passed: fc.boolean(),
      declined: fc.boolean(),
      delegationId: fc.option(fc.constantFrom("tongzhou", "daxing")),
    }),
    { maxLength: 20 },
  )
  .map((rows) =>
    rows.map(({ level, ...rest }, index) => {
      const place = level === null ? null : 1 + rows.filter((other) => other.level !== null && other.level > level).length;
      return contender(`entry-${index}`, place, rest);
    }),
  );
const anyRule = fc.record({
  kind: fc.constant("top" as const),
  places: fc.integer({ min: 1, max: 8 }),
  capPerDelegation: fc.option(fc.integer({ min: 1, max: 3 })),
});

describe("for any contenders", () => {
  it("the order of the input changes nothing", () => {
    fc.assert(
      fc.property(anyContenders, anyRule, fc.array(fc.integer(), { minLength: 1 }), (contenders, rule, keys) => {
        expect(computeAdvancement(reorder(contenders, keys), rule)).toEqual(computeAdvancement(contenders, rule));
      }),
    );
  });

  it("the places are filled, exceeded only by those tied at the cut, and never by one passed over", () => {
    fc.assert(
      fc.property(anyContenders, anyRule, (contenders, any) => {
        const rule = { ...any, capPerDelegation: null };
        const ids = computeAdvancement(contenders, rule).map(({ entryId }) => entryId);
        const open = contenders
          .filter(({ place, eligible, passed, declined }) => place !== null && eligible && passed && !declined)
          .sort((left, right) => (left.place ?? 0) - (right.place ?? 0));
        const cut = open[rule.places - 1]?.place ?? Number.POSITIVE_INFINITY;
        expect([...ids].sort()).toEqual(
          open
            .filter(({ place }) => (place ?? 0) <= cut)
            .map(({ entryId }) => entryId)
            .sort(),
        );
      }),
    );
  });
});

describe("a share of the entries", () => {
  const share = (percent: number, rounding: "up" | "half-up" | "down"): AdvancementRule => ({
    kind: "share",
    percent,
    rounding,
    capPerDelegation: null,
  });
  const seven = Array.from({ length: 7 }, (_, index) => contender(`e${index + 1}`, index + 1));

  it("is rounded as the rule says: 30% of 7 entries is 2.1", () => {
    expect(advanced(seven, share(30, "up"))).toHaveLength(3);
    expect(advanced(seven, share(30, "half-up"))).toHaveLength(2);
    expect(advanced(seven, share(30, "down"))).toHaveLength(2);
    expect(advanced(seven, share(10, "down"))).toEqual([]);
  });

  it("counts no entry that failed a pass mark, wherever it stands: 50% of the 4 that passed is 2", () => {
    const failed = [contender("x", 1, { passed: false }), contender("y", 6, { passed: false })];
    const passed = [contender("a", 2), contender("b", 3), contender("c", 4), contender("d", 5)];
    // Of all six it would be 3.
    expect(advanced([...failed, ...passed], share(50, "half-up"))).toEqual(["a within-places", "b moved-up"]);
  });

  it("counts eligible entries with a place, and who gave it up as well; those tied at the cut go together", () => {
    const tied = [contender("a", 1, { declined: true }), contender("b", 2), contender("c", 3), contender("d", 3)];
    const others = [contender("x", 5, { eligible: false }), contender("y", null)];
    // 50% of 4: two places; a gave his up, so b and, tied at the cut, c and d.
    expect(advanced([...tied, ...others], share(50, "half-up"))).toEqual(["b within-places", "c moved-up", "d moved-up"]);
  });

  it("is 1 to 100 percent", () => {
    for (const percent of [0, 101, 1.5]) {
      expect(checkAdvancementRule(share(percent, "up")).map(({ code }) => code)).toEqual(["advancement-share-not-percent"]);
    }
    expect(checkAdvancementRule(share(100, "up"))).toEqual([]);
  });
});

it("one who gives it up takes nobody else's place away, and the number never exceeds the rule but by those tied at the cut", () => {
  fc.assert(
    fc.property(anyContenders, anyRule, fc.nat(), (contenders, rule, pick) => {
      const before = computeAdvancement(contenders, rule).map(({ entryId }) => entryId);
      if (before.length === 0) return;
      const given = before[pick % before.length];
      const after = computeAdvancement(
        contenders.map((one) => (one.entryId === given ? { ...one, declined: true } : one)),
        rule,
      ).map(({ entryId }) => entryId);
      expect(after).toEqual(expect.arrayContaining(before.filter((entryId) => entryId !== given)));
      const placeOf = new Map(contenders.map(({ entryId, place }) => [entryId, place]));
      const last = placeOf.get(after.at(-1) ?? "") ?? null;
      expect(after.filter((entryId) => placeOf.get(entryId) !== last).length).toBeLessThan(rule.places);
    }),
  );
});
