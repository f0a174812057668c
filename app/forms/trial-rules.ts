/** The rules of a trial calculation as their file may say them; published as a JSON Schema, and read with the place of every fault. */
import { z } from "zod";
import { AWARD_BASES, MEASURES, PRIZE_TIERS, ROUNDINGS, TIES_AT_CUT } from "#app/domain/awards/award-scheme.ts";
import { FAILED_PLACES, LAST_TIES, TIE_BREAK_ORDERS } from "#app/domain/results/rules.ts";
import { SCALES } from "#app/domain/results/scale.ts";
import { fromWhole, readDecimal, toWhole } from "#app/domain/trial/decimal.ts";
import { COLUMN_WORDS } from "#app/domain/trial/entries-words.ts";
import type { TrialFault, TrialFaultCode } from "#app/domain/trial/fault.ts";
import { type JsonText, parseJsonText } from "#app/domain/trial/json-text.ts";
import {
  SHARE_PLACES,
  TIER_WORDS,
  type TrialComponent,
  type TrialRules,
  toPrizeTier,
  WEIGHT_PLACES,
} from "#app/domain/trial/trial-rules.ts";

/** What a rule of ours, rather than of the schema, found. */
type Own = { readonly fault: TrialFaultCode } & Readonly<Record<string, string | number>>;

function own(path: readonly PropertyKey[], params: Own, input: unknown): z.core.$ZodRawIssue {
  return { code: "custom", path: [...path], params, input };
}

/** A decimal number that is exact as its text says it. */
function decimal(highest: number, places: number) {
  return z
    .number()
    .min(0)
    .max(highest)
    .check(({ value, issues }) => {
      if (value < 0 || value > highest || readDecimal(String(value), places).ok) return;
      issues.push(own([], { fault: "rule-too-many-places", places }, value));
    });
}

const points = decimal(9_999_999.99, 2);
const percent = decimal(100, SHARE_PLACES);
const count = z.int().min(0).max(1_000_000);
const key = z.string().min(1).max(60);
const base = z
  .enum(AWARD_BASES)
  .default("started")
  .describe("what shares and minimum numbers count: the eligible entries that started, or all eligible ones");
const cuts = {
  excellenceTo: percent
    .nullable()
    .default(null)
    .describe("excellence down to this cumulative percentage of the base, to those without a tier"),
  base,
  rounding: z.enum(ROUNDINGS).default("half-up").describe("how base x cumulative share becomes a whole number"),
  tiesAtCut: z.enum(TIES_AT_CUT).default("in").describe("a tie at a cut: all in, or all out"),
};

const AwardsSchema = z.discriminatedUnion("scheme", [
  z.strictObject({
    scheme: z.literal("share-of-entries"),
    shares: z
      .strictObject({ first: percent.default(0), second: percent.default(0), third: percent.default(0) })
      .describe("each tier's own percentage of the base: 10, 20 and 30 cut at 10, 30 and 60")
      .check(({ value, issues }) => {
        const sum = addExactly(Object.values(value), SHARE_PLACES);
        if (sum !== null && sum > toWhole(100, SHARE_PLACES)) {
          issues.push(own([], { fault: "rule-shares-above-100", sum: fromWhole(sum, SHARE_PLACES) }, value));
        }
      }),
    ...cuts,
  }),
  z.strictObject({
    scheme: z.literal("fixed-counts"),
    counts: z
      .strictObject({ first: count.default(0), second: count.default(0), third: count.default(0) })
      .describe("each tier's own number of entries"),
    ...cuts,
  }),
  z.strictObject({
    scheme: z.literal("medals-with-tolerance"),
    on: z.enum(MEASURES).describe("what is measured: the total, or the scale score"),
    tolerance: points.describe("in points of what is measured, from the best of each group"),
    medallionFrom: points
      .nullable()
      .default(null)
      .describe("a medallion to the rest at or above it, in points of what is measured"),
    base,
  }),
]);

const ComponentSchema = z.strictObject({
  key: key.describe("the name of its column"),
  weight: decimal(100, WEIGHT_PLACES).describe("percent where all weights add up to 100; else a factor"),
  passMark: points.nullable().default(null).describe("a mark below it fails: such an entry wins nothing"),
});

const MinimumEntriesSchema = z.strictObject({
  below: z.int().min(1).max(1_000_000),
  tiers: z.array(z.enum(TIER_WORDS)).max(PRIZE_TIERS.length),
});

export const TrialRulesSchema = z
  .strictObject({
    $schema: z.string().optional(),
    scale: z.enum(SCALES).default("none"),
    awards: AwardsSchema.nullable().default(null),
    components: z.array(ComponentSchema).max(50).default([]),
    tieBreak: z
      .array(
        z.strictObject({
          key: key.describe("a component, or another column of numbers or times"),
          order: z.enum(TIE_BREAK_ORDERS),
        }),
      )
      .max(20)
      .default([]),
    lastTie: z
      .enum(LAST_TIES)
      .default("share")
      .describe("equals share the place, or the chief judge decides and until then there is none"),
    minimumMark: points.nullable().default(null).describe("a total below it wins nothing"),
    minimumEntries: z
      .array(MinimumEntriesSchema)
      .max(20)
      .default([])
      .describe("with a base below the number only these tiers are given"),
    failed: z
      .enum(FAILED_PLACES)
      .default("last")
      .describe("an entry that failed a pass mark: after all who passed, or by its total"),
    roundingPlace: z
      .union([z.literal(2), z.literal(1), z.literal(0)])
      .default(2)
      .describe("decimals that a weighted total is rounded to, half up, once"),
    penaltyColumn: key.nullable().default(null).describe("the column of what penalties take from a weighted total"),
    chiefOrderColumn: key.nullable().default(null).describe("the column of the chief judge's order among equals, from 1"),
  })
  .check(({ value, issues }) => {
    issues.push(...checkKeys(value), ...checkWeights(value.components), ...checkTiers(value));
    const { awards, scale } = value;
    if (awards?.scheme !== "medals-with-tolerance" || awards.on !== "scaleScore") return;
    if (scale === "none") issues.push(own(["awards", "on"], { fault: "rule-needs-scale" }, awards.on));
    for (const field of ["tolerance", "medallionFrom"] as const) {
      const number = awards[field];
      if (number === null || Number.isInteger(number)) continue;
      issues.push(own(["awards", field], { fault: "rule-too-many-places", places: 0 }, number));
    }
  });

/** What is published as the JSON Schema of the file; what only our own rules say stands in the descriptions. */
export function describeTrialRules(): object {
  const { $schema, ...schema } = z.toJSONSchema(TrialRulesSchema, { io: "input" });
  return { $schema, title: "SkillLadder trial rules", ...schema };
}

type Parsed = z.output<typeof TrialRulesSchema>;

const RESERVED: ReadonlySet<string> = new Set(Object.values(COLUMN_WORDS).flat());

function checkKeys({ components, tieBreak }: Parsed): z.core.$ZodRawIssue[] {
  const issues: z.core.$ZodRawIssue[] = [];
  components.forEach(({ key }, index) => {
    const path = ["components", index, "key"];
    if (RESERVED.has(key.toLowerCase())) issues.push(own(path, { fault: "rule-key-reserved", key }, key));
  });
  for (const [field, items] of [["components", components] as const, ["tieBreak", tieBreak] as const]) {
    items.forEach(({ key }, index) => {
      if (items.findIndex((other) => other.key === key) < index)
        issues.push(own([field, index, "key"], { fault: "rule-key-repeated", key }, key));
    });
  }
  return issues;
}

/** Within a tenth of 1 or of 100 nobody means a factor: it is a share that went wrong. */
function checkWeights(components: readonly TrialComponent[]): z.core.$ZodRawIssue[] {
  if (components.length === 0) return [];
  const sum = addExactly(
    components.map(({ weight }) => weight),
    WEIGHT_PLACES,
  );
  if (sum === null) return [];
  const unit = toWhole(1, WEIGHT_PLACES);
  const is = (fault: TrialFaultCode) => [own(["components"], { fault, sum: fromWhole(sum, WEIGHT_PLACES) }, components)];
  if (sum === 0) return is("rule-weights-nothing");
  if (sum === unit || sum === 100 * unit) return [];
  if (sum > 100 * unit) return is("rule-weights-too-much");
  const isNear = [1, 100].some((whole) => 10 * sum > 9 * whole * unit && 10 * sum < 11 * whole * unit);
  return isNear ? is("rule-weights-near") : [];
}

/** The sum in whole units at so many places; null where a number has more, which is a fault of its own. */
function addExactly(numbers: readonly number[], places: number): number | null {
  let sum = 0;
  for (const number of numbers) {
    const read = readDecimal(String(number), places);
    if (!read.ok) return null;
    sum += read.value;
  }
  return sum;
}

function checkTiers({ minimumEntries }: Parsed): z.core.$ZodRawIssue[] {
  const seen = new Set<number>();
  return minimumEntries.flatMap(({ below, tiers }, index) => {
    const issues: z.core.$ZodRawIssue[] = [];
    if (tiers.some((tier, at) => toPrizeTier(tier) !== PRIZE_TIERS[at])) {
      issues.push(own(["minimumEntries", index, "tiers"], { fault: "rule-tiers-not-from-first" }, tiers));
    }
    if (seen.has(below)) issues.push(own(["minimumEntries", index, "below"], { fault: "rule-below-repeated", below }, below));
    seen.add(below);
    return issues;
  });
}

export type ReadTrialRules =
  | { readonly ok: true; readonly value: TrialRules }
  | { readonly ok: false; readonly faults: readonly TrialFault[] };

/** The rules that the text of a file holds, or every fault with its row and column. */
export function readTrialRules(text: string): ReadTrialRules {
  const json = parseJsonText(text.replace(/^\uFEFF/, ""));
  if (!json.ok) return json;
  const parsed = TrialRulesSchema.safeParse(json.value);
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.flatMap((issue) => toFaults(issue, json)) };
  const { $schema: _schema, ...rules } = parsed.data;
  return { ok: true, value: rules };
}

type Found = Extract<JsonText, { readonly ok: true }>;

function toFaults(issue: z.core.$ZodIssue, json: Found): readonly TrialFault[] {
  const at = (
    path: readonly PropertyKey[],
    code: TrialFaultCode,
    params: Readonly<Record<string, string | number>> = {},
  ): TrialFault => ({
    file: "rules",
    ...json.findPlace(path),
    refusal: { code, params: { rule: toName(path), ...params } },
  });
  const isMissing = findValue(json.value, issue.path) === undefined;
  switch (issue.code) {
    case "invalid_type":
      return [isMissing ? at(issue.path, "rule-missing") : at(issue.path, "rule-wrong-type", { type: issue.expected })];
    case "unrecognized_keys":
      return issue.keys.map((key) => at([...issue.path, key], "rule-unknown"));
    case "too_small":
      return [at(issue.path, "rule-out-of-range", { limit: `≥ ${issue.minimum}` })];
    case "too_big":
      return [at(issue.path, "rule-out-of-range", { limit: `≤ ${issue.maximum}` })];
    case "invalid_value":
      return [isMissing ? at(issue.path, "rule-missing") : at(issue.path, "rule-not-one-of", { words: issue.values.join(", ") })];
    case "custom": {
      const { fault, ...params } = issue.params as Own;
      return [at(issue.path, fault, params)];
    }
    case "invalid_union": {
      const words = (issue as { readonly options?: readonly unknown[] }).options ?? [2, 1, 0];
      return [isMissing ? at(issue.path, "rule-missing") : at(issue.path, "rule-not-one-of", { words: words.join(", ") })];
    }
    default:
      return [at(issue.path, "rule-wrong-type", { type: "object" })];
  }
}

function findValue(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((found, key) => (found as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

/** awards.shares.first, components[0].weight; the whole file by what it is usually called. */
function toName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "rules.json";
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .slice(1);
}
