/** The places of an event, taken and free, and changing how many there are. */
import { TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Save, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Meter } from "#app/ui/meter.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "./disclosure.tsx";
import form from "./form.module.css";

export type EventPlacesProps = {
  readonly event: {
    readonly quota: number;
    /** Null: one delegation may have as many as there are. */
    readonly delegationQuota: number | null;
    readonly taken: number;
    readonly waiting: number;
    readonly mayChangeQuota: boolean;
  };
  readonly refusals: readonly Refusal[];
  /** How many places the last change offered; null: there was none. */
  readonly offered: number | null;
};

export function EventPlaces({ event, refusals, offered }: EventPlacesProps) {
  const { t } = useTranslation("competition");
  const { errorOf, others } = useFieldErrors("competition", refusals, ["quota", "delegationQuota"]);
  const { quota, delegationQuota, taken, waiting } = event;
  return (
    <Section id="places" title={t("places.title")} description={t("places.lead")} boxed>
      {offered !== null && (
        <Notice tone="done" live>
          {t("places.saved", { offered })}
        </Notice>
      )}
      <Meter label={t("places.taken")} value={taken} maximum={quota} />
      <p className={form.hint}>
        {t("places.perDelegation", { quota: delegationQuota ?? t("places.unlimited") })} {t("places.waiting", { count: waiting })}
      </p>
      {event.mayChangeQuota && (
        <Disclosure id="edit-places" label={t("places.change")} icon={Users} open={refusals.length > 0}>
          <Refusals namespace="competition" refusals={others} />
          <Form method="post" key={`${quota} ${delegationQuota}`}>
            <div className={form.grid}>
              <TextInput
                name="quota"
                type="number"
                min={1}
                max={2000}
                label={t("events.quota")}
                defaultValue={quota}
                error={errorOf("quota")}
                required
              />
              <TextInput
                name="delegationQuota"
                type="number"
                min={1}
                max={2000}
                label={t("events.delegationQuota")}
                description={t("events.delegationQuotaHint")}
                defaultValue={delegationQuota ?? ""}
                error={errorOf("delegationQuota")}
              />
            </div>
            <div className={form.foot}>
              <ActButton
                intent="set-quota"
                namespace="competition"
                icon={Save}
                look="quiet"
                consequence={t("places.consequence")}
              >
                {t("places.save")}
              </ActButton>
            </div>
          </Form>
        </Disclosure>
      )}
    </Section>
  );
}
