/** The rules of an event as one flat form, and back. What the chosen award scheme does not use is not looked at. */
import { z } from "zod";
import {
  AWARD_BASES,
  AWARD_SCHEMES,
  type AwardScheme,
  DEFAULT_AWARD,
  MEASURES,
  type MinimumEntries,
  PRIZE_TIERS,
  ROUNDINGS,
  TIES_AT_CUT,
} from "#app/domain/awards/award-scheme.ts";
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { CHECK_KINDS } from "#app/domain/draw/check-in.ts";
import { DRAW_WAYS, SEAT_DRAWS } from "#app/domain/draw/rule.ts";
import { ADVANCEMENT_KINDS, ADVANCEMENT_ROUTES, type AdvancementRule } from "#app/domain/ladder/advancement.ts";
import { SUBSTITUTION_RULES } from "#app/domain/registration/substitution.ts";
import { COMPONENT_SOURCES, type Component } from "#app/domain/results/components.ts";
import {
  type EventRules,
  FAILED_PLACES,
  LAST_TIES,
  MARKING_KINDS,
  TIE_BREAK_KINDS,
  TIE_BREAK_ORDERS,
  type TieBreak,
  tieBreakKey,
} from "#app/domain/results/rules.ts";
import { SCALES } from "#app/domain/results/scale.ts";
import { formatHundredths, parseHundredths } from "#app/domain/shared/units.ts";
import { EligibilityFieldsSchema, toEligibility, toEligibilityFields } from "./eligibility.ts";
import { choice, mark, optionalMark, optionalNumber, text, wholeNumber } from "./fields.ts";
import { RequirementFieldsSchema, toRequirementFields, toRequirements } from "./requirements.ts";

/** One column of the rows of a table: as many texts as there are rows. */
const column = z.array(z.string().max(200, "text-too-long")).max(60, "text-too-long").default([]);
const POINT = 100;

const RulesFieldsSchema = z.object({
  /** The version that the form was filled from. */
  basedOn: wholeNumber(1, 100_000),
  reason: text(200),
  total: mark,
  spreadLimit: wholeNumber(0, 3),
  judgesPerForm: wholeNumber(1, 20),
  marking: choice(MARKING_KINDS),
  // A form from before there were layers says nothing of them.
  blindLayers: choice(["3", "2", "1"])
    .default("3")
    .transform((layers) => Number(layers) as BlindLayer),
  checkInChecks: column,
  substitution: choice(SUBSTITUTION_RULES).default("until-draw"),
  componentKey: column,
  componentName: column,
  componentWeight: column,
  componentPassMark: column,
  componentSource: column,
  /** Ids of modules with commas or blanks between them. */
  componentModules: column,
  failed: choice(FAILED_PLACES),
  roundingPlace: choice(["2", "1", "0"]).transform((place) => Number(place) as EventRules["roundingPlace"]),
  /** What is compared, in this order, as `tieBreakKey` writes it: "criterion B", "time"; blank ones are left out. */
  tieBreak: column,
  tieBreakOrder: column,
  lastTie: choice(LAST_TIES),
  scale: choice(SCALES),
  scheme: choice(AWARD_SCHEMES),
  first: wholeNumber(0, 1000),
  second: wholeNumber(0, 1000),
  third: wholeNumber(0, 1000),
  excellenceTo: optionalNumber(1, 100),
  rounding: choice(ROUNDINGS),
  tiesAtCut: choice(TIES_AT_CUT),
  on: choice(MEASURES),
  tolerance: mark,
  medallionFrom: optionalMark,
  base: choice(AWARD_BASES),
  minimumMark: optionalMark,
  /** With fewer entries than this, that many tiers are given; rows without a number are left out. */
  minimumBelow: column,
  minimumTiers: column,
  advancementKind: choice(ADVANCEMENT_KINDS).default("top"),
  /** Places that advance, or the percentage of a share; nothing: nobody goes on. */
  places: optionalNumber(1, 1000),
  advancementRounding: choice(ROUNDINGS).default(ROUNDINGS[0]),
  route: choice(ADVANCEMENT_ROUTES).default("direct"),
  capPerDelegation: optionalNumber(1, 1000),
  recheckTopPlaces: wholeNumber(0, 1000),
  recheckPercent: wholeNumber(0, 100),
  recheckErrorPercent: wholeNumber(0, 100),
  onSiteMinutes: wholeNumber(0, 100_000),
  appealMinutes: wholeNumber(0, 100_000),
  secondInstance: z.string().optional(),
  fewestEntries: wholeNumber(1, 1000),
  drawSessions: z.string().optional(),
  drawSeats: choice(SEAT_DRAWS).default("once"),
  drawWay: choice(DRAW_WAYS).default("computer"),
  drawMixesNeighbours: z.string().optional(),
  drawFewestLeaders: wholeNumber(0, 1000),
  ...EligibilityFieldsSchema.shape,
  ...RequirementFieldsSchema.shape,
});
type RulesFields = z.output<typeof RulesFieldsSchema>;

/** @returns the rules, the version they start from, and the reason of the change. */
export const SetRulesSchema = z
  .preprocess(leaveOutUnused, RulesFieldsSchema)
  .transform((fields, context) => ({ basedOn: fields.basedOn, reason: fields.reason, rules: toRules(fields, context) }));

/** What hidden fields hold is nobody's statement: it is replaced by what reads without a fault. */
function leaveOutUnused(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null) return raw;
  const isMedals = "scheme" in raw && raw.scheme === "medals-with-tolerance";
  return { ...raw, ...(isMedals ? UNUSED_BY_MEDALS : UNUSED_BY_CUTS) };
}

const UNUSED_BY_CUTS = { on: MEASURES[0], tolerance: "0", medallionFrom: "" };
const UNUSED_BY_MEDALS = {
  first: "0",
  second: "0",
  third: "0",
  excellenceTo: "",
  rounding: DEFAULT_AWARD.rounding,
  tiesAtCut: DEFAULT_AWARD.tiesAtCut,
};

function toRules(fields: RulesFields, context: z.RefinementCtx): EventRules {
  return {
    eligibility: toEligibility(fields),
    requires: toRequirements(fields),
    fewestEntries: fields.fewestEntries,
    draw: {
      sessions: fields.drawSessions !== undefined,
      seats: fields.drawSeats,
      way: fields.drawWay,
      // Ticked where neighbours do not matter: a form that does not ask leaves them apart.
      avoidNeighbours: fields.drawMixesNeighbours === undefined,
      fewestLeaders: fields.drawFewestLeaders,
    },
    total: fields.total,
    spreadLimit: fields.spreadLimit,
    judgesPerForm: fields.judgesPerForm,
    marking: fields.marking,
    blindLayers: fields.blindLayers,
    checkInChecks: CHECK_KINDS.filter((kind) => fields.checkInChecks.includes(kind)),
    substitution: fields.substitution,
    components: toComponents(fields, context),
    failed: fields.failed,
    roundingPlace: fields.roundingPlace,
    tieBreaks: toTieBreaks(fields, context),
    lastTie: fields.lastTie,
    scale: fields.scale,
    award: toAward(fields, context),
    advancement: toAdvancement(fields),
    recheck: {
      topPlaces: fields.recheckTopPlaces,
      percent: fields.recheckPercent,
      errorPercent: fields.recheckErrorPercent,
    },
    onSiteMinutes: fields.onSiteMinutes,
    appealMinutes: fields.appealMinutes,
    secondInstance: fields.secondInstance !== undefined,
  };
}

function toAdvancement(fields: RulesFields): AdvancementRule | null {
  const { advancementKind, places, advancementRounding, capPerDelegation, route } = fields;
  if (places === null) return null;
  return advancementKind === "top"
    ? { kind: "top", places, capPerDelegation, route }
    : { kind: "share", percent: places, rounding: advancementRounding, capPerDelegation, route };
}

function toComponents(fields: RulesFields, context: z.RefinementCtx): readonly Component[] {
  return fields.componentKey.flatMap((typed, row): Component[] => {
    const at = (texts: readonly string[]) => (texts[row] ?? "").trim();
    const fault = (field: string, message: string) => context.addIssue({ code: "custom", message, path: [field, row] });
    const [key, name, weight] = [typed.trim(), at(fields.componentName), at(fields.componentWeight)];
    if (key === "" && name === "" && weight === "") return [];
    if (!/^\d{1,3}$/.test(weight)) fault("componentWeight", weight === "" ? "number-missing" : "number-not-whole");
    const passMark = at(fields.componentPassMark);
    const parsed = parseHundredths(passMark);
    if (passMark !== "" && parsed === null) fault("componentPassMark", "mark-unreadable");
    const source = COMPONENT_SOURCES.find((known) => known === at(fields.componentSource)) ?? "scheme";
    const modules = at(fields.componentModules).split(/[\s,，、;；]+/u);
    return [{ key, name, weight: Number(weight), passMark: parsed, source, modules: modules.filter((module) => module !== "") }];
  });
}

function toTieBreaks({ tieBreak, tieBreakOrder }: RulesFields, context: z.RefinementCtx): readonly TieBreak[] {
  return tieBreak.flatMap((value, row): TieBreak[] => {
    if (value === "") return [];
    const [kind, ...rest] = value.split(" ");
    const by = TIE_BREAK_KINDS.find((known) => known === kind);
    const order = TIE_BREAK_ORDERS.find((known) => known === tieBreakOrder[row]) ?? "desc";
    if (!by) {
      context.addIssue({ code: "custom", message: "choice-missing", path: ["tieBreak", row] });
      return [];
    }
    return [{ by, id: rest.join(" "), order }];
  });
}

function toAward(fields: RulesFields, context: z.RefinementCtx): AwardScheme {
  const { first, second, third, excellenceTo, rounding, tiesAtCut, base, minimumMark } = fields;
  const limits = { base, minimumMark, minimumEntries: toMinimumEntries(fields, context) };
  const numbers = { first, second, third };
  switch (fields.scheme) {
    case "share-of-entries":
      return { scheme: fields.scheme, shares: numbers, excellenceTo, rounding, tiesAtCut, ...limits };
    case "fixed-counts":
      return { scheme: fields.scheme, counts: numbers, excellenceTo, rounding, tiesAtCut, ...limits };
    case "medals-with-tolerance": {
      const { on } = fields;
      const tolerance = toMeasure(fields.tolerance, "tolerance", fields, context);
      const medallionFrom =
        fields.medallionFrom === null ? null : toMeasure(fields.medallionFrom, "medallionFrom", fields, context);
      return { scheme: fields.scheme, on, tolerance, medallionFrom, ...limits };
    }
  }
}

/** Marks stay in hundredths; scale scores are whole points. */
function toMeasure(value: number, field: string, { on }: RulesFields, context: z.RefinementCtx): number {
  if (on === "total") return value;
  if (value % POINT !== 0) context.addIssue({ code: "custom", message: "number-not-whole", path: [field] });
  return Math.trunc(value / POINT);
}

function toMinimumEntries({ minimumBelow, minimumTiers }: RulesFields, context: z.RefinementCtx): readonly MinimumEntries[] {
  return minimumBelow.flatMap((typed, row): MinimumEntries[] => {
    const below = typed.trim();
    if (below === "") return [];
    if (!/^\d{1,4}$/.test(below)) {
      context.addIssue({ code: "custom", message: "number-not-whole", path: ["minimumBelow", row] });
    }
    const given = Number(minimumTiers[row] ?? 0);
    return [{ below: Number(below), tiers: PRIZE_TIERS.slice(0, Number.isInteger(given) ? given : 0) }];
  });
}

/** Texts by field name; several where the name ends in "[]". */
export type RulesTexts = Readonly<Record<string, readonly string[]>>;

/** The fields as the form shows them; `SetRulesSchema` reads the same rules out of them again. */
export function toRulesFields(rules: EventRules): RulesTexts {
  const { award, advancement, recheck, components, tieBreaks } = rules;
  const cuts = award.scheme === "medals-with-tolerance" ? DEFAULT_AWARD : award;
  const prizes = cuts.scheme === "share-of-entries" ? cuts.shares : cuts.counts;
  return {
    total: [formatHundredths(rules.total)],
    spreadLimit: [String(rules.spreadLimit)],
    judgesPerForm: [String(rules.judgesPerForm)],
    marking: [rules.marking],
    blindLayers: [String(rules.blindLayers)],
    "checkInChecks[]": [...rules.checkInChecks],
    substitution: [rules.substitution],
    "componentKey[]": components.map(({ key }) => key),
    "componentName[]": components.map(({ name }) => name),
    "componentWeight[]": components.map(({ weight }) => String(weight)),
    "componentPassMark[]": components.map(({ passMark }) => optional(passMark, formatHundredths)),
    "componentSource[]": components.map(({ source }) => source),
    "componentModules[]": components.map(({ modules }) => modules.join(", ")),
    failed: [rules.failed],
    roundingPlace: [String(rules.roundingPlace)],
    "tieBreak[]": tieBreaks.map(tieBreakKey),
    "tieBreakOrder[]": tieBreaks.map(({ order }) => order),
    lastTie: [rules.lastTie],
    scale: [rules.scale],
    scheme: [award.scheme],
    first: [String(prizes.first)],
    second: [String(prizes.second)],
    third: [String(prizes.third)],
    excellenceTo: [optional(cuts.excellenceTo, String)],
    rounding: [cuts.rounding],
    tiesAtCut: [cuts.tiesAtCut],
    ...toMedalFields(award),
    base: [award.base],
    minimumMark: [optional(award.minimumMark, formatHundredths)],
    "minimumBelow[]": award.minimumEntries.map(({ below }) => String(below)),
    "minimumTiers[]": award.minimumEntries.map(({ tiers }) => String(tiers.length)),
    advancementKind: [advancement?.kind ?? "top"],
    places: [optional(advancement && (advancement.kind === "top" ? advancement.places : advancement.percent), String)],
    advancementRounding: [advancement?.kind === "share" ? advancement.rounding : ROUNDINGS[0]],
    route: [advancement?.route ?? "direct"],
    capPerDelegation: [optional(advancement?.capPerDelegation ?? null, String)],
    recheckTopPlaces: [String(recheck.topPlaces)],
    recheckPercent: [String(recheck.percent)],
    recheckErrorPercent: [String(recheck.errorPercent)],
    onSiteMinutes: [String(rules.onSiteMinutes)],
    appealMinutes: [String(rules.appealMinutes)],
    secondInstance: rules.secondInstance ? ["yes"] : [],
    fewestEntries: [String(rules.fewestEntries)],
    drawSessions: rules.draw.sessions ? ["yes"] : [],
    drawSeats: [rules.draw.seats],
    drawWay: [rules.draw.way],
    drawMixesNeighbours: rules.draw.avoidNeighbours ? [] : ["yes"],
    drawFewestLeaders: [String(rules.draw.fewestLeaders)],
    ...toEligibilityFields(rules.eligibility),
    ...toRequirementFields(rules.requires),
  };
}

/** With the numbers of DOMAIN 7 where another scheme is chosen, so that a change of scheme finds something to start from. */
function toMedalFields(award: AwardScheme): RulesTexts {
  if (award.scheme !== "medals-with-tolerance") return { on: ["scaleScore"], tolerance: ["2"], medallionFrom: ["700"] };
  const write = (value: number) => (award.on === "total" ? formatHundredths(value) : String(value));
  return { on: [award.on], tolerance: [write(award.tolerance)], medallionFrom: [optional(award.medallionFrom, write)] };
}

function optional(value: number | null, write: (value: number) => string): string {
  return value === null ? "" : write(value);
}
