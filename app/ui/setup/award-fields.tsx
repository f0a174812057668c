/** Prizes in the rules' form: only the fields of the chosen award scheme are shown, with or without scripts. */
import { Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AWARD_BASES, AWARD_SCHEMES, MEASURES, ROUNDINGS, TIES_AT_CUT } from "#app/domain/awards/award-scheme.ts";
import classes from "./award-fields.module.css";
import { MinimumRows } from "./component-rows.tsx";
import grid from "./form.module.css";
import type { RulesInputs } from "./use-rules-fields.tsx";

export function AwardFields({ inputs }: { inputs: RulesInputs }) {
  const { t } = useTranslation("rules");
  const list = <Word extends string>(words: readonly Word[], labelOf: (word: Word) => string) =>
    words.map((value) => ({ value, label: labelOf(value) }));
  return (
    <div className={classes.awards}>
      <fieldset className={classes.schemes}>
        <legend>{t("field.scheme")}</legend>
        {AWARD_SCHEMES.map((scheme) => (
          <Radio
            key={scheme}
            name="scheme"
            value={scheme}
            label={t(`field.schemes.${scheme}`)}
            description={t(`field.schemeHint.${scheme}`)}
            defaultChecked={inputs.firstOf("scheme") === scheme}
          />
        ))}
      </fieldset>
      <div className={`${grid.grid} ${classes.cuts}`}>
        {inputs.number("first", t("field.first"))}
        {inputs.number("second", t("field.second"))}
        {inputs.number("third", t("field.third"))}
        {inputs.number("excellenceTo", t("field.excellenceTo"), t("field.excellenceToHint"))}
        {inputs.select(
          "rounding",
          t("field.rounding"),
          list(ROUNDINGS, (word) => t(`field.roundings.${word}`)),
        )}
        {inputs.select(
          "tiesAtCut",
          t("field.tiesAtCut"),
          list(TIES_AT_CUT, (word) => t(`field.tiesAtCuts.${word}`)),
        )}
      </div>
      <div className={`${grid.grid} ${classes.medals}`}>
        {inputs.select(
          "on",
          t("field.on"),
          list(MEASURES, (word) => t(`field.measures.${word}`)),
        )}
        {inputs.mark("tolerance", t("field.tolerance"), t("field.toleranceHint"))}
        {inputs.mark("medallionFrom", t("field.medallionFrom"), t("field.medallionFromHint"))}
      </div>
      <div className={grid.grid}>
        {inputs.select(
          "base",
          t("field.base"),
          list(AWARD_BASES, (word) => t(`field.bases.${word}`)),
        )}
        {inputs.mark("minimumMark", t("field.minimumMark"), t("field.noLimit"))}
      </div>
      <p className={grid.hint}>{t("hint.minimum")}</p>
      <MinimumRows inputs={inputs} />
    </div>
  );
}
