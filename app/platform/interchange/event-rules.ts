/** The rules of an event as the interchange format says them: every setting that an event pins, in whole units. */
import { z } from "zod";
import { AWARD_BASES, MEASURES, PRIZE_TIERS, ROUNDINGS, TIES_AT_CUT } from "#app/domain/awards/award-scheme.ts";
import { BLIND_LAYERS } from "#app/domain/blinding/layers.ts";
import { CHECK_KINDS } from "#app/domain/draw/check-in.ts";
import { DRAW_WAYS, SEAT_DRAWS } from "#app/domain/draw/rule.ts";
import { ADVANCEMENT_ROUTES } from "#app/domain/ladder/advancement.ts";
import { ATTACHMENT_KINDS } from "#app/domain/registration/attachment.ts";
import { ELIGIBILITY_RELATIONS } from "#app/domain/registration/eligibility.ts";
import { SUBSTITUTION_RULES } from "#app/domain/registration/substitution.ts";
import { HIGHEST_YEARS_OF_SERVICE } from "#app/domain/registration/years-of-service.ts";
import { COMPONENT_SOURCES } from "#app/domain/results/components.ts";
import {
  type EventRules,
  FAILED_PLACES,
  LAST_TIES,
  MARKING_KINDS,
  ROUNDING_PLACES,
  TIE_BREAK_KINDS,
  TIE_BREAK_ORDERS,
  toEventRules,
} from "#app/domain/results/rules.ts";
import { SCALES } from "#app/domain/results/scale.ts";
import type { Hundredths } from "#app/domain/shared/units.ts";
import { ORGANISATION_KINDS, SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import type { Field } from "./field.ts";

const MOST_MARKS = 100_000_000;
const LONGEST = 2_000;

/** A mark in whole hundredths: 85.25 is 8525. */
export const MarkSchema = z
  .int()
  .min(0)
  .max(MOST_MARKS)
  .describe("a mark in hundredths: 8525 is 85.25") as unknown as z.ZodType<Hundredths>;

const text = z.string().max(LONGEST);
const key = z.string().min(1).max(200);
const whole = (least: number, most: number) => z.int().min(least).max(most);
const clause = { clause: text.describe("the words of the document that a refusal cites") };

const limits = {
  base: z.enum(AWARD_BASES),
  minimumMark: MarkSchema.nullable(),
  minimumEntries: z.array(z.strictObject({ below: whole(0, 1_000_000), tiers: z.array(z.enum(PRIZE_TIERS)).max(3) })).max(20),
};
const cuts = {
  ...limits,
  excellenceTo: whole(0, 1_000_000).nullable(),
  rounding: z.enum(ROUNDINGS),
  sharesOf: whole(1, 1_000_000).optional().describe("what shares are parts of; left out: 100"),
  tiesAtCut: z.enum(TIES_AT_CUT),
};
const tiers = z.strictObject({ first: whole(0, 1_000_000), second: whole(0, 1_000_000), third: whole(0, 1_000_000) });

const AwardSchema = z.discriminatedUnion("scheme", [
  z.strictObject({ scheme: z.literal("share-of-entries"), shares: tiers, ...cuts }),
  z.strictObject({ scheme: z.literal("fixed-counts"), counts: tiers, ...cuts }),
  z.strictObject({
    scheme: z.literal("medals-with-tolerance"),
    on: z.enum(MEASURES),
    tolerance: whole(0, MOST_MARKS).describe("hundredths of a total, or whole points of the scale score"),
    medallionFrom: whole(0, MOST_MARKS).nullable(),
    ...limits,
  }),
]);

const advancementBase = {
  capPerDelegation: whole(1, 10_000).nullable(),
  route: z.enum(ADVANCEMENT_ROUTES).optional(),
};

const RulesSchema = z.strictObject({
  eligibility: z.strictObject({
    age: z.strictObject({ ...clause, from: whole(0, 150).nullable(), to: whole(0, 150).nullable() }).nullable(),
    level: z.strictObject({ ...clause, lowest: z.enum(SKILL_LEVELS) }).nullable(),
    years: z
      .strictObject({ ...clause, lowest: whole(1, HIGHEST_YEARS_OF_SERVICE) })
      .nullable()
      .default(null),
    region: z
      .strictObject({ ...clause, relation: z.enum(ELIGIBILITY_RELATIONS), regionCode: z.string().max(6).nullable() })
      .nullable(),
    employerKinds: z.strictObject({ ...clause, excluded: z.array(z.enum(ORGANISATION_KINDS)).max(20) }).nullable(),
    formerWinners: z.strictObject(clause).nullable(),
    oneEvent: z.strictObject(clause).nullable(),
    byHand: z.array(text).max(100),
  }),
  requires: z.strictObject({ attachments: z.array(z.enum(ATTACHMENT_KINDS)).max(20), consent: z.boolean(), clause: text }),
  fewestEntries: whole(0, 100_000),
  draw: z.strictObject({
    sessions: z.boolean(),
    seats: z.enum(SEAT_DRAWS),
    way: z.enum(DRAW_WAYS),
    avoidNeighbours: z.boolean(),
    fewestLeaders: whole(0, 10_000),
  }),
  total: MarkSchema.describe("what the maxima of the marking scheme add up to, in hundredths"),
  spreadLimit: whole(0, 3),
  judgesPerForm: whole(1, 100),
  marking: z.enum(MARKING_KINDS),
  blindLayers: z.literal([...BLIND_LAYERS]),
  checkInChecks: z.array(z.enum(CHECK_KINDS)).max(CHECK_KINDS.length),
  substitution: z.enum(SUBSTITUTION_RULES),
  components: z
    .array(
      z.strictObject({
        key,
        name: text,
        weight: whole(0, 100).describe("whole percent"),
        passMark: MarkSchema.nullable(),
        source: z.enum(COMPONENT_SOURCES),
        modules: z.array(key).max(50),
      }),
    )
    .max(50),
  failed: z.enum(FAILED_PLACES),
  roundingPlace: z.literal([...ROUNDING_PLACES]),
  tieBreaks: z
    .array(z.strictObject({ by: z.enum(TIE_BREAK_KINDS), id: z.string().max(200), order: z.enum(TIE_BREAK_ORDERS) }))
    .max(50),
  lastTie: z.enum(LAST_TIES),
  scale: z.enum(SCALES),
  award: AwardSchema,
  advancement: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("top"), places: whole(1, 100_000), ...advancementBase }),
      z.strictObject({ kind: z.literal("share"), percent: whole(1, 100), rounding: z.enum(ROUNDINGS), ...advancementBase }),
    ])
    .nullable(),
  recheck: z.strictObject({ topPlaces: whole(0, 100_000), percent: whole(0, 100), errorPercent: whole(0, 100) }),
  onSiteMinutes: whole(0, 1_000_000),
  appealMinutes: whole(0, 1_000_000),
  secondInstance: z.boolean(),
}) as unknown as z.ZodType<EventRules>;

/** What a version from before a setting existed does not say has its default. */
export const rulesField: Field<EventRules> = {
  schema: RulesSchema,
  read: ({ content }) => toEventRules(content),
  write: (content) => ({ content }),
};
