/** The rules of an event as one flat form, and back. */
import { z } from "zod";
import { AWARD_BASES, AWARD_SCHEMES, type MinimumEntries, ROUNDINGS, TIES_AT_CUT } from "#app/domain/awards/award-scheme.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { choice, mark, optionalMark, optionalNumber, text, wholeNumber } from "./fields.ts";

const RulesFieldsSchema = z.object({
  /** The version that the form was filled from. */
  basedOn: wholeNumber(1, 100_000),
  reason: text(200),
  total: mark,
  spreadLimit: wholeNumber(0, 3),
  judgesPerForm: wholeNumber(1, 20),
  /** Criterion ids in the order in which they apply; blank ones are left out. */
  tieBreaks: z.array(z.string().max(2)).default([]),
  scheme: choice(AWARD_SCHEMES),
  first: wholeNumber(0, 1000),
  second: wholeNumber(0, 1000),
  third: wholeNumber(0, 1000),
  excellenceTo: optionalNumber(1, 100),
  base: choice(AWARD_BASES),
  rounding: choice(ROUNDINGS),
  tiesAtCut: choice(TIES_AT_CUT),
  minimumMark: optionalMark,
  /** With fewer entries there is no third prize, and with fewer still only a first. */
  threeTiersFrom: optionalNumber(1, 1000),
  twoTiersFrom: optionalNumber(1, 1000),
  /** Places that advance; nothing: nobody goes on. */
  places: optionalNumber(1, 1000),
  capPerDelegation: optionalNumber(1, 1000),
  onSiteMinutes: wholeNumber(0, 10_000),
});
type RulesFields = z.output<typeof RulesFieldsSchema>;

/** @returns the rules, the version they start from, and the reason of the change. */
export const SetRulesSchema = RulesFieldsSchema.transform(({ basedOn, reason, ...fields }) => {
  return { basedOn, reason, rules: toRules(fields) };
});

function toRules(fields: Omit<RulesFields, "basedOn" | "reason">): EventRules {
  const { first, second, third, excellenceTo, base, rounding, tiesAtCut, minimumMark } = fields;
  const cuts = { excellenceTo, base, rounding, tiesAtCut, minimumMark, minimumEntries: toMinimumEntries(fields) };
  const numbers = { first, second, third };
  return {
    ...DEFAULT_RULES,
    total: fields.total,
    spreadLimit: fields.spreadLimit,
    judgesPerForm: fields.judgesPerForm,
    tieBreaks: fields.tieBreaks.filter((id) => id !== "").map((id) => ({ by: "criterion", id, order: "desc" }) as const),
    lastTie: DEFAULT_RULES.lastTie,
    award:
      fields.scheme === "fixed-counts"
        ? { scheme: "fixed-counts", counts: numbers, ...cuts }
        : { scheme: "share-of-entries", shares: numbers, ...cuts },
    advancement:
      fields.places === null ? null : { kind: "top", places: fields.places, capPerDelegation: fields.capPerDelegation },
    onSiteMinutes: fields.onSiteMinutes,
  };
}

function toMinimumEntries({
  threeTiersFrom,
  twoTiersFrom,
}: Pick<RulesFields, "threeTiersFrom" | "twoTiersFrom">): readonly MinimumEntries[] {
  const rules: MinimumEntries[] = [];
  if (twoTiersFrom !== null) rules.push({ below: twoTiersFrom, tiers: ["first"] });
  if (threeTiersFrom !== null) rules.push({ below: threeTiersFrom, tiers: ["first", "second"] });
  return rules;
}

/** The two numbers of the form: from how many entries all three tiers are given, and from how many two. */
export function readMinimumEntries(rules: readonly MinimumEntries[]): {
  readonly threeTiersFrom: number | null;
  readonly twoTiersFrom: number | null;
} {
  const belowOf = (tiers: number) => rules.find((rule) => rule.tiers.length === tiers)?.below ?? null;
  return { threeTiersFrom: belowOf(2), twoTiersFrom: belowOf(1) };
}
