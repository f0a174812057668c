/** The place of a result: how it compares with its neighbours, rule by rule, and what the chief judge decided. */
import { useTranslation } from "react-i18next";
import type { Comparison, ExplainedNeighbour } from "#app/domain/results/explain-result.ts";
import type { ExplanationPage } from "#app/domain/results/explanation-view.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { useWord } from "#app/i18n/word.ts";
import { useTieBreakWords } from "../setup/use-tie-break-words.ts";
import { useFormats } from "../use-formats.ts";
import classes from "./explanation.module.css";

type Part = { page: ExplanationPage };

export function ExplainedPlaceView({ page }: Part) {
  const { t } = useTranslation("explanation");
  const word = useWord();
  const { place } = page.explanation;
  const { participation } = place;
  return (
    <div className={classes.steps}>
      {(place.place === null || participation.isRuled) && (
        <p>
          {t("place.participation", { value: word("participation", participation.value) })}
          {participation.before !== null && (
            <span className={classes.ruled}>{t("ruled", { before: word("participation", participation.before) })}</span>
          )}
        </p>
      )}
      {place.place === null ? (
        <p>{t("place.notRanked")}</p>
      ) : (
        <>
          <Neighbour page={page} side="above" neighbour={place.above} />
          <Neighbour page={page} side="below" neighbour={place.below} />
          <Decision page={page} />
        </>
      )}
    </div>
  );
}

function Neighbour({ page, side, neighbour }: Part & { side: "above" | "below"; neighbour: ExplainedNeighbour | null }) {
  const { t } = useTranslation("explanation");
  const write = useComparison(page);
  if (!neighbour) return <p className={classes.soft}>{t(side === "above" ? "place.first" : "place.last")}</p>;
  const { place, entryId, comparisons, isTied } = neighbour;
  const who = page.neighbours[entryId] || t("place.neighbour");
  return (
    <div>
      <h3>{t(`place.${side}`, { place, who })}</h3>
      <ol className={classes.comparisons}>
        {comparisons.map((comparison) => {
          const text = write(comparison);
          return <li key={text}>{text}</li>;
        })}
        {isTied && <li>{t(page.explanation.place.openTie ? "place.open" : "place.tied")}</li>}
      </ol>
    </div>
  );
}

function useComparison({ rules, scheme }: ExplanationPage): (comparison: Comparison) => string {
  const { t } = useTranslation("explanation");
  const formats = useFormats();
  const thingOf = useTieBreakWords(rules, scheme);
  const verdict = (isEqual: boolean) => t(isEqual ? "place.verdict.equal" : "place.verdict.apart");
  return (comparison) => {
    switch (comparison.by) {
      case "passed":
        return t("place.byPassed", {
          own: t(comparison.own ? "place.passed.true" : "place.passed.false"),
          other: t(comparison.other ? "place.passed.true" : "place.passed.false"),
        });
      case "total":
        return t("place.byTotal", {
          own: formatHundredths(comparison.own),
          other: formatHundredths(comparison.other),
          verdict: verdict(comparison.own === comparison.other),
        });
      case "tie-break": {
        const { tieBreak, own, other } = comparison;
        const write = (value: number | null) => {
          if (value === null) return t("unknown");
          return tieBreak.by === "time" ? formats.duration(value * 1000) : formatHundredths(value);
        };
        return t("place.byTieBreak", {
          thing: thingOf(tieBreak),
          own: write(own),
          other: write(other),
          verdict: verdict(own === other),
        });
      }
      case "chief":
        return t("place.chief");
    }
  };
}

function Decision({ page: { decision } }: Part) {
  const { t } = useTranslation("explanation");
  const formats = useFormats();
  if (!decision) return null;
  const params = { ...decision, time: formats.dateTime(decision.at) };
  return <p>{decision.by === "" ? t("place.decisionOwn", params) : t("place.decision", params)}</p>;
}
