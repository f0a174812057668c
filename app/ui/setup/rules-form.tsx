/** The rules of an event as fields, by what they decide; saved as a new version with its reason. */
import { Checkbox, TextInput } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { ROUNDINGS } from "#app/domain/awards/award-scheme.ts";
import { BLIND_LAYERS } from "#app/domain/blinding/layers.ts";
import { CHECK_KINDS } from "#app/domain/draw/check-in.ts";
import { DRAW_WAYS, SEAT_DRAWS } from "#app/domain/draw/rule.ts";
import { ADVANCEMENT_KINDS, ADVANCEMENT_ROUTES } from "#app/domain/ladder/advancement.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { awardPreset, componentPreset } from "#app/domain/results/rule-presets.ts";
import { type EventRules, FAILED_PLACES, LAST_TIES, MARKING_KINDS } from "#app/domain/results/rules.ts";
import { SCALES } from "#app/domain/results/scale.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { type RulesTexts, toRulesFields } from "#app/forms/event-rules.ts";
import { useWord } from "#app/i18n/word.ts";
import { Refusals } from "../refusals.tsx";
import { AwardFields } from "./award-fields.tsx";
import { ComponentRows, TieBreakRows } from "./component-rows.tsx";
import { EligibilityFields } from "./eligibility-fields.tsx";
import classes from "./form.module.css";
import { RequirementFields } from "./requirement-fields.tsx";
import { type ChosenPresets, PresetLinks, usePresetNames } from "./rule-presets.tsx";
import rulesClasses from "./rules.module.css";
import { Step } from "./step.tsx";
import { type RulesInputs, useRulesFields } from "./use-rules-fields.tsx";

export type RulesFieldsProps = {
  rules: EventRules;
  version: number;
  /** Its criteria and modules are what ties can be broken by and components made of. */
  scheme: MarkingScheme | null;
  refusals: readonly Refusal[];
  /** What was typed before a refusal, where the page was made anew. */
  typed?: RulesTexts | undefined;
  /** Out of the address: without scripts a preset is a link to the page that is filled with it. */
  presets: ChosenPresets;
};

/** The fields for the form around them. */
export function RulesFields({ rules, version, scheme, refusals, typed, presets }: RulesFieldsProps) {
  const { t } = useTranslation("rules");
  const names = usePresetNames();
  const box = useRef<HTMLDivElement>(null);
  const preset = {
    ...(presets.award ? awardPreset(presets.award) : {}),
    ...(presets.components ? componentPreset(presets.components, names) : {}),
  };
  const inputs = useRulesFields(typed ?? toRulesFields({ ...rules, ...preset }), refusals);
  return (
    <div ref={box}>
      <input type="hidden" name="basedOn" value={version} />
      <Refusals namespace="competition" refusals={inputs.others} />
      <Step title={t("topic.marking")} plain>
        <MarkingFields inputs={inputs} />
      </Step>
      <Step title={t("topic.components")} hint={t("hint.components")} plain>
        <PresetLinks kind="components" form={box} />
        <ComponentRows inputs={inputs} rules={rules} scheme={scheme} />
        <div className={classes.grid}>
          {inputs.select(
            "failed",
            t("field.failed"),
            options(FAILED_PLACES, (word) => t(`field.failedPlace.${word}`)),
          )}
          {inputs.select("roundingPlace", t("field.roundingPlace"), [
            { value: "2", label: t("field.place.2") },
            { value: "1", label: t("field.place.1") },
            { value: "0", label: t("field.place.0") },
          ])}
        </div>
      </Step>
      <Step title={t("topic.order")} hint={t("hint.order")} plain>
        <TieBreakRows inputs={inputs} rules={rules} scheme={scheme} />
        <div className={classes.grid}>
          {inputs.select(
            "lastTie",
            t("field.lastTie"),
            options(LAST_TIES, (word) => t(`field.lastTies.${word}`)),
          )}
          {inputs.select(
            "scale",
            t("field.scale"),
            options(SCALES, (word) => t(`field.scales.${word}`)),
          )}
        </div>
      </Step>
      <Step title={t("topic.awards")} plain>
        <PresetLinks kind="award" form={box} />
        <AwardFields inputs={inputs} />
      </Step>
      <Step title={t("topic.draw")} hint={t("hint.draw")} plain>
        <DrawFields inputs={inputs} />
      </Step>
      <Step title={t("topic.after")} plain>
        <AfterFields inputs={inputs} />
      </Step>
      <Step title={t("topic.eligibility")} hint={t("hint.eligibility")} plain>
        <EligibilityFields inputs={inputs} />
      </Step>
      <Step title={t("topic.requires")} hint={t("hint.requires")} plain>
        <RequirementFields inputs={inputs} />
      </Step>
      <TextInput
        name="reason"
        label={t("field.reason")}
        description={t("field.reasonHint")}
        defaultValue={inputs.firstOf("reason")}
        error={inputs.faultOf("reason")}
        required
        maxLength={200}
      />
    </div>
  );
}

type Part = { inputs: RulesInputs };

function MarkingFields({ inputs }: Part) {
  const { t } = useTranslation("rules");
  const word = useWord();
  return (
    <>
      <div className={classes.grid}>
        {inputs.mark("total", t("field.total"), t("field.totalHint"))}
        {inputs.select(
          "marking",
          t("field.marking"),
          options(MARKING_KINDS, (word) => t(`field.markings.${word}`)),
        )}
        {inputs.select(
          "blindLayers",
          t("field.blindLayers"),
          BLIND_LAYERS.map((layers) => ({ value: String(layers), label: t(`field.blindLayersOf.${layers}`) })),
        )}
        {inputs.number("judgesPerForm", t("field.judgesPerForm"))}
        {inputs.number("spreadLimit", t("field.spreadLimit"), t("field.spreadLimitHint"))}
      </div>
      <fieldset className={rulesClasses.kinds}>
        <legend>{t("field.checkInChecks")}</legend>
        {CHECK_KINDS.map((kind) => (
          <Checkbox
            key={kind}
            name="checkInChecks[]"
            value={kind}
            label={word("checkInCheck", kind)}
            defaultChecked={inputs.allOf("checkInChecks[]").includes(kind)}
          />
        ))}
      </fieldset>
    </>
  );
}

function DrawFields({ inputs }: Part) {
  const { t } = useTranslation("rules");
  return (
    <>
      <div className={classes.grid}>
        {inputs.select(
          "drawWay",
          t("field.drawWay"),
          options(DRAW_WAYS, (word) => t(`field.drawWays.${word}`)),
        )}
        {inputs.select(
          "drawSeats",
          t("field.drawSeats"),
          options(SEAT_DRAWS, (word) => t(`field.drawSeatsOf.${word}`)),
        )}
        {inputs.number("drawFewestLeaders", t("field.drawFewestLeaders"), t("field.drawFewestLeadersHint"))}
      </div>
      {inputs.check("drawSessions", t("field.drawSessions"))}
      {inputs.check("drawMixesNeighbours", t("field.drawMixesNeighbours"))}
    </>
  );
}

function AfterFields({ inputs }: Part) {
  const { t } = useTranslation("rules");
  return (
    <>
      <div className={classes.grid}>
        {inputs.number("recheckTopPlaces", t("field.recheckTopPlaces"), t("field.recheckTopPlacesHint"))}
        {inputs.number("recheckPercent", t("field.recheckPercent"))}
        {inputs.number("recheckErrorPercent", t("field.recheckErrorPercent"), t("field.recheckErrorPercentHint"))}
        {inputs.number("onSiteMinutes", t("field.onSiteMinutes"))}
        {inputs.number("appealMinutes", t("field.appealMinutes"))}
        {inputs.select(
          "advancementKind",
          t("field.advancementKind"),
          options(ADVANCEMENT_KINDS, (word) => t(`field.advancementKinds.${word}`)),
        )}
        {inputs.number("places", t("field.places"), t("field.placesHint"))}
        {inputs.select(
          "advancementRounding",
          t("field.advancementRounding"),
          options(ROUNDINGS, (word) => t(`field.roundings.${word}`)),
        )}
        {inputs.number("capPerDelegation", t("field.capPerDelegation"), t("field.noLimit"))}
        {inputs.select(
          "route",
          t("field.route"),
          options(ADVANCEMENT_ROUTES, (word) => t(`field.routes.${word}`)),
        )}
      </div>
      {inputs.check("secondInstance", t("field.secondInstance"))}
    </>
  );
}

/** A closed list as options of a select. */
export function options<Word extends string>(words: readonly Word[], labelOf: (word: Word) => string) {
  return words.map((value) => ({ value, label: labelOf(value) }));
}
