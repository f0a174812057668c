/** The forms of the acts in the procedure of an honour, each with what stands against it. */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Award, CircleX, Megaphone, SearchCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DEFAULT_HONOUR_PUBLICITY_DAYS, INSPECTION_OUTCOMES, MOST_PUBLICITY_DAYS } from "#app/domain/honours/honour-case.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ANSWERS } from "#app/forms/recorded-facts.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import classes from "./honours.module.css";

export type ActFormProps = {
  /** What stands against the act before anything was typed. */
  readonly unmet: readonly Refusal[];
  /** What the act that was tried was refused for. */
  readonly refusals: readonly Refusal[];
};

/** Fields make no sense while something else stands against the act: then the button alone says what. */
export function InspectForm({ unmet, refusals }: ActFormProps) {
  const { t } = useTranslation("honours");
  const { errorOf, others } = useFieldErrors("honours", refusals, ["text", "outcome"]);
  return (
    <Form method="post" className={classes.act}>
      <Refusals namespace="honours" refusals={others} />
      {unmet.length === 0 && (
        <div className={form.grid}>
          <div className={form.wide}>
            <Textarea
              name="text"
              label={t("inspect.text")}
              description={t("inspect.textHint")}
              {...hintBelow}
              error={errorOf("text")}
              maxLength={2000}
              required
              autosize
              minRows={3}
            />
          </div>
          <NativeSelect
            name="outcome"
            label={t("inspect.outcome")}
            error={errorOf("outcome")}
            data={INSPECTION_OUTCOMES.map((value) => ({ value, label: t(`inspect.outcomes.${value}`) }))}
          />
        </div>
      )}
      <div className={form.foot}>
        <ActButton
          intent="inspect-honour"
          namespace="honours"
          icon={SearchCheck}
          unmet={unmet}
          consequence={t("inspect.consequence")}
        >
          {t("inspect.submit")}
        </ActButton>
      </div>
    </Form>
  );
}

export function PubliciseForm({ unmet, refusals }: ActFormProps) {
  const { t } = useTranslation("honours");
  const { errorOf, others } = useFieldErrors("honours", refusals, ["workingDays", "telephone"]);
  return (
    <Form method="post" className={classes.act}>
      <Refusals namespace="honours" refusals={others} />
      {unmet.length === 0 && (
        <div className={form.grid}>
          <TextInput
            name="workingDays"
            type="number"
            min={1}
            max={MOST_PUBLICITY_DAYS}
            label={t("publicise.days")}
            description={t("publicise.daysHint")}
            {...hintBelow}
            defaultValue={DEFAULT_HONOUR_PUBLICITY_DAYS}
            error={errorOf("workingDays")}
            required
          />
          <TextInput
            name="telephone"
            label={t("publicise.telephone")}
            description={t("publicise.telephoneHint")}
            {...hintBelow}
            error={errorOf("telephone")}
            maxLength={40}
          />
        </div>
      )}
      <div className={form.foot}>
        <ActButton
          intent="publicise-honour"
          namespace="honours"
          icon={Megaphone}
          unmet={unmet}
          consequence={t("publicise.consequence")}
        >
          {t("publicise.submit")}
        </ActButton>
      </div>
    </Form>
  );
}

export function ConferForm({ unmet, refusals }: ActFormProps) {
  const { t } = useTranslation("honours");
  const { errorOf, others } = useFieldErrors("honours", refusals, ["number", "decidedOn", "inPost"]);
  return (
    <Form method="post" className={classes.act}>
      <Refusals namespace="honours" refusals={others} />
      {unmet.length === 0 && (
        <div className={form.grid}>
          <TextInput name="number" label={t("confer.number")} error={errorOf("number")} maxLength={100} required />
          <TextInput
            name="decidedOn"
            type="date"
            label={t("confer.decidedOn")}
            description={t("confer.decidedOnHint")}
            {...hintBelow}
            error={errorOf("decidedOn")}
            required
          />
          <NativeSelect
            name="inPost"
            label={t("confer.inPost")}
            description={t("confer.inPostHint")}
            {...hintBelow}
            error={errorOf("inPost")}
            defaultValue="unknown"
            data={ANSWERS.map((value) => ({ value, label: t(`confer.answer.${value}`) }))}
          />
        </div>
      )}
      <div className={form.foot}>
        <ActButton intent="confer-honour" namespace="honours" icon={Award} unmet={unmet} consequence={t("confer.consequence")}>
          {t("confer.submit")}
        </ActButton>
      </div>
    </Form>
  );
}

/** Folded: it ends the case. */
export function RefuseForm({ refusals }: Pick<ActFormProps, "refusals">) {
  const { t } = useTranslation("honours");
  const { errorOf, others } = useFieldErrors("honours", refusals, ["reason"]);
  return (
    <Disclosure id="refuse" label={t("refuse.title")} icon={CircleX} open={refusals.length > 0}>
      <Form method="post">
        <Refusals namespace="honours" refusals={others} />
        <Textarea
          name="reason"
          label={t("refuse.reason")}
          error={errorOf("reason")}
          maxLength={1000}
          required
          autosize
          minRows={2}
        />
        <div className={form.foot}>
          <ActButton intent="refuse-honour" namespace="honours" icon={CircleX} look="grave" consequence={t("refuse.consequence")}>
            {t("refuse.submit")}
          </ActButton>
        </div>
      </Form>
    </Disclosure>
  );
}
