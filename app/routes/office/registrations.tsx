/** 报名审核: what was handed in, with the units and regions that acceptance fixes; accepted, returned or rejected. */
import { Button } from "@mantine/core";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { CheckCheck, ClipboardList, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { isOver, REGISTRATION_STATUSES } from "#app/domain/shared/vocabulary.ts";
import { AnswerSubstitutionSchema, CloseNowSchema, MoveDeadlineSchema, ReviewEntriesSchema } from "#app/forms/registration.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import {
  listRegistrations,
  type RegistrationEvent,
  type RegistrationMember,
  type RegistrationRow,
} from "#app/queries/registration/list-registrations.server.ts";
import { listSubstitutions } from "#app/queries/registration/list-substitutions.server.ts";
import { answerSubstitution } from "#app/services/registration/answer-substitution.server.ts";
import { moveRegistrationDeadline } from "#app/services/registration/move-registration-deadline.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { Countdown } from "#app/ui/countdown.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { applyView, readView } from "#app/ui/data-table-view.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { DeadlineForm } from "#app/ui/registration/deadline-form.tsx";
import { OriginLine } from "#app/ui/registration/origin.tsx";
import { People } from "#app/ui/registration/people.tsx";
import { Quotas } from "#app/ui/registration/quotas.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Substitutions } from "#app/ui/registration/substitutions.tsx";
import { WaitingLine } from "#app/ui/registration/waiting-line.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const ORGANISER = { roles: ["organiser"], within: "scope" } as const;
const REVIEWER = { roles: ["reviewer"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: ["reviewer", "organiser"], within: "scope" } },
  async ({ runtime, scope, actor }) => {
    const registrations = await listRegistrations(runtime, String(scope.competitionId));
    return {
      ...registrations,
      substitutions: await listSubstitutions(runtime, { competitionId: String(scope.competitionId) }),
      canReview: hasRole(actor.grants, REVIEWER.roles, scope),
      readerId: actor.userId,
      canImport: hasRole(actor.grants, ORGANISER.roles, scope),
      canMoveDeadline: hasRole(actor.grants, ORGANISER.roles, scope),
    };
  },
);

export const action = defineAction({
  accept: defineIntent({
    access: REVIEWER,
    form: ReviewEntriesSchema,
    run: ({ runtime, actor, scope, input }) =>
      reviewEntries(runtime, actor, { ...input, competitionId: String(scope.competitionId), act: "accept" }),
  }),
  "accept-or-wait": defineIntent({
    access: REVIEWER,
    form: ReviewEntriesSchema,
    run: ({ runtime, actor, scope, input }) =>
      reviewEntries(runtime, actor, { ...input, competitionId: String(scope.competitionId), act: "accept-or-wait" }),
  }),
  "grant-substitution": defineIntent({
    access: REVIEWER,
    form: AnswerSubstitutionSchema,
    run: ({ runtime, actor, scope, input }) =>
      answerSubstitution(runtime, actor, {
        ...input,
        within: { competitionId: String(scope.competitionId) },
        act: "grant",
      }),
  }),
  "refuse-substitution": defineIntent({
    access: REVIEWER,
    form: AnswerSubstitutionSchema,
    run: ({ runtime, actor, scope, input }) =>
      answerSubstitution(runtime, actor, {
        ...input,
        within: { competitionId: String(scope.competitionId) },
        act: "refuse",
      }),
  }),
  "move-deadline": defineIntent({
    access: ORGANISER,
    form: MoveDeadlineSchema,
    run: ({ runtime, actor, scope, input }) =>
      moveRegistrationDeadline(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "close-now": defineIntent({
    access: ORGANISER,
    form: CloseNowSchema,
    run: ({ runtime, actor, scope, input }) =>
      moveRegistrationDeadline(runtime, actor, { ...input, closesAt: null, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "registration:review.title" };

export default function Registrations() {
  const { events, rows, drafts, canReview, readerId, canImport, canMoveDeadline, substitutions, ...page } =
    useLoaderData<typeof loader>();
  const { phase, registrationClosesAt, areDraftsLapsed, draftDelegations } = page;
  const answer = useAnswer<typeof action>();
  const [parameters] = useSearchParams();
  const { t } = useTranslation("registration");
  const columns = useColumns(events);
  const filters = useFilters(events, rows);
  const shown = applyView(rows, readView(parameters, { filters }), { columns, filters, search: searchText });
  const waiting = shown.filter(({ status }) => status === "submitted");
  const isConfirming = canReview && waiting.length > 0 && parameters.get("accept") === "shown";
  return (
    <>
      <PageHeader
        title={t("review.title")}
        description={
          <>
            <p>{t("review.lead")}</p>
            {phase === "registration" && <Countdown until={registrationClosesAt} label={t("roster.deadline")} />}
            {drafts > 0 && (
              <p>
                {areDraftsLapsed
                  ? t("review.draftsLapsed", { count: drafts, delegations: draftDelegations })
                  : t("review.drafts", { count: drafts })}
              </p>
            )}
          </>
        }
        actions={canImport && <Link to="import">{t("import.wholeTitle")}</Link>}
      />
      <Outcome />
      {isConfirming && <AcceptShown waiting={waiting} />}
      <Substitutions substitutions={substitutions} {...(canReview ? { answererId: readerId } : {})} />
      {canMoveDeadline && phase === "registration" && (
        <DeadlineForm
          closesAt={registrationClosesAt}
          refusals={[...refusalsOf(answer, "move-deadline"), ...refusalsOf(answer, "close-now")]}
        />
      )}
      <Section title={t("review.quota")} description={t("roster.quotaHint")}>
        <Quotas events={events} />
      </Section>
      <DataTable
        caption={t("review.caption")}
        rows={rows}
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        search={searchText}
        rowTone={({ status }) => (status === "submitted" ? "act" : isOver(status) ? "off" : undefined)}
        actions={
          canReview &&
          waiting.length > 0 &&
          !isConfirming && (
            <Button
              component={Link}
              to={`?${changed(parameters, { accept: "shown" })}`}
              variant="filled"
              leftSection={<CheckCheck size={18} aria-hidden="true" />}
            >
              {t("review.acceptShown", { count: waiting.length })}
            </Button>
          )
        }
        empty={<EmptyState icon={ClipboardList} title={t("review.empty")} hint={t("review.emptyHint")} />}
      />
    </>
  );
}

function changed(parameters: URLSearchParams, changes: Readonly<Record<string, string | null>>): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

function searchText({ members, delegation, entrantNumber, coach }: RegistrationRow): string {
  const units = members.flatMap(({ employer, school }) => [employer?.name ?? "", school?.name ?? ""]);
  return [...members.map(({ name }) => name), ...units, delegation.name, delegation.nameEn, entrantNumber ?? "", coach].join(" ");
}

function useColumns(events: readonly RegistrationEvent[]): readonly Column<RegistrationRow>[] {
  const { t, i18n } = useTranslation("registration");
  const [parameters] = useSearchParams();
  const isEnglish = i18n.language === "en";
  const names = new Map(events.map(({ code, name, nameEn }) => [code, isEnglish ? nameEn : name]));
  return [
    {
      id: "delegation",
      header: t("delegation"),
      sortBy: ({ delegation }) => delegation.name,
      cell: ({ delegation }) => (isEnglish ? delegation.nameEn : delegation.name),
    },
    { id: "event", header: t("event"), sortBy: ({ eventCode }) => eventCode, cell: ({ eventCode }) => names.get(eventCode) },
    {
      id: "people",
      header: t("people"),
      isRowHeader: true,
      cell: ({ members }) => <People members={withoutDocuments(members)} />,
    },
    {
      id: "unit",
      header: t("unit"),
      cell: ({ members }) => listUnits(members).map((unit) => <div key={unit}>{unit}</div>),
    },
    {
      id: "number",
      header: t("entrantNumber"),
      noWrap: true,
      sortBy: ({ entrantNumber }) => entrantNumber,
      cell: ({ entrantNumber }) => <span className="tabular">{entrantNumber}</span>,
    },
    {
      id: "state",
      header: t("state"),
      sortBy: ({ status }) => REGISTRATION_STATUSES.indexOf(status),
      cell: ({ status, origin, position, offeredUntil }) => (
        <div className={classes.state}>
          <StatusBadge list="registrationStatus" value={status} look="plain" />
          <WaitingLine position={position} offeredUntil={offeredUntil} />
          {origin && <OriginLine origin={origin} />}
        </div>
      ),
    },
    {
      id: "open",
      header: t("review.open"),
      noWrap: true,
      cell: ({ id, members, rosterNumber }) => (
        <Link
          to={`${id}?${changed(parameters, { accept: null })}`}
          className={classes.rowAction}
          aria-label={t("review.openEntry", { entry: members[0]?.name || rosterNumber })}
        >
          {t("review.open")}
        </Link>
      ),
    },
  ];
}

function withoutDocuments(members: readonly RegistrationMember[]) {
  return members.map(({ id, name }) => ({ id, name }));
}

function listUnits(members: readonly RegistrationMember[]): string[] {
  const units = members.flatMap(({ employer, school }) => [employer, school].filter((unit) => unit !== null));
  return [...new Set(units.map(({ name }) => name))];
}

function useFilters(events: readonly RegistrationEvent[], rows: readonly RegistrationRow[]): readonly Filter<RegistrationRow>[] {
  const { t, i18n } = useTranslation("registration");
  const word = useWord();
  return [
    {
      id: "event",
      label: t("event"),
      options: events.map(({ code, name, nameEn }) => ({ value: code, label: i18n.language === "en" ? nameEn : name })),
      matches: ({ eventCode }, value) => eventCode === value,
    },
    {
      id: "status",
      label: t("state"),
      options: REGISTRATION_STATUSES.filter((value) => rows.some(({ status }) => status === value)).map((value) => ({
        value,
        label: word("registrationStatus", value),
      })),
      matches: ({ status }, value) => status === value,
    },
  ];
}

function Outcome() {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("registration");
  if (!answer) return null;
  const isDeadline = answer.intent === "move-deadline" || answer.intent === "close-now";
  // The form says itself what stands against it.
  if (!answer.ok && isDeadline) return null;
  if (answer.ok && isDeadline) {
    return (
      <Notice tone="done" live>
        {t("deadline.moved")}
      </Notice>
    );
  }
  if (!answer.ok) return <Refusals namespace="registration" refusals={answer.refusals} />;
  if (answer.intent === "grant-substitution" || answer.intent === "refuse-substitution") {
    return (
      <Notice tone="done" live>
        {t(`substitution.state.${answer.intent === "grant-substitution" ? "granted" : "refused"}`)}
      </Notice>
    );
  }
  if (!("count" in answer.value)) return null;
  if (answer.intent === "accept-or-wait") {
    const { count, waiting } = answer.value;
    return (
      <Notice tone="done" live>
        {t("review.done.placed", { accepted: count - waiting, waiting })}
      </Notice>
    );
  }
  return (
    <Notice tone="done" live>
      {t("review.done.accepted", { count: answer.value.count })}
    </Notice>
  );
}

function AcceptShown({ waiting }: { waiting: readonly RegistrationRow[] }) {
  const [parameters] = useSearchParams();
  const { t } = useTranslation(["registration", "common"]);
  const back = `?${changed(parameters, { accept: null })}`;
  return (
    <Section title={t("review.acceptShownTitle", { count: waiting.length })} description={t("review.acceptShownText")} boxed>
      <Form method="post" action={back} className={classes.row}>
        {waiting.map((row) => (
          <SeenEntry key={row.id} row={row} />
        ))}
        <ActButton intent="accept" namespace="registration" icon={CheckCheck}>
          {t("review.acceptShown", { count: waiting.length })}
        </ActButton>
        <ActButton
          intent="accept-or-wait"
          namespace="registration"
          look="quiet"
          icon={Hourglass}
          consequence={t("review.acceptOrWaitHint")}
        >
          {t("review.acceptOrWait")}
        </ActButton>
        <Button component={Link} to={back} variant="default">
          {t("common:action.cancel")}
        </Button>
      </Form>
    </Section>
  );
}

function SeenEntry({ row }: { row: RegistrationRow }) {
  return <input type="hidden" name="entries[]" value={`${row.id}@${row.seenAt}`} />;
}
