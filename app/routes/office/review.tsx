/** 资格审查: one entry with everything of it, its documents beside its facts, the clauses checked; decided, and on to the next. */
import { Button, Textarea } from "@mantine/core";
import { Form, Link, redirect, useLoaderData, useLocation } from "@remix-run/react";
import { ArrowRight, CircleCheck, CircleX, Hourglass, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import type { ReviewAct } from "#app/domain/registration/review.ts";
import { ReviewEntriesSchema } from "#app/forms/registration.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findRegistration, type RegistrationPage } from "#app/queries/registration/find-registration.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { HistoryLink } from "#app/ui/history/history-link.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { MemberRecords } from "#app/ui/registration/member-records.tsx";
import { OriginLine } from "#app/ui/registration/origin.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Clauses, MemberList, Reviews } from "#app/ui/registration/review-parts.tsx";
import { WaitingLine } from "#app/ui/registration/waiting-line.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

const REVIEWER = { roles: ["reviewer"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: ["reviewer", "organiser"], within: "scope" } },
  async ({ runtime, scope, actor, params, url }) => {
    const competitionId = String(scope.competitionId);
    const { searchParams } = url;
    const within = { eventCode: searchParams.get("event") };
    const page = await findRegistration(runtime, { competitionId, entryId: String(params.entry) }, within);
    if (page === null) throw notFound();
    const reviewed = searchParams.get("reviewed");
    const earlier = reviewed && (await findRegistration(runtime, { competitionId, entryId: reviewed }, within));
    return {
      page,
      /** What was decided before this entry came. */
      earlier: earlier ? { names: earlier.row.members.map(({ name }) => name), status: earlier.row.status } : null,
      competition: String(params.competition),
      canReview: hasRole(actor.grants, REVIEWER.roles, scope),
    };
  },
);

/** An act on the one entry of the page; done, the next of the list comes. */
function decide(act: ReviewAct) {
  return defineIntent({
    access: REVIEWER,
    form: ReviewEntriesSchema,
    run: async ({ runtime, actor, scope, params, url, input }) => {
      const competitionId = String(scope.competitionId);
      const entryId = String(params.entry);
      const entries = input.entries.filter(({ id }) => id === entryId);
      const decision = await reviewEntries(runtime, actor, { ...input, entries, competitionId, act });
      if (!decision.ok) return decision;
      const within = { eventCode: url.searchParams.get("event") };
      const page = await findRegistration(runtime, { competitionId, entryId }, within);
      const next = new URLSearchParams(url.searchParams);
      next.set("reviewed", entryId);
      return redirect(`/office/${params.competition}/registrations/${page?.nextId ?? entryId}?${next}`);
    },
  });
}

const ACTS = ["accept", "accept-or-wait", "return", "reject"] as const satisfies readonly ReviewAct[];

export const action = defineAction({
  accept: decide("accept"),
  "accept-or-wait": decide("accept-or-wait"),
  return: decide("return"),
  reject: decide("reject"),
});

export const handle: PageHandle = { title: "registration:review.one" };

/** Where documents open, beside the facts. */
const FRAME = "review-document";

export default function Review() {
  const { page, earlier, competition, canReview } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { search } = useLocation();
  const { t } = useTranslation(["registration", "common", "entry"]);
  const named = useNamed();
  const { row, event, records, nextId, waiting } = page;
  const { members, status } = row;
  const query = new URLSearchParams(search);
  query.delete("reviewed");
  const list = `/office/${competition}/registrations`;
  const nameList = (names: readonly string[]) => names.map((name) => name || t("erased")).join(t("common:word.listSeparator"));
  return (
    <>
      <PageHeader
        title={nameList(members.map(({ name }) => name))}
        breadcrumbs={[{ label: t("review.title"), to: `${list}?${query}` }, { label: named(event) }]}
        status={<StatusBadge list="registrationStatus" value={status} />}
        description={t("review.waitingCount", { count: waiting })}
        actions={
          <>
            <HistoryLink kind="entry" id={row.id} of={t("review.one")} />
            {nextId !== null && (
              <Button
                component={Link}
                to={`${list}/${nextId}?${query}`}
                variant="default"
                rightSection={<ArrowRight size={18} aria-hidden="true" />}
              >
                {t("review.next")}
              </Button>
            )}
          </>
        }
      />
      {earlier && (
        <Notice tone="done" live>
          {t("review.decided", { names: nameList(earlier.names) })}{" "}
          <StatusBadge list="registrationStatus" value={earlier.status} look="plain" />
        </Notice>
      )}
      <Refusals namespace="registration" refusals={ACTS.flatMap((act) => refusalsOf(answer, act))} />
      <div className={classes.review}>
        <div>
          <Facts page={page} />
          <Section
            title={t("review.units")}
            description={members.every(({ isFrozen }) => isFrozen) ? t("review.unitsFrozen") : t("review.unitsWillFreeze")}
          >
            <MemberList members={members} />
          </Section>
          <Section title={t("review.clauses")} description={t("review.clausesLead")}>
            <Refusals namespace="registration" refusals={page.others} title={t("review.ineligible")} />
            {page.clauses.length === 0 ? (
              <p className={classes.soft}>{t("review.noClauses")}</p>
            ) : (
              <Clauses clauses={page.clauses} />
            )}
            {page.notes.length > 0 && (
              <Notice tone="info" title={t("review.toCheck")}>
                <RefusalList namespace="registration" refusals={page.notes} />
              </Notice>
            )}
          </Section>
          {row.reviews.length > 0 && <Reviews reviews={row.reviews} />}
        </div>
        <Section title={t("entry:records.title")} description={t("review.documentsLead")} boxed>
          {records.map((record) => (
            <MemberRecords
              key={record.memberId}
              name={members.find(({ id }) => id === record.memberId)?.name || t("erased")}
              record={record}
              files={`${list}/${row.id}/files`}
              target={FRAME}
            />
          ))}
          {records.some(({ attachments }) => attachments.some(({ kind }) => kind !== "photo")) && (
            <iframe key={row.id} name={FRAME} title={t("review.frame")} className={classes.document} />
          )}
        </Section>
      </div>
      {canReview && status === "submitted" && <Decide page={page} />}
    </>
  );
}

function Facts({ page: { row, event } }: { page: RegistrationPage }) {
  const { t } = useTranslation("registration");
  const named = useNamed();
  const { delegation, origin } = row;
  return (
    <DefinitionList
      layout="columns"
      items={[
        { term: t("event"), value: named(event) },
        {
          term: t("delegation"),
          value: t("review.unitWithRegion", { name: named(delegation), region: named(delegation.region) }),
        },
        { term: t("coach"), value: row.coach || t("none") },
        { term: t("review.source"), value: origin ? <OriginLine origin={origin} /> : t("review.registered") },
        ...(row.position === null && row.offeredUntil === null
          ? []
          : [{ term: t("state"), value: <WaitingLine position={row.position} offeredUntil={row.offeredUntil} /> }]),
        ...(row.entrantNumber === null ? [] : [{ term: t("entrantNumber"), value: row.entrantNumber }]),
        ...(row.submittedAt === null ? [] : [{ term: t("review.submittedAt"), value: <When at={row.submittedAt} relative /> }]),
      ]}
    />
  );
}

function Decide({ page: { row } }: { page: RegistrationPage }) {
  const { t } = useTranslation("registration");
  return (
    <Section title={t("review.decide")} boxed>
      <Form method="post" className={classes.form} key={row.id}>
        <input type="hidden" name="entries[]" value={`${row.id}@${row.seenAt}`} />
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
          <ActButton intent="return" namespace="registration" look="quiet" icon={Undo2}>
            {t("review.return")}
          </ActButton>
          <ActButton intent="reject" namespace="registration" look="grave" icon={CircleX}>
            {t("review.reject")}
          </ActButton>
        </div>
        <ActButton
          intent="accept-or-wait"
          namespace="registration"
          look="quiet"
          icon={Hourglass}
          consequence={t("review.acceptOrWaitHint")}
        >
          {t("review.acceptOrWait")}
        </ActButton>
      </Form>
    </Section>
  );
}
