/** 人员: who holds which duty, over the competition and event by event, and the delegations with their team leaders. */
import { Checkbox, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { Flag, KeyRound, Plus, TriangleAlert, UserPlus, X } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ROLE_SCOPES } from "#app/domain/access/duties.ts";
import { OFFICE_ACTORS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { BLIND_LAYERS } from "#app/domain/blinding/layers.ts";
import { ROLES, type Role } from "#app/domain/shared/vocabulary.ts";
import { AccountSchema } from "#app/forms/account.ts";
import { CreateDelegationSchema, GrantRoleSchema, RevokeRoleSchema } from "#app/forms/people.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import {
  type DelegationRow,
  type DutiesOfEvent,
  getPeople,
  type Holder,
  type People,
} from "#app/queries/people/get-people.server.ts";
import { makeAccountLink } from "#app/services/accounts/make-account-link.server.ts";
import { createDelegation } from "#app/services/delegations/create-delegation.server.ts";
import { grantRole } from "#app/services/people/grant-role.server.ts";
import { revokeRole } from "#app/services/people/revoke-role.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { useLayerWords } from "#app/ui/blinding/layer-words.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { RegionPicker } from "#app/ui/region-picker.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { Handover } from "#app/ui/setup/handover.tsx";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./people.module.css";

const ACTORS = { roles: OFFICE_ACTORS, within: "scope" } as const;

export const loader = defineLoader({ access: { roles: OFFICE_ROOMS.people, within: "scope" } }, ({ runtime, actor, scope }) =>
  getPeople(runtime, actor, String(scope.competitionId)),
);

export const action = defineAction({
  "grant-role": defineIntent({
    access: ACTORS,
    form: GrantRoleSchema,
    run: ({ runtime, actor, scope, input }) =>
      grantRole(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "revoke-role": defineIntent({
    access: ACTORS,
    form: RevokeRoleSchema,
    run: ({ runtime, actor, scope, input }) =>
      revokeRole(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "make-link": defineIntent({
    access: ACTORS,
    form: AccountSchema,
    run: ({ runtime, actor, scope, input }) =>
      makeAccountLink(runtime, actor, { ...input, resetsSecondFactor: false, competitionId: String(scope.competitionId) }),
  }),
  "create-delegation": defineIntent({
    access: ACTORS,
    form: CreateDelegationSchema,
    run: ({ runtime, actor, scope, input }) =>
      createDelegation(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "competition:people.title" };

const COMPETITION_ROLES = ROLES.filter((role) => ROLE_SCOPES[role] === "competition");
const EVENT_ROLES = ROLES.filter((role) => ROLE_SCOPES[role] === "event");
const DELEGATION_ROLES = ROLES.filter((role) => ROLE_SCOPES[role] === "delegation");
const APPOINTED_ROLES = [...COMPETITION_ROLES, ...EVENT_ROLES, ...DELEGATION_ROLES];

export default function PeopleOfCompetition() {
  const people = useLoaderData<typeof loader>();
  const { t } = useTranslation("competition");
  const named = useNamed();
  const answer = useAnswer<typeof action>();
  const mayAppoint = people.appointing !== null;
  const made = answer?.ok && answer.value !== null && "link" in answer.value ? answer.value : null;
  return (
    <>
      <PageHeader title={t("people.title")} description={t("people.lead")} />
      <Refusals namespace="competition" refusals={[...refusalsOf(answer, "revoke-role"), ...refusalsOf(answer, "make-link")]} />
      {made && <Handover account={made} isNew={false} />}
      {answer?.ok && (answer.intent === "grant-role" || answer.intent === "revoke-role") && (
        <Notice tone="done" live>
          {answer.intent === "grant-role" ? t("people.appointed") : t("people.revoked")}
        </Notice>
      )}
      {people.appointing && (
        <div className={classes.appoint}>
          <Appoint appointing={people.appointing} events={people.events} delegations={people.delegations} />
        </div>
      )}
      <Section title={t("people.competition")}>
        <Duties roles={COMPETITION_ROLES} holders={people.holders} mayAppoint={mayAppoint} />
      </Section>
      {people.events.length > 0 && (
        <Section title={t("people.events")} description={t("people.eventsHint")}>
          <div className={classes.events}>
            {people.events.map((event) => (
              <div key={event.code}>
                <h3 className={classes.event}>
                  <span className={classes.code}>{event.code}</span>
                  {named(event)}
                </h3>
                <Duties roles={EVENT_ROLES} holders={event.holders} mayAppoint={mayAppoint} event={event} />
              </div>
            ))}
          </div>
        </Section>
      )}
      <Delegations people={people} />
    </>
  );
}

type DutiesProps = {
  roles: readonly Role[];
  holders: Readonly<Partial<Record<Role, readonly Holder[]>>>;
  mayAppoint: boolean;
  event?: DutiesOfEvent;
};

function Duties({ roles, holders, mayAppoint, event }: DutiesProps) {
  const { t } = useTranslation("competition");
  const word = useWord();
  return (
    <dl className={classes.duties}>
      {roles.map((role) => {
        const people = holders[role] ?? [];
        const needed = role === "marking-judge" && event ? event.judgesPerForm : null;
        const isShort = people.length === 0 || (needed !== null && people.length < needed);
        return (
          <div key={role} className={classes.duty} data-short={isShort || undefined}>
            <dt className={classes.role}>
              {word("role", role)}
              {needed !== null && (
                <span className={`tabular ${classes.needed}`}>{t("people.ofJudges", { count: people.length, needed })}</span>
              )}
            </dt>
            <dd className={classes.holders}>
              {people.length === 0 && <span className={classes.nobody}>{t("people.nobody")}</span>}
              {people.map((holder) => (
                <HolderItem key={holder.grantId} holder={holder} duty={role} mayRevoke={mayAppoint} />
              ))}
            </dd>
            {mayAppoint && (
              <dd className={classes.add}>
                <Link
                  to={{ search: `?role=${role}${event ? `&event=${event.code}` : ""}`, hash: "#appoint" }}
                  aria-label={t("people.appointAs", { role: word("role", role) })}
                >
                  {t("people.appointSubmit")}
                </Link>
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}

function HolderItem({ holder, duty, mayRevoke }: { holder: Holder; duty: Role; mayRevoke: boolean }) {
  const { t } = useTranslation("competition");
  const word = useWord();
  const { grantId, userId, displayName, unit, isOfEnteredUnit, layers } = holder;
  const { listOf } = useLayerWords();
  const label = t("people.revokeOf", { name: displayName, role: word("role", duty) });
  return (
    <span className={classes.holder}>
      <span>
        <span className={classes.name}>{displayName}</span>
        <span className={classes.unit}>{unit ?? t("people.noUnit")}</span>
        {layers && <span className={classes.keeps}>{t("people.keeps", { layers: listOf(layers) })}</span>}
        {isOfEnteredUnit && (
          <span className={classes.conflict}>
            <TriangleAlert size={16} aria-hidden="true" />
            {t("people.ofEnteredUnit")}
          </span>
        )}
      </span>
      {mayRevoke && (
        <Form method="post">
          <input type="hidden" name="userId" value={userId} />
          <button
            type="submit"
            name="intent"
            value="make-link"
            className={classes.revoke}
            aria-label={t("people.linkOf", { name: displayName })}
            title={t("people.linkOf", { name: displayName })}
          >
            <KeyRound size={16} aria-hidden="true" />
          </button>
        </Form>
      )}
      {mayRevoke && (
        <Form method="post">
          <input type="hidden" name="grantId" value={grantId} />
          <button type="submit" name="intent" value="revoke-role" className={classes.revoke} aria-label={label} title={label}>
            <X size={16} aria-hidden="true" />
          </button>
        </Form>
      )}
    </span>
  );
}

type Appointing = NonNullable<People["appointing"]>;

type AppointProps = {
  appointing: Appointing;
  events: readonly DutiesOfEvent[];
  delegations: readonly DelegationRow[];
};

/** Filled in beforehand by the link beside a duty: `?role=…&event=…` or `?role=…&delegation=…`. */
function Appoint({ appointing, events, delegations }: AppointProps) {
  const { t } = useTranslation("competition");
  const [search] = useSearchParams();
  const answer = useAnswer<typeof action>();
  const refusals = refusalsOf(answer, "grant-role");
  const wanted: Wanted = {
    role: APPOINTED_ROLES.find((role) => role === search.get("role")) ?? null,
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
      />
    </Disclosure>
  );
}

type Wanted = { readonly role: Role | null; readonly eventId: string; readonly delegationId: string };

const APPOINT_FIELDS = ["userId", "role", "eventId", "delegationId", "layers"];

type AppointFormProps = Pick<AppointProps, "events" | "delegations"> & { accounts: Appointing["accounts"]; wanted: Wanted };

function AppointForm({ accounts, events, delegations, wanted }: AppointFormProps) {
  const { t } = useTranslation("competition");
  const word = useWord();
  const named = useNamed();
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("competition", refusalsOf(answer, "grant-role"), APPOINT_FIELDS);
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

type PersonSelectProps = { name: string; label: string; accounts: Appointing["accounts"]; error?: string };

function PersonSelect({ name, label, accounts, error }: PersonSelectProps) {
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

function Delegations({ people }: { people: People }) {
  const { t } = useTranslation("competition");
  const named = useNamed();
  const { delegations, appointing } = people;
  const columns: readonly Column<DelegationRow>[] = [
    { id: "name", header: t("people.delegation"), isRowHeader: true, cell: (delegation) => named(delegation) },
    { id: "region", header: t("people.region"), noWrap: true, cell: ({ region }) => named(region) },
    {
      id: "leader",
      header: t("people.leader"),
      cell: ({ id, leaders }) => <Leaders delegationId={id} leaders={leaders} mayAppoint={appointing !== null} />,
    },
    {
      id: "entries",
      header: t("people.entries"),
      align: "end",
      noWrap: true,
      sortBy: ({ entries }) => entries,
      cell: ({ entries }) => <span className="tabular">{entries}</span>,
    },
  ];
  return (
    <Section id="delegations" title={t("people.delegations")}>
      <DataTable
        caption={t("people.delegationsCaption")}
        rows={delegations}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<EmptyState icon={Flag} title={t("people.noDelegations")} hint={t("people.noDelegationsHint")} />}
      />
      {appointing?.takesDelegations && (
        <div className={classes.addDelegation}>
          <AddDelegation appointing={appointing} count={delegations.length} />
        </div>
      )}
    </Section>
  );
}

type LeadersProps = { delegationId: string; leaders: readonly Holder[]; mayAppoint: boolean };

/** A delegation that advanced from the tier below may have none yet. */
function Leaders({ delegationId, leaders, mayAppoint }: LeadersProps) {
  const { t } = useTranslation("competition");
  const word = useWord();
  return (
    <span className={classes.leaders}>
      {leaders.length === 0 && <span className={classes.noLeader}>{t("people.nobody")}</span>}
      {leaders.map((holder) => (
        <HolderItem key={holder.grantId} holder={holder} duty="team-leader" mayRevoke={mayAppoint} />
      ))}
      {leaders.length === 0 && mayAppoint && (
        <Link
          to={{ search: `?role=team-leader&delegation=${delegationId}`, hash: "#appoint" }}
          aria-label={t("people.appointAs", { role: word("role", "team-leader") })}
        >
          {t("people.appointSubmit")}
        </Link>
      )}
    </span>
  );
}

const DELEGATION_FIELDS = ["name", "nameEn", "regionCode", "userId", "username", "displayName", "organisationId"];

function AddDelegation({ appointing, count }: { appointing: Appointing; count: number }) {
  const { t } = useTranslation("competition");
  const answer = useAnswer<typeof action>();
  const refusals = refusalsOf(answer, "create-delegation");
  const created = answer?.ok && answer.intent === "create-delegation" ? answer.value : null;
  const account = created && typeof created === "object" && "account" in created ? created.account : null;
  return (
    <>
      {created && !account && (
        <Notice tone="done" live>
          {t("people.delegationAdded")}
        </Notice>
      )}
      {account && <Handover account={account} />}
      <Disclosure id="add-delegation" label={t("people.addDelegation")} icon={Plus} open={count === 0 || refusals.length > 0}>
        <DelegationForm key={count} appointing={appointing} />
      </Disclosure>
    </>
  );
}

function DelegationForm({ appointing }: { appointing: Appointing }) {
  const { t } = useTranslation("competition");
  const named = useNamed();
  const kindId = useId();
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("competition", refusalsOf(answer, "create-delegation"), DELEGATION_FIELDS);
  const [leader, setLeader] = useState("new");
  return (
    <Form method="post">
      <Refusals namespace="competition" refusals={others} />
      <div className={form.grid}>
        <TextInput name="name" label={t("people.delegationName")} error={errorOf("name")} required maxLength={60} />
        <TextInput name="nameEn" label={t("people.delegationNameEn")} error={errorOf("nameEn")} required maxLength={200} />
        <RegionPicker name="regionCode" label={t("people.region")} error={errorOf("regionCode")} required />
        <div className={form.wide}>
          <p id={kindId} className={classes.kind}>
            {t("people.leaderKind")}
          </p>
          <SegmentedControl
            name="leader"
            aria-labelledby={kindId}
            value={leader}
            onChange={setLeader}
            data={[
              { value: "new", label: t("people.leaderNew") },
              { value: "existing", label: t("people.leaderExisting") },
            ]}
          />
        </div>
        {leader === "existing" ? (
          <PersonSelect name="userId" label={t("people.leader")} accounts={appointing.accounts} error={errorOf("userId")} />
        ) : (
          <>
            <TextInput
              name="displayName"
              label={t("people.leaderName")}
              error={errorOf("displayName")}
              required
              maxLength={40}
              autoComplete="off"
            />
            <TextInput
              name="username"
              label={t("people.username")}
              description={t("people.usernameHint")}
              error={errorOf("username")}
              required
              maxLength={40}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              {...hintBelow}
            />
            <NativeSelect
              name="organisationId"
              label={t("people.organisation")}
              error={errorOf("organisationId")}
              defaultValue=""
              data={[
                { value: "", label: t("people.noOrganisation") },
                ...appointing.organisations.map((organisation) => ({ value: organisation.id, label: named(organisation) })),
              ]}
            />
          </>
        )}
      </div>
      <div className={form.foot}>
        <ActButton intent="create-delegation" namespace="competition" icon={Plus}>
          {t("people.addDelegationSubmit")}
        </ActButton>
      </div>
    </Form>
  );
}
