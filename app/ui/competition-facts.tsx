/** What a competition is, in one line of a list: its tier and class, and the regions whose authorities hold it. */
import { useTranslation } from "react-i18next";
import type { CompetitionClass, Tier } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFormats } from "./use-formats.ts";
import { type Named, useNamed } from "./use-named.ts";

export type CompetitionFactsProps = {
  readonly tier: Tier;
  readonly class: CompetitionClass;
  /** One, or several that hold it together; none is known of a draft without hosts. */
  readonly regions: readonly Named[];
};

/** Spans for a line of facts, which sets their distance. */
export function CompetitionFacts({ tier, class: competitionClass, regions }: CompetitionFactsProps) {
  const { t } = useTranslation();
  const word = useWord();
  const hosts = useHostRegions()(regions);
  return (
    <>
      <span>{t("competition.kind", { tier: word("tier", tier), class: word("competitionClass", competitionClass) })}</span>
      {hosts !== null && <span>{hosts}</span>}
    </>
  );
}

/** The region, or the regions with the word that they hold it together; null without any. */
export function useHostRegions(): (regions: readonly Named[]) => string | null {
  const { t } = useTranslation();
  const named = useNamed();
  const formats = useFormats();
  return (regions) => {
    if (regions.length === 0) return null;
    const names = formats.list(regions.map(named));
    return regions.length > 1 ? t("competition.jointly", { regions: names }) : names;
  };
}
