/** 职业技能等级晋升: what a competition's notice promises its winners, and whom it raises to which level (DOMAIN 9). */

import type { PolicyPack, PolicyRow } from "#app/domain/policy/pack.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { type Award, type Group, SKILL_LEVELS, type SkillLevel } from "#app/domain/shared/vocabulary.ts";

/** To what: the level of the paper (试题等级), a stated level, or so many levels above the one held. */
export const PROMOTION_STEPS = ["paper-level", "stated-level", "one-up", "two-up"] as const;
export type PromotionStep = (typeof PROMOTION_STEPS)[number];

/** One line of the notice. The first line that a result answers to is the one that counts. */
export type PromotionRule = {
  readonly group: Group | "all";
  /** The first places; or one of these awards; both given: either is enough. */
  readonly places: number | null;
  readonly awards: readonly Award[];
  readonly step: PromotionStep;
  /** Of `stated-level`. */
  readonly level: SkillLevel | null;
  /** Whether who holds the level already goes one further (已取得该等级的晋升上一级). */
  readonly nextIfHeld: boolean;
  /** 最高晋升至: no further than this. */
  readonly ceiling: SkillLevel;
};

export type PromotionRules = { readonly reference: string; readonly rules: readonly PromotionRule[] };

/** The clauses of a document that promise a promotion by competition stop here, the lowest that one names; null: none names any. */
export function findClauseCeiling(rows: readonly PolicyRow[]): SkillLevel | null {
  const ceilings = rows.flatMap((row) =>
    row.kind === "level-promotion" && row.tests.ceiling !== null ? [row.tests.ceiling] : [],
  );
  return ceilings.sort((left, right) => rank(left) - rank(right))[0] ?? null;
}

/**
 * How far a notice may go: each document holds its own region's people, so the highest of what the documents stop at; null where one
 * of those that promise a promotion names no end, or none promises any.
 */
export function findHighestByNotice(packs: readonly Pick<PolicyPack, "rows">[]): SkillLevel | null {
  const promising = packs.filter(({ rows }) => rows.some(({ kind }) => kind === "level-promotion"));
  const ceilings = promising.map(({ rows }) => findClauseCeiling(rows));
  return ceilings.reduce<SkillLevel | null>(
    (highest, ceiling) => (highest === null || ceiling === null ? null : rank(ceiling) > rank(highest) ? ceiling : highest),
    ceilings[0] ?? null,
  );
}

export const PROMOTION_RULES_REFUSALS = [
  "promotion-reference-missing",
  "promotion-rules-missing",
  "promotion-for-nothing",
  "promotion-level-missing",
  "promotion-level-above-ceiling",
  "promotion-ceiling-too-high",
  "promotion-never-reached",
] as const;
export type PromotionRulesRefusal = (typeof PROMOTION_RULES_REFUSALS)[number];

/** Everything that is wrong with the rules; `line` counts from 1. @param highest of `findHighestByNotice` of the pinned packs */
export function checkPromotionRules(
  { reference, rules }: PromotionRules,
  highest: SkillLevel | null,
): readonly Refusal<PromotionRulesRefusal>[] {
  const refusals: Refusal<PromotionRulesRefusal>[] = [];
  if (reference.trim() === "") refusals.push({ code: "promotion-reference-missing", params: { field: "reference" } });
  if (rules.length === 0) refusals.push({ code: "promotion-rules-missing" });
  for (const [index, rule] of rules.entries()) {
    const line = index + 1;
    if (rule.places === null && rule.awards.length === 0) refusals.push({ code: "promotion-for-nothing", params: { line } });
    if (rule.step === "stated-level" && rule.level === null) refusals.push({ code: "promotion-level-missing", params: { line } });
    if (rule.step === "stated-level" && rule.level !== null && rank(rule.level) > rank(rule.ceiling)) {
      refusals.push({ code: "promotion-level-above-ceiling", params: { line, level: rule.level, ceiling: rule.ceiling } });
    }
    if (highest !== null && rank(rule.ceiling) > rank(highest)) {
      const params = { line, ceiling: rule.ceiling, highest };
      refusals.push({ code: "promotion-ceiling-too-high", params });
    }
    const earlier = rules.slice(0, index).findIndex((before) => covers(before, rule));
    if (earlier >= 0) refusals.push({ code: "promotion-never-reached", params: { line, earlier: earlier + 1 } });
  }
  return refusals;
}

/** Whether whatever answers to the later line answers to the earlier one already. */
function covers(earlier: PromotionRule, later: PromotionRule): boolean {
  const isGroup = earlier.group === "all" || earlier.group === later.group;
  const isPlaces = later.places === null || (earlier.places !== null && earlier.places >= later.places);
  return isGroup && isPlaces && later.awards.every((award) => earlier.awards.includes(award));
}

/** What decides about one person of one entry. */
export type PromotionContender = {
  readonly group: Group;
  /** Null where the entry is not ranked, did not pass, or wins nothing. */
  readonly place: number | null;
  readonly award: Award | null;
  /** As registered; null: none stated. */
  readonly levelHeld: SkillLevel | null;
  /** Null: not said. */
  readonly paperLevel: SkillLevel | null;
  /** Of `findClauseCeiling` of the clauses that answer to him; null: they name no end. */
  readonly clauseCeiling: SkillLevel | null;
};

export const NO_PROMOTION_REASONS = ["no-rule-met", "paper-level-unknown", "level-held-unknown", "held-already"] as const;
export type NoPromotionReason = (typeof NO_PROMOTION_REASONS)[number];

export type Promotion =
  | { readonly kind: "promotion"; readonly fromLevel: SkillLevel | null; readonly toLevel: SkillLevel; readonly line: number }
  | { readonly kind: "none"; readonly reason: NoPromotionReason };

/** Never down, and never beyond the ceiling of the line or of the clauses. */
export function computePromotion(contender: PromotionContender, { rules }: Pick<PromotionRules, "rules">): Promotion {
  const index = rules.findIndex((rule) => isMet(rule, contender));
  const rule = rules[index];
  if (!rule) return { kind: "none", reason: "no-rule-met" };
  const { levelHeld, paperLevel, clauseCeiling } = contender;
  const isRelative = rule.step === "one-up" || rule.step === "two-up";
  if (rule.step === "paper-level" && paperLevel === null) return { kind: "none", reason: "paper-level-unknown" };
  if (isRelative && levelHeld === null) return { kind: "none", reason: "level-held-unknown" };
  const held = levelHeld === null ? -1 : rank(levelHeld);
  const aimed = isRelative
    ? held + (rule.step === "one-up" ? 1 : 2)
    : rank((rule.step === "paper-level" ? paperLevel : rule.level) ?? "apprentice");
  const reached = !isRelative && rule.nextIfHeld && held >= aimed ? held + 1 : aimed;
  const ceiling = clauseCeiling !== null && rank(clauseCeiling) < rank(rule.ceiling) ? clauseCeiling : rule.ceiling;
  const toLevel = SKILL_LEVELS[reached < rank(ceiling) ? reached : rank(ceiling)];
  if (toLevel === undefined || rank(toLevel) <= held) return { kind: "none", reason: "held-already" };
  return { kind: "promotion", fromLevel: levelHeld, toLevel, line: index + 1 };
}

function isMet(rule: PromotionRule, { group, place, award }: PromotionContender): boolean {
  if (rule.group !== "all" && rule.group !== group) return false;
  const isPlaced = rule.places !== null && place !== null && place <= rule.places;
  return isPlaced || (award !== null && rule.awards.includes(award));
}

function rank(level: SkillLevel): number {
  return SKILL_LEVELS.indexOf(level);
}

export const PROMOTION_STATES = ["proposed", "approved", "certified", "refused", "withdrawn"] as const;
export type PromotionState = (typeof PROMOTION_STATES)[number];

/** Why a promotion is proposed: the line of the notice and the clauses that promise one; and what changed after it was acted on. */
export type PromotionBasis = {
  readonly reference: string;
  readonly line: number;
  readonly rule: PromotionRule;
  readonly place: number | null;
  readonly award: Award | null;
  readonly paperLevel: SkillLevel | null;
  readonly clauses: readonly {
    readonly pack: string;
    readonly version: number;
    readonly rowId: string;
    readonly clause: string;
    readonly draft: boolean;
  }[];
  /** What a later computation says beside what was approved; `toLevel` null: nothing any more. Null: the same. */
  readonly difference: { readonly toLevel: SkillLevel | null } | null;
};

export type ProposedPromotion = {
  readonly memberId: string;
  readonly entryId: string;
  readonly fromLevel: SkillLevel | null;
  readonly toLevel: SkillLevel;
  readonly basis: PromotionBasis;
};

export type StoredPromotion = ProposedPromotion & { readonly id: string; readonly state: PromotionState };

export type PromotionChanges = {
  readonly added: readonly ProposedPromotion[];
  /** To be written over what nobody has acted on; a withdrawn one is proposed again. */
  readonly changed: readonly (ProposedPromotion & { readonly id: string })[];
  readonly withdrawn: readonly string[];
  /** What was acted on keeps its levels and gets this basis. */
  readonly reported: readonly { readonly id: string; readonly basis: PromotionBasis }[];
};

/** What a new computation does: proposals follow it, what was approved, certified or refused only says what differs. */
export function reconcilePromotions(
  stored: readonly StoredPromotion[],
  proposed: readonly ProposedPromotion[],
): PromotionChanges {
  const known = new Map(stored.map((promotion) => [promotion.memberId, promotion]));
  const now = new Map(proposed.map((promotion) => [promotion.memberId, promotion]));
  const isOpen = ({ state }: StoredPromotion) => state === "proposed" || state === "withdrawn";
  return {
    added: proposed.filter(({ memberId }) => !known.has(memberId)),
    changed: proposed.flatMap((promotion) => {
      const before = known.get(promotion.memberId);
      const isNew = before && isOpen(before) && (before.state === "withdrawn" || !isSame(before, promotion));
      return isNew ? [{ ...promotion, id: before.id }] : [];
    }),
    withdrawn: stored.filter(({ state, memberId }) => state === "proposed" && !now.has(memberId)).map(({ id }) => id),
    reported: stored.flatMap((before) => {
      if (isOpen(before)) return [];
      const toLevel = now.get(before.memberId)?.toLevel ?? null;
      const difference = toLevel === before.toLevel ? null : { toLevel };
      const said = before.basis.difference;
      const isReported = (difference === null) === (said === null) && difference?.toLevel === said?.toLevel;
      return isReported ? [] : [{ id: before.id, basis: { ...before.basis, difference } }];
    }),
  };
}

function isSame(before: ProposedPromotion, after: ProposedPromotion): boolean {
  return (
    before.toLevel === after.toLevel &&
    before.fromLevel === after.fromLevel &&
    JSON.stringify([before.basis.rule, before.basis.reference, before.basis.place, before.basis.award, before.basis.clauses]) ===
      JSON.stringify([after.basis.rule, after.basis.reference, after.basis.place, after.basis.award, after.basis.clauses])
  );
}

export const PROMOTION_ACT_REFUSALS = [
  "promotion-none-chosen",
  "promotion-unknown",
  "promotion-not-proposed",
  "promotion-not-approved",
  "promotion-reason-missing",
  "promotion-certified-in-future",
  "promotion-certificate-taken",
  "promotion-level-recorded",
  "promotion-level-differs",
  "promotion-results-reopened",
] as const;
export type PromotionActRefusal = (typeof PROMOTION_ACT_REFUSALS)[number];

/** Approval of several by one number of the home authority: all of them or none. */
export function decideApproval(
  chosen: readonly string[],
  found: readonly { readonly id: string; readonly state: PromotionState }[],
  isReopened: boolean,
): Decision<null, PromotionActRefusal> {
  const refusals: Refusal<PromotionActRefusal>[] = isReopened ? [{ code: "promotion-results-reopened" }] : [];
  if (chosen.length === 0) refusals.push({ code: "promotion-none-chosen" });
  if (found.length < chosen.length) refusals.push({ code: "promotion-unknown" });
  const wrong = found.filter(({ state }) => state !== "proposed").length;
  if (wrong > 0) refusals.push({ code: "promotion-not-proposed", params: { count: wrong } });
  return decide(refusals, null);
}

/** The home authority does not approve: of a proposal, with a reason. */
export function decidePromotionRefusal(state: PromotionState, reason: string): Decision<null, PromotionActRefusal> {
  const refusals: Refusal<PromotionActRefusal>[] = [];
  if (state !== "proposed") refusals.push({ code: "promotion-not-proposed", params: { count: 1 } });
  if (reason.trim() === "") refusals.push({ code: "promotion-reason-missing", params: { field: "reason" } });
  return decide(refusals, null);
}

/** An evaluation body has certified what was approved. @param input.certifiedOn and input.today YYYY-MM-DD */
export function decideCertification(input: {
  readonly state: PromotionState;
  readonly difference: PromotionBasis["difference"];
  /** The results that it rests on are public again and not final. */
  readonly isReopened: boolean;
  readonly certifiedOn: string;
  readonly today: string;
  readonly isNumberTaken: boolean;
  /** Whether the person's level stands recorded already. */
  readonly isLevelRecorded: boolean;
}): Decision<null, PromotionActRefusal> {
  const refusals: Refusal<PromotionActRefusal>[] = [];
  if (input.isReopened) refusals.push({ code: "promotion-results-reopened" });
  if (input.state !== "approved") refusals.push({ code: "promotion-not-approved" });
  if (input.difference !== null) refusals.push({ code: "promotion-level-differs" });
  if (input.certifiedOn > input.today) {
    refusals.push({ code: "promotion-certified-in-future", params: { field: "certifiedOn", today: input.today } });
  }
  if (input.isNumberTaken) refusals.push({ code: "promotion-certificate-taken", params: { field: "certificateNumber" } });
  if (input.isLevelRecorded) refusals.push({ code: "promotion-level-recorded" });
  return decide(refusals, null);
}
