/** 赛项: what is held in this competition, how far each event is set up, and adding one. */
import { NativeSelect, TextInput } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { CircleAlert, CircleCheck, ListChecks, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OFFICE_ACTORS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { findFixedSize, SMALLEST_TEAM } from "#app/domain/ladder/event-setup.ts";
import { ENTRY_KINDS, type EntryKind, GROUPS } from "#app/domain/shared/vocabulary.ts";
import { CreateEventSchema } from "#app/forms/event.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { type EventRow, listEvents } from "#app/queries/competitions/list-events.server.ts";
import type { UpperEvent } from "#app/queries/competitions/list-upper-events.server.ts";
import { createEvent } from "#app/services/competitions/create-event.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { CancelledBadge } from "#app/ui/cancelled-badge.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { UpperEventSelect } from "#app/ui/setup/upper-event-select.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./events.module.css";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.events, within: "scope" } },
  async ({ runtime, actor, scope, params }) => ({
    competition: String(params.competition),
    ...(await listEvents(runtime, actor, String(scope.competitionId))),
  }),
);

export const action = defineAction({
  "create-event": defineIntent({
    access: { roles: OFFICE_ACTORS, within: "scope" },
    form: CreateEventSchema,
    run: async ({ runtime, actor, scope, params, input }) => {
      const decision = await createEvent(runtime, actor, { ...input, competitionId: String(scope.competitionId) });
      return decision.ok ? redirect(`/office/${params.competition}/events/${decision.value.code}`) : decision;
    },
  }),
});

export const handle: PageHandle = { title: "competition:events.title" };

export default function Events() {
  const { competition, events, adding } = useLoaderData<typeof loader>();
  const { t } = useTranslation("competition");
  const word = useWord();
  const named = useNamed();
  const columns: readonly Column<EventRow>[] = [
    { id: "code", header: t("events.code"), noWrap: true, sortBy: ({ code }) => code, cell: ({ code }) => code },
    {
      id: "name",
      header: t("events.name"),
      isRowHeader: true,
      cell: (event) => <Link to={`/office/${competition}/events/${event.code}`}>{named(event)}</Link>,
    },
    { id: "group", header: t("events.group"), noWrap: true, cell: ({ group }) => word("group", group) },
    { id: "kind", header: t("events.kind"), noWrap: true, cell: (event) => <Kind event={event} /> },
    {
      id: "entries",
      header: t("events.entries"),
      align: "end",
      noWrap: true,
      sortBy: ({ accepted }) => accepted,
      cell: ({ accepted, quota }) => <span className="tabular">{`${accepted}/${quota}`}</span>,
    },
    { id: "scheme", header: t("events.scheme"), noWrap: true, cell: (event) => <SchemeState event={event} /> },
    {
      id: "round",
      header: t("events.round"),
      noWrap: true,
      cell: ({ roundPhase, isCancelled }) =>
        isCancelled ? <CancelledBadge /> : <StatusBadge list="roundPhase" value={roundPhase} look="plain" />,
    },
  ];
  return (
    <>
      <PageHeader title={t("events.title")} description={t("events.lead")} />
      <DataTable
        caption={t("events.caption")}
        rows={events}
        rowKey={({ code }) => code}
        columns={columns}
        rowTone={({ isCancelled }) => (isCancelled ? "off" : undefined)}
        empty={<EmptyState icon={ListChecks} title={t("events.empty")} hint={t("events.emptyHint")} />}
      />
      <div className={classes.add}>
        {adding ? (
          <AddEvent upperEvents={adding.upperEvents} isFirst={events.length === 0} />
        ) : (
          <p className={classes.closed}>{t("events.closed")}</p>
        )}
      </div>
    </>
  );
}

function Kind({ event: { entryKind, teamSize } }: { event: EventRow }) {
  const { t } = useTranslation("competition");
  const word = useWord();
  const kind = word("entryKind", entryKind);
  return <>{entryKind === "team" ? t("events.teamOf", { kind, size: teamSize }) : kind}</>;
}

function SchemeState({ event: { schemeVersion } }: { event: EventRow }) {
  const { t } = useTranslation("competition");
  return schemeVersion === null ? (
    <ToneBadge tone="act" icon={CircleAlert} look="plain">
      {t("events.schemeMissing")}
    </ToneBadge>
  ) : (
    <ToneBadge tone="done" icon={CircleCheck} look="plain">
      {t("events.schemeVersion", { version: schemeVersion })}
    </ToneBadge>
  );
}

const FIELDS = [
  "code",
  "name",
  "nameEn",
  "occupationCode",
  "group",
  "entryKind",
  "teamSize",
  "quota",
  "delegationQuota",
  "upperEventId",
];

function AddEvent({ upperEvents, isFirst }: { upperEvents: readonly UpperEvent[]; isFirst: boolean }) {
  const { t } = useTranslation("competition");
  const word = useWord();
  const answer = useAnswer<typeof action>();
  const refusals = refusalsOf(answer, "create-event");
  const { errorOf, others } = useFieldErrors("competition", refusals, FIELDS);
  const [kind, setKind] = useState<EntryKind>("individual");
  return (
    <Disclosure id="add" label={t("events.add")} icon={Plus} open={isFirst || refusals.length > 0}>
      <p className={form.hint}>{t("events.addLead")}</p>
      <Refusals namespace="competition" refusals={others} />
      <Form method="post">
        <div className={form.grid}>
          <TextInput name="name" label={t("events.name")} error={errorOf("name")} required maxLength={100} />
          <TextInput name="nameEn" label={t("events.nameEn")} error={errorOf("nameEn")} required maxLength={200} />
          <TextInput
            name="code"
            label={t("events.code")}
            description={t("events.codeHint")}
            {...hintBelow}
            error={errorOf("code")}
            required
            maxLength={6}
            autoComplete="off"
            autoCapitalize="characters"
          />
          <TextInput
            name="occupationCode"
            label={t("events.occupation")}
            description={t("events.occupationHint")}
            {...hintBelow}
            error={errorOf("occupationCode")}
            required
            maxLength={10}
            inputMode="numeric"
          />
          <NativeSelect
            name="group"
            label={t("events.group")}
            error={errorOf("group")}
            required
            data={GROUPS.map((value) => ({ value, label: word("group", value) }))}
          />
          <NativeSelect
            name="entryKind"
            label={t("events.kind")}
            error={errorOf("entryKind")}
            required
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as EntryKind)}
            data={ENTRY_KINDS.map((value) => ({ value, label: word("entryKind", value) }))}
          />
          {findFixedSize(kind) === null && (
            <TextInput
              name="teamSize"
              type="number"
              min={SMALLEST_TEAM}
              max={20}
              label={t("events.teamSize")}
              description={t("events.teamSizeHint")}
              {...hintBelow}
              error={errorOf("teamSize")}
              required
            />
          )}
          <TextInput
            name="quota"
            type="number"
            min={1}
            max={2000}
            label={t("events.quota")}
            description={t("events.quotaHint")}
            {...hintBelow}
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
            {...hintBelow}
            error={errorOf("delegationQuota")}
          />
          <UpperEventSelect
            choices={upperEvents.filter((upper) => upper.entryKind === kind)}
            error={errorOf("upperEventId")}
            defaultValue=""
            className={form.wide}
          />
        </div>
        <div className={form.foot}>
          <ActButton intent="create-event" namespace="competition" icon={Plus}>
            {t("events.submit")}
          </ActButton>
        </div>
      </Form>
    </Disclosure>
  );
}
