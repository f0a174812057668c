/** A whole marking scheme to read: every aspect with its kind, its way in words, what is required, and what it can earn. */
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import {
  type Aspect,
  type Criterion,
  computeSchemeMaximum,
  computeSubCriterionMaximum,
  listModules,
  type MarkingScheme,
  type SubCriterion,
} from "#app/domain/marking/scheme.ts";
import { useMeasurementWords } from "#app/i18n/measurement-words.ts";
import { useFormats } from "../use-formats.ts";
import classes from "./scheme-sheet.module.css";

export function SchemeSheet({ scheme }: { scheme: MarkingScheme }) {
  const { t } = useTranslation("scheme");
  const formats = useFormats();
  const modules = listModules(scheme);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.frame} aria-label={t("sheet.caption")} tabIndex={0}>
      <table className={classes.table}>
        <caption className={classes.caption}>{t("sheet.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("sheet.aspect")}</th>
            <th scope="col">{t("sheet.kind")}</th>
            <th scope="col">{t("sheet.how")}</th>
            <th scope="col" className={classes.number}>
              {t("sheet.maximum")}
            </th>
          </tr>
        </thead>
        <tbody>
          {scheme.criteria.map((criterion) => (
            <Fragment key={criterion.id}>
              <CriterionRow criterion={criterion} module={modules.find(({ id }) => id === criterion.module)?.name ?? ""} />
              {criterion.subCriteria.map((subCriterion) => (
                <Fragment key={subCriterion.id}>
                  <SubCriterionRow subCriterion={subCriterion} />
                  {subCriterion.aspects.map((aspect) => (
                    <AspectRow key={aspect.id} aspect={aspect} />
                  ))}
                </Fragment>
              ))}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t("sheet.total")}
            </th>
            <td className={classes.number}>{formats.marks(computeSchemeMaximum(scheme))}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function CriterionRow({ criterion, module }: { criterion: Criterion; module: string }) {
  const { t } = useTranslation("scheme");
  const formats = useFormats();
  const { id, name, maximum } = criterion;
  return (
    <tr className={classes.criterion}>
      <th scope="row" colSpan={3}>
        {t("sheet.criterion", { id, name })}
        {criterion.module !== undefined && (
          <span className={classes.soft}>{t("sheet.module", { id: criterion.module, name: module })}</span>
        )}
      </th>
      <td className={classes.number}>{formats.marks(maximum)}</td>
    </tr>
  );
}

function SubCriterionRow({ subCriterion }: { subCriterion: SubCriterion }) {
  const { t } = useTranslation("scheme");
  const formats = useFormats();
  const { id, name, day } = subCriterion;
  return (
    <tr className={classes.sub}>
      <th scope="row" colSpan={3}>
        {t("sheet.criterion", { id, name })}
        <span className={classes.soft}>{t("sheet.day", { day })}</span>
      </th>
      <td className={classes.number}>{formats.marks(computeSubCriterionMaximum(subCriterion))}</td>
    </tr>
  );
}

const SCORES = [0, 1, 2, 3] as const;

function AspectRow({ aspect }: { aspect: Aspect }) {
  const { t } = useTranslation("scheme");
  const formats = useFormats();
  const rule = useMeasurementWords().rule(aspect);
  const { descriptors } = aspect;
  return (
    <tr>
      <th scope="row" className={classes.aspect}>
        <span className={`tabular ${classes.id}`}>{aspect.id}</span>
        {aspect.text}
        {aspect.detail && <span className={classes.line}>{aspect.detail}</span>}
      </th>
      <td className={classes.kind}>{t(`editor.kind.${aspect.kind}`)}</td>
      <td>
        {rule !== "" && <span className={classes.rule}>{rule}</span>}
        {aspect.requirement && (
          <span className={classes.line}>{t("sheet.requirement", { requirement: aspect.requirement })}</span>
        )}
        {descriptors &&
          SCORES.map((score) => (
            <span key={score} className={classes.line}>
              {t("sheet.descriptor", { score, text: descriptors[score] })}
            </span>
          ))}
        {aspect.section && <span className={classes.line}>{t("sheet.section", { section: aspect.section })}</span>}
      </td>
      <td className={classes.number}>{formats.marks(aspect.maximum)}</td>
    </tr>
  );
}
