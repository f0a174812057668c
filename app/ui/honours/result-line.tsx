/** A result in one line: competition, event, then what was won. */
import { useTranslation } from "react-i18next";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { type Named, useNamed } from "#app/ui/use-named.ts";

export type ResultOf = {
  readonly competition: Named;
  readonly event: Named;
  readonly award: Award | null;
  readonly place: number | null;
};

/** As text: for a search, or for one line of a list. */
export function useResultText(): (result: ResultOf) => string {
  const { t } = useTranslation("honours");
  const word = useWord();
  const named = useNamed();
  return ({ competition, event, award, place }) =>
    [
      named(competition),
      named(event),
      ...(award === null ? [] : [word("award", award)]),
      ...(place === null ? [] : [t("place", { place })]),
    ].join(" · ");
}

/** The award in its metal; the place where there is no award. */
export function Won({ award, place }: Pick<ResultOf, "award" | "place">) {
  const { t } = useTranslation("honours");
  if (award !== null) return <AwardBadge award={award} />;
  return place === null ? null : <span className="tabular">{t("place", { place })}</span>;
}
