/** Scale score and award of a result: the arithmetic of the one, base, cuts and position or distances of the other. */
import { useTranslation } from "react-i18next";
import { MEDALS, PRIZE_TIERS } from "#app/domain/awards/award-scheme.ts";
import type { ExplainedAward } from "#app/domain/results/explain-award.ts";
import type { ExplainedScale } from "#app/domain/results/explain-scale.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFormats } from "../use-formats.ts";
import classes from "./explanation.module.css";

export function ExplainedScaleView({ scale }: { scale: ExplainedScale }) {
  const { t } = useTranslation("explanation");
  const { count, score, middle, spread, added, total } = scale;
  if (spread === 0) return <p>{t("scale.flat", { count, score })}</p>;
  return (
    <p className={classes.sum}>
      {t(`scale.${scale.scale}`, {
        count,
        score,
        middle: formatTenThousandths(middle),
        spread: formatTenThousandths(spread),
        added: added < 0 ? `(${formatHundredths(added)})` : formatHundredths(added),
        total: formatHundredths(total),
      })}
    </p>
  );
}

/** With two decimals, or with as many as it has. */
function formatTenThousandths(value: number): string {
  const digits = String(Math.abs(value)).padStart(5, "0");
  const fraction = digits.slice(-4).replace(/0{1,2}$/, "");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -4)}.${fraction}`;
}

export function ExplainedAwardView({ award }: { award: ExplainedAward }) {
  const { t } = useTranslation("explanation");
  const word = useWord();
  const formats = useFormats();
  const { minimum, minimumMark, base, baseKind, reason } = award;
  return (
    <div className={classes.steps}>
      <p>
        <strong>
          {award.award
            ? t("award.won", { award: word("award", award.award) })
            : reason && t("award.none", { reason: t(`award.reason.${reason}`, { minimum: formats.marks(minimumMark ?? 0) }) })}
        </strong>
      </p>
      <p>{t(`award.base.${baseKind}`, { base })}</p>
      {minimum && <p>{t("award.minimum", { below: minimum.below, count: minimum.tiers.length })}</p>}
      {award.scheme === "medals-with-tolerance" ? <Medals award={award} /> : <Cuts award={award} />}
    </div>
  );
}

function Cuts({ award }: { award: Exclude<ExplainedAward, { scheme: "medals-with-tolerance" }> }) {
  const { t } = useTranslation("explanation");
  const word = useWord();
  const formats = useFormats();
  const { cuts, positions, tiesAtCut } = award;
  return (
    <>
      <p>
        {t("award.cuts", {
          list: formats.list(cuts.map((cut) => t("award.cut", { award: word("award", cut.award), to: cut.to }))),
        })}
      </p>
      {positions && <p>{t(positions.from === positions.to ? "award.position" : "award.positions", positions)}</p>}
      {positions && positions.from !== positions.to && <p>{t(`award.tiesAtCut.${tiesAtCut}`)}</p>}
    </>
  );
}

function Medals({ award }: { award: Extract<ExplainedAward, { scheme: "medals-with-tolerance" }> }) {
  const { t } = useTranslation("explanation");
  const { t: rules } = useTranslation("rules");
  const word = useWord();
  const { on, value, best, tolerance, counts, groups, medallionFrom } = award;
  const write = (number: number) => (on === "total" ? formatHundredths(number) : String(number));
  return (
    <>
      <p>{t("award.medals", { ...counts, tolerance: write(tolerance) })}</p>
      <ul>
        {PRIZE_TIERS.flatMap((tier) => {
          const group = groups.find((known) => known.tier === tier);
          if (!group) return [];
          const params = { award: word("award", MEDALS[tier]), best: write(group.best), worst: write(group.worst) };
          return [<li key={tier}>{t("award.group", params)}</li>];
        })}
      </ul>
      {value !== null && <p>{t("award.value", { measure: rules(`field.measures.${on}`), value: write(value) })}</p>}
      {value !== null && best !== null && (
        <p>{t("award.distance", { best: write(best), difference: write(best - value), tolerance: write(tolerance) })}</p>
      )}
      {medallionFrom !== null && <p>{t("award.medallion", { from: write(medallionFrom) })}</p>}
    </>
  );
}
