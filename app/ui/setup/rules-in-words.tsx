/** The rules of an event as sentences, by what they decide. */
import { useTranslation } from "react-i18next";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { readMinimumEntries } from "#app/forms/event-rules.ts";
import { useFormats } from "../use-formats.ts";
import classes from "./rules.module.css";

export type RulesInWordsProps = {
  rules: EventRules;
  /** Names the criteria of tie-breaks. */
  scheme: MarkingScheme | null;
};

export function RulesInWords({ rules, scheme }: RulesInWordsProps) {
  const { t } = useTranslation("competition");
  const topics = useTopics(rules, scheme);
  return (
    <dl className={classes.topics}>
      {topics.map(({ topic, sentences }) => (
        <div key={topic} className={classes.topic}>
          <dt>{t(`rules.topic.${topic}`)}</dt>
          {sentences.map((sentence) => (
            <dd key={sentence}>{sentence}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

type Topic = { readonly topic: "marking" | "order" | "awards" | "after"; readonly sentences: readonly string[] };

function useTopics(rules: EventRules, scheme: MarkingScheme | null): readonly Topic[] {
  const { t } = useTranslation("competition");
  const formats = useFormats();
  const { award, advancement } = rules;
  const criteria = rules.tieBreaks.map(({ id }) => {
    const name = scheme?.criteria.find((criterion) => criterion.id === id)?.name;
    return name ? t("rules.field.criterion", { id, name }) : id;
  });
  if (award.scheme === "medals-with-tolerance") throw new Error("No words for medals yet.");
  const { threeTiersFrom, twoTiersFrom } = readMinimumEntries(award.minimumEntries);
  const hasBase = award.scheme === "share-of-entries" || award.excellenceTo !== null;
  return [
    {
      topic: "marking",
      sentences: [
        t("rules.words.total", { total: formats.marks(rules.total) }),
        t("rules.words.judges", { count: rules.judgesPerForm }),
        t("rules.words.spread", { count: rules.spreadLimit }),
      ],
    },
    {
      topic: "order",
      sentences: [
        criteria.length > 0 ? t("rules.words.tieBreaks", { criteria: formats.list(criteria) }) : t("rules.words.noTieBreaks"),
        t(`rules.words.lastTie.${rules.lastTie}`),
      ],
    },
    {
      topic: "awards",
      sentences: [
        award.scheme === "share-of-entries" ? t("rules.words.shares", award.shares) : t("rules.words.counts", award.counts),
        award.excellenceTo === null
          ? t("rules.words.noExcellence")
          : t("rules.words.excellence", { percent: award.excellenceTo }),
        ...(hasBase
          ? [
              t("rules.words.baseAndRounding", {
                base: t(`rules.words.base.${award.base}`),
                rounding: t(`rules.words.rounding.${award.rounding}`),
              }),
            ]
          : []),
        t(`rules.words.tiesAtCut.${award.tiesAtCut}`),
        ...(award.minimumMark === null ? [] : [t("rules.words.minimumMark", { mark: formats.marks(award.minimumMark) })]),
        ...(threeTiersFrom === null ? [] : [t("rules.words.threeTiersFrom", { count: threeTiersFrom })]),
        ...(twoTiersFrom === null ? [] : [t("rules.words.twoTiersFrom", { count: twoTiersFrom })]),
      ],
    },
    {
      topic: "after",
      sentences: [
        t("rules.words.onSite", { minutes: rules.onSiteMinutes }),
        ...(advancement
          ? [
              t("rules.words.advancement", { count: advancement.places }),
              ...(advancement.capPerDelegation === null ? [] : [t("rules.words.cap", { count: advancement.capPerDelegation })]),
            ]
          : [t("rules.words.noAdvancement")]),
      ],
    },
  ];
}
