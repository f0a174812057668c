/** The people of the result that a recommendation rests on: who is meant, and the units and regions of now. */
import { Checkbox, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import type { OrganisationChoices } from "#app/ui/facts/people-fields.tsx";
import { RegionPicker } from "#app/ui/region-picker.tsx";
import form from "#app/ui/setup/form.module.css";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./honours.module.css";

export type NomineeRow = {
  readonly memberId: string;
  readonly name: string;
  readonly residenceRegion: string | null;
  readonly employerId: string | null;
  readonly schoolId: string | null;
  readonly trainingOrganisationId: string | null;
};

/** @param chosen the member who was meant from the start; null: everyone */
export function NomineeFields(props: {
  readonly members: readonly NomineeRow[];
  readonly organisations: OrganisationChoices;
  /** Those of the residences that are known. */
  readonly residences: readonly RegionOption[];
  readonly chosen: string | null;
}) {
  const { members, organisations, residences, chosen } = props;
  const { t } = useTranslation(["honours", "facts"]);
  const named = useNamed();
  const none = { value: "", label: t("facts:people.none") };
  const units = [none, ...organisations.map((one) => ({ value: one.id, label: named(one) }))];
  return members.map((member) => (
    <div key={member.memberId} className={classes.nominee}>
      <input type="hidden" name="members[]" value={member.memberId} />
      <Checkbox
        name="chosen[]"
        value={member.memberId}
        defaultChecked={chosen === null || chosen === member.memberId}
        label={member.name || t("facts:people.erased")}
        description={t("new.chosen")}
      />
      <div className={`${form.grid} ${classes.ties}`}>
        <NativeSelect name="employers[]" label={t("facts:people.employer")} data={units} defaultValue={member.employerId ?? ""} />
        <NativeSelect name="schools[]" label={t("facts:people.school")} data={units} defaultValue={member.schoolId ?? ""} />
        <NativeSelect
          name="trainers[]"
          label={t("facts:people.trainer")}
          data={units}
          defaultValue={member.trainingOrganisationId ?? ""}
        />
        <RegionPicker
          name="residences[]"
          label={t("facts:people.residence")}
          chosen={residences.find(({ code }) => code === member.residenceRegion) ?? null}
        />
      </div>
    </div>
  ));
}
