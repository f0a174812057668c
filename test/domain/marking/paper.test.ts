/** Paper forms: what may stand on one, how two keyings compare, and how a difference is settled. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeFormState } from "#app/domain/marking/form.ts";
import {
  computeKeyedState,
  decideKeying,
  decideSettlement,
  type Keying,
  type SettledDifference,
} from "#app/domain/marking/keying.ts";
import {
  checkPaperValues,
  compareKeyings,
  computePaperState,
  listPlaces,
  type PaperForm,
  type PaperValue,
  readPaperText,
  toRevisions,
  writePaperText,
} from "#app/domain/marking/paper.ts";
import type { Revision } from "#app/domain/marking/revision.ts";
import type { Aspect, SubCriterion } from "#app/domain/marking/scheme.ts";
import { hundredths } from "#app/domain/shared/units.ts";

const TEAM = ["j1", "j2", "j3"];
const STEPS = [
  { upTo: 20, mark: hundredths(300) },
  { upTo: 50, mark: hundredths(150) },
  { upTo: null, mark: hundredths(0) },
];
const SUB: SubCriterion = {
  id: "A1",
  name: "图纸",
  day: 1,
  aspects: [
    {
      id: "A1.1",
      kind: "judgement",
      text: "整齐",
      maximum: hundredths(200),
      descriptors: ["不符合", "部分符合", "符合", "优秀"],
    },
    { id: "A1.2", kind: "measurement", text: "尺寸", maximum: hundredths(800) },
    { id: "A1.3", kind: "measurement", text: "急停", maximum: hundredths(100), way: { kind: "yes-no" } },
    { id: "A1.4", kind: "measurement", text: "压接", maximum: hundredths(200), way: { kind: "deduction", each: hundredths(50) } },
    { id: "A1.5", kind: "measurement", text: "间隙", maximum: hundredths(300), way: { kind: "table", unit: "mm", steps: STEPS } },
    { id: "A1.6", kind: "measurement", text: "演示", maximum: hundredths(300), each: "median" },
  ],
};
const FORM: PaperForm = { subCriterion: SUB, team: TEAM, rules: { spreadLimit: 1 } };

const score = (judgeId: string, value: number, scoreRound = 1): PaperValue => ({ aspectId: "A1.1", judgeId, scoreRound, value });
const agreed = (aspectId: string, value: number): PaperValue => ({ aspectId, judgeId: null, scoreRound: 1, value });
const reading = (judgeId: string, value: number): PaperValue => ({ aspectId: "A1.6", judgeId, scoreRound: 1, value });
const MEASURED = [agreed("A1.2", 750), agreed("A1.3", 1), agreed("A1.4", 3), agreed("A1.5", 35)];
const EACH = [reading("j1", 100), reading("j2", 250), reading("j3", 300)];
const WHOLE = [score("j1", 2), score("j2", 2), score("j3", 3), ...MEASURED, ...EACH];

const codes = (values: readonly PaperValue[]) => checkPaperValues(FORM, values).map(({ code }) => code);
const keyed = (keyedBy: string, values: readonly PaperValue[], keyingId = `${keyedBy}-1`): Keying => ({
  keyingId,
  keyedBy,
  values,
});

describe("what may stand on a paper form", () => {
  it("earns what a tablet would: DOMAIN 5's 2, 2, 3 of 2.00 is 1.56, 3 faults at 0.50 leave 0.50, 0.035 mm is the second step", () => {
    expect(checkPaperValues(FORM, WHOLE)).toEqual([]);
    const state = computePaperState(FORM, WHOLE);
    expect(state.aspects.map(({ mark }) => mark)).toEqual([156, 750, 100, 50, 150, 250]);
    expect(state.mark).toBe(1456);
  });

  it("is complete or nothing", () => {
    expect(codes(WHOLE.filter(({ aspectId }) => aspectId !== "A1.2"))).toEqual(["aspects-missing"]);
    expect(codes([])).toEqual(["aspects-missing"]);
  });

  it("needs the second score round where the first lies too far apart, and admits none elsewhere", () => {
    const apart = [score("j1", 1), score("j2", 2), score("j3", 3), ...MEASURED, ...EACH];
    expect(codes(apart)).toEqual(["spread-too-wide"]);
    const again = [...apart, score("j1", 2, 2), score("j2", 2, 2), score("j3", 2, 2)];
    expect(codes(again)).toEqual([]);
    expect(computePaperState(FORM, again).aspects[0]).toMatchObject({ scoreRound: 2, mark: 133 });
    expect(codes([...WHOLE, score("j1", 2, 2)])).toEqual(["paper-round-unneeded"]);
  });

  it("keeps the ranges of tablets", () => {
    const replaced = (value: PaperValue) => [
      ...WHOLE.filter(({ aspectId, judgeId }) => aspectId !== value.aspectId || judgeId !== value.judgeId),
      value,
    ];
    expect(codes(replaced(score("j1", 4)))).toEqual(["score-not-0-to-3"]);
    expect(codes(replaced(agreed("A1.2", 801)))).toEqual(["mark-above-maximum"]);
    expect(codes(replaced(agreed("A1.3", 2)))).toEqual(["answer-not-yes-no"]);
    expect(codes(replaced(agreed("A1.4", -1)))).toEqual(["count-not-whole"]);
    expect(codes(replaced(reading("j2", 301)))).toEqual(["mark-above-maximum"]);
  });

  it("has each box once, and only the boxes of the form", () => {
    expect(codes([...WHOLE, agreed("A1.2", 700)])).toEqual(["paper-value-twice"]);
    expect(codes([...WHOLE, agreed("A9.1", 0)])).toEqual(["aspect-unknown"]);
    expect(codes([...WHOLE, score("stranger", 2)])).toEqual(["paper-place-unknown"]);
    expect(codes([...WHOLE, agreed("A1.1", 2)])).toEqual(["paper-place-unknown"]);
    expect(codes([...WHOLE, { ...agreed("A1.2", 1), judgeId: "j1" }])).toEqual(["paper-place-unknown"]);
    expect(codes([...WHOLE, { ...agreed("A1.3", 1), scoreRound: 2 }])).toEqual(["paper-place-unknown"]);
  });

  it("prints a box for each judge where each answers, in the order of the paper", () => {
    expect(listPlaces(FORM, 1)).toHaveLength(3 + 4 + 3);
    expect(listPlaces(FORM, 2)).toEqual(TEAM.map((judgeId) => ({ aspectId: "A1.1", judgeId, scoreRound: 2 })));
  });
});

describe("text in a box", () => {
  const aspect = (index: number) => SUB.aspects[index] as Aspect;
  it.each([
    [0, "2", 2],
    [0, "２", 2],
    [0, "2.5", null],
    [1, "7.5", 750],
    [1, "7.555", null],
    [2, "是", 1],
    [2, "0", 0],
    [2, "√", 1],
    [2, "maybe", null],
    [3, "3", 3],
    [3, "-1", null],
    [4, "0.035", 35],
    [4, "-0.02", -20],
    [4, "0.0355", null],
  ])("of aspect %i: %s is %s", (index, text, value) => {
    expect(readPaperText(aspect(index), text)).toBe(value);
  });

  it("is read back as it was written", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SUB.aspects),
        fc.integer({ min: 0, max: 1 }),
        fc.integer({ min: 0, max: 99_999 }),
        (one, yes, value) => {
          const written = one.way?.kind === "yes-no" ? yes : value;
          expect(readPaperText(one, writePaperText(one, written))).toBe(written);
        },
      ),
    );
  });
});

/** A complete form, sometimes with a second score round. */
const complete = fc
  .record({
    first: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
    base: fc.integer({ min: 0, max: 2 }),
    ups: fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 })),
    mark: fc.integer({ min: 0, max: 800 }),
    yes: fc.integer({ min: 0, max: 1 }),
    faults: fc.integer({ min: 0, max: 9 }),
    gap: fc.integer({ min: 0, max: 90 }),
    each: fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 })),
  })
  .map(({ first, base, ups, mark, yes, faults, gap, each }): PaperValue[] => {
    const isApart = Math.max(...first) - Math.min(...first) > 1;
    return [
      ...TEAM.map((judge, index) => score(judge, first[index] ?? 0)),
      ...(isApart ? TEAM.map((judge, index) => score(judge, base + (ups[index] ?? 0), 2)) : []),
      agreed("A1.2", mark),
      agreed("A1.3", yes),
      agreed("A1.4", faults),
      agreed("A1.5", gap),
      ...TEAM.map((judge, index) => reading(judge, each[index] ?? 0)),
    ];
  });
const shuffled = (values: readonly PaperValue[]) => fc.shuffledSubarray([...values], { minLength: values.length });

describe("two keyings", () => {
  it("say the same in any order of their values", () => {
    fc.assert(
      fc.property(
        complete.chain((values) => fc.tuple(fc.constant(values), shuffled(values))),
        ([values, mixed]) => {
          expect(compareKeyings(SUB, values, mixed)).toEqual([]);
          expect(computeKeyedState(SUB, [keyed("u1", values), keyed("u2", mixed)]).kind).toBe("agreed");
          expect(toRevisions(FORM, mixed, 0)).toEqual(toRevisions(FORM, values, 0));
        },
      ),
    );
  });

  it("never hide a planted difference, wherever it stands", () => {
    fc.assert(
      fc.property(
        complete.chain((values) => fc.tuple(fc.constant(values), shuffled(values), fc.nat(values.length - 1), fc.boolean())),
        ([values, mixed, index, isLeftOut]) => {
          const planted = mixed[index] as PaperValue;
          const other = isLeftOut
            ? mixed.filter((value) => value !== planted)
            : mixed.map((value) => (value === planted ? { ...value, value: value.value + 1 } : value));
          const { value, ...place } = planted;
          const second = isLeftOut ? null : value + 1;
          expect(compareKeyings(SUB, values, other)).toEqual([{ ...place, first: value, second }]);
          expect(compareKeyings(SUB, other, values)).toEqual([{ ...place, first: second, second: value }]);
          expect(computeKeyedState(SUB, [keyed("u1", values), keyed("u2", other)]).kind).toBe("different");
        },
      ),
    );
  });

  it("list differences in the order of the paper", () => {
    const other = WHOLE.map((value) => ({ ...value, value: value.value === 0 ? 1 : value.value - 1 })).reverse();
    expect(compareKeyings(SUB, WHOLE, other).map(({ aspectId, judgeId }) => `${aspectId} ${judgeId ?? ""}`.trim())).toEqual([
      "A1.1 j1",
      "A1.1 j2",
      "A1.1 j3",
      "A1.2",
      "A1.3",
      "A1.4",
      "A1.5",
      "A1.6 j1",
      "A1.6 j2",
      "A1.6 j3",
    ]);
  });

  it("become the same marks whatever tablets had delivered before", () => {
    const earlier = fc.array(
      fc.record({
        aspectId: fc.constantFrom("A1.1", "A1.2", "A1.6"),
        judgeId: fc.constantFrom(...TEAM),
        scoreRound: fc.integer({ min: 1, max: 3 }),
        value: fc.integer({ min: 0, max: 3 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(complete, earlier, (values, before) => {
        const delivered: Revision[] = before.map((revision, index) => ({ ...revision, sequence: index + 1 }));
        const whole = [...delivered, ...toRevisions(FORM, values, delivered.length)];
        expect(computeFormState(SUB, TEAM, whole, FORM.rules).mark).toBe(computePaperState(FORM, values).mark);
      }),
    );
  });
});

describe("who may key, and how far that brings the form", () => {
  const facts = { status: "open", wasOnPaper: true, recused: [] } as const;
  const refused = (decision: ReturnType<typeof decideKeying>) => (decision.ok ? [] : decision.refusals.map(({ code }) => code));

  it("takes a second keying by another only", () => {
    const first = decideKeying(facts, FORM, [], keyed("u1", WHOLE));
    expect(first.ok && first.value.kind).toBe("once");
    const again = decideKeying(facts, FORM, [keyed("u1", WHOLE)], keyed("u1", WHOLE, "u1-2"));
    expect(refused(again)).toEqual(["keyed-by-yourself"]);
    const second = decideKeying(facts, FORM, [keyed("u1", WHOLE)], keyed("u2", WHOLE));
    expect(second.ok && second.value.kind).toBe("agreed");
  });

  it("lets one of the two key again once they differ, and a third agree with either", () => {
    const slip = WHOLE.map((value) => (value.aspectId === "A1.2" ? { ...value, value: 570 } : value));
    const both = [keyed("u1", WHOLE), keyed("u2", slip)];
    const again = decideKeying(facts, FORM, both, keyed("u2", WHOLE, "u2-2"));
    expect(again.ok && again.value.kind).toBe("agreed");
    const third = decideKeying(facts, FORM, both, keyed("u3", slip));
    expect(third.ok && third.value).toMatchObject({ kind: "agreed", first: { keyedBy: "u2" }, second: { keyedBy: "u3" } });
    // Who agrees with nobody but himself has not been checked by anyone.
    const alone = decideKeying(facts, FORM, both, keyed("u2", slip, "u2-2"));
    expect(alone.ok && alone.value.kind).toBe("different");
  });

  it("says every reason at once", () => {
    const decision = decideKeying({ status: "signed", wasOnPaper: false, recused: ["j1"] }, FORM, [], keyed("j1", []));
    expect(refused(decision)).toEqual([
      "form-not-open",
      "round-never-on-paper",
      "keyer-marks",
      "panel-not-neutral",
      "aspects-missing",
    ]);
  });
});

describe("settling a difference", () => {
  const slip = WHOLE.map((value) => {
    if (value.aspectId === "A1.2") return { ...value, value: 570 };
    return value.aspectId === "A1.1" && value.judgeId === "j3" ? { ...value, value: 2 } : value;
  });
  const both = [keyed("u1", WHOLE), keyed("u2", slip)];
  const settled: readonly SettledDifference[] = [
    { aspectId: "A1.1", judgeId: "j3", scoreRound: 1, stands: "first", note: "纸上为 3" },
    { aspectId: "A1.2", judgeId: null, scoreRound: 1, stands: "second", note: "纸上为 5.70" },
  ];
  const settle = (userId: string, changes: object = {}, keyings: readonly Keying[] = both) =>
    decideSettlement({ status: "open", recused: [], userId }, FORM, keyings, {
      firstId: "u1-1",
      secondId: "u2-1",
      settled,
      ...changes,
    });
  const refused = (decision: ReturnType<typeof settle>) => (decision.ok ? [] : decision.refusals.map(({ code }) => code));

  it("takes what a third says of each, with the ground, and everything else as both have it", () => {
    const decision = settle("u3");
    expect(decision.ok && compareKeyings(SUB, decision.value, WHOLE)).toEqual([
      { aspectId: "A1.2", judgeId: null, scoreRound: 1, first: 570, second: 750 },
    ]);
    expect(decision.ok && decision.value.flatMap(({ note }) => note ?? [])).toEqual(["纸上为 3", "纸上为 5.70"]);
  });

  it("is nobody's who keyed or marks, and leaves no difference and no ground out", () => {
    expect(refused(settle("u1"))).toEqual(["settler-keyed"]);
    expect(refused(settle("j1"))).toEqual(["settler-marks"]);
    expect(refused(settle("u3", { settled: settled.slice(0, 1) }))).toEqual(["differences-unsettled"]);
    expect(refused(settle("u3", { settled: settled.map((one) => ({ ...one, note: " " })) }))).toEqual([
      "note-missing",
      "note-missing",
    ]);
    expect(refused(settle("u3", { secondId: "u2-0" }))).toEqual(["keyings-changed"]);
    expect(refused(settle("u3", {}, [keyed("u1", WHOLE)]))).toEqual(["keyings-not-different"]);
  });

  it("ends in a form that could have been keyed, or not at all", () => {
    const apart = [
      score("j1", 1),
      score("j2", 2),
      score("j3", 3),
      ...[1, 1, 2].map((value, index) => score(`j${index + 1}`, value, 2)),
    ];
    const wide = [...apart, ...MEASURED, ...EACH];
    const near = [score("j1", 2), score("j2", 2), score("j3", 3), ...MEASURED, ...EACH];
    const keyings = [keyed("u1", wide), keyed("u2", near)];
    const state = computeKeyedState(SUB, keyings);
    const differences = state.kind === "different" ? state.differences : [];
    expect(differences).toHaveLength(4);
    const choose = (stands: "first" | "second") =>
      differences.map(({ first: _first, second: _second, ...place }) => ({ ...place, stands, note: "看纸" }));
    expect(refused(settle("u3", { settled: choose("first") }, keyings))).toEqual([]);
    expect(refused(settle("u3", { settled: choose("second") }, keyings))).toEqual([]);
    const mixed = differences.map(({ first: _first, second: _second, ...place }) => ({
      ...place,
      stands: place.scoreRound === 1 ? ("second" as const) : ("first" as const),
      note: "看纸",
    }));
    expect(refused(settle("u3", { settled: mixed }, keyings))).toEqual(["paper-round-unneeded"]);
  });
});
