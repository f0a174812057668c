/** A marking scheme while it is written: everything as typed, ids by position alone, so that a row can move and nothing breaks. */

import {
  AGGREGATIONS,
  type Aggregation,
  ASPECT_KINDS,
  type Aspect,
  type AspectKind,
  type Criterion,
  type Descriptors,
  listModules,
  type MarkingScheme,
  MEASUREMENT_WAYS,
  type MeasurementWay,
  type SubCriterion,
  type TableStep,
} from "#app/domain/marking/scheme.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import {
  addHundredths,
  formatHundredths,
  formatThousandths,
  type Hundredths,
  hundredths,
  parseHundredths,
  parseThousandths,
} from "#app/domain/shared/units.ts";

export const DRAFT_REFUSALS = [
  "draft-mark-unreadable",
  "draft-deduction-unreadable",
  "draft-bound-unreadable",
  "draft-step-mark-unreadable",
  "draft-day-unreadable",
  "draft-criteria-too-many",
] as const;
export type DraftRefusal = (typeof DRAFT_REFUSALS)[number];

/** Criteria are lettered: there is no letter after Z. */
export const MOST_CRITERIA = 26;

export type DraftStep = { readonly upTo: string; readonly mark: string };
export type DraftAspect = {
  readonly kind: AspectKind;
  readonly text: string;
  readonly detail: string;
  readonly maximum: string;
  readonly requirement: string;
  readonly section: string;
  readonly way: MeasurementWay["kind"];
  /** What each fault takes off. */
  readonly deduction: string;
  readonly unit: string;
  /** A blank `upTo`: all that are left. */
  readonly steps: readonly DraftStep[];
  /** Blank: the team agrees on one value. */
  readonly each: Aggregation | "";
  readonly descriptors: Descriptors;
};
export type DraftSubCriterion = { readonly name: string; readonly day: string; readonly aspects: readonly DraftAspect[] };
export type DraftCriterion = {
  readonly name: string;
  /** The place of its module among the modules, from 0; null: none. */
  readonly module: number | null;
  readonly subCriteria: readonly DraftSubCriterion[];
};
export type DraftModule = { readonly id: string; readonly name: string };
export type SchemeDraft = { readonly modules: readonly DraftModule[]; readonly criteria: readonly DraftCriterion[] };

export const EMPTY_ASPECT: DraftAspect = {
  kind: "measurement",
  text: "",
  detail: "",
  maximum: "",
  requirement: "",
  section: "",
  way: "stated",
  deduction: "",
  unit: "",
  steps: [
    { upTo: "", mark: "" },
    { upTo: "", mark: "" },
  ],
  each: "",
  descriptors: ["", "", "", ""],
};

/** The letter of the criterion at a place from 0. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

/**
 * The scheme that a draft says, with the maximum of each criterion as its aspects add up; or every figure in it that is none.
 * Whether the scheme may be used is asked of `checkScheme`.
 */
export function readDraft(draft: SchemeDraft): Decision<MarkingScheme, DraftRefusal> {
  const { scheme, refusals } = interpretDraft(draft);
  return decide(refusals, scheme);
}

/**
 * As far as a draft can be understood while it is written: a figure that is none counts as nothing and is named, under the id
 * that its row has by its place.
 */
export function interpretDraft(draft: SchemeDraft): {
  readonly scheme: MarkingScheme;
  readonly refusals: readonly Refusal<DraftRefusal>[];
} {
  const refusals: Refusal<DraftRefusal>[] = [];
  const against: Against = (code, params) => void refusals.push({ code, params });
  if (draft.criteria.length > MOST_CRITERIA) against("draft-criteria-too-many", { most: MOST_CRITERIA });
  const modules = draft.modules.map(({ id, name }) => ({ id: id.trim().toUpperCase(), name: name.trim() }));
  const criteria = draft.criteria.map((criterion, index) => readCriterion(criterion, letterOf(index), modules, against));
  return { scheme: modules.length > 0 ? { modules, criteria } : { criteria }, refusals };
}

type Against = (code: DraftRefusal, params: Readonly<Record<string, string | number>>) => void;

function readCriterion(draft: DraftCriterion, id: string, modules: readonly DraftModule[], against: Against): Criterion {
  const subCriteria = draft.subCriteria.map((subCriterion, index): SubCriterion => {
    const subId = `${id}${index + 1}`;
    const day = /^[1-9]\d?$/.test(subCriterion.day.trim()) ? Number(subCriterion.day) : 0;
    if (day === 0) against("draft-day-unreadable", { subCriterion: subId, value: subCriterion.day });
    return {
      id: subId,
      name: subCriterion.name.trim(),
      day,
      aspects: subCriterion.aspects.map((aspect, position) => readAspect(aspect, `${subId}.${position + 1}`, against)),
    };
  });
  const module = draft.module === null ? undefined : modules[draft.module];
  const maximum = addHundredths(subCriteria.flatMap(({ aspects }) => aspects.map((aspect) => aspect.maximum)));
  return { id, name: draft.name.trim(), ...(module ? { module: module.id } : {}), maximum, subCriteria };
}

function readAspect(draft: DraftAspect, id: string, against: Against): Aspect {
  const figure = (text: string, code: DraftRefusal): Hundredths => {
    const mark = parseHundredths(text);
    if (mark === null) against(code, { aspect: id, value: text.trim() });
    return mark ?? hundredths(0);
  };
  const base = {
    id,
    kind: draft.kind,
    text: draft.text.trim(),
    maximum: figure(draft.maximum, "draft-mark-unreadable"),
    ...optional("detail", draft.detail),
    ...optional("section", draft.section),
  };
  if (draft.kind === "judgement") {
    const [none, some, most, all] = draft.descriptors;
    return { ...base, descriptors: [none.trim(), some.trim(), most.trim(), all.trim()] };
  }
  return {
    ...base,
    ...optional("requirement", draft.requirement),
    ...readWay(draft, id, figure, against),
    ...(draft.each === "" ? {} : { each: draft.each }),
  };
}

function readWay(
  draft: DraftAspect,
  id: string,
  figure: (text: string, code: DraftRefusal) => Hundredths,
  against: Against,
): { way?: MeasurementWay } {
  switch (draft.way) {
    case "stated":
      return {};
    case "yes-no":
      return { way: { kind: "yes-no" } };
    case "deduction":
      return { way: { kind: "deduction", each: figure(draft.deduction, "draft-deduction-unreadable") } };
    case "table": {
      const steps = draft.steps.map(({ upTo, mark }): TableStep => {
        const bound = upTo.trim() === "" ? null : parseThousandths(upTo);
        if (bound === null && upTo.trim() !== "") against("draft-bound-unreadable", { aspect: id, value: upTo.trim() });
        return { upTo: bound, mark: figure(mark, "draft-step-mark-unreadable") };
      });
      return { way: { kind: "table", unit: draft.unit.trim(), steps } };
    }
  }
}

/** A draft that `readDraft` reads back as the same scheme. */
export function toDraft(scheme: MarkingScheme): SchemeDraft {
  const modules = listModules(scheme);
  return {
    modules,
    criteria: scheme.criteria.map(({ name, module, subCriteria }) => {
      const place = modules.findIndex(({ id }) => id === module);
      return {
        name,
        module: place === -1 ? null : place,
        subCriteria: subCriteria.map((subCriterion) => ({
          name: subCriterion.name,
          day: String(subCriterion.day),
          aspects: subCriterion.aspects.map(toDraftAspect),
        })),
      };
    }),
  };
}

function toDraftAspect(aspect: Aspect): DraftAspect {
  const { way } = aspect;
  return {
    ...EMPTY_ASPECT,
    kind: aspect.kind,
    text: aspect.text,
    detail: aspect.detail ?? "",
    maximum: formatHundredths(aspect.maximum),
    requirement: aspect.requirement ?? "",
    section: aspect.section ?? "",
    way: way?.kind ?? "stated",
    each: aspect.each ?? "",
    descriptors: aspect.descriptors ?? EMPTY_ASPECT.descriptors,
    ...(way?.kind === "deduction" ? { deduction: formatHundredths(way.each) } : {}),
    ...(way?.kind === "table"
      ? {
          unit: way.unit,
          steps: way.steps.map(({ upTo, mark }) => ({
            upTo: upTo === null ? "" : formatThousandths(upTo),
            mark: formatHundredths(mark),
          })),
        }
      : {}),
  };
}

function optional<Key extends string>(key: Key, text: string): { [K in Key]?: string } {
  return (text.trim() === "" ? {} : { [key]: text.trim() }) as { [K in Key]?: string };
}

/** Words of the closed lists of a draft, for its form. */
export const DRAFT_WORDS = { kinds: ASPECT_KINDS, ways: MEASUREMENT_WAYS, aggregations: AGGREGATIONS } as const;
