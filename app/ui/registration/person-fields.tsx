/** The fields of one person, wherever one is typed: on an entry's page and for who comes in a substitution. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import { DOCUMENT_KINDS } from "#app/domain/registration/document.ts";
import { MEMBER_FIELDS } from "#app/domain/registration/entry-form.ts";
import { type OrganisationKind, SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { RegionPicker } from "#app/ui/region-picker.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";

export type PersonTexts = { readonly [Field in keyof typeof MEMBER_FIELDS as Exclude<Field, "documentNumber">]: string } & {
  readonly maskedDocument: string;
};

/** The properties of the input of a row in a column; `stored` stands there until something was typed. */
export type InputOf = (
  field: string,
  index: number,
  stored: string,
) => { name: string; defaultValue: string; error: string | undefined; autoComplete: string };

/** @param typed by the name of the field, where the page was made anew after a refusal */
export function makeInputOf(
  errorOf: (field: string) => string | undefined,
  typed: Readonly<Record<string, readonly string[]>> | undefined,
): InputOf {
  return (field, index, stored) => ({
    name: `${field}[]`,
    defaultValue: typed?.[`${field}[]`]?.[index] ?? stored,
    error: errorOf(`${field}.${index}`),
    autoComplete: "off",
    ...hintBelow,
  });
}

/** What `errorOf` is asked for by a person's fields. */
export function listPersonFields(index: number): string[] {
  return Object.values(MEMBER_FIELDS).map((field) => `${field}.${index}`);
}

/** Once in a form; the person's fields find it by `id`. */
export function OrganisationLists(props: {
  id: string;
  organisations: readonly { readonly name: string; readonly kind: OrganisationKind }[];
}) {
  const { id, organisations } = props;
  const schools = organisations.filter(({ kind }) => kind === "school");
  return (
    <>
      {[
        { list: "units", offered: organisations },
        { list: "schools", offered: schools },
      ].map(({ list, offered }) => (
        <datalist key={list} id={`${id}-${list}`}>
          {offered.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      ))}
    </>
  );
}

/**
 * @param props.person null: nobody is known yet; a document that is on record stays masked
 * @param props.regions those of the residences that are on record
 */
export function PersonFields(props: {
  person: PersonTexts | null;
  index: number;
  inputOf: InputOf;
  listId: string;
  regions: readonly RegionOption[];
}) {
  const { person, index, inputOf, listId, regions } = props;
  const { t } = useTranslation("entry");
  const word = useWord();
  return (
    <div className={form.grid}>
      <TextInput label={t("field.name")} maxLength={60} {...inputOf("names", index, person?.name ?? "")} />
      <DocumentFields
        kind={inputOf("documentKinds", index, person?.documentKind ?? "resident-id")}
        number={inputOf("documentNumbers", index, "")}
        masked={person?.maskedDocument ?? ""}
      />
      <TextInput
        type="date"
        label={t("field.birthDate")}
        description={t("field.birthDateHint")}
        {...inputOf("birthDates", index, person?.birthDate ?? "")}
      />
      <TextInput type="tel" label={t("field.phone")} maxLength={30} {...inputOf("phones", index, person?.phone ?? "")} />
      <NativeSelect
        label={t("field.level")}
        data={[
          { value: "", label: t("field.noLevel") },
          ...SKILL_LEVELS.map((value) => ({ value, label: word("skillLevel", value) })),
        ]}
        {...inputOf("levels", index, person?.level ?? "")}
      />
      <TextInput
        inputMode="numeric"
        label={t("field.years")}
        description={t("field.yearsHint")}
        maxLength={3}
        {...inputOf("years", index, person?.years ?? "")}
      />
      <TextInput
        list={`${listId}-units`}
        label={t("field.employer")}
        maxLength={120}
        {...inputOf("employers", index, person?.employer ?? "")}
      />
      <TextInput
        list={`${listId}-schools`}
        label={t("field.school")}
        maxLength={120}
        {...inputOf("schools", index, person?.school ?? "")}
      />
      <TextInput
        list={`${listId}-units`}
        label={t("field.trainer")}
        maxLength={120}
        {...inputOf("trainers", index, person?.trainingOrganisation ?? "")}
      />
      <ResidenceField input={inputOf("residences", index, person?.residence ?? "")} regions={regions} />
    </div>
  );
}

function ResidenceField(props: { input: ReturnType<InputOf>; regions: readonly RegionOption[] }) {
  const { name, defaultValue: code, error } = props.input;
  const { t } = useTranslation("entry");
  // What was typed as a code before a refusal has no name here yet.
  const typed = code === "" ? null : { code, name: code, nameEn: code, within: [] };
  return (
    <RegionPicker
      name={name}
      label={t("field.residence")}
      description={t("field.residenceHint")}
      error={error}
      chosen={props.regions.find((region) => region.code === code) ?? typed}
      {...hintBelow}
    />
  );
}

export function DocumentFields(props: { kind: ReturnType<InputOf>; number: ReturnType<InputOf>; masked: string }) {
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
