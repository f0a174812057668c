/**
 * What clashes where judges are put into panels: one list for the page that shows it, for the act that stores panels and for the
 * conditions of opening judging (DOMAIN 5).
 */

import { FEWEST_FOR_TRIMMED_MEAN } from "#app/domain/marking/measurement.ts";
import type { Aspect } from "#app/domain/marking/scheme.ts";
import type { Partiality, PartialityKind } from "#app/domain/panels/partiality.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

/** A judge of the event's pool, as far as the reader may know him. */
export type PoolJudge = {
  readonly judgeId: string;
  readonly displayName: string;
  /** With `named` what he is partial to; null where the reader may not know it. */
  readonly partialities: readonly (Partiality & { readonly named: string | null })[];
  /** Duties that he holds here and that exclude marking. */
  readonly excluding: readonly Role[];
};

/** What a clash can depend on in a sub-criterion. */
export type SubCriterionToMark = { readonly id: string; readonly aspects: readonly Pick<Aspect, "id" | "each">[] };

/** Who marks a sub-criterion. */
export type PanelPlan = { readonly subCriterionId: string; readonly judges: readonly string[] };

const OF_PARTIALITY = {
  "own-unit": "judge-own-unit-entered",
  "declared-organisation": "judge-declared-organisation",
  "declared-delegation": "judge-declared-delegation",
  "declared-entry": "judge-declared-entry",
} as const satisfies Readonly<Record<PartialityKind, ClashCode>>;

/** The same where the reader may not know what a judge is partial to. */
const UNNAMED = {
  "own-unit": "judge-own-unit-entered-unnamed",
  "declared-organisation": "judge-declared-unnamed",
  "declared-delegation": "judge-declared-unnamed",
  "declared-entry": "judge-declared-unnamed",
} as const satisfies Readonly<Record<PartialityKind, ClashCode>>;

export const CLASH_CODES = [
  "judge-own-unit-entered",
  "judge-declared-organisation",
  "judge-declared-delegation",
  "judge-declared-entry",
  "judge-own-unit-entered-unnamed",
  "judge-declared-unnamed",
  "judge-not-in-pool",
  "judge-duties-exclude",
  "panel-unassigned",
  "panel-size-not-as-ruled",
  "panel-even",
  "panel-too-small-to-trim",
  "reserve-missing",
  "chief-judge-missing",
] as const;
export type ClashCode = (typeof CLASH_CODES)[number];

/**
 * What it means: `refusal` cannot be stored, `incomplete` can be stored and keeps judging from opening, `warning` keeps nothing
 * from happening.
 */
export type ClashWeight = "refusal" | "incomplete" | "warning";

export type Clash = {
  /** Null: of the event as a whole. */
  readonly subCriterionId: string | null;
  /** Null: of the panel as a whole. */
  readonly judgeId: string | null;
  readonly weight: ClashWeight;
  /** Of a judge who is not neutral. */
  readonly partiality: PartialityKind | null;
  readonly refusal: Refusal<ClashCode>;
};

export type PanelsToCheck = {
  readonly subCriteria: readonly SubCriterionToMark[];
  readonly rules: Pick<EventRules, "judgesPerForm" | "marking">;
  readonly pool: readonly PoolJudge[];
  readonly panels: readonly PanelPlan[];
  readonly chiefJudges: number;
};

/**
 * Everything that clashes, sub-criterion by sub-criterion in the order of the scheme, the judges in the order of the pool.
 * In blind marking a judge who is not neutral cannot be in a panel at all: leaving out single forms would reveal whose they are.
 * In open marking a neutral reserve of the pool takes his place on those forms, and there have to be enough of them.
 */
export function listClashes(input: PanelsToCheck): readonly Clash[] {
  const { subCriteria, panels, chiefJudges } = input;
  const judgesOf = new Map(panels.map(({ subCriterionId, judges }) => [subCriterionId, judges]));
  return [
    ...(chiefJudges === 0 ? [ofEvent("chief-judge-missing")] : []),
    ...subCriteria.flatMap((subCriterion) => listClashesOfPanel(input, subCriterion, judgesOf.get(subCriterion.id) ?? [])),
  ];
}

function listClashesOfPanel(input: PanelsToCheck, subCriterion: SubCriterionToMark, judges: readonly string[]): readonly Clash[] {
  const { rules, pool } = input;
  const { id } = subCriterion;
  if (judges.length === 0) return [ofPanel(id, "incomplete", "panel-unassigned", { subCriterion: id })];
  const members = pool.filter(({ judgeId }) => judges.includes(judgeId));
  const strangers = judges.filter((judgeId) => !pool.some((judge) => judge.judgeId === judgeId));
  const count = judges.length;
  const needed = rules.judgesPerForm;
  const trimmed = subCriterion.aspects.filter(({ each }) => each === "trimmed-mean").map((aspect) => aspect.id);
  return [
    ...strangers.map((judgeId) => ofJudge(id, judgeId, "refusal", "judge-not-in-pool", { subCriterion: id })),
    ...members.flatMap((judge) => listClashesOfJudge(rules.marking, id, judge)),
    ...(rules.marking === "open" ? findMissingReserve(pool, id, members) : []),
    ...(count === needed ? [] : [ofPanel(id, "incomplete", "panel-size-not-as-ruled", { subCriterion: id, count, needed })]),
    ...(trimmed.length > 0 && count < FEWEST_FOR_TRIMMED_MEAN
      ? [ofPanel(id, "incomplete", "panel-too-small-to-trim", { subCriterion: id, count, aspects: trimmed.join(", ") })]
      : []),
    // Odd panels are asked for, so that a median or a majority is one judge's; no rule forbids the others.
    ...(count % 2 === 0 ? [ofPanel(id, "warning", "panel-even", { subCriterion: id, count })] : []),
  ];
}

function listClashesOfJudge(marking: EventRules["marking"], id: string, judge: PoolJudge): readonly Clash[] {
  const { judgeId, displayName, partialities, excluding } = judge;
  const weight = marking === "blind" ? "refusal" : "warning";
  const partial = partialities.map(({ kind, named }): Clash => {
    const clash =
      named === null
        ? ofJudge(id, judgeId, weight, UNNAMED[kind], { judge: displayName })
        : ofJudge(id, judgeId, weight, OF_PARTIALITY[kind], { judge: displayName, named });
    return { ...clash, partiality: kind };
  });
  if (excluding.length === 0) return partial;
  const duties = { judge: displayName, duties: excluding.join(", ") };
  return [...partial, ofJudge(id, judgeId, "refusal", "judge-duties-exclude", duties)];
}

/** Whether on some form more judges have to be replaced than there are neutral ones left in the pool. */
function findMissingReserve(pool: readonly PoolJudge[], id: string, members: readonly PoolJudge[]): readonly Clash[] {
  const reserves = pool.filter((judge) => !members.includes(judge));
  const entryIds = new Set(members.flatMap(({ partialities }) => partialities.flatMap((partiality) => partiality.entryIds)));
  for (const entryId of entryIds) {
    const replaced = members.filter((judge) => isPartialTo(judge, entryId));
    const neutral = reserves.filter((judge) => !isPartialTo(judge, entryId) && judge.excluding.length === 0);
    if (neutral.length >= replaced.length) continue;
    const judges = replaced.map(({ displayName }) => displayName).join(", ");
    return [ofPanel(id, "incomplete", "reserve-missing", { subCriterion: id, judges })];
  }
  return [];
}

export function isPartialTo({ partialities }: Pick<PoolJudge, "partialities">, entryId: string): boolean {
  return partialities.some(({ entryIds }) => entryIds.includes(entryId));
}

type Params = Readonly<Record<string, string | number>>;

function ofEvent(code: ClashCode): Clash {
  return { subCriterionId: null, judgeId: null, weight: "incomplete", partiality: null, refusal: { code } };
}

function ofPanel(subCriterionId: string, weight: ClashWeight, code: ClashCode, params: Params): Clash {
  return { subCriterionId, judgeId: null, weight, partiality: null, refusal: { code, params } };
}

function ofJudge(subCriterionId: string, judgeId: string, weight: ClashWeight, code: ClashCode, params: Params): Clash {
  return { subCriterionId, judgeId, weight, partiality: null, refusal: { code, params } };
}
