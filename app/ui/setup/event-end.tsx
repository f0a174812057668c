/** The end of an event before it began: called off in front of everybody, or taken out as a mistake. */
import { TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Ban, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "./form.module.css";

export type EventEndProps = {
  /** What stands against it whatever the reason. */
  readonly unmet: readonly Refusal[];
  readonly refusals: readonly Refusal[];
};

export function CancelEvent({ unmet, refusals }: EventEndProps) {
  const { t } = useTranslation("competition");
  const { errorOf, others } = useFieldErrors("competition", refusals, ["cancelReason"]);
  return (
    <Disclosure id="cancel" label={t("cancellation.title")} icon={Ban} open={refusals.length > 0}>
      <p className={form.hint}>{t("cancellation.lead")}</p>
      <Refusals namespace="competition" refusals={others} />
      <Form method="post">
        <TextInput
          name="cancelReason"
          label={t("cancellation.reason")}
          description={t("cancellation.reasonHint")}
          error={errorOf("cancelReason")}
          maxLength={200}
          required
        />
        <div className={form.foot}>
          <ActButton
            intent="cancel-event"
            namespace="competition"
            icon={Ban}
            look="grave"
            unmet={unmet}
            consequence={t("cancellation.consequence")}
          >
            {t("cancellation.act")}
          </ActButton>
        </div>
      </Form>
    </Disclosure>
  );
}

export function RemoveEvent({ unmet, refusals }: EventEndProps) {
  const { t } = useTranslation("competition");
  const { errorOf, others } = useFieldErrors("competition", refusals, ["reason"]);
  return (
    <Disclosure id="remove" label={t("removal.title")} icon={Trash2} open={refusals.length > 0}>
      <p className={form.hint}>{t("removal.lead")}</p>
      <Refusals namespace="competition" refusals={others} />
      <Form method="post">
        <TextInput name="reason" label={t("removal.reason")} error={errorOf("reason")} maxLength={200} required />
        <div className={form.foot}>
          <ActButton intent="remove-event" namespace="competition" icon={Trash2} look="grave" unmet={unmet}>
            {t("removal.act")}
          </ActButton>
        </div>
      </Form>
    </Disclosure>
  );
}
