/** What officers submit about level promotions: the notice's lines, papers' levels, approvals, refusals and certifications. */
import { z } from "zod";
import { PROMOTION_STEPS, type PromotionRule, type PromotionRules } from "#app/domain/policy/level-promotion.ts";
import { type AWARDS, GROUPS, SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { plainDay, text } from "./fields.ts";

/** As many lines as the form has; empty ones count as none. */
export const RULE_LINES = 6;
export const RULE_GROUPS = ["all", ...GROUPS] as const;
/** Which awards a line may be about, as the form offers them together. */
export const AWARD_SETS = {
  none: [],
  "first-only": ["gold", "first"],
  "first-second": ["gold", "first", "silver", "second"],
  "all-three": ["gold", "first", "silver", "second", "bronze", "third"],
} as const satisfies Readonly<Record<string, readonly (typeof AWARDS)[number][]>>;
export const AWARD_SET_NAMES = ["none", "first-only", "first-second", "all-three"] as const;

const column = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.array(z.enum(words, "choice-missing")).max(RULE_LINES).default([]);

export const SetPromotionRulesSchema = z
  .object({
    reference: z.string().trim().max(200, "text-too-long").default(""),
    groups: column(RULE_GROUPS),
    places: z
      .array(z.string().regex(/^\d{0,3}$/, "number-not-whole"))
      .max(RULE_LINES)
      .default([]),
    awards: column(AWARD_SET_NAMES),
    steps: column(PROMOTION_STEPS),
    levels: z
      .array(z.union([z.literal(""), z.enum(SKILL_LEVELS)]))
      .max(RULE_LINES)
      .default([]),
    nexts: column(["yes", "no"]),
    ceilings: column(SKILL_LEVELS),
  })
  .transform(({ reference, groups, places, awards, steps, levels, nexts, ceilings }): PromotionRules => {
    const rules = groups.map(
      (group, index): PromotionRule => ({
        group,
        places: places[index] ? Number(places[index]) : null,
        awards: AWARD_SETS[awards[index] ?? "none"],
        step: steps[index] ?? "paper-level",
        level: levels[index] || null,
        nextIfHeld: nexts[index] === "yes",
        ceiling: ceilings[index] ?? "technician",
      }),
    );
    // A line without places and awards was left empty, unless something was said after it.
    const last = rules.findLastIndex((rule) => rule.places !== null || rule.awards.length > 0);
    return { reference, rules: rules.slice(0, last + 1) };
  });

export const SetPaperLevelsSchema = z.object({
  // Of nothing there is nothing to set, and nothing to have on record.
  events: z.array(z.string().max(100), "choice-missing").min(1, "choice-missing"),
  paperLevels: z.array(z.union([z.literal(""), z.enum(SKILL_LEVELS)])).default([]),
});

export const ApprovePromotionsSchema = z.object({
  promotions: z.array(z.string().max(100)).default([]),
  approvalNumber: text(100),
});

export const RefusePromotionSchema = z.object({
  promotionId: z.string().max(100),
  reason: z.string().trim().max(300, "text-too-long").default(""),
});

export const CertifyPromotionSchema = z.object({
  promotionId: z.string().max(100),
  evaluationBody: text(100),
  certificateNumber: text(60),
  certifiedOn: plainDay,
});
