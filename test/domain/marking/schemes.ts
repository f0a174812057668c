/** Any marking scheme that may be used, for properties: modules, criteria, and aspects of every kind that add up. */
import fc from "fast-check";
import type { Aspect, Criterion, MarkingScheme, MeasurementWay, SubCriterion } from "#app/domain/marking/scheme.ts";
import { addHundredths, type Hundredths, hundredths } from "#app/domain/shared/units.ts";

/** Words as people write them; blanks at the ends are cut on the way in, and an apostrophe there is a spreadsheet's own sign. */
const anyText = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 30 }),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
    fc.constantFrom(
      "=1+1",
      "+0.5",
      "-0.50 each",
      "@x",
      "Y/N",
      "A1",
      "0012",
      "1e3",
      "≤ 0.5 mm（三处）",
      "第一行\n第二行",
      "是|否",
    ),
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no spreadsheet holds, the forms do not let in.
  .map((text) => text.replace(/[\u0000-\u0009\u000b-\u001f\ufffe\uffff]/g, "·").replace(/^[\s']+|\s+$/g, ""))
  .filter((text) => text.trim() === text && text !== "");

const anyMark = fc.integer({ min: 1, max: 3000 }).map(hundredths);
const anyUnit = fc.constantFrom("mm", "°C", "MΩ", "s", "件/min", "㎡", "µm");

function anyWay(maximum: Hundredths): fc.Arbitrary<MeasurementWay | undefined> {
  const table = fc
    .record({
      unit: anyUnit,
      bounds: fc.uniqueArray(fc.integer({ min: -999_999_999, max: 999_999_999 }), { maxLength: 5 }),
      isOpen: fc.boolean(),
      marks: fc.array(fc.integer({ min: 0, max: maximum }).map(hundredths), { minLength: 6, maxLength: 6 }),
    })
    .map(({ unit, bounds, isOpen, marks }): MeasurementWay => {
      const upTo: (number | null)[] = [...bounds].sort((left, right) => left - right);
      if (isOpen || upTo.length === 0) upTo.push(null);
      return {
        kind: "table",
        unit,
        steps: upTo.map((bound, index) => ({ upTo: bound, mark: index === 0 ? maximum : (marks[index] ?? maximum) })),
      };
    });
  return fc.oneof(
    fc.constant(undefined),
    fc.constant<MeasurementWay>({ kind: "yes-no" }),
    fc.integer({ min: 1, max: maximum }).map((each): MeasurementWay => ({ kind: "deduction", each: hundredths(each) })),
    table,
  );
}

type Bare = Omit<Aspect, "id">;

const anyMeasurement: fc.Arbitrary<Bare> = anyMark.chain((maximum) =>
  fc
    .record({
      text: anyText,
      detail: fc.option(anyText, { nil: undefined }),
      requirement: fc.option(anyText, { nil: undefined }),
      section: fc.option(fc.constantFrom("1", "2", "WSOS 2", "安全"), { nil: undefined }),
      way: anyWay(maximum),
      each: fc.option(fc.constantFrom("mean" as const, "trimmed-mean" as const, "median" as const), { nil: undefined }),
    })
    .map((parts) => withoutUndefined({ kind: "measurement" as const, maximum, ...parts })),
);

const anyJudgement: fc.Arbitrary<Bare> = fc
  .record({
    maximum: anyMark,
    text: anyText,
    detail: fc.option(anyText, { nil: undefined }),
    section: fc.option(fc.constantFrom("1", "3"), { nil: undefined }),
    descriptors: fc.tuple(anyText, anyText, anyText, anyText),
  })
  .map((parts) => withoutUndefined({ kind: "judgement" as const, ...parts }));

const anySub = fc.record({
  name: anyText,
  day: fc.integer({ min: 1, max: 9 }),
  aspects: fc.array(fc.oneof(anyMeasurement, anyJudgement), { minLength: 1, maxLength: 4 }),
});
const anyCriterion = fc.record({ name: anyText, subs: fc.array(anySub, { minLength: 1, maxLength: 3 }) });

/** With the total that it adds up to, for three judges a form. */
export const anyScheme: fc.Arbitrary<{ readonly scheme: MarkingScheme; readonly total: Hundredths }> = fc
  .record({
    criteria: fc.array(anyCriterion, { minLength: 1, maxLength: 4 }),
    moduleNames: fc.array(anyText, { maxLength: 3 }),
    picks: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
  })
  .map(({ criteria, moduleNames, picks }) => {
    const used = moduleNames.slice(0, criteria.length);
    const modules = used.map((name, index) => ({ id: `M${index + 1}`, name }));
    const made = criteria.map(({ name, subs }, index): Criterion => {
      const id = String.fromCharCode(65 + index);
      const subCriteria = subs.map((sub, position): SubCriterion => {
        const subId = `${id}${position + 1}`;
        return {
          id: subId,
          name: sub.name,
          day: sub.day,
          aspects: sub.aspects.map((aspect, number): Aspect => ({ id: `${subId}.${number + 1}`, ...aspect })),
        };
      });
      const module = modules[index] ?? modules[(picks[index] ?? 0) % Math.max(1, modules.length)];
      const maximum = addHundredths(subCriteria.flatMap(({ aspects }) => aspects.map((aspect) => aspect.maximum)));
      return { id, name, ...(module ? { module: module.id } : {}), maximum, subCriteria };
    });
    const scheme: MarkingScheme = modules.length > 0 ? { modules, criteria: made } : { criteria: made };
    return { scheme, total: addHundredths(made.map(({ maximum }) => maximum)) };
  });

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
