/** The sample of the recheck by hand, its error rule, and what anyone can compute again (DOMAIN 5: 复核). */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decideCheckItem,
  decideDrawRecheck,
  drawRecheck,
  hasTooManyErrors,
  isRecheckRuled,
  listRisen,
  type PlacedCode,
  type Rechecker,
} from "#app/domain/results/recheck.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { ROUND_PHASES } from "#app/domain/shared/vocabulary.ts";

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
/** The defaults of DOMAIN 5: all of the top places (3), at least 15% of the rest, everything above 5% errors. */
const RULE = DEFAULT_RULES.recheck;
const NOBODY: Rechecker = { hasSubmitted: false, hasMarked: false, hasConfirmed: false };

/** R001 has place 1, and so on. */
function codesOf(count: number): PlacedCode[] {
  return Array.from({ length: count }, (_, index) => ({ code: `R${String(index + 1).padStart(3, "0")}`, place: index + 1 }));
}

describe("the sample", () => {
  it("of 20 codes: the top 3, and 15% of 17 = 2.55, so 3", () => {
    expect(RULE).toEqual({ topPlaces: 3, percent: 15, errorPercent: 5 });
    const sample = drawRecheck(codesOf(20), RULE, "seed", sha256);
    expect(sample.slice(0, 3)).toEqual(["R001", "R002", "R003"].map((code) => ({ code, basis: "top" })));
    expect(sample.map(({ basis }) => basis)).toEqual(["top", "top", "top", "random", "random", "random"]);
  });

  it.each([
    // 15% of 20 is 3 exactly: not one more.
    { codes: 23, random: 3 },
    // 15% of 1 is 0.15: at least that is one.
    { codes: 4, random: 1 },
    { codes: 3, random: 0 },
    { codes: 2, random: 0 },
    // 15% of 97 = 14.55.
    { codes: 100, random: 15 },
  ])("of $codes codes takes $random of the rest", ({ codes, random }) => {
    const sample = drawRecheck(codesOf(codes), RULE, "seed", sha256);
    expect(sample.filter(({ basis }) => basis === "random")).toHaveLength(random);
    expect(sample).toHaveLength(Math.min(codes, 3) + random);
  });

  it("takes all who share a top place, and none without a place as top", () => {
    const tied: PlacedCode[] = [
      { code: "D", place: 1 },
      { code: "C", place: 2 },
      { code: "B", place: 3 },
      { code: "A", place: 3 },
      { code: "E", place: 5 },
      { code: "F", place: null },
    ];
    const sample = drawRecheck(tied, { ...RULE, percent: 0 }, "seed", sha256);
    expect(sample.map(({ code }) => code)).toEqual(["A", "B", "C", "D"]);
    // Whoever has no place is among the rest: 100% of the two.
    expect(drawRecheck(tied, { ...RULE, percent: 100 }, "seed", sha256)).toHaveLength(6);
  });

  it("follows from the hash of seed and code, as anyone can compute it", () => {
    // printf '["recheck","Käse 7","R004"]' | sha256sum, and so on to R020; the three lowest of them.
    const drawn = drawRecheck(codesOf(20), RULE, "Käse 7", sha256).slice(3);
    expect(drawn.map(({ code }) => code)).toEqual(["R007", "R015", "R016"]);
  });

  const worlds = fc.record({
    codes: fc
      .uniqueArray(fc.stringMatching(/^[A-Z0-9]{2,6}$/), { maxLength: 60 })
      .chain((all) =>
        fc.tuple(...all.map((code) => fc.option(fc.integer({ min: 1, max: 70 })).map((place) => ({ code, place })))),
      ),
    rule: fc.record({
      topPlaces: fc.nat(10),
      percent: fc.nat(100),
      errorPercent: fc.nat(100),
    }),
    seed: fc.string({ minLength: 1 }),
  });

  it("always holds the top, has the ruled size, and no code twice", () => {
    fc.assert(
      fc.property(worlds, ({ codes, rule, seed }) => {
        const sample = drawRecheck(codes, rule, seed, sha256);
        const taken = new Set(sample.map(({ code }) => code));
        const top = codes.filter(({ place }) => place !== null && place <= rule.topPlaces);
        expect(top.every(({ code }) => taken.has(code))).toBe(true);
        expect(taken.size).toBe(sample.length);
        const rest = codes.length - top.length;
        const random = sample.length - top.length;
        // Rounded up: at least the share, and less than one more.
        expect(random * 100 >= rest * rule.percent).toBe(true);
        expect((random - 1) * 100 < rest * rule.percent || random === 0).toBe(true);
      }),
    );
  });

  it("does not depend on the order of the codes, and is the same whenever it is drawn", () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat()), ({ codes, rule, seed }, numbers) => {
        const shuffled = [...codes]
          .map((code) => ({ code, at: numbers.next().value as number }))
          .sort((left, right) => left.at - right.at)
          .map(({ code }) => code);
        expect(drawRecheck(shuffled, rule, seed, sha256)).toEqual(drawRecheck(codes, rule, seed, sha256));
      }),
    );
  });

  it("is another with another seed, so that nobody knows it before", () => {
    const drawn = (seed: string) =>
      drawRecheck(codesOf(60), RULE, seed, sha256)
        .filter(({ basis }) => basis === "random")
        .map(({ code }) => code)
        .join();
    expect(new Set(Array.from({ length: 20 }, (_, index) => drawn(`seed ${index}`))).size).toBe(20);
  });

  it("gives every code of the rest the same chance", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 3000; seed += 1) {
      for (const { code } of drawRecheck(codesOf(20), RULE, String(seed), sha256).slice(3)) {
        counts.set(code, (counts.get(code) ?? 0) + 1);
      }
    }
    // 3 of 17 in 3000 draws: 529 on average, a standard deviation of 21; the seeds are fixed, and so is the outcome.
    expect(counts.size).toBe(17);
    for (const count of counts.values()) expect(Math.abs(count - 529)).toBeLessThan(84);
  });
});

describe("after a correction", () => {
  it("what came into the top places is to be checked too", () => {
    const codes = codesOf(6);
    expect(listRisen(codes, new Set(["R001", "R003", "R005"]), RULE)).toEqual([{ code: "R002", basis: "risen" }]);
    expect(listRisen(codes, new Set(codes.map(({ code }) => code)), RULE)).toEqual([]);
    expect(listRisen([{ code: "X", place: null }], new Set(), RULE)).toEqual([]);
  });
});

describe("errors", () => {
  it.each([
    // 16.7% is above 5%.
    { errors: 1, checked: 6, isTooMany: true },
    // 5% exactly is not above 5%.
    { errors: 1, checked: 20, isTooMany: false },
    { errors: 1, checked: 19, isTooMany: true },
    { errors: 2, checked: 40, isTooMany: false },
    { errors: 3, checked: 40, isTooMany: true },
    { errors: 0, checked: 6, isTooMany: false },
    { errors: 0, checked: 0, isTooMany: false },
  ])("$errors of $checked", ({ errors, checked, isTooMany }) => {
    expect(hasTooManyErrors({ errors, checked }, RULE)).toBe(isTooMany);
  });

  it("at 0% a single one is too many, at 100% none are", () => {
    expect(hasTooManyErrors({ errors: 1, checked: 1000 }, { ...RULE, errorPercent: 0 })).toBe(true);
    expect(hasTooManyErrors({ errors: 6, checked: 6 }, { ...RULE, errorPercent: 100 })).toBe(false);
  });
});

describe("drawing", () => {
  const ready = { phase: "recheck", rule: RULE, isDrawn: false, rechecker: NOBODY } as const;
  const reasons = (change: Partial<Parameters<typeof decideDrawRecheck>[0]>) => {
    const decision = decideDrawRecheck({ ...ready, ...change });
    return decision.ok ? "ok" : decision.refusals.map(({ code }) => code);
  };

  it("is for the recheck phase, once, where the rules ask for it", () => {
    for (const phase of ROUND_PHASES) expect(reasons({ phase })).toEqual(phase === "recheck" ? "ok" : ["round-phase-wrong"]);
    expect(reasons({ isDrawn: true })).toEqual(["recheck-drawn-already"]);
    expect(reasons({ rule: { topPlaces: 0, percent: 0, errorPercent: 5 } })).toEqual(["recheck-not-ruled"]);
    expect([isRecheckRuled(RULE), isRecheckRuled({ ...RULE, topPlaces: 0 }), isRecheckRuled({ ...RULE, percent: 0 })]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("is for nobody who did what is to be checked, and says all of it", () => {
    expect(reasons({ rechecker: { hasSubmitted: true, hasMarked: true, hasConfirmed: true }, phase: "judging" })).toEqual([
      "round-phase-wrong",
      "rechecker-submitted",
      "rechecker-marked",
      "rechecker-confirmed",
    ]);
  });
});

describe("checking a code", () => {
  const ready = {
    phase: "recheck",
    isUnblindingBegun: false,
    rechecker: NOBODY,
    standing: null,
    correction: "none",
    outcome: "agrees",
    formId: null,
    formIds: ["A1", "A2"],
  } as const;
  const reasons = (change: Partial<Parameters<typeof decideCheckItem>[0]>) => {
    const decision = decideCheckItem({ ...ready, ...change });
    return decision.ok ? "ok" : decision.refusals.map(({ code }) => code);
  };

  it("agrees, or has an error in one of its own forms", () => {
    expect(reasons({})).toBe("ok");
    expect(reasons({ outcome: "error", formId: "A2" })).toBe("ok");
    expect(reasons({ outcome: "error" })).toEqual(["recheck-form-missing"]);
    expect(reasons({ outcome: "error", formId: "B1" })).toEqual(["recheck-form-missing"]);
  });

  it("is not found wrong any more once a layer is unblinded", () => {
    const begun = { isUnblindingBegun: true };
    expect(reasons({ ...begun, outcome: "error", formId: "A2" })).toEqual(["correction-unblinding-begun"]);
    expect(reasons(begun)).toBe("ok");
  });

  it("may be found wrong after all, but is not marked as agreeing twice", () => {
    expect(reasons({ standing: "agrees" })).toEqual(["recheck-item-checked"]);
    expect(reasons({ standing: "agrees", outcome: "error", formId: "A1" })).toBe("ok");
  });

  it("keeps its error until the correction was refused", () => {
    for (const correction of ["open", "corrected"] as const) {
      expect(reasons({ standing: "error", correction })).toEqual(["recheck-error-stands"]);
      expect(reasons({ standing: "error", correction, outcome: "error", formId: "A1" })).toEqual(["recheck-error-stands"]);
    }
    expect(reasons({ standing: "error", correction: "none" })).toBe("ok");
  });

  it("does not agree while one of its forms is open", () => {
    expect(reasons({ correction: "open" })).toEqual(["recheck-form-open"]);
    expect(reasons({ correction: "open", outcome: "error", formId: "A1" })).toBe("ok");
  });

  it("is not for who marked, confirmed or submitted, nor before or after the phase", () => {
    expect(reasons({ rechecker: { ...NOBODY, hasMarked: true } })).toEqual(["rechecker-marked"]);
    expect(reasons({ phase: "unblinded" })).toEqual(["round-phase-wrong"]);
  });
});
