/** 报名审核: what was handed in, with the units and regions that acceptance fixes; accepted, returned or rejected. */
import { Button, Textarea } from "@mantine/core";
import { Form, Link, useActionData, useLoaderData, useParams, useSearchParams } from "@remix-run/react";
import { CheckCheck, CircleCheck, CircleX, ClipboardList, Hourglass, Undo2, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { isOver, REGISTRATION_STATUSES } from "#app/domain/shared/vocabulary.ts";
import { AnswerSubstitutionSchema, CloseNowSchema, MoveDeadlineSchema, ReviewEntriesSchema } from "#app/forms/registration.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { listMemberRecords } from "#app/queries/registration/list-member-records.server.ts";
import {
  listRegistrations,
  type RegistrationEvent,
  type RegistrationMember,
  type RegistrationRow,
  type UnitView,
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
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { DeadlineForm } from "#app/ui/registration/deadline-form.tsx";
import { MemberRecords, type MemberRecordView } from "#app/ui/registration/member-records.tsx";
import { OriginLine } from "#app/ui/registration/origin.tsx";
import { People } from "#app/ui/registration/people.tsx";
import { Quotas } from "#app/ui/registration/quotas.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Substitutions } from "#app/ui/registration/substitutions.tsx";
import { WaitingLine } from "#app/ui/registration/waiting-line.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { When } from "#app/ui/when.tsx";

const ORGANISER = { roles: ["organiser"], within: "scope" } as const;
const REVIEWER = { roles: ["reviewer"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: ["reviewer", "organiser"], within: "scope" } },
  async ({ runtime, scope, actor, url }) => {
    const registrations = await listRegistrations(runtime, String(scope.competitionId));
    const opened = registrations.rows.find(({ id }) => id === url.searchParams.get("entry"));
    const records = opened && (await listMemberRecords(runtime, opened.id));
    return {
      ...registrations,
      substitutions: await listSubstitutions(runtime, { competitionId: String(scope.competitionId) }),
      canReview: hasRole(actor.grants, REVIEWER.roles, scope),
      canImport: hasRole(actor.grants, ORGANISER.roles, scope),
      canMoveDeadline: hasRole(actor.grants, ORGANISER.roles, scope),
      /** Of the entry that is open, in the order of its members. */
      records: (opened?.members ?? []).flatMap(({ id }) => records?.get(id) ?? []),
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
  return: defineIntent({
    access: REVIEWER,
    form: ReviewEntriesSchema,
    run: ({ runtime, actor, scope, input }) =>
      reviewEntries(runtime, actor, { ...input, competitionId: String(scope.competitionId), act: "return" }),
  }),
  "grant-substitution": defineIntent({
    access: REVIEWER,
    form: AnswerSubstitutionSchema,
    run: ({ runtime, actor, scope, input }) =>
      answerSubstitution(runtime, actor, { ...input, competitionId: String(scope.competitionId), act: "grant" }),
  }),
  "refuse-substitution": defineIntent({
    access: REVIEWER,
    form: AnswerSubstitutionSchema,
    run: ({ runtime, actor, scope, input }) =>
      answerSubstitution(runtime, actor, { ...input, competitionId: String(scope.competitionId), act: "refuse" }),
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
  reject: defineIntent({
    access: REVIEWER,
    form: ReviewEntriesSchema,
    run: ({ runtime, actor, scope, input }) =>
      reviewEntries(runtime, actor, { ...input, competitionId: String(scope.competitionId), act: "reject" }),
  }),
});

export const handle: PageHandle = { title: "registration:review.title" };

export default function Registrations() {
  const { events, rows, drafts, canReview, canImport, canMoveDeadline, substitutions, phase, registrationClosesAt, records } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [parameters] = useSearchParams();
  const { t } = useTranslation("registration");
  const columns = useColumns(events);
  const filters = useFilters(events, rows);
  const shown = applyView(rows, readView(parameters, { filters }), { columns, filters, search: searchText });
  const waiting = shown.filter(({ status }) => status === "submitted");
  const opened = rows.find(({ id }) => id === parameters.get("entry"));
  const isConfirming = canReview && waiting.length > 0 && parameters.get("accept") === "shown";
  return (
    <>
      <PageHeader
        title={t("review.title")}
        description={
          <>
            <p>{t("review.lead")}</p>
            {phase === "registration" && <Countdown until={registrationClosesAt} label={t("roster.deadline")} />}
            {drafts > 0 && <p>{t("review.drafts", { count: drafts })}</p>}
          </>
        }
        actions={canImport && <Link to="import">{t("import.wholeTitle")}</Link>}
      />
      <Outcome />
      {isConfirming && <AcceptShown waiting={waiting} />}
      <Substitutions substitutions={substitutions} canAnswer={canReview} />
      {opened && !isConfirming && <Entry row={opened} events={events} canReview={canReview} records={records} key={opened.id} />}
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
              to={`?${changed(parameters, { accept: "shown", entry: null })}`}
              variant={opened ? "default" : "filled"}
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
          to={`?${changed(parameters, { entry: id, accept: null })}`}
          className={classes.rowAction}
          aria-label={t("review.openEntry", { entry: members[0]?.name || rosterNumber })}
          aria-current={parameters.get("entry") === id ? "true" : undefined}
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
  const answer = useActionData<typeof action>();
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
  const status = { accept: "accepted", return: "returned", reject: "rejected" }[answer.intent] as "accepted" | undefined;
  return status ? (
    <Notice tone="done" live>
      {t(`review.done.${status}`, { count: answer.value.count })}
    </Notice>
  ) : null;
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

type EntryProps = {
  row: RegistrationRow;
  events: readonly RegistrationEvent[];
  canReview: boolean;
  records: readonly MemberRecordView[];
};

function Entry({ row, events, canReview, records }: EntryProps) {
  const { t, i18n } = useTranslation(["registration", "common", "entry"]);
  const [parameters] = useSearchParams();
  const { competition } = useParams();
  const isEnglish = i18n.language === "en";
  const event = events.find(({ code }) => code === row.eventCode);
  const { delegation, members, origin, status } = row;
  const title = members.map(({ name }) => name || t("erased")).join(t("common:word.listSeparator"));
  return (
    <Section
      title={title}
      actions={
        <Button
          component={Link}
          to={`?${changed(parameters, { entry: null })}`}
          variant="default"
          leftSection={<X size={16} aria-hidden="true" />}
        >
          {t("review.close")}
        </Button>
      }
      boxed
    >
      <div className={classes.facts}>
        <DefinitionList
          layout="columns"
          items={[
            {
              term: t("state"),
              value: (
                <div className={classes.state}>
                  <StatusBadge list="registrationStatus" value={status} />
                  <WaitingLine position={row.position} offeredUntil={row.offeredUntil} />
                </div>
              ),
            },
            { term: t("event"), value: (isEnglish ? event?.nameEn : event?.name) ?? row.eventCode },
            {
              term: t("delegation"),
              value: t("review.unitWithRegion", {
                name: isEnglish ? delegation.nameEn : delegation.name,
                region: isEnglish ? delegation.region.nameEn : delegation.region.name,
              }),
            },
            { term: t("coach"), value: row.coach || t("none") },
            { term: t("review.source"), value: origin ? <OriginLine origin={origin} /> : t("review.registered") },
            ...(row.entrantNumber === null ? [] : [{ term: t("entrantNumber"), value: row.entrantNumber }]),
            ...(row.submittedAt === null
              ? []
              : [{ term: t("review.submittedAt"), value: <When at={row.submittedAt} relative /> }]),
          ]}
        />
      </div>
      <Section
        title={t("review.units")}
        description={members.every(({ isFrozen }) => isFrozen) ? t("review.unitsFrozen") : t("review.unitsWillFreeze")}
        level={3}
      >
        <MemberTable members={members} />
      </Section>
      <Section title={t("entry:records.title")} description={t("entry:records.lead")} level={3}>
        {records.map((record) => (
          <MemberRecords
            key={record.memberId}
            name={members.find(({ id }) => id === record.memberId)?.name || t("erased")}
            record={record}
            files={`/office/${competition}/registrations/${row.id}/files`}
          />
        ))}
      </Section>
      <EligibilityOf members={members} />
      {row.reviews.length > 0 && <Reviews reviews={row.reviews} />}
      {canReview && status === "submitted" && <Decide row={row} />}
    </Section>
  );
}

/** What stands against the people by the event's own clauses, and what the reviewer has to look at himself. */
function EligibilityOf({ members }: { members: readonly RegistrationMember[] }) {
  const { t } = useTranslation("registration");
  const refusals = members.flatMap(({ eligibility }) => eligibility.refusals);
  const notes = members.flatMap(({ eligibility }) => eligibility.notes);
  return (
    <>
      <Refusals namespace="registration" refusals={refusals} title={t("review.ineligible")} />
      {notes.length > 0 && (
        <Notice tone="info" title={t("review.toCheck")}>
          <RefusalList namespace="registration" refusals={notes} />
        </Notice>
      )}
    </>
  );
}

function MemberTable({ members }: { members: readonly RegistrationMember[] }) {
  const { t } = useTranslation(["registration", "common"]);
  const word = useWord();
  const headers = [
    t("review.name"),
    t("review.document"),
    t("level"),
    t("review.employer"),
    t("review.school"),
    t("review.training"),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls sideways has to be reachable by keyboard.
    <section className={classes.scroll} tabIndex={0} aria-label={t("common:table.scroll", { name: t("review.units") })}>
      <table className={classes.table}>
        <caption className={classes.caption}>{t("review.units")}</caption>
        <thead>
          <tr>
            {headers.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.id}>
              <th scope="row">{member.name || t("erased")}</th>
              <td className="tabular">{member.maskedDocument}</td>
              <td>{member.level === null ? t("none") : word("skillLevel", member.level)}</td>
              <UnitCell unit={member.employer} />
              <UnitCell unit={member.school} />
              <UnitCell unit={member.trainingOrganisation} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function UnitCell({ unit }: { unit: UnitView | null }) {
  const { t, i18n } = useTranslation("registration");
  const word = useWord();
  if (unit === null) return <td>{t("none")}</td>;
  return (
    <td>
      <div>{unit.name}</div>
      <div className={classes.soft}>
        {word("organisationKind", unit.kind)} · {i18n.language === "en" ? unit.region.nameEn : unit.region.name}{" "}
        {unit.region.code}
      </div>
    </td>
  );
}

function Reviews({ reviews }: { reviews: RegistrationRow["reviews"] }) {
  const { t } = useTranslation("registration");
  return (
    <Section title={t("review.history")} level={3}>
      <ul className={classes.reviews}>
        {reviews.map(({ id, decision, reason, reviewer, at }) => (
          <li key={id}>
            <StatusBadge list="registrationStatus" value={decision} look="plain" />
            <When at={at} />
            <span>{t("review.historyLine", { reviewer, reason: reason || t("review.noReason") })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Decide({ row }: { row: RegistrationRow }) {
  const { t } = useTranslation("registration");
  return (
    <Form method="post" className={classes.form}>
      <SeenEntry row={row} />
      <Textarea
        name="reason"
        label={t("review.reason")}
        description={t("review.reasonHint")}
        maxLength={500}
        autosize
        minRows={2}
      />
      <div className={classes.row}>
        <ActButton intent="accept" namespace="registration" icon={CircleCheck}>
          {t("review.accept")}
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
        <ActButton intent="return" namespace="registration" look="quiet" icon={Undo2}>
          {t("review.return")}
        </ActButton>
        <ActButton intent="reject" namespace="registration" look="grave" icon={CircleX}>
          {t("review.reject")}
        </ActButton>
      </div>
    </Form>
  );
}
