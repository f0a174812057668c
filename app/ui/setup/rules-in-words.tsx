/** The rules of an event as sentences, by what they decide: with them anyone can compute a result again by hand. */
import { useTranslation } from "react-i18next";
import { type AwardScheme, type MedalsWithTolerance, PRIZE_TIERS, type PrizeTier } from "#app/domain/awards/award-scheme.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { Eligibility } from "#app/domain/registration/eligibility.ts";
import { computeSchemeTotal } from "#app/domain/results/components.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFormats } from "../use-formats.ts";
import classes from "./rules.module.css";
import { useTieBreakWords } from "./use-tie-break-words.ts";

export type RulesInWordsProps = {
  rules: EventRules;
  /** Names the criteria and modules of tie-breaks and components. */
  scheme: MarkingScheme | null;
};

const TOPICS = ["marking", "components", "order", "awards", "draw", "after", "eligibility", "requires"] as const;
type Topic = (typeof TOPICS)[number];

export function RulesInWords({ rules, scheme }: RulesInWordsProps) {
  const { t } = useTranslation("rules");
  const sentences: Readonly<Record<Topic, readonly string[]>> = {
    marking: useMarkingWords(rules),
    components: useComponentWords(rules),
    order: useOrderWords(rules, scheme),
    awards: useAwardWords(rules),
    draw: useDrawWords(rules),
    after: useAfterWords(rules),
    eligibility: useEligibilityWords(rules),
    requires: useRequirementWords(rules),
  };
  return (
    <dl className={classes.topics}>
      {TOPICS.map((topic) => (
        <div key={topic} className={classes.topic}>
          <dt>{t(`topic.${topic}`)}</dt>
          {sentences[topic].map((sentence) => (
            <dd key={sentence}>{sentence}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function useMarkingWords(rules: EventRules): readonly string[] {
  const word = useWord();
  const { t } = useTranslation("rules");
  const formats = useFormats();
  return [
    t("words.total", { total: formats.marks(rules.total), sum: formats.marks(computeSchemeTotal(rules)) }),
    t(`words.marking.${rules.marking}`),
    t(`words.blindLayers.${rules.blindLayers}`),
    t("words.judges", { count: rules.judgesPerForm }),
    t("words.spread", { count: rules.spreadLimit }),
    t("words.judgement"),
    rules.checkInChecks.length === 0
      ? t("words.noChecks")
      : t("words.checks", { list: formats.list(rules.checkInChecks.map((check) => word("checkInCheck", check))) }),
  ];
}

function useComponentWords({ components, total, failed, roundingPlace }: EventRules): readonly string[] {
  const { t } = useTranslation("rules");
  const formats = useFormats();
  if (components.length === 0) return [t("words.noComponents")];
  const parts = components.map(({ name, weight }) => t("words.weighted", { name, weight }));
  return [
    t("words.weightedTotal", { parts: parts.join(" + "), place: t(`field.place.${roundingPlace}`) }),
    ...components.map(({ name, source, modules }) =>
      source === "file"
        ? t("words.componentFile", { name, total: formats.marks(total) })
        : modules.length === 0
          ? t("words.componentScheme", { name, total: formats.marks(total) })
          : t("words.componentModules", { name, modules: formats.list(modules), total: formats.marks(total) }),
    ),
    ...components.flatMap(({ name, passMark }) =>
      passMark === null ? [] : [t("words.passMark", { name, mark: formats.marks(passMark) })],
    ),
    ...(components.some(({ passMark }) => passMark !== null) ? [t(`words.failed.${failed}`)] : []),
  ];
}

function useOrderWords(rules: EventRules, scheme: MarkingScheme | null): readonly string[] {
  const { t } = useTranslation("rules");
  const wordsOf = useTieBreakWords(rules, scheme);
  const formats = useFormats();
  return [
    rules.tieBreaks.length === 0
      ? t("words.noTieBreaks")
      : t("words.tieBreaks", { list: formats.list(rules.tieBreaks.map((tieBreak) => wordsOf(tieBreak))) }),
    ...(rules.tieBreaks.length === 0 ? [] : [t("words.valueMissing")]),
    t(`words.lastTie.${rules.lastTie}`),
    t(`words.scale.${rules.scale}`),
  ];
}

function useAwardWords({ award }: EventRules): readonly string[] {
  const { t } = useTranslation("rules");
  const formats = useFormats();
  const word = useWord();
  const isMedals = award.scheme === "medals-with-tolerance";
  const tierWord = (tier: PrizeTier) =>
    word("award", isMedals ? ({ first: "gold", second: "silver", third: "bronze" } as const)[tier] : tier);
  const minimums = [...award.minimumEntries].sort((left, right) => left.below - right.below);
  return [
    ...useTierWords(award),
    t("words.base", { base: t(`words.bases.${award.base}`) }),
    ...(award.minimumMark === null ? [] : [t("words.minimumMark", { mark: formats.marks(award.minimumMark) })]),
    ...minimums.map(({ below, tiers }) =>
      tiers.length === 0
        ? t("words.minimumNone", { below })
        : t("words.minimumTiers", { below, tiers: formats.list(tiers.map(tierWord)) }),
    ),
    ...(minimums.length > 1 ? [t("words.minimumLowest")] : []),
    t("words.ineligible"),
  ];
}

function useTierWords(award: AwardScheme): readonly string[] {
  const { t } = useTranslation("rules");
  const medals = useMedalWords();
  if (award.scheme === "medals-with-tolerance") return medals(award);
  const numbers = award.scheme === "share-of-entries" ? award.shares : award.counts;
  let sum = 0;
  const cuts = PRIZE_TIERS.map((tier) => {
    sum += numbers[tier];
    return sum;
  });
  const [first = 0, second = 0, third = 0] = cuts;
  const rounding = t(`words.rounding.${award.rounding}`);
  return [
    award.scheme === "share-of-entries"
      ? t("words.shares", { ...numbers, firstTo: first, secondTo: second, thirdTo: third, rounding })
      : t("words.counts", { ...numbers, firstTo: first, secondTo: second, thirdTo: third }),
    award.excellenceTo === null ? t("words.noExcellence") : t("words.excellence", { percent: award.excellenceTo, rounding }),
    t(`words.tiesAtCut.${award.tiesAtCut}`),
  ];
}

function useMedalWords(): (award: MedalsWithTolerance) => readonly string[] {
  const { t } = useTranslation("rules");
  const formats = useFormats();
  return ({ on, tolerance, medallionFrom }) => {
    const write = (value: number) => (on === "total" ? formats.marks(value) : String(value));
    const params = { measure: t(`field.measures.${on}`), tolerance: write(tolerance) };
    return [
      t("words.medals.gold", params),
      t("words.medals.one", params),
      t("words.medals.two", params),
      t("words.medals.three", params),
      medallionFrom === null
        ? t("words.medals.noMedallion")
        : t("words.medals.medallion", { ...params, from: write(medallionFrom) }),
    ];
  };
}

function useDrawWords({ draw }: EventRules): readonly string[] {
  const { t } = useTranslation("rules");
  return [
    t(`words.drawWay.${draw.way}`),
    ...(draw.sessions ? [t("words.drawSessions")] : []),
    t(`words.drawSeats.${draw.seats}`),
    ...(draw.way === "computer" ? [t(draw.avoidNeighbours ? "words.drawApart" : "words.drawMixed")] : []),
    ...(draw.fewestLeaders === 0
      ? []
      : [t(draw.way === "computer" ? "words.drawLeaders" : "words.drawSigners", { count: draw.fewestLeaders })]),
  ];
}

function useAfterWords(rules: EventRules): readonly string[] {
  const { t } = useTranslation("rules");
  const { recheck, advancement } = rules;
  return [
    t("words.recheck", { places: recheck.topPlaces, percent: recheck.percent, error: recheck.errorPercent }),
    t("words.onSite", { minutes: rules.onSiteMinutes }),
    t("words.appeal", { minutes: rules.appealMinutes }),
    t(rules.secondInstance ? "words.secondInstance" : "words.oneInstance"),
    ...(advancement
      ? [
          advancement.kind === "top"
            ? t("words.advancement", { count: advancement.places })
            : t("words.advancementShare", {
                percent: advancement.percent,
                rounding: t(`field.roundings.${advancement.rounding}`),
              }),
          ...(advancement.capPerDelegation === null ? [] : [t("words.cap", { count: advancement.capPerDelegation })]),
          t(`words.route.${advancement.route ?? "direct"}`),
        ]
      : [t("words.noAdvancement")]),
  ];
}

function useEligibilityWords({ eligibility, fewestEntries, substitution }: EventRules): readonly string[] {
  const { t } = useTranslation("rules");
  const word = useWord();
  const formats = useFormats();
  const cited = (text: string, clause: string) => (clause === "" ? text : t("words.cited", { text, clause }));
  const { age, level, years, region, employerKinds, formerWinners, oneEvent, byHand }: Eligibility = eligibility;
  return [
    t("words.fewest", { count: fewestEntries }),
    t(`words.substitution.${substitution}`),
    ...(age ? [cited(t(`words.age.${ageKind(age)}`, { from: age.from ?? 0, to: age.to ?? 0 }), age.clause)] : []),
    ...(level ? [cited(t("words.level", { level: word("skillLevel", level.lowest) }), level.clause)] : []),
    ...(years ? [cited(t("words.years", { count: years.lowest }), years.clause)] : []),
    ...(region
      ? [
          cited(
            t("words.region", {
              relation: t(`field.regionRelations.${region.relation}`),
              region: region.regionCode ?? t("words.hostRegion"),
            }),
            region.clause,
          ),
        ]
      : []),
    ...(employerKinds
      ? [
          cited(
            t("words.employerKinds", {
              kinds: formats.list(employerKinds.excluded.map((kind) => word("organisationKind", kind))),
            }),
            employerKinds.clause,
          ),
        ]
      : []),
    ...(formerWinners ? [cited(t("words.formerWinners"), formerWinners.clause)] : []),
    ...(oneEvent ? [cited(t("words.oneEvent"), oneEvent.clause)] : [t("words.manyEvents")]),
    ...byHand.map((clause) => t("words.byHand", { clause })),
  ];
}

function useRequirementWords({ requires }: EventRules): readonly string[] {
  const { t } = useTranslation("rules");
  const word = useWord();
  const formats = useFormats();
  const { attachments, consent, clause } = requires;
  const cited = (text: string) => t("words.cited", { text, clause });
  return [
    ...(attachments.length === 0
      ? []
      : [cited(t("words.requiresFiles", { kinds: formats.list(attachments.map((kind) => word("attachmentKind", kind))) }))]),
    ...(consent ? [cited(t("words.requiresConsent"))] : []),
    ...(attachments.length === 0 && !consent ? [t("words.requiresNothing")] : []),
  ];
}

function ageKind({ from, to }: NonNullable<Eligibility["age"]>): "both" | "from" | "to" {
  if (from === null) return "to";
  return to === null ? "from" : "both";
}
