/** A marking scheme at a glance: criteria and sub-criteria with how many aspects of each kind, and the maxima; all of it, unfolded. */
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import {
  type Criterion,
  computeSchemeMaximum,
  computeSubCriterionMaximum,
  type MarkingScheme,
  type SubCriterion,
} from "#app/domain/marking/scheme.ts";
import { useFormats } from "../use-formats.ts";
import { SchemeSheet } from "./scheme-sheet.tsx";
import classes from "./scheme-table.module.css";

export function SchemeTable({ scheme }: { scheme: MarkingScheme }) {
  const { t } = useTranslation("competition");
  const formats = useFormats();
  const all = scheme.criteria.flatMap(({ subCriteria }) => subCriteria);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={classes.frame} aria-label={t("event.schemeCaption")} tabIndex={0}>
        <table className={classes.table}>
          <caption className={classes.caption}>{t("event.schemeCaption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("event.criterion")}</th>
              <th scope="col">{t("event.day")}</th>
              <th scope="col" className={classes.number}>
                {t("event.measurements")}
              </th>
              <th scope="col" className={classes.number}>
                {t("event.judgements")}
              </th>
              <th scope="col" className={classes.number}>
                {t("event.maximum")}
              </th>
            </tr>
          </thead>
          <tbody>
            {scheme.criteria.map((criterion) => (
              <Fragment key={criterion.id}>
                <CriterionRow criterion={criterion} />
                {criterion.subCriteria.map((subCriterion) => (
                  <SubCriterionRow key={subCriterion.id} subCriterion={subCriterion} />
                ))}
              </Fragment>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t("event.total")}
              </th>
              <td className={classes.number}>{countKind(all, "measurement")}</td>
              <td className={classes.number}>{countKind(all, "judgement")}</td>
              <td className={classes.number}>{formats.marks(computeSchemeMaximum(scheme))}</td>
            </tr>
          </tfoot>
        </table>
      </section>
      <details className={classes.all}>
        <summary>{t("event.schemeAspects")}</summary>
        <SchemeSheet scheme={scheme} />
      </details>
    </>
  );
}

function CriterionRow({ criterion }: { criterion: Criterion }) {
  const { t } = useTranslation("competition");
  const formats = useFormats();
  return (
    <tr className={classes.criterion}>
      <th scope="row" colSpan={2}>
        {t("event.criterionNamed", { id: criterion.id, name: criterion.name })}
      </th>
      <td className={classes.number}>{countKind(criterion.subCriteria, "measurement")}</td>
      <td className={classes.number}>{countKind(criterion.subCriteria, "judgement")}</td>
      <td className={classes.number}>{formats.marks(criterion.maximum)}</td>
    </tr>
  );
}

function SubCriterionRow({ subCriterion }: { subCriterion: SubCriterion }) {
  const { t } = useTranslation("competition");
  const formats = useFormats();
  const { id, name, day } = subCriterion;
  return (
    <tr>
      <th scope="row" className={classes.sub}>
        {t("event.criterionNamed", { id, name })}
      </th>
      <td className={classes.day}>{t("event.dayNumber", { day })}</td>
      <td className={classes.number}>{countKind([subCriterion], "measurement")}</td>
      <td className={classes.number}>{countKind([subCriterion], "judgement")}</td>
      <td className={classes.number}>{formats.marks(computeSubCriterionMaximum(subCriterion))}</td>
    </tr>
  );
}

function countKind(subCriteria: readonly SubCriterion[], kind: "measurement" | "judgement"): number {
  return subCriteria.reduce((sum, { aspects }) => sum + aspects.filter((aspect) => aspect.kind === kind).length, 0);
}
