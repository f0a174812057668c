/** The fields of one entry: its people one below the other, then its coaches; a document that is on record stays masked. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { DOCUMENT_KINDS } from "#app/domain/registration/document.ts";
import { COACH_FIELDS, MEMBER_FIELDS } from "#app/domain/registration/entry-form.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { type OrganisationKind, SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { Step } from "#app/ui/setup/step.tsx";

type MemberTexts = { readonly [Field in keyof typeof MEMBER_FIELDS as Exclude<Field, "documentNumber">]: string } & {
  readonly id: string;
  readonly maskedDocument: string;
};
type CoachTexts = {
  readonly id: string | null;
  readonly name: string;
  readonly documentKind: string;
  readonly maskedDocument: string;
};

export type EntryFieldsProps = {
  readonly size: number;
  readonly members: readonly MemberTexts[];
  readonly coaches: readonly CoachTexts[];
  /** Offered while one types. */
  readonly organisations: readonly { readonly name: string; readonly kind: OrganisationKind }[];
  readonly refusals: readonly Refusal[];
  /** What was typed before a refusal, where the page was made anew. */
  readonly typed: Readonly<Record<string, readonly string[]>> | undefined;
};

const COACH_ROWS = 2;

/** For the form around them. */
export function EntryFields({ size, members, coaches, organisations, refusals, typed }: EntryFieldsProps) {
  const { t } = useTranslation("entry");
  const id = useId();
  const people = Array.from({ length: Math.max(size, members.length) }, (_, index) => members[index] ?? null);
  const trainers = Array.from({ length: Math.max(COACH_ROWS, coaches.length) }, (_, index) => coaches[index] ?? null);
  const fields = [
    ...people.flatMap((_, index) => Object.values(MEMBER_FIELDS).map((field) => `${field}.${index}`)),
    ...trainers.flatMap((_, index) => Object.values(COACH_FIELDS).map((field) => `${field}.${index}`)),
  ];
  const { errorOf, others } = useFieldErrors("entry", refusals, fields);
  const inputOf: InputOf = (field, index, stored) => ({
    name: `${field}[]`,
    defaultValue: typed?.[`${field}[]`]?.[index] ?? stored,
    error: errorOf(`${field}.${index}`),
    autoComplete: "off",
    ...hintBelow,
  });
  return (
    <>
      <Refusals namespace="entry" refusals={others} />
      <datalist id={`${id}-units`}>
        {organisations.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <datalist id={`${id}-schools`}>
        {organisations
          .filter(({ kind }) => kind === "school")
          .map(({ name }) => (
            <option key={name} value={name} />
          ))}
      </datalist>
      {people.map((member, index) => (
        <Step
          // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order.
          key={index}
          title={size === 1 ? t("person") : t("personOf", { number: index + 1 })}
          hint={index === 0 ? t("unitsHint") : undefined}
        >
          <MemberInputs member={member} index={index} inputOf={inputOf} listId={id} />
        </Step>
      ))}
      <Step title={t("coaches")} hint={t("coachesHint")}>
        {trainers.map((coach, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order.
          <div key={index} className={form.grid}>
            <CoachInputs coach={coach} index={index} inputOf={inputOf} />
          </div>
        ))}
      </Step>
    </>
  );
}

type InputOf = (
  field: string,
  index: number,
  stored: string,
) => { name: string; defaultValue: string; error: string | undefined; autoComplete: string };

function MemberInputs(props: { member: MemberTexts | null; index: number; inputOf: InputOf; listId: string }) {
  const { member, index, inputOf, listId } = props;
  const { t } = useTranslation("entry");
  const word = useWord();
  return (
    <div className={form.grid}>
      <input type="hidden" name="memberIds[]" value={member?.id ?? ""} />
      <TextInput label={t("field.name")} maxLength={60} {...inputOf("names", index, member?.name ?? "")} />
      <DocumentInputs
        kind={inputOf("documentKinds", index, member?.documentKind ?? "resident-id")}
        number={inputOf("documentNumbers", index, "")}
        masked={member?.maskedDocument ?? ""}
      />
      <TextInput
        type="date"
        label={t("field.birthDate")}
        description={t("field.birthDateHint")}
        {...inputOf("birthDates", index, member?.birthDate ?? "")}
      />
      <TextInput type="tel" label={t("field.phone")} maxLength={30} {...inputOf("phones", index, member?.phone ?? "")} />
      <NativeSelect
        label={t("field.level")}
        data={[
          { value: "", label: t("field.noLevel") },
          ...SKILL_LEVELS.map((value) => ({ value, label: word("skillLevel", value) })),
        ]}
        {...inputOf("levels", index, member?.level ?? "")}
      />
      <TextInput
        inputMode="numeric"
        label={t("field.years")}
        description={t("field.yearsHint")}
        maxLength={3}
        {...inputOf("years", index, member?.years ?? "")}
      />
      <TextInput
        list={`${listId}-units`}
        label={t("field.employer")}
        maxLength={120}
        {...inputOf("employers", index, member?.employer ?? "")}
      />
      <TextInput
        list={`${listId}-schools`}
        label={t("field.school")}
        maxLength={120}
        {...inputOf("schools", index, member?.school ?? "")}
      />
      <TextInput
        list={`${listId}-units`}
        label={t("field.trainer")}
        maxLength={120}
        {...inputOf("trainers", index, member?.trainingOrganisation ?? "")}
      />
    </div>
  );
}

function CoachInputs({ coach, index, inputOf }: { coach: CoachTexts | null; index: number; inputOf: InputOf }) {
  const { t } = useTranslation("entry");
  return (
    <>
      <input type="hidden" name="coachIds[]" value={coach?.id ?? ""} />
      <TextInput label={t("field.coach")} maxLength={60} {...inputOf("coachNames", index, coach?.name ?? "")} />
      <DocumentInputs
        kind={inputOf("coachKinds", index, coach?.documentKind ?? "resident-id")}
        number={inputOf("coachNumbers", index, "")}
        masked={coach?.maskedDocument ?? ""}
      />
    </>
  );
}

function DocumentInputs(props: { kind: ReturnType<InputOf>; number: ReturnType<InputOf>; masked: string }) {
  const { kind, number, masked } = props;
  const { t } = useTranslation("entry");
  const word = useWord();
  return (
    <>
      <NativeSelect
        label={t("field.documentKind")}
        data={DOCUMENT_KINDS.map((value) => ({ value, label: word("documentKind", value) }))}
        {...kind}
      />
      <TextInput
        label={t("field.documentNumber")}
        description={masked === "" ? undefined : t("field.documentKept", { masked })}
        placeholder={masked}
        maxLength={30}
        {...number}
      />
    </>
  );
}
