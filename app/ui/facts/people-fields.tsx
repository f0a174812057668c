/** The people of a record: name, document, and what tied them to a region at that time; empty rows count as nobody. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DOCUMENT_KINDS } from "#app/domain/registration/document.ts";
import { RegionPicker } from "#app/ui/region-picker.tsx";
import form from "#app/ui/setup/form.module.css";
import { Step } from "#app/ui/setup/step.tsx";
import { type Named, useNamed } from "#app/ui/use-named.ts";

/** The organisations that a form chooses from. */
export type OrganisationChoices = readonly (Named & { readonly id: string })[];

/** @param roles a heading for each person; as many rows as headings */
export function PeopleFields({ organisations, roles }: { organisations: OrganisationChoices; roles: readonly string[] }) {
  const { t } = useTranslation("facts");
  const named = useNamed();
  const units = [
    { value: "", label: t("people.none") },
    ...organisations.map((organisation) => ({ value: organisation.id, label: named(organisation) })),
  ];
  return (
    <>
      {roles.map((role, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order.
        <Step key={index} title={role} plain>
          <div className={form.grid}>
            <TextInput name="names[]" label={t("people.name")} maxLength={40} autoComplete="off" />
            <NativeSelect
              name="documentKinds[]"
              label={t("people.documentKind")}
              data={DOCUMENT_KINDS.map((value) => ({ value, label: t(`document.${value}`) }))}
            />
            <TextInput name="documentNumbers[]" label={t("people.documentNumber")} maxLength={24} autoComplete="off" />
            <RegionPicker name="residences[]" label={t("people.residence")} />
            <NativeSelect name="employers[]" label={t("people.employer")} data={units} />
            <NativeSelect name="schools[]" label={t("people.school")} data={units} />
            <NativeSelect name="trainers[]" label={t("people.trainer")} data={units} />
          </div>
        </Step>
      ))}
    </>
  );
}
