/** What a trial calculation gives: the base and its cuts, then every entry with its place, scale score, award, and why. */
import { useTranslation } from "react-i18next";
import type { Trial, TrialRow } from "#app/domain/trial/compute-trial.ts";
import { useWord } from "#app/i18n/word.ts";
import { AwardBadge } from "../award-badge.tsx";
import { useFormats } from "../use-formats.ts";
import classes from "./trial.module.css";

/** Rows that a page can hold without slowing down; the file has them all. */
const SHOWN = 500;

export function TrialResults({ trial }: { trial: Trial }) {
  const { t } = useTranslation("trial");
  const word = useWord();
  const formats = useFormats();
  const why = useWhy();
  const { rows, cuts, base, award } = trial;
  const hasScale = rows.some(({ scaleScore }) => scaleScore !== null);
  const facts = [
    t("base", { base }),
    ...cuts.map((cut) => t("cut", { award: word("award", cut.award), to: cut.to })),
    ...(award.scheme === "medals-with-tolerance" ? [t("noCuts")] : []),
  ];
  return (
    <>
      <p className={classes.facts}>{facts.join(" · ")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls sideways has to be reachable by keyboard. */}
      <section className={classes.scroll} tabIndex={0} aria-label={t("done", { count: rows.length })}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" data-align="end">
                {t("column.place")}
              </th>
              <th scope="col">{t("column.entry")}</th>
              <th scope="col" data-align="end">
                {t("column.total")}
              </th>
              {hasScale && (
                <th scope="col" data-align="end">
                  {t("column.scaleScore")}
                </th>
              )}
              <th scope="col">{t("column.award")}</th>
              <th scope="col">{t("column.why")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row) => (
              <tr key={row.row}>
                <td data-align="end" className="tabular">
                  {row.openTie ? t("undecided") : (row.place ?? "")}
                </td>
                <th scope="row">{row.entry}</th>
                <td data-align="end" className="tabular">
                  {row.total !== null && formats.marks(row.total)}
                </td>
                {hasScale && (
                  <td data-align="end" className="tabular">
                    {row.scaleScore}
                  </td>
                )}
                <td>{row.award && <AwardBadge award={row.award} />}</td>
                <td className={classes.why}>{formats.list(why(row))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > SHOWN && <p className={classes.hint}>{t("shown", { shown: SHOWN })}</p>}
    </>
  );
}

function useWhy(): (row: TrialRow) => readonly string[] {
  const { t } = useTranslation("trial");
  const word = useWord();
  const formats = useFormats();
  return ({ status, eligible, tied, openTie, separatedBy, components, penalty }) => {
    const failed = components.filter((component) => component.failed).map(({ key }) => key);
    return [
      ...(status === "checked-in" ? [] : [word("participation", status)]),
      ...(failed.length > 0 ? [t("why.failed", { components: formats.list(failed) })] : []),
      ...(separatedBy === null
        ? []
        : [separatedBy.by === "chief" ? t("why.chief") : t("why.separated", { key: separatedBy.id })]),
      ...(openTie ? [t("why.open")] : tied ? [t("why.tied")] : []),
      ...(penalty > 0 ? [t("why.penalty", { penalty: formats.marks(penalty) })] : []),
      ...(eligible ? [] : [t("why.notEligible")]),
    ];
  };
}
