/** The fields of a map of grades: by award a choice for each medal and prize tier, or by place the last place of each grade. */
import { NativeSelect, Radio, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DEFAULT_GRADE_MAP, GRADE_BASES, type GradeMap } from "#app/domain/policy/award-grade.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { PLACE_FIELDS } from "#app/forms/grades.ts";
import { useWord } from "#app/i18n/word.ts";
import form from "#app/ui/setup/form.module.css";
import { Step } from "#app/ui/setup/step.tsx";
import classes from "./grade-map.module.css";
import { GRADES } from "./grade-map-words.tsx";

const MEDALS = ["gold", "silver", "bronze", "medallion"] as const satisfies readonly Award[];
const TIERS = ["first", "second", "third", "excellence"] as const satisfies readonly Award[];
const USUAL_PLACES = [1, 2, 3] as const;

/** What `errorOf` is asked for beside the fields: the awards and the places as a whole. */
export const GRADE_FIELDS: readonly string[] = [...PLACE_FIELDS, "grades", "places", "reference"];

export function GradeMapFields(props: { map: GradeMap; errorOf: (field: string) => string | undefined }) {
  const { map, errorOf } = props;
  const { t } = useTranslation("grades");
  const word = useWord();
  const grades = map.by === "award" ? map.grades : DEFAULT_GRADE_MAP.by === "award" ? DEFAULT_GRADE_MAP.grades : null;
  const places = map.by === "place" ? map.lastPlaces : USUAL_PLACES;
  const choices = [
    { value: "", label: t("field.none") },
    ...GRADES.map((grade) => ({ value: String(grade), label: t(`grade.g${grade}`) })),
  ];
  const select = (award: Award) => (
    <NativeSelect
      key={award}
      name={award}
      label={word("award", award)}
      data={choices}
      defaultValue={String(grades?.[award] ?? "")}
    />
  );
  return (
    <>
      <fieldset className={classes.basis}>
        <legend>{t("field.by")}</legend>
        {GRADE_BASES.map((by) => (
          <Radio
            key={by}
            name="by"
            value={by}
            label={t(`field.bases.${by}`)}
            description={t(`field.basesHint.${by}`)}
            defaultChecked={map.by === by}
          />
        ))}
      </fieldset>
      <div className={classes.byAward}>
        <Step title={t("field.byAward")} error={errorOf("grades")} plain>
          <p className={classes.kind}>{t("field.medals")}</p>
          <div className={classes.four}>{MEDALS.map(select)}</div>
          <p className={classes.kind}>{t("field.prizes")}</p>
          <div className={classes.four}>{TIERS.map(select)}</div>
        </Step>
      </div>
      <div className={classes.byPlace}>
        <Step title={t("field.byPlace")} hint={t("field.byPlaceHint")} error={errorOf("places")} plain>
          <div className={form.grid}>
            {PLACE_FIELDS.map((name, index) => (
              <TextInput
                key={name}
                name={name}
                type="number"
                min={1}
                max={999}
                label={t(`field.${name}`)}
                defaultValue={places[index]}
                error={errorOf(name)}
              />
            ))}
          </div>
        </Step>
      </div>
    </>
  );
}
