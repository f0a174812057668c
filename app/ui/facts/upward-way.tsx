/** 带入赛项: where an outside result has been taken into events above, with its giving up, and the form that takes it into one. */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { TrendingUp, UserMinus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AdvancementState } from "#app/domain/ladder/advancement-states.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { RegistrationStatus, Tier } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { AdvancementStateBadge } from "#app/ui/ladder/advancement-table.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { type Named, useNamed } from "#app/ui/use-named.ts";

type Upper = Named & { readonly tier: Tier };

export type UpwardWayProps = {
  readonly way: {
    readonly taken: readonly {
      readonly id: string;
      readonly competition: Upper;
      readonly event: Named;
      readonly state: AdvancementState;
      readonly status: RegistrationStatus | null;
    }[];
    readonly targets: readonly {
      readonly competition: Upper;
      readonly events: readonly (Named & { readonly eventId: string })[];
      readonly delegations: readonly (Named & { readonly delegationId: string })[];
    }[];
  };
  readonly mayAct: boolean;
  /** Of a dropped record nobody is taken anywhere, what was taken can still be given up. */
  readonly isDropped: boolean;
  readonly takeRefusals: readonly Refusal[];
  readonly giveUpRefusals: readonly Refusal[];
};

export function UpwardWay({ way: { taken, targets }, mayAct, isDropped, takeRefusals, giveUpRefusals }: UpwardWayProps) {
  const { t } = useTranslation("facts");
  const word = useWord();
  const named = useNamed();
  return (
    <Section title={t("upward.title")} description={t("upward.lead")}>
      <Refusals namespace="ladder" refusals={giveUpRefusals} />
      {taken.length > 0 && (
        <ul aria-label={t("upward.taken")}>
          {taken.map(({ id, competition, event, state, status }) => (
            <li key={id}>
              {word("tier", competition.tier)} · {named(competition)} · {named(event)} <AdvancementStateBadge state={state} />{" "}
              {status && <StatusBadge list="registrationStatus" value={status} />}
              {mayAct && state === "confirmed" && <GiveUp id={id} isOpen={giveUpRefusals.length > 0} />}
            </li>
          ))}
        </ul>
      )}
      {mayAct && !isDropped && targets.length > 0 && <TakeIn targets={targets} refusals={takeRefusals} />}
      {mayAct && !isDropped && targets.length === 0 && (
        <>
          <Refusals namespace="facts" refusals={takeRefusals} />
          <p>{t("upward.none")}</p>
        </>
      )}
    </Section>
  );
}

function TakeIn({ targets, refusals }: { targets: UpwardWayProps["way"]["targets"]; refusals: readonly Refusal[] }) {
  const { t } = useTranslation("facts");
  const word = useWord();
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("facts", refusals, ["eventId", "delegationId", "reason"]);
  const choose = { value: "", label: t("field.choose") };
  const labelOf = (competition: Upper) => `${word("tier", competition.tier)} · ${named(competition)}`;
  return (
    <Disclosure id="take-in" label={t("upward.open")} icon={TrendingUp} open={refusals.length > 0}>
      <Form method="post">
        <Refusals namespace="facts" refusals={others} />
        <div className={form.grid}>
          <NativeSelect
            name="eventId"
            label={t("upward.event")}
            error={errorOf("eventId")}
            required
            data={[
              choose,
              ...targets.map(({ competition, events }) => ({
                group: labelOf(competition),
                items: events.map((event) => ({ value: event.eventId, label: named(event) })),
              })),
            ]}
          />
          <NativeSelect
            name="delegationId"
            label={t("upward.delegation")}
            error={errorOf("delegationId")}
            required
            data={[
              choose,
              ...targets.map(({ competition, delegations }) => ({
                group: labelOf(competition),
                items: delegations.map((delegation) => ({ value: delegation.delegationId, label: named(delegation) })),
              })),
            ]}
          />
          <TextInput
            name="reason"
            label={t("upward.reason")}
            description={t("upward.reasonHint")}
            maxLength={200}
            error={errorOf("reason")}
            required
          />
        </div>
        <div className={form.foot}>
          <ActButton intent="take-into-event" namespace="facts" icon={TrendingUp} consequence={t("upward.consequence")}>
            {t("upward.submit")}
          </ActButton>
        </div>
      </Form>
    </Disclosure>
  );
}

function GiveUp({ id, isOpen }: { id: string; isOpen: boolean }) {
  const { t } = useTranslation("facts");
  return (
    <Disclosure id={`give-up-${id}`} label={t("upward.giveUp")} icon={UserMinus} open={isOpen}>
      <Form method="post">
        <input type="hidden" name="ids[]" value={id} />
        <Textarea name="reason" label={t("upward.giveUpReason")} maxLength={200} required autosize minRows={2} />
        <div className={form.foot}>
          <ActButton intent="give-up-place" namespace="ladder" icon={UserMinus} look="grave">
            {t("upward.giveUp")}
          </ActButton>
        </div>
      </Form>
    </Disclosure>
  );
}
