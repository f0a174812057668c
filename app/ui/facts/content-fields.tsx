/** The fields of a record by its kind: what the evidence says, in the words of the closed lists. */
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CARRIERS, HONOURS, TALENT_CLASSES } from "#app/domain/policy/pack.ts";
import type { FactKind } from "#app/domain/policy/recorded-fact.ts";
import { AWARDS, COMPETITION_CLASSES, ENTRY_KINDS, ROUND_KINDS, SKILL_LEVELS, TIERS } from "#app/domain/shared/vocabulary.ts";
import { ANSWERS } from "#app/forms/recorded-facts.ts";
import type { VocabularyName, VocabularyWord } from "#app/i18n/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import type { FieldErrors } from "#app/ui/field-errors.ts";
import { RegionPicker } from "#app/ui/region-picker.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { Step } from "#app/ui/setup/step.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import type { OrganisationChoices } from "./people-fields.tsx";

export type ContentFieldsProps = {
  readonly kind: FactKind;
  readonly organisations: OrganisationChoices;
  readonly errorOf: FieldErrors["errorOf"];
};

/** The names of the fields under which a refusal can stand. */
export const CONTENT_FIELDS = [
  "competition",
  "tier",
  "class",
  "hostRegionCodes",
  "event",
  "occupationCode",
  "entryKind",
  "roundReached",
  "place",
  "award",
  "awardGrade",
  "honour",
  "inPost",
  "talentClass",
  "introduced",
  "level",
  "carrier",
  "name",
  "organisationId",
] as const;

/** As many hosts as a joint competition has in practice. */
const HOSTS = [0, 1, 2] as const;

export function ContentFields(props: ContentFieldsProps) {
  switch (props.kind) {
    case "result":
      return <ResultFields {...props} />;
    case "honour":
      return (
        <div className={form.grid}>
          <WordSelect {...props} name="honour" list="honour" words={HONOURS} />
          <AnswerSelect {...props} name="inPost" />
        </div>
      );
    case "talent":
      return <TalentFields {...props} />;
    case "level":
    case "mentoring":
      return (
        <div className={form.grid}>
          <WordSelect {...props} name="level" list="skillLevel" words={SKILL_LEVELS} />
        </div>
      );
    case "carrier":
      return <CarrierFields {...props} />;
  }
}

function ResultFields(props: ContentFieldsProps) {
  const { errorOf } = props;
  const { t } = useTranslation("facts");
  const text = (name: "competition" | "event" | "occupationCode" | "place", more: object = {}) => (
    <TextInput name={name} label={t(`field.${name}`)} error={errorOf(name)} maxLength={100} {...more} />
  );
  return (
    <div className={form.grid}>
      {text("competition", { required: true, description: t("field.competitionHint"), ...hintBelow })}
      <WordSelect {...props} name="tier" list="tier" words={TIERS} />
      <WordSelect {...props} name="class" list="competitionClass" words={COMPETITION_CLASSES} />
      {HOSTS.map((index) => (
        <RegionPicker
          key={index}
          name="hostRegionCodes[]"
          label={t("field.host", { number: index + 1 })}
          error={index === 0 ? errorOf("hostRegionCodes") : undefined}
        />
      ))}
      {text("event", { required: true })}
      {text("occupationCode", { description: t("field.occupationHint"), ...hintBelow })}
      <WordSelect {...props} name="entryKind" list="entryKind" words={ENTRY_KINDS} />
      <WordSelect {...props} name="roundReached" list="roundKind" words={ROUND_KINDS} optional initial="final" />
      {text("place", { type: "number", min: 1, max: 9999 })}
      <WordSelect {...props} name="award" list="award" words={AWARDS} optional />
      <NativeSelect
        name="awardGrade"
        label={t("field.awardGrade")}
        description={t("field.awardGradeHint")}
        {...hintBelow}
        error={errorOf("awardGrade")}
        data={[
          { value: "", label: t("field.noGrade") },
          ...(["1", "2", "3"] as const).map((value) => ({ value, label: t(`grade.g${value}`) })),
        ]}
      />
    </div>
  );
}

function TalentFields(props: ContentFieldsProps) {
  const { t } = useTranslation("facts");
  const word = useWord();
  return (
    <>
      <div className={form.grid}>
        <WordSelect {...props} name="talentClass" list="talentClass" words={TALENT_CLASSES} />
        <AnswerSelect {...props} name="introduced" />
      </div>
      <Step title={t("field.honours")} hint={t("field.honoursHint")} plain>
        <div className={form.grid}>
          {HONOURS.map((honour) => (
            <Checkbox key={honour} name="honours[]" value={honour} label={word("honour", honour)} />
          ))}
        </div>
      </Step>
    </>
  );
}

function CarrierFields(props: ContentFieldsProps) {
  const { organisations, errorOf } = props;
  const { t } = useTranslation("facts");
  const named = useNamed();
  return (
    <div className={form.grid}>
      <WordSelect {...props} name="carrier" list="carrier" words={CARRIERS} />
      <WordSelect {...props} name="tier" list="tier" words={TIERS} />
      <TextInput name="name" label={t("field.name")} error={errorOf("name")} maxLength={100} required />
      <NativeSelect
        name="organisationId"
        label={t("field.organisationId")}
        error={errorOf("organisationId")}
        data={[
          { value: "", label: t("field.choose") },
          ...organisations.map((organisation) => ({ value: organisation.id, label: named(organisation) })),
        ]}
      />
    </div>
  );
}

function AnswerSelect({ name, errorOf }: Pick<ContentFieldsProps, "errorOf"> & { readonly name: "inPost" | "introduced" }) {
  const { t } = useTranslation("facts");
  return (
    <NativeSelect
      name={name}
      label={t(`field.${name}`)}
      error={errorOf(name)}
      defaultValue="unknown"
      data={ANSWERS.map((value) => ({ value, label: t(`answer.${value}`) }))}
    />
  );
}

type WordField = "tier" | "class" | "entryKind" | "roundReached" | "award" | "honour" | "talentClass" | "level" | "carrier";

function WordSelect<Name extends VocabularyName>(props: {
  readonly name: WordField;
  readonly list: Name;
  readonly words: readonly VocabularyWord<Name>[];
  readonly errorOf: FieldErrors["errorOf"];
  readonly optional?: boolean;
  readonly initial?: VocabularyWord<Name>;
}) {
  const { name, list, words, errorOf, optional = false, initial } = props;
  const { t } = useTranslation("facts");
  const word = useWord();
  return (
    <NativeSelect
      name={name}
      label={t(`field.${name}`)}
      error={errorOf(name)}
      defaultValue={initial}
      data={[
        ...(optional ? [{ value: "", label: t("field.notSaid") }] : []),
        ...words.map((value) => ({ value: String(value), label: word(list, value) })),
      ]}
    />
  );
}
