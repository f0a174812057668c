/** What differs between versions is said part by part, and a scheme is put right while it is judged only where nothing given is bent. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffSchemes } from "#app/domain/marking/diff-schemes.ts";
import type { Aspect, MarkingScheme } from "#app/domain/marking/scheme.ts";
import { decideSchemeChange, type FormValues } from "#app/domain/marking/scheme-change.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { anyScheme } from "./schemes.ts";
import { criterion, judgement, measurement } from "./support.ts";

const FAULTS: Aspect = { ...measurement("A1.2", 300), text: "Faults", way: { kind: "deduction", each: hundredths(50) } };
const READING: Aspect = {
  ...measurement("A1.3", 200),
  text: "Parallel",
  way: {
    kind: "table",
    unit: "mm",
    steps: [
      { upTo: 50, mark: hundredths(200) },
      { upTo: null, mark: hundredths(0) },
    ],
  },
};

function schemeOf(aspects: readonly Aspect[], b: readonly Aspect[] = [measurement("B1.1", 4000)]): MarkingScheme {
  const sum = (list: readonly Aspect[]) => list.reduce((total, { maximum }) => total + maximum, 0);
  return {
    criteria: [
      criterion("A", sum(aspects), [{ id: "A1", name: "Joints", day: 1, aspects }]),
      criterion("B", sum(b), [{ id: "B1", name: "Function", day: 2, aspects: b }]),
    ],
  };
}

const OLD = schemeOf([judgement("A1.1", 200), FAULTS, READING]);

describe("diffSchemes", () => {
  it("finds nothing between a scheme and itself, as a database gives it back", () => {
    fc.assert(
      fc.property(anyScheme, ({ scheme }) => {
        const turned = JSON.parse(JSON.stringify(scheme), (_, value) =>
          value && typeof value === "object" && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).reverse())
            : value,
        );
        expect(diffSchemes(scheme, turned)).toEqual([]);
      }),
    );
  });

  it("says what was added, removed, moved and changed", () => {
    const now = schemeOf([
      { ...measurement("A1.1", 100), text: "Safety" },
      { ...judgement("A1.2", 200), descriptors: ["none", "below", "meets", "shines"] },
      { ...FAULTS, id: "A1.3", maximum: hundredths(250), way: { kind: "deduction", each: hundredths(25) }, each: "median" },
    ]);
    expect(diffSchemes(OLD, now)).toEqual([
      { kind: "changed", part: "criterion", id: "A", change: { field: "maximum", from: 700, to: 550 } },
      { kind: "removed", part: "aspect", id: "A1.3", name: "Parallel" },
      { kind: "added", part: "aspect", id: "A1.1", name: "Safety" },
      { kind: "moved", part: "aspect", id: "A1.1", to: "A1.2", name: "Finish" },
      {
        kind: "changed",
        part: "aspect",
        id: "A1.2",
        change: { field: "descriptor", score: 3, from: "excels", to: "shines" },
      },
      { kind: "moved", part: "aspect", id: "A1.2", to: "A1.3", name: "Faults" },
      { kind: "changed", part: "aspect", id: "A1.3", change: { field: "maximum", from: 300, to: 250 } },
      {
        kind: "changed",
        part: "aspect",
        id: "A1.3",
        change: {
          field: "way",
          from: { way: { kind: "deduction", each: 50 }, maximum: 300 },
          to: { way: { kind: "deduction", each: 25 }, maximum: 250 },
        },
      },
      { kind: "changed", part: "aspect", id: "A1.3", change: { field: "each", from: null, to: "median" } },
    ]);
  });

  it("knows modules, names and days", () => {
    const [a, b] = OLD.criteria as [MarkingScheme["criteria"][number], MarkingScheme["criteria"][number]];
    const now: MarkingScheme = {
      modules: [{ id: "M1", name: "All" }],
      criteria: [
        { ...a, module: "M1", subCriteria: a.subCriteria.map((sub) => ({ ...sub, name: "Edges", day: 2 })) },
        { ...b, module: "M1" },
      ],
    };
    expect(diffSchemes(OLD, now)).toEqual([
      { kind: "added", part: "module", id: "M1", name: "All" },
      { kind: "changed", part: "criterion", id: "A", change: { field: "module", from: "", to: "M1" } },
      { kind: "changed", part: "sub-criterion", id: "A1", change: { field: "name", from: "Joints", to: "Edges" } },
      { kind: "changed", part: "sub-criterion", id: "A1", change: { field: "day", from: 1, to: 2 } },
      { kind: "changed", part: "criterion", id: "B", change: { field: "module", from: "", to: "M1" } },
    ]);
  });
});

describe("a change of scheme", () => {
  const form = (status: FormValues["status"], entered: string[], standing: [string, number][] = []): FormValues => ({
    subCriterionId: "A1",
    status,
    entered,
    standing: standing.map(([aspectId, value]) => ({ aspectId, value })),
  });
  const decide = (
    scheme: MarkingScheme,
    forms: FormValues[] = [],
    more: Partial<Parameters<typeof decideSchemeChange>[0]> = {},
  ) =>
    decideSchemeChange({
      scheme,
      needs: { total: hundredths(4700), judgesPerForm: 3 },
      reason: "Misprint",
      basedOn: 4,
      current: { version: 4, scheme: OLD },
      phase: "judging",
      isDrawnByModule: false,
      forms,
      ...more,
    });
  const codesOf = (decision: ReturnType<typeof decide>) => (decision.ok ? [] : decision.refusals.map(({ code }) => code));
  /** A1.2 takes off 25 instead of 50. */
  const milder = schemeOf([judgement("A1.1", 200), { ...FAULTS, way: { kind: "deduction", each: hundredths(25) } }, READING]);

  it("before judging may be anything that adds up, with its reason, from the newest version", () => {
    const other = schemeOf([measurement("A1.1", 700)]);
    expect(decide(other, [], { phase: "draw" })).toEqual({ ok: true, value: { putInForce: false, changedSubCriteria: [] } });
    expect(codesOf(decide(other, [], { phase: "draw", reason: " ", basedOn: 3 }))).toEqual([
      "changed-meanwhile",
      "reason-required",
    ]);
    expect(decide(other, [], { phase: "draw", reason: "", basedOn: null, current: null }).ok).toBe(true);
  });

  it("keeps the modules whose seats are drawn, in whatever order, until a re-draw is granted", () => {
    const [a, b] = OLD.criteria as [MarkingScheme["criteria"][number], MarkingScheme["criteria"][number]];
    const divided = (...ids: string[]): MarkingScheme => ({
      modules: ids.map((id) => ({ id, name: id })),
      criteria: [
        { ...a, module: "M1" },
        { ...b, module: ids.includes("M2") ? "M2" : "M1" },
      ],
    });
    const drawn = { phase: "draw", isDrawnByModule: true, current: { version: 4, scheme: divided("M1", "M2") } } as const;
    expect(codesOf(decide(divided("M2", "M1"), [], drawn))).toEqual([]);
    expect(codesOf(decide(divided("M1"), [], drawn))).toEqual(["scheme-modules-drawn"]);
    expect(codesOf(decide(OLD, [], drawn))).toEqual(["scheme-modules-drawn"]);
    expect(codesOf(decide(divided("M1"), [], { ...drawn, isDrawnByModule: false }))).toEqual([]);
  });

  it("in judging names the sub-criteria whose forms are signed again", () => {
    const forms = [form("signed", ["A1.1", "A1.2"], [["A1.2", 3]])];
    expect(decide(milder, forms)).toEqual({ ok: true, value: { putInForce: true, changedSubCriteria: ["A1"] } });
    const [a, b] = OLD.criteria;
    const renamed = { criteria: [{ ...a, name: "Other" }, b] } as MarkingScheme;
    expect(decide(renamed, [form("confirmed", ["A1.1"])])).toEqual({
      ok: true,
      value: { putInForce: true, changedSubCriteria: [] },
    });
  });

  it("touches no confirmed form and no set of sub-criteria, and never a round that is submitted", () => {
    expect(codesOf(decide(milder, [form("confirmed", ["A1.1"])]))).toEqual(["scheme-form-confirmed"]);
    const [a, b] = OLD.criteria as [MarkingScheme["criteria"][number], MarkingScheme["criteria"][number]];
    const split = { criteria: [{ ...a, subCriteria: [...a.subCriteria, { id: "A2", name: "More", day: 1, aspects: [] }] }, b] };
    expect(codesOf(decide(split))).toContain("scheme-sub-criteria-fixed");
    for (const phase of ["recheck", "unblinded", "published", "settled"] as const) {
      expect(codesOf(decide(milder, [], { phase }))).toEqual(["scheme-pinned"]);
    }
  });

  it.each<[string, readonly Aspect[], string[]]>([
    ["is gone", [judgement("A1.1", 200), { ...FAULTS, maximum: hundredths(500) }], ["scheme-aspect-with-values-missing"]],
    [
      "has another unit",
      [
        judgement("A1.1", 200),
        FAULTS,
        { ...READING, way: { kind: "table", unit: "cm", steps: [{ upTo: null, mark: hundredths(200) }] } },
      ],
      ["scheme-aspect-with-values-changed"],
    ],
    [
      "is stated now",
      [judgement("A1.1", 200), FAULTS, { ...measurement("A1.3", 200), text: "Parallel" }],
      ["scheme-aspect-with-values-changed"],
    ],
    [
      "is for each judge now",
      [judgement("A1.1", 200), FAULTS, { ...READING, each: "mean" }],
      ["scheme-aspect-with-values-changed"],
    ],
    [
      "stands elsewhere",
      [judgement("A1.1", 200), { ...READING, id: "A1.2" }, { ...FAULTS, id: "A1.3" }],
      ["scheme-aspect-with-values-moved"],
    ],
  ])("is refused where an aspect with a value %s", (_, aspects, expected) => {
    expect(codesOf(decide(schemeOf(aspects), [form("open", ["A1.3"], [["A1.3", 70]])]))).toEqual(expected);
    // The same without a value is nobody's loss.
    expect(decide(schemeOf(aspects), [form("open", [])]).ok).toBe(true);
  });

  it("is refused where a mark that stands would be more than there is", () => {
    const stated = schemeOf([measurement("A1.1", 700)], [measurement("B1.1", 4000)]);
    const less = schemeOf([measurement("A1.1", 600)], [measurement("B1.1", 4100)]);
    const over = decide(less, [form("open", ["A1.1"], [["A1.1", 650]])], { current: { version: 4, scheme: stated } });
    expect(over).toEqual({
      ok: false,
      refusals: [{ code: "scheme-value-does-not-fit", params: { aspect: "A1.1", maximum: "6.00" } }],
    });
    const fits = decide(less, [form("open", ["A1.1"], [["A1.1", 600]])], { current: { version: 4, scheme: stated } });
    expect(fits.ok).toBe(true);
  });

  it("gives every reason at once", () => {
    const forms = [form("confirmed", ["A1.1", "A1.2", "A1.3"], [["A1.3", 70]])];
    const wrong = schemeOf([judgement("A1.1", 200), { ...measurement("A1.2", 300), text: "Faults" }]);
    expect(codesOf(decide(wrong, forms, { reason: "", basedOn: 1 }))).toEqual([
      "changed-meanwhile",
      "reason-required",
      "scheme-total-mismatch",
      "scheme-form-confirmed",
      "scheme-aspect-with-values-changed",
      "scheme-aspect-with-values-missing",
    ]);
  });
});
