/** Moving the deadline of registration, or closing registration at this moment, with a reason. */
import { TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { CalendarClock, Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { toInputMoment } from "#app/i18n/input-times.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import classes from "./registration.module.css";

export type DeadlineFormProps = {
  /** ISO. */
  readonly closesAt: string;
  readonly refusals: readonly Refusal[];
};

export function DeadlineForm({ closesAt, refusals }: DeadlineFormProps) {
  const { t } = useTranslation("registration");
  const { errorOf, others } = useFieldErrors("registration", refusals, ["closesAt", "reason"]);
  return (
    <Disclosure id="deadline" label={t("deadline.title")} icon={CalendarClock} open={refusals.length > 0}>
      <p className={classes.soft}>{t("deadline.lead")}</p>
      <Refusals namespace="registration" refusals={others} />
      <Form method="post" className={classes.form}>
        <TextInput
          name="closesAt"
          type="datetime-local"
          label={t("deadline.closesAt")}
          defaultValue={toInputMoment(closesAt)}
          key={closesAt}
          error={errorOf("closesAt")}
          required
        />
        <TextInput name="reason" label={t("deadline.reason")} error={errorOf("reason")} maxLength={200} required />
        <div className={classes.row}>
          <ActButton intent="move-deadline" namespace="registration" icon={CalendarClock} look="quiet">
            {t("deadline.move")}
          </ActButton>
          <ActButton intent="close-now" namespace="registration" icon={Lock} look="grave">
            {t("deadline.closeNow")}
          </ActButton>
        </div>
      </Form>
    </Disclosure>
  );
}
