/** Appointing somebody to a duty. */
import { Checkbox, NativeSelect } from "@mantine/core";
import { Form, useSearchParams } from "@remix-run/react";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ROLE_SCOPES } from "#app/domain/access/duties.ts";
import { BLIND_LAYERS } from "#app/domain/blinding/layers.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import type { DelegationRow, DutiesOfEvent, People } from "#app/queries/people/get-people.server.ts";
import { COMPETITION_ROLES, DELEGATION_ROLES, EVENT_ROLES } from "#app/routes/people/appointed-roles.ts";
import { PersonSelect } from "#app/routes/people/person-select.tsx";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Answer, refusalsOf } from "#app/ui/answer.ts";
import { useLayerWords } from "#app/ui/blinding/layer-words.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./appoint.module.css";

type Appointing = NonNullable<People["appointing"]>;

type AppointProps = {
  appointing: Appointing;
  events: readonly DutiesOfEvent[];
  delegations: readonly DelegationRow[];
  answer: Answer;
};

/** Filled in beforehand by the link beside a duty: `?role=…&event=…` or `?role=…&delegation=…`. */
export function Appoint({ appointing, events, delegations, answer }: AppointProps) {
  const { t } = useTranslation("competition");
  const [search] = useSearchParams();
  const refusals = refusalsOf(answer, "grant-role");
  const wanted: Wanted = {
    role: [...COMPETITION_ROLES, ...EVENT_ROLES, ...DELEGATION_ROLES].find((role) => role === search.get("role")) ?? null,
    eventId: events.find(({ code }) => code === search.get("event"))?.eventId ?? "",
    delegationId: delegations.find(({ id }) => id === search.get("delegation"))?.id ?? "",
  };
  return (
    <Disclosure id="appoint" label={t("people.appoint")} icon={UserPlus} open={refusals.length > 0}>
      <AppointForm
        key={`${Object.values(wanted).join(" ")} ${answer?.ok ? answer.intent : ""}`}
        accounts={appointing.accounts}
        events={events}
        delegations={delegations}
        wanted={wanted}
        refusals={refusals}
      />
    </Disclosure>
  );
}

type Wanted = { readonly role: Role | null; readonly eventId: string; readonly delegationId: string };

const APPOINT_FIELDS = ["userId", "role", "eventId", "delegationId", "layers"];

type AppointFormProps = Pick<AppointProps, "events" | "delegations"> & {
  accounts: Appointing["accounts"];
  wanted: Wanted;
  refusals: readonly Refusal[];
};

function AppointForm({ accounts, events, delegations, wanted, refusals }: AppointFormProps) {
  const { t } = useTranslation("competition");
  const word = useWord();
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("competition", refusals, APPOINT_FIELDS);
  const { nameOf } = useLayerWords();
  const [role, setRole] = useState<Role | "">(wanted.role ?? "");
  const scope = role === "" ? null : ROLE_SCOPES[role];
  const blank = { value: "", label: t("people.choose"), disabled: true };
  const option = (value: Role) => ({ value, label: word("role", value) });
  return (
    <Form method="post">
      <Refusals namespace="competition" refusals={others} />
      <div className={form.grid}>
        <NativeSelect
          name="role"
          label={t("people.role")}
          error={errorOf("role")}
          required
          value={role}
          onChange={(change) => setRole(change.currentTarget.value as Role)}
          data={[
            blank,
            { group: t("people.competition"), items: COMPETITION_ROLES.map(option) },
            { group: t("people.events"), items: EVENT_ROLES.map(option) },
            { group: t("people.delegations"), items: DELEGATION_ROLES.map(option) },
          ]}
        />
        {scope === "event" && (
          <NativeSelect
            name="eventId"
            label={t("people.scope")}
            error={errorOf("eventId")}
            required
            defaultValue={wanted.eventId}
            data={[blank, ...events.map(({ eventId, ...event }) => ({ value: eventId, label: named(event) }))]}
          />
        )}
        {scope === "delegation" && (
          <NativeSelect
            name="delegationId"
            label={t("people.scope")}
            error={errorOf("delegationId")}
            required
            defaultValue={wanted.delegationId}
            data={[blank, ...delegations.map(({ id, ...delegation }) => ({ value: id, label: named(delegation) }))]}
          />
        )}
        <PersonSelect name="userId" label={t("people.person")} accounts={accounts} error={errorOf("userId")} />
        {role === "blinding-judge" && (
          <Checkbox.Group label={t("people.layers")} description={t("people.layersHint")} error={errorOf("layers")}>
            {BLIND_LAYERS.map((layer) => (
              <Checkbox key={layer} name="layers[]" value={String(layer)} label={nameOf(layer)} mt="xs" />
            ))}
          </Checkbox.Group>
        )}
      </div>
      <p className={classes.note}>{t("people.noAccount")}</p>
      <div className={form.foot}>
        <ActButton intent="grant-role" namespace="competition" icon={UserPlus}>
          {t("people.appointSubmit")}
        </ActButton>
      </div>
    </Form>
  );
}
