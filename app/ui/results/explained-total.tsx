/** The total, from its components or criteria, with penalties and the time used. */
import { useTranslation } from "react-i18next";
import type { ExplanationPage } from "#app/domain/results/explanation-view.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { Mark } from "../mark.tsx";
import { useFormats } from "../use-formats.ts";
import classes from "./explanation.module.css";

type Part = { page: ExplanationPage };

export function ExplainedTotalView({ page }: Part) {
  const { t } = useTranslation("explanation");
  const { t: rules } = useTranslation("rules");
  const { total } = page.explanation;
  const { earned, components, criteria, penalty, roundingPlace } = total;
  if (earned === null) return <p>{t("total.nothing")}</p>;
  const isWeighted = components.length > 0;
  const parts = isWeighted
    ? components.map(({ weight, mark }) => t("total.weightedPart", { weight, mark: formatHundredths(mark ?? 0) }))
    : criteria.map(({ mark }) => formatHundredths(mark));
  return (
    <div className={classes.steps}>
      {isWeighted ? <Components page={page} /> : <p>{t("total.sum")}</p>}
      <p className={classes.sum}>
        {isWeighted
          ? t("total.weightedLine", {
              parts: parts.join(" + "),
              earned: formatHundredths(earned),
              place: rules(`field.place.${roundingPlace}`),
            })
          : t("total.sumLine", { parts: parts.join(" + "), earned: formatHundredths(earned) })}
      </p>
      {penalty.value > 0 || penalty.isRuled ? <Penalty page={page} /> : <p className={classes.soft}>{t("total.noPenalty")}</p>}
      <TimeUsed page={page} />
    </div>
  );
}

function Components({ page }: Part) {
  const { t } = useTranslation("explanation");
  const formats = useFormats();
  const { components } = page.explanation.total;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("total.component")}</th>
            <th scope="col">{t("total.source")}</th>
            <th scope="col" data-end>
              {t("total.mark")}
            </th>
            <th scope="col" data-end>
              {t("total.weight")}
            </th>
            <th scope="col" data-end>
              {t("total.product")}
            </th>
            <th scope="col">{t("total.passMark")}</th>
          </tr>
        </thead>
        <tbody>
          {components.map(({ key, name, source, modules, mark, weight, product, passMark, failed, before }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>
                {source === "file"
                  ? t("total.fromFile")
                  : modules.length === 0
                    ? t("total.fromScheme")
                    : t("total.fromModules", { modules: formats.list(modules) })}
              </td>
              <td data-end>
                <Mark value={mark} />
                {before !== null && <span className={classes.ruled}>{t("ruled", { before: formatHundredths(before) })}</span>}
              </td>
              <td data-end className="tabular">{`${weight}%`}</td>
              <td data-end>
                <Mark value={product} />
              </td>
              <td className="tabular">
                {passMark !== null && `${formatHundredths(passMark)} ${t(failed ? "total.failed" : "total.passed")}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Penalty({ page }: Part) {
  const { t } = useTranslation("explanation");
  const formats = useFormats();
  const { earned, total, penalty, hallRecord } = page.explanation.total;
  return (
    <div>
      <p>
        <strong>{t("total.penalty")}</strong>
        {penalty.isRuled && (
          <span className={classes.ruled}>{t("ruled", { before: formatHundredths(penalty.before ?? 0) })}</span>
        )}
      </p>
      <ul>
        {hallRecord
          .filter(({ kind }) => kind === "penalty")
          .map((line) => (
            <li key={`${line.at} ${line.penalty}`}>
              {t("total.penaltyEach", { time: formats.time(line.at), penalty: formatHundredths(line.penalty ?? 0) })}
            </li>
          ))}
      </ul>
      <p className={classes.sum}>
        {t("total.penaltyLine", {
          earned: formatHundredths(earned ?? 0),
          penalty: formatHundredths(penalty.value),
          total: formatHundredths(total ?? 0),
        })}
      </p>
    </div>
  );
}

function TimeUsed({ page }: Part) {
  const { t } = useTranslation("explanation");
  const formats = useFormats();
  const { time } = page.explanation.total;
  if (time.value === null) return null;
  return (
    <p>
      <strong>{t("total.time")}</strong> {t("total.timeLine", { time: formats.duration(time.value * 1000) })}
      {time.isRuled && (
        <span className={classes.ruled}>
          {t("ruled", { before: time.before === null ? t("unknown") : formats.duration(time.before * 1000) })}
        </span>
      )}
    </p>
  );
}
