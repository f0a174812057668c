/** 重新公示: what was published again and why, and the form that does it while the results are final. */
import { Textarea, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ReopeningOnRecord } from "#app/domain/phases/reopening.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./reopening.module.css";

export function ReopeningHistory({ reopenings }: { reopenings: readonly ReopeningOnRecord[] }) {
  const { t } = useTranslation("competition");
  const formats = useFormats();
  return reopenings.map(({ id, reason, reference, decisionNumber, finalisedAt, reopenedBy, reopenedAt }) => (
    <Notice key={id} tone="info">
      {t("overview.reopening.history", {
        time: formats.dateTime(reopenedAt),
        name: reopenedBy,
        reason,
        reference,
        number: decisionNumber,
        finalised: formats.day(finalisedAt),
      })}
    </Notice>
  ));
}

/** @param refusals of an attempt that was refused */
export function ReopeningForm({ days, refusals }: { days: number; refusals: readonly Refusal[] }) {
  const { t } = useTranslation("competition");
  return (
    <Disclosure id="reopen" label={t("overview.reopening.open")} icon={RotateCcw} open={refusals.length > 0}>
      <Refusals namespace="competition" refusals={refusals} />
      <Form method="post" className={classes.reopening}>
        <p>{t("overview.reopening.lead")}</p>
        <Textarea
          name="reason"
          label={t("overview.reopening.reason")}
          description={t("overview.reopening.reasonHint")}
          autosize
          minRows={3}
          maxLength={1000}
          required
        />
        <TextInput
          name="reference"
          label={t("overview.reopening.reference")}
          description={t("overview.reopening.referenceHint")}
          maxLength={100}
          required
        />
        <ActButton
          intent="reopen-results"
          namespace="competition"
          icon={RotateCcw}
          look="grave"
          consequence={t("overview.reopening.consequence", { days })}
        >
          {t("overview.reopening.act")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}
