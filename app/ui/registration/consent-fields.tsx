/** A consent to the processing of personal data: the text in force, the tick, and the guardian of a minor. */
import { Checkbox, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CONSENT_VERSION } from "#app/domain/registration/consent.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import form from "#app/ui/setup/form.module.css";
import classes from "./member-records.module.css";

export const CONSENT_FIELDS = ["agreed", "guardianName", "guardianRelation", "guardianTelephone"];

export type ConsentFieldsProps = {
  /** Null where the date of birth is typed in the same form: a guardian is asked for and may be left out. */
  readonly minor: boolean | null;
  /** Who fills the form in. */
  readonly by: "self" | "leader";
  readonly refusals: readonly Refusal[];
};

/** For the form around them. */
export function ConsentFields({ minor, by, refusals }: ConsentFieldsProps) {
  const { t } = useTranslation("entry");
  const { errorOf, others } = useFieldErrors("entry", refusals, CONSENT_FIELDS);
  return (
    <>
      <Refusals namespace="entry" refusals={others} />
      <p className={classes.text}>{t("consent.text", { version: CONSENT_VERSION })}</p>
      <input type="hidden" name="version" value={CONSENT_VERSION} />
      {minor === null && <p>{t("consent.guardianIfMinor")}</p>}
      {minor !== false && (
        <div className={form.grid}>
          <TextInput
            name="guardianName"
            label={t("consent.guardianName")}
            error={errorOf("guardianName")}
            required={minor === true}
            maxLength={60}
          />
          <TextInput
            name="guardianRelation"
            label={t("consent.guardianRelation")}
            error={errorOf("guardianRelation")}
            required={minor === true}
            maxLength={20}
          />
          <TextInput
            name="guardianTelephone"
            type="tel"
            label={t("consent.guardianTelephone")}
            error={errorOf("guardianTelephone")}
            required={minor === true}
            maxLength={30}
          />
        </div>
      )}
      <Checkbox
        name="agreed"
        value="yes"
        label={t(minor === null ? "consent.agree.leaderUnknown" : minor ? `consent.agree.${by}Minor` : `consent.agree.${by}`)}
        error={errorOf("agreed")}
        my="sm"
      />
    </>
  );
}
