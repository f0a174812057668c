/** Somebody who has an account, by his name, unit and user name. */
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { People } from "#app/queries/people/get-people.server.ts";

type PersonSelectProps = { name: string; label: string; accounts: NonNullable<People["appointing"]>["accounts"]; error?: string };

export function PersonSelect({ name, label, accounts, error }: PersonSelectProps) {
  const { t } = useTranslation("competition");
  return (
    <NativeSelect
      name={name}
      label={label}
      error={error}
      required
      defaultValue=""
      data={[
        { value: "", label: t("people.choose"), disabled: true },
        ...accounts.map(({ id, displayName, unit, username }) => ({
          value: id,
          label: t("people.personOption", { name: displayName, unit: unit ?? t("people.noUnit"), username }),
        })),
      ]}
    />
  );
}
