/** The lines of a notice's promotion rules, in words and as fields. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PROMOTION_STEPS, type PromotionRule, type PromotionRules } from "#app/domain/policy/level-promotion.ts";
import { SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { AWARD_SET_NAMES, AWARD_SETS, RULE_GROUPS, RULE_LINES } from "#app/forms/promotions.ts";
import { useWord } from "#app/i18n/word.ts";
import form from "#app/ui/setup/form.module.css";
import { Step } from "#app/ui/setup/step.tsx";

/** One line as a sentence. */
export function useRuleWords(): (rule: PromotionRule) => string {
  const { t } = useTranslation("promotions");
  const word = useWord();
  return ({ group, places, awards, step, level, nextIfHeld, ceiling }) => {
    const when = [
      ...(places === null ? [] : [t("when.places", { places })]),
      ...(awards.length === 0 ? [] : [t("when.awards", { awards: awards.join(",") })]),
    ].join(t("or"));
    const to = step === "stated-level" && level !== null ? t("stepTo", { level }) : t(`step.${step}`);
    return t("ruleWords", {
      group: group === "all" ? t("allGroups") : word("group", group),
      when,
      step: `${to}${nextIfHeld ? t("nextIfHeld") : ""}`,
      ceiling,
    });
  };
}

export function RulesFields({ rules, error }: { rules: PromotionRules | null; error: string | undefined }) {
  const { t } = useTranslation("promotions");
  const word = useWord();
  const levels = SKILL_LEVELS.map((value) => ({ value, label: word("skillLevel", value) }));
  return (
    <>
      <TextInput
        name="reference"
        label={t("field.reference")}
        defaultValue={rules?.reference}
        error={error}
        maxLength={200}
        required
      />
      {Array.from({ length: RULE_LINES }, (_, index) => {
        const rule = rules?.rules[index];
        const awards = AWARD_SET_NAMES.find((name) => AWARD_SETS[name].join() === (rule?.awards ?? []).join()) ?? "none";
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines keep their order.
          <Step key={index} title={t("line", { line: index + 1 })} plain>
            <div className={form.grid}>
              <NativeSelect
                name="groups[]"
                label={t("field.group")}
                defaultValue={rule?.group ?? "all"}
                data={RULE_GROUPS.map((value) => ({ value, label: value === "all" ? t("allGroups") : word("group", value) }))}
              />
              <TextInput
                name="places[]"
                type="number"
                min={1}
                max={999}
                label={t("field.places")}
                defaultValue={rule?.places ?? ""}
              />
              <NativeSelect
                name="awards[]"
                label={t("field.awards")}
                defaultValue={awards}
                data={AWARD_SET_NAMES.map((value) => ({ value, label: t(`awardSet.${value}`) }))}
              />
              <NativeSelect
                name="steps[]"
                label={t("field.step")}
                defaultValue={rule?.step ?? "paper-level"}
                data={PROMOTION_STEPS.map((value) => ({ value, label: t(`step.${value}`) }))}
              />
              <NativeSelect
                name="levels[]"
                label={t("field.level")}
                defaultValue={rule?.level ?? ""}
                data={[{ value: "", label: t("field.none") }, ...levels]}
              />
              <NativeSelect
                name="nexts[]"
                label={t("field.next")}
                defaultValue={rule?.nextIfHeld ? "yes" : "no"}
                data={(["no", "yes"] as const).map((value) => ({ value, label: t(value) }))}
              />
              <NativeSelect
                name="ceilings[]"
                label={t("field.ceiling")}
                defaultValue={rule?.ceiling ?? "technician"}
                data={levels}
              />
            </div>
          </Step>
        );
      })}
    </>
  );
}
