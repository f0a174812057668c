/** The marks of a result: criteria, sub-criteria, aspects, and what every judge gave on each of them. */
import { useTranslation } from "react-i18next";
import type { MeasurementWay } from "#app/domain/marking/scheme.ts";
import type { ExplainedAspect, ExplainedForm } from "#app/domain/results/explain-form.ts";
import type { ExplanationPage } from "#app/domain/results/explanation-view.ts";
import { formatHundredths, formatThousandths } from "#app/domain/shared/units.ts";
import { Mark } from "../mark.tsx";
import { useFormats } from "../use-formats.ts";
import classes from "./explanation.module.css";

type Part = { page: ExplanationPage };

export function ExplainedMarks({ page }: Part) {
  const { t } = useTranslation("explanation");
  return (
    <div className={classes.steps}>
      {page.explanation.total.criteria.map(({ id, name, mark, maximum, forms }) => (
        <section key={id} className={classes.criterion} aria-label={t("marks.criterion", { id, name })}>
          <h3 className={classes.line}>
            <span>{t("marks.criterion", { id, name })}</span>
            <Mark value={mark} maximum={maximum} />
          </h3>
          {forms.map((form) => (
            <Form key={form.subCriterionId} form={form} page={page} />
          ))}
        </section>
      ))}
      <Corrections page={page} />
    </div>
  );
}

function Form({ form, page }: Part & { form: ExplainedForm }) {
  const { t } = useTranslation("explanation");
  const { subCriterionId: id, name, mark, maximum, aspects } = form;
  return (
    <details className={classes.form}>
      <summary className={classes.line}>
        <span>{t("marks.criterion", { id, name })}</span>
        {mark === null ? (
          <span className={classes.soft}>{t("marks.notConfirmed")}</span>
        ) : (
          <Mark value={mark} maximum={maximum} />
        )}
      </summary>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <caption className={classes.hidden}>{t("marks.caption", { id })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("marks.aspect")}</th>
              <th scope="col">{t("marks.given")}</th>
              <th scope="col" data-end>
                {t("marks.mark")}
              </th>
            </tr>
          </thead>
          <tbody>
            {aspects.map((aspect) => (
              <tr key={aspect.aspectId}>
                <th scope="row">
                  <span className="tabular">{aspect.aspectId}</span> {aspect.text}
                </th>
                <td>
                  <Given aspect={aspect} form={form} page={page} />
                  <Changes
                    aspectId={aspect.aspectId}
                    way={aspect.detail.kind === "judgement" ? null : aspect.detail.way}
                    page={page}
                  />
                </td>
                <td data-end>
                  <Mark value={aspect.mark} maximum={aspect.maximum} />
                  {aspect.before !== null && (
                    <span className={classes.ruled}>{t("ruled", { before: formatHundredths(aspect.before) })}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Given({ aspect, form, page }: Part & { aspect: ExplainedAspect; form: ExplainedForm }) {
  const { t } = useTranslation("explanation");
  const nameOf = useJudgeName(form, page);
  const write = useValue();
  const { detail, maximum } = aspect;
  if (detail.kind === "agreed") {
    return <p>{detail.value === null ? "–" : write(detail.way, detail.value, maximum, aspect.before ?? aspect.mark)}</p>;
  }
  if (detail.kind === "independent") {
    return (
      <ul className={classes.given}>
        {detail.readings.map(({ judge, value, mark, isDropped }) => (
          <li key={judge} data-dropped={isDropped || undefined}>
            {t("marks.score", { judge: nameOf(judge), score: write(detail.way, value, maximum, mark) })}
            {isDropped && <span className={classes.soft}> {t("marks.dropped")}</span>}
          </li>
        ))}
        <li>{t(`marks.aggregation.${detail.aggregation}`)}</li>
      </ul>
    );
  }
  const current = detail.scoreRounds.at(-1);
  const given = aspect.before ?? aspect.mark;
  return (
    <ul className={classes.given}>
      {detail.scoreRounds.slice(0, -1).map(({ scoreRound, scores, spread }) => (
        <li key={scoreRound} className={classes.soft}>
          {t("marks.earlier", {
            round: scoreRound,
            scores: scores.map(({ score }) => score).join(", "),
            spread: spread ?? 0,
          })}
        </li>
      ))}
      {(current?.scores ?? []).map(({ judge, score }) => (
        <li key={judge}>{t("marks.score", { judge: nameOf(judge), score })}</li>
      ))}
      {given !== null && current && (
        <li className="tabular">
          {t("marks.judgement", {
            scores: current.scores.map(({ score }) => score).join(" + "),
            maximum: formatHundredths(maximum),
            judges: current.scores.length,
            mark: formatHundredths(given),
          })}
        </li>
      )}
    </ul>
  );
}

function useJudgeName(form: ExplainedForm, { judges }: ExplanationPage): (number: number) => string {
  const { t } = useTranslation("explanation");
  return (number) => {
    const name = judges[form.team[number - 1] ?? ""];
    return name ? t("judgeNamed", { number, name }) : t("judge", { number });
  };
}

/** A value as its way of measuring has it, and what it earns. */
function useValue(): (way: MeasurementWay, value: number, maximum: number, mark: number | null) => string {
  const { t } = useTranslation("explanation");
  return (way, value, maximum, mark) => {
    switch (way.kind) {
      case "stated":
        return t("marks.stated", { value: formatHundredths(value) });
      case "yes-no":
        return t(value === 1 ? "marks.yes-no.yes" : "marks.yes-no.no");
      case "deduction":
        return t("marks.deduction", {
          count: value,
          each: formatHundredths(way.each),
          maximum: formatHundredths(maximum),
        });
      case "table":
        return t("marks.table", { value: formatThousandths(value), unit: way.unit, mark: formatHundredths(mark ?? 0) });
    }
  };
}

/** What was entered of an aspect whose value was changed, in the order of entering. */
function Changes({ aspectId, way, page }: Part & { aspectId: string; way: MeasurementWay | null }) {
  const { t } = useTranslation("explanation");
  const formats = useFormats();
  const revisions = page.revisions[aspectId];
  if (!revisions) return null;
  const write = (value: number) => {
    if (way === null || way.kind === "yes-no" || way.kind === "deduction") return String(value);
    return way.kind === "stated" ? formatHundredths(value) : formatThousandths(value);
  };
  return (
    <details className={classes.changes}>
      <summary>{t("marks.changed")}</summary>
      <ol>
        {revisions.map(({ sequence, judge, value, reason, at }) => {
          const params = { judge, value: write(value), time: formats.dateTime(at), reason };
          return <li key={sequence}>{reason === "" ? t("marks.changedLine", params) : t("marks.changedReason", params)}</li>;
        })}
      </ol>
    </details>
  );
}

function Corrections({ page }: Part) {
  const { t } = useTranslation("explanation");
  const formats = useFormats();
  if (page.corrections.length === 0) return null;
  return (
    <div>
      <h3>{t("marks.corrections")}</h3>
      <ul>
        {page.corrections.map(({ subCriterionId, requestedBy, reason, grantedBy, markBefore, markAfter, at }) => {
          const params = {
            subCriterion: subCriterionId,
            by: requestedBy,
            reason,
            granted: formats.list(grantedBy),
            before: formatHundredths(markBefore ?? 0),
            after: formatHundredths(markAfter ?? 0),
            time: formats.dateTime(at),
          };
          return (
            <li key={`${subCriterionId} ${at}`}>
              {markAfter === null ? t("marks.correctionOpen", params) : t("marks.correctionLine", params)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
