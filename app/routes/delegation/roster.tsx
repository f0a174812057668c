/** 报名名单: the delegation's entries, each with its state and what is missing; handed in all at once. */
import { Button } from "@mantine/core";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import type { TFunction } from "i18next";
import { FileUp, PencilLine, QrCode, Send, Undo2, UserRoundPlus, UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isOver, REGISTRATION_STATUSES } from "#app/domain/shared/vocabulary.ts";
import {
  AnswerOfferSchema,
  RequestSubstitutionSchema,
  readFiles,
  SubmitEntriesSchema,
  WithdrawEntrySchema,
} from "#app/forms/registration.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { findSubstitutionEntry, type SubstitutionEntry } from "#app/queries/registration/find-substitution-entry.server.ts";
import { getRoster, type RosterEntryView, type RosterEventView } from "#app/queries/registration/get-roster.server.ts";
import { listSubstitutions } from "#app/queries/registration/list-substitutions.server.ts";
import { answerOffer } from "#app/services/registration/answer-offer.server.ts";
import { requestSubstitution } from "#app/services/registration/request-substitution.server.ts";
import { submitEntries } from "#app/services/registration/submit-entries.server.ts";
import { withdrawEntry } from "#app/services/registration/withdraw-entry.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { Countdown } from "#app/ui/countdown.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { DelegationShell } from "#app/ui/registration/delegation-shell.tsx";
import { Offers } from "#app/ui/registration/offers.tsx";
import { OriginLine } from "#app/ui/registration/origin.tsx";
import { People } from "#app/ui/registration/people.tsx";
import { Quotas } from "#app/ui/registration/quotas.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { SubstitutionForm } from "#app/ui/registration/substitution-form.tsx";
import { Substitutions } from "#app/ui/registration/substitutions.tsx";
import { WaitingLine } from "#app/ui/registration/waiting-line.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

const ACCESS = { roles: ["team-leader"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, scope, url }) => {
  const delegationId = String(scope.delegationId);
  const chosen = url.searchParams.get("substitute");
  return {
    ...(await getRoster(runtime, delegationId)),
    substitutions: await listSubstitutions(runtime, { delegationId }),
    substitute: chosen === null ? null : await findSubstitutionEntry(runtime, { within: { delegationId }, entryId: chosen }),
  };
});

export const action = defineAction({
  "submit-entries": defineIntent({
    access: ACCESS,
    form: SubmitEntriesSchema,
    run: ({ runtime, actor, scope, input }) =>
      submitEntries(runtime, actor, { delegationId: String(scope.delegationId), entryIds: input.entries }),
  }),
  "withdraw-entry": defineIntent({
    access: ACCESS,
    form: WithdrawEntrySchema,
    run: ({ runtime, actor, scope, input }) =>
      withdrawEntry(runtime, actor, { delegationId: String(scope.delegationId), entryId: input.entryId }),
  }),
  "request-substitution": defineIntent({
    access: ACCESS,
    form: RequestSubstitutionSchema,
    sendsBackTyped: true,
    run: async ({ runtime, actor, scope, input }) => {
      const within = { delegationId: String(scope.delegationId) };
      return requestSubstitution(runtime, actor, { ...input, within, files: await readFiles(input.files) });
    },
  }),
  "accept-offer": defineIntent({
    access: ACCESS,
    form: AnswerOfferSchema,
    run: ({ runtime, actor, scope, input }) =>
      answerOffer(runtime, actor, { ...input, delegationId: String(scope.delegationId), act: "accept" }),
  }),
  "decline-offer": defineIntent({
    access: ACCESS,
    form: AnswerOfferSchema,
    run: ({ runtime, actor, scope, input }) =>
      answerOffer(runtime, actor, { ...input, delegationId: String(scope.delegationId), act: "decline" }),
  }),
});

export const handle: PageHandle = { title: "registration:roster.title" };

export default function Roster() {
  const { delegation, competition, events, entries, closed, substitutions, substitute } = useLoaderData<typeof loader>();
  const { t } = useTranslation("registration");
  const isOpen = competition.phase === "registration";
  const ready = entries.filter(({ canSubmit }) => canSubmit);
  const returned = entries.filter(({ status }) => status === "returned");
  const addLink = (
    <Button
      component={Link}
      to={`/delegations/${delegation.id}/entries/new`}
      variant="default"
      leftSection={<UserRoundPlus size={18} aria-hidden="true" />}
    >
      {t("roster.add")}
    </Button>
  );
  const importLink = (
    <Button
      component={Link}
      to={`/delegations/${delegation.id}/import`}
      variant={ready.length > 0 ? "default" : "filled"}
      leftSection={<FileUp size={18} aria-hidden="true" />}
    >
      {t("roster.import")}
    </Button>
  );
  return (
    <DelegationShell delegation={delegation} competition={competition}>
      <PageHeader
        title={t("roster.title")}
        status={<StatusBadge list="competitionPhase" value={competition.phase} />}
        description={
          <>
            <p>{t("roster.lead")}</p>
            {isOpen && <Countdown until={competition.registrationClosesAt} label={t("roster.deadline")} />}
          </>
        }
        actions={
          entries.length > 0 &&
          isOpen && (
            <>
              {addLink}
              {importLink}
            </>
          )
        }
      />
      <Outcome />
      {closed.length > 0 && (
        <Notice tone="info">
          <RefusalList namespace="registration" refusals={closed} />
        </Notice>
      )}
      <OpenOffers entries={entries} />
      <WithdrawPanel entries={entries} />
      {substitute && <SubstitutePanel substitute={substitute} />}
      <Substitutions substitutions={substitutions} />
      {ready.length > 0 && (
        <Section title={t("roster.ready")} description={t("roster.submitHint")} boxed>
          <Form method="post" action="?">
            {ready.map(({ id }) => (
              <input key={id} type="hidden" name="entries[]" value={id} />
            ))}
            <ActButton intent="submit-entries" namespace="registration" icon={Send}>
              {t("roster.submit", { count: ready.length })}
            </ActButton>
          </Form>
        </Section>
      )}
      {isOpen && returned.length > 0 && <Returned entries={returned} />}
      <Section title={t("roster.quota")} description={t("roster.quotaHint")}>
        <Quotas events={events} />
      </Section>
      <EntryTable
        delegationId={delegation.id}
        entries={entries}
        events={events}
        empty={
          <EmptyState
            icon={UsersRound}
            title={t("roster.empty")}
            hint={t("roster.emptyHint")}
            action={
              isOpen && (
                <>
                  {importLink} {addLink}
                </>
              )
            }
          />
        }
      />
    </DelegationShell>
  );
}

/** What the last act or import did. */
function Outcome() {
  const answer = useAnswer<typeof action>();
  const [parameters] = useSearchParams();
  const { t } = useTranslation("registration");
  // The form says itself what stands against it.
  if (answer && !answer.ok && answer.intent === "request-substitution") return null;
  if (answer && !answer.ok) return <Refusals namespace="registration" refusals={answer.refusals} />;
  const [added, changed] = [Number(parameters.get("added")), Number(parameters.get("changed"))];
  const imported =
    Number.isSafeInteger(added) && Number.isSafeInteger(changed) && added + changed > 0
      ? t("roster.imported", { added, changed })
      : null;
  const said = answer ? sayDone(t, answer) : imported;
  return said === null ? null : (
    <Notice tone="done" live>
      {said}
    </Notice>
  );
}

type Answer = NonNullable<ReturnType<typeof useAnswer<typeof action>>>;

function sayDone(t: TFunction<"registration">, { intent, ...answer }: Extract<Answer, { ok: true }>): string {
  const count = answer.value && "count" in answer.value ? answer.value.count : 0;
  const entrantNumber = answer.value && "entrantNumber" in answer.value ? (answer.value.entrantNumber ?? "") : "";
  if (intent === "submit-entries") return t("roster.submitted", { count });
  if (intent === "request-substitution") return t("substitution.asked");
  if (intent === "accept-offer") return t("offer.accepted", { entrantNumber });
  return intent === "decline-offer" ? t("offer.declined") : t("roster.withdrawn");
}

function useEntryName(): (entry: RosterEntryView) => string {
  const { t, i18n } = useTranslation(["registration", "common"]);
  return ({ eventName, eventNameEn, members, rosterNumber }) => {
    const names = members.map(({ name }) => name || t("erased")).join(t("common:word.listSeparator"));
    return `${i18n.language === "en" ? eventNameEn : eventName} ${names || rosterNumber}`;
  };
}

function OpenOffers({ entries }: { entries: readonly RosterEntryView[] }) {
  const nameOf = useEntryName();
  return (
    <Offers
      offers={entries.flatMap((entry) =>
        entry.offer?.isOpen ? { entryId: entry.id, entry: nameOf(entry), until: entry.offer.until } : [],
      )}
    />
  );
}

/** Asked for by the address, so that it works without scripts and says what it takes away before it does. */
function WithdrawPanel({ entries }: { entries: readonly RosterEntryView[] }) {
  const [parameters] = useSearchParams();
  const { t } = useTranslation(["registration", "common"]);
  const nameOf = useEntryName();
  const entry = entries.find(({ id, canWithdraw }) => id === parameters.get("withdraw") && canWithdraw);
  if (!entry) return null;
  return (
    <Section title={t("roster.withdrawTitle", { entry: nameOf(entry) })} description={t("roster.withdrawText")} boxed>
      <Form method="post" action="?" className={classes.row}>
        <input type="hidden" name="entryId" value={entry.id} />
        <ActButton intent="withdraw-entry" namespace="registration" look="grave" icon={Undo2}>
          {t("roster.withdraw")}
        </ActButton>
        <Button component={Link} to="?" variant="default">
          {t("common:action.cancel")}
        </Button>
      </Form>
    </Section>
  );
}

function SubstitutePanel({ substitute }: { substitute: SubstitutionEntry }) {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["registration", "common"]);
  const named = useNamed();
  const { event, entrantNumber, members } = substitute;
  const people = members.map(({ name }) => name || t("erased")).join(t("common:word.listSeparator"));
  return (
    <SubstitutionForm
      {...substitute}
      entry={`${named(event)} ${entrantNumber} ${people}`}
      refusals={refusalsOf(answer, "request-substitution")}
      typed={answer && !answer.ok ? answer.typed : undefined}
      back="?"
      key={substitute.entryId}
    />
  );
}

function Returned({ entries }: { entries: readonly RosterEntryView[] }) {
  const { t } = useTranslation("registration");
  const nameOf = useEntryName();
  return (
    <Section title={t("roster.returned")} description={t("roster.returnedHint")}>
      <ul className={classes.returned}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <p className={classes.name}>{nameOf(entry)}</p>
            <p>{entry.reason}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function EntryTable(props: {
  delegationId: string;
  entries: readonly RosterEntryView[];
  events: readonly RosterEventView[];
  empty: React.ReactNode;
}) {
  const { delegationId, entries, events, empty } = props;
  const { t, i18n } = useTranslation("registration");
  const word = useWord();
  const nameOf = useEntryName();
  const isEnglish = i18n.language === "en";
  const columns: readonly Column<RosterEntryView>[] = [
    {
      id: "event",
      header: t("event"),
      sortBy: ({ eventCode }) => eventCode,
      cell: ({ eventName, eventNameEn }) => (isEnglish ? eventNameEn : eventName),
    },
    {
      id: "number",
      header: t("entrantNumber"),
      noWrap: true,
      sortBy: ({ entrantNumber }) => entrantNumber,
      cell: ({ entrantNumber }) => <span className="tabular">{entrantNumber}</span>,
    },
    { id: "people", header: t("people"), isRowHeader: true, cell: ({ members }) => <People members={members} /> },
    { id: "unit", header: t("unit"), cell: ({ members }) => listUnits(members).map((unit) => <div key={unit}>{unit}</div>) },
    { id: "coach", header: t("coach"), cell: ({ coach }) => coach },
    {
      id: "state",
      header: t("state"),
      sortBy: ({ status }) => REGISTRATION_STATUSES.indexOf(status),
      cell: (entry) => <State entry={entry} />,
    },
    {
      id: "actions",
      header: t("roster.actions"),
      noWrap: true,
      cell: (entry) => (
        <div className={classes.row}>
          <Link
            to={`/delegations/${delegationId}/entries/${entry.id}`}
            className={classes.rowAction}
            aria-label={t("roster.openEntry", { entry: nameOf(entry) })}
          >
            <PencilLine size={16} aria-hidden="true" />
            {t("roster.open")}
          </Link>
          {entry.status === "accepted" && entry.entrantNumber !== null && (
            <Link
              to={`/delegations/${delegationId}/entries/${entry.id}/badge`}
              className={classes.rowAction}
              aria-label={t("badge.showOf", { entrantNumber: entry.entrantNumber })}
            >
              <QrCode size={16} aria-hidden="true" />
              {t("badge.title")}
            </Link>
          )}
          {entry.canSubstitute && (
            <Link
              to={`?substitute=${entry.id}`}
              className={classes.rowAction}
              aria-label={t("substitution.openEntry", { entry: nameOf(entry) })}
            >
              {t("substitution.open")}
            </Link>
          )}
          {entry.canWithdraw && (
            <Link
              to={`?withdraw=${entry.id}`}
              className={classes.rowAction}
              aria-label={t("roster.withdrawEntry", { entry: nameOf(entry) })}
            >
              {t("roster.withdraw")}
            </Link>
          )}
        </div>
      ),
    },
  ];
  const filters: readonly Filter<RosterEntryView>[] = [
    {
      id: "event",
      label: t("event"),
      options: events.map(({ code, name, nameEn }) => ({ value: code, label: isEnglish ? nameEn : name })),
      matches: ({ eventCode }, value) => eventCode === value,
    },
    {
      id: "status",
      label: t("state"),
      options: REGISTRATION_STATUSES.filter((value) => entries.some(({ status }) => status === value)).map((value) => ({
        value,
        label: word("registrationStatus", value),
      })),
      matches: ({ status }, value) => status === value,
    },
  ];
  return (
    <DataTable
      caption={t("roster.caption")}
      rows={entries}
      rowKey={({ id }) => id}
      columns={columns}
      filters={filters}
      search={({ members, entrantNumber, coach }) =>
        [...members.map(({ name }) => name), ...listUnits(members), entrantNumber ?? "", coach].join(" ")
      }
      rowTone={({ status, missing }) =>
        status === "returned" || missing.length > 0 ? "act" : isOver(status) ? "off" : undefined
      }
      empty={empty}
    />
  );
}

function State({ entry }: { entry: RosterEntryView }) {
  const { t } = useTranslation("registration");
  const { status, missing, gaps, reason, origin } = entry;
  return (
    <div className={classes.state}>
      <StatusBadge list="registrationStatus" value={status} look="plain" />
      {missing.length > 0 && (
        <div className={classes.missing}>
          <RefusalList namespace="registration" refusals={missing} />
        </div>
      )}
      {gaps.map((gap) => (
        <span key={gap} className={classes.soft}>
          {t(`roster.gap.${gap}`)}
        </span>
      ))}
      <WaitingLine position={entry.position} offeredUntil={entry.offer?.until ?? null} />
      {entry.isLapsed && <span className={classes.soft}>{t("offer.lapsed")}</span>}
      {status === "rejected" && reason && <span className={classes.soft}>{reason}</span>}
      {origin && <OriginLine origin={origin} />}
    </div>
  );
}

function listUnits(members: RosterEntryView["members"]): string[] {
  return [...new Set(members.flatMap(({ employer, school }) => [employer, school].filter((unit) => unit !== null)))];
}
