/** A result explained: the figures, and under each of them where it comes from, down to what every judge gave. */
import { useTranslation } from "react-i18next";
import type { ExplanationPage } from "#app/domain/results/explanation-view.ts";
import { AwardBadge } from "../award-badge.tsx";
import { Mark } from "../mark.tsx";
import { Section } from "../section.tsx";
import { ExplainedAwardView, ExplainedScaleView } from "./explained-award.tsx";
import { ExplainedMarks } from "./explained-marks.tsx";
import { ExplainedPlaceView } from "./explained-place.tsx";
import { ExplainedTotalView } from "./explained-total.tsx";
import classes from "./explanation.module.css";

export function ExplanationView({ page }: { page: ExplanationPage }) {
  const { t } = useTranslation("explanation");
  const { explanation, maximum } = page;
  const { total, place, scale, award } = explanation;
  return (
    <>
      <dl className={classes.figures}>
        <div>
          <dt>{t("figure.place")}</dt>
          <dd className="tabular">{place.place ?? "–"}</dd>
        </div>
        <div>
          <dt>{t("figure.total")}</dt>
          <dd>
            <Mark value={total.total} maximum={maximum} />
          </dd>
        </div>
        {scale && (
          <div>
            <dt>{t("figure.scale")}</dt>
            <dd className="tabular">{scale.score}</dd>
          </div>
        )}
        <div>
          <dt>{t("figure.award")}</dt>
          <dd>{award.award ? <AwardBadge award={award.award} /> : t("figure.none")}</dd>
        </div>
      </dl>
      <Section title={t("total.title")} boxed>
        <ExplainedTotalView page={page} />
      </Section>
      <Section title={t("marks.title")} description={t("marks.lead")} boxed>
        <ExplainedMarks page={page} />
      </Section>
      <Section title={t("place.title")} boxed>
        <ExplainedPlaceView page={page} />
      </Section>
      {scale && (
        <Section title={t("scale.title")} boxed>
          <ExplainedScaleView scale={scale} />
        </Section>
      )}
      <Section title={t("award.title")} boxed>
        <ExplainedAwardView award={award} />
      </Section>
    </>
  );
}
