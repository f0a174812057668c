/** Who may enter, in the rules' form: each condition beside the words of its clause. */
import { Checkbox, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ELIGIBILITY_RELATIONS } from "#app/domain/registration/eligibility.ts";
import { SUBSTITUTION_RULES } from "#app/domain/registration/substitution.ts";
import { ORGANISATION_KINDS, SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import classes from "./form.module.css";
import rules from "./rules.module.css";
import type { RulesInputs } from "./use-rules-fields.tsx";

export function EligibilityFields({ inputs }: { inputs: RulesInputs }) {
  const { t } = useTranslation("rules");
  const word = useWord();
  const clause = (name: string) => (
    <div className={classes.wide}>{inputs.text(name, t("field.clause"), t("field.clauseHint"))}</div>
  );
  const excluded = inputs.allOf("excludedKinds[]");
  return (
    <div className={rules.clauses}>
      <div className={classes.grid}>
        {inputs.number("fewestEntries", t("field.fewestEntries"), t("field.fewestEntriesHint"))}
        {inputs.select(
          "substitution",
          t("field.substitution"),
          SUBSTITUTION_RULES.map((value) => ({ value, label: t(`field.substitutions.${value}`) })),
        )}
      </div>
      <div className={classes.grid}>
        {inputs.number("ageFrom", t("field.ageFrom"), t("field.noLimit"))}
        {inputs.number("ageTo", t("field.ageTo"), t("field.noLimit"))}
        {clause("ageClause")}
      </div>
      <div className={classes.grid}>
        {inputs.select("levelLowest", t("field.levelLowest"), [
          { value: "", label: t("field.anyLevel") },
          ...SKILL_LEVELS.map((value) => ({ value, label: word("skillLevel", value) })),
        ])}
        {clause("levelClause")}
      </div>
      <div className={classes.grid}>
        {inputs.number("yearsLowest", t("field.yearsLowest"), t("field.noLimit"))}
        {clause("yearsClause")}
      </div>
      <div className={classes.grid}>
        {inputs.select("regionRelation", t("field.regionRelation"), [
          { value: "", label: t("field.anyRegion") },
          ...ELIGIBILITY_RELATIONS.map((value) => ({ value, label: t(`field.regionRelations.${value}`) })),
        ])}
        {inputs.number("regionCode", t("field.regionCode"), t("field.regionCodeHint"))}
        {clause("regionClause")}
      </div>
      <div>
        <fieldset className={rules.kinds}>
          <legend>{t("field.excludedKinds")}</legend>
          {ORGANISATION_KINDS.map((kind) => (
            <Checkbox
              key={kind}
              name="excludedKinds[]"
              value={kind}
              label={word("organisationKind", kind)}
              defaultChecked={excluded.includes(kind)}
            />
          ))}
        </fieldset>
        {clause("employerKindsClause")}
      </div>
      <div>
        {inputs.check("formerWinners", t("field.formerWinners"))}
        {clause("formerWinnersClause")}
      </div>
      <div>
        {inputs.check("oneEvent", t("field.oneEvent"))}
        {clause("oneEventClause")}
      </div>
      <Textarea
        name="byHand"
        label={t("field.byHand")}
        description={t("field.byHandHint")}
        defaultValue={inputs.firstOf("byHand")}
        error={inputs.faultOf("byHand")}
        autosize
        minRows={2}
      />
    </div>
  );
}
