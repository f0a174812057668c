/** The rules of an event as fields, by what they decide; saved as a new version with its reason. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AWARD_BASES, ROUNDINGS, TIES_AT_CUT } from "#app/domain/awards/award-scheme.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { readMinimumEntries } from "#app/forms/event-rules.ts";
import { useFieldErrors } from "../field-errors.ts";
import { Refusals } from "../refusals.tsx";
import classes from "./form.module.css";
import { hintBelow } from "./hint-below.ts";
import { Step } from "./step.tsx";

export type RulesFieldsProps = {
  rules: EventRules;
  version: number;
  /** Its criteria are what ties can be broken by. */
  scheme: MarkingScheme | null;
  refusals: readonly Refusal[];
};

const NUMBERS = [
  "judgesPerForm",
  "spreadLimit",
  "first",
  "second",
  "third",
  "excellenceTo",
  "threeTiersFrom",
  "twoTiersFrom",
  "places",
  "capPerDelegation",
  "onSiteMinutes",
] as const;
const FIELDS = [...NUMBERS, "total", "minimumMark", "scheme", "base", "rounding", "tiesAtCut", "reason"];
/** As many as anyone has asked for; more come with the next version. */
const TIE_BREAKS = 3;

/** The fields for the form around them. */
export function RulesFields({ rules, version, scheme, refusals }: RulesFieldsProps) {
  const { t } = useTranslation("competition");
  const { errorOf, others } = useFieldErrors("competition", refusals, FIELDS);
  const { award, advancement } = rules;
  const minimums = readMinimumEntries(award.minimumEntries);
  if (award.scheme === "medals-with-tolerance") throw new Error("The form knows no medals yet.");
  const prizes = award.scheme === "share-of-entries" ? award.shares : award.counts;
  const criteria = scheme?.criteria ?? [];
  const tieBreaks = Array.from({ length: Math.max(TIE_BREAKS, rules.tieBreaks.length) }, (_, index) => ({
    place: index + 1,
    id: rules.tieBreaks[index]?.id ?? "",
  }));

  function number(name: (typeof NUMBERS)[number], value: number | null, limits: { min: number; max: number }, hint?: string) {
    return (
      <TextInput
        name={name}
        type="number"
        label={t(`rules.field.${name}`)}
        description={hint}
        defaultValue={value ?? ""}
        error={errorOf(name)}
        required={hint === undefined}
        {...hintBelow}
        {...limits}
      />
    );
  }

  return (
    <>
      <input type="hidden" name="basedOn" value={version} />
      <Refusals namespace="competition" refusals={others} />
      <Step title={t("rules.topic.marking")} plain>
        <div className={classes.grid}>
          <TextInput
            name="total"
            inputMode="decimal"
            label={t("rules.field.total")}
            defaultValue={formatHundredths(rules.total)}
            error={errorOf("total")}
            required
          />
          {number("judgesPerForm", rules.judgesPerForm, { min: 1, max: 20 })}
          {number("spreadLimit", rules.spreadLimit, { min: 0, max: 3 })}
        </div>
      </Step>
      <Step title={t("rules.topic.order")} plain>
        <div className={classes.grid}>
          {tieBreaks.map(({ place, id }) => (
            <NativeSelect
              key={place}
              name="tieBreaks[]"
              label={t("rules.field.tieBreak", { place })}
              defaultValue={id}
              data={[
                { value: "", label: t("rules.field.tieBreakNone") },
                ...criteria.map((criterion) => ({ value: criterion.id, label: t("rules.field.criterion", criterion) })),
                ...(id !== "" && !criteria.some((criterion) => criterion.id === id) ? [{ value: id, label: id }] : []),
              ]}
            />
          ))}
        </div>
      </Step>
      <Step title={t("rules.topic.awards")} plain>
        <div className={classes.grid}>
          <NativeSelect
            name="scheme"
            label={t("rules.field.scheme")}
            defaultValue={award.scheme}
            error={errorOf("scheme")}
            data={(["share-of-entries", "fixed-counts"] as const).map((value) => ({
              value,
              label: t(`rules.field.schemes.${value}`),
            }))}
          />
          {number("first", prizes.first, { min: 0, max: 1000 })}
          {number("second", prizes.second, { min: 0, max: 1000 })}
          {number("third", prizes.third, { min: 0, max: 1000 })}
          <NativeSelect
            name="base"
            label={t("rules.field.base")}
            defaultValue={award.base}
            error={errorOf("base")}
            data={AWARD_BASES.map((value) => ({ value, label: t(`rules.field.bases.${value}`) }))}
          />
          <NativeSelect
            name="rounding"
            label={t("rules.field.rounding")}
            defaultValue={award.rounding}
            error={errorOf("rounding")}
            data={ROUNDINGS.map((value) => ({ value, label: t(`rules.field.roundings.${value}`) }))}
          />
          <NativeSelect
            name="tiesAtCut"
            label={t("rules.field.tiesAtCut")}
            defaultValue={award.tiesAtCut}
            error={errorOf("tiesAtCut")}
            data={TIES_AT_CUT.map((value) => ({ value, label: t(`rules.field.tiesAtCuts.${value}`) }))}
          />
          {number("excellenceTo", award.excellenceTo, { min: 1, max: 100 }, t("rules.field.excellenceToHint"))}
          <TextInput
            name="minimumMark"
            inputMode="decimal"
            label={t("rules.field.minimumMark")}
            description={t("rules.field.minimumMarkHint")}
            defaultValue={award.minimumMark === null ? "" : formatHundredths(award.minimumMark)}
            error={errorOf("minimumMark")}
            {...hintBelow}
          />
          {number("threeTiersFrom", minimums.threeTiersFrom, { min: 1, max: 1000 }, t("rules.field.noLimit"))}
          {number("twoTiersFrom", minimums.twoTiersFrom, { min: 1, max: 1000 }, t("rules.field.noLimit"))}
        </div>
      </Step>
      <Step title={t("rules.topic.after")} plain>
        <div className={classes.grid}>
          {number("onSiteMinutes", rules.onSiteMinutes, { min: 0, max: 10_000 })}
          {number("places", advancement?.places ?? null, { min: 1, max: 1000 }, t("rules.field.placesHint"))}
          {number("capPerDelegation", advancement?.capPerDelegation ?? null, { min: 1, max: 1000 }, t("rules.field.noLimit"))}
        </div>
      </Step>
      <TextInput
        name="reason"
        label={t("rules.field.reason")}
        description={t("rules.field.reasonHint")}
        error={errorOf("reason")}
        required
        maxLength={200}
      />
    </>
  );
}
