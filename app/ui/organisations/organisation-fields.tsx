/** The fields of one organisation, empty or as it is. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OrganisationFacts } from "#app/domain/organisations/organisation.ts";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import { ORGANISATION_KINDS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { RegionPicker } from "#app/ui/region-picker.tsx";
import classes from "./organisations.module.css";

/** For `useFieldErrors`. */
export const ORGANISATION_INPUTS = ["name", "nameEn", "kind", "regionCode", "creditCode"] as const;

export function OrganisationFields(props: {
  errorOf: (field: string) => string | undefined;
  organisation?: OrganisationFacts & { readonly region: RegionOption | null };
}) {
  const { errorOf, organisation } = props;
  const { t } = useTranslation("organisation");
  const word = useWord();
  return (
    <div className={classes.form}>
      <TextInput
        name="name"
        label={t("name")}
        required
        maxLength={60}
        defaultValue={organisation?.name}
        error={errorOf("name")}
      />
      <TextInput
        name="nameEn"
        label={t("nameEn")}
        required
        maxLength={120}
        defaultValue={organisation?.nameEn}
        error={errorOf("nameEn")}
      />
      <NativeSelect
        name="kind"
        label={t("kind")}
        required
        defaultValue={organisation?.kind ?? ""}
        error={errorOf("kind")}
        data={[
          { value: "", label: t("choose"), disabled: true },
          ...ORGANISATION_KINDS.map((value) => ({ value, label: word("organisationKind", value) })),
        ]}
      />
      <RegionPicker name="regionCode" label={t("region")} required chosen={organisation?.region} error={errorOf("regionCode")} />
      <TextInput
        name="creditCode"
        label={t("creditCode")}
        maxLength={24}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        defaultValue={organisation?.creditCode ?? undefined}
        error={errorOf("creditCode")}
      />
    </div>
  );
}
