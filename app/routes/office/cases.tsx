/** 申诉与异议: the cases before the arbitrators, with their clocks, what they hold up, and the rulings. */
import { NativeSelect, Textarea } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { FileDown, FilePenLine, Gavel, MessageSquareText, Scale, UserSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { RULING_OUTCOMES } from "#app/domain/appeals/ruling.ts";
import { RuleOnCaseSchema, ViewObjectorSchema } from "#app/forms/appeals.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { type CasesPage, type CaseView, getCases, OBJECTION_READERS } from "#app/queries/appeals/get-cases.server.ts";
import { ruleOnCase } from "#app/services/appeals/rule-on-case.server.ts";
import { viewObjector } from "#app/services/appeals/view-objector.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import classes from "#app/ui/appeals/appeals.module.css";
import { CaseStateBadge, CaseTimeline, RulingText } from "#app/ui/appeals/case-parts.tsx";
import { Countdown } from "#app/ui/countdown.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader({ access: { roles: OFFICE_ROOMS.cases, within: "scope" } }, ({ runtime, actor, scope }) =>
  getCases(runtime, actor, String(scope.competitionId)),
);

export const action = defineAction({
  "rule-on-case": defineIntent({
    access: { roles: ["arbitrator"], within: "scope" },
    form: RuleOnCaseSchema,
    run: ({ runtime, actor, scope, input }) =>
      ruleOnCase(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "view-objector": defineIntent({
    access: { roles: OBJECTION_READERS, within: "scope" },
    form: ViewObjectorSchema,
    run: ({ runtime, actor, scope, input }) =>
      viewObjector(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "appeals:cases.title" };

export default function Cases() {
  const page = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("appeals");
  const open = page.cases.filter(({ state }) => state === "open");
  const closed = page.cases.filter(({ state }) => state !== "open");
  return (
    <>
      <PageHeader title={t("cases.title")} description={t("cases.lead")} />
      <Refusals namespace="appeals" refusals={[...refusalsOf(answer, "rule-on-case"), ...refusalsOf(answer, "view-objector")]} />
      {answer?.ok && answer.intent === "rule-on-case" && (
        <Notice tone="done" live>
          {t("cases.ruled")}
        </Notice>
      )}
      {page.phase === "publicity" && page.publicityEndsAt && (
        <Countdown until={page.publicityEndsAt} label={t("cases.publicityEnds")} />
      )}
      <Section title={t("cases.open")}>
        {open.length === 0 ? <EmptyState icon={Scale} title={t("cases.noneOpen")} /> : <CaseList page={page} cases={open} />}
      </Section>
      <Section title={t("cases.closed")}>
        {closed.length === 0 ? <p className={classes.soft}>{t("cases.noneClosed")}</p> : <CaseList page={page} cases={closed} />}
      </Section>
    </>
  );
}

function CaseList({ page, cases }: { page: CasesPage; cases: readonly CaseView[] }) {
  return (
    <ul className={classes.cards}>
      {cases.map((one) => (
        <Case key={one.caseId} page={page} one={one} />
      ))}
    </ul>
  );
}

function Case({ page, one }: { page: CasesPage; one: CaseView }) {
  const { t } = useTranslation("appeals");
  const named = useNamed();
  const word = useWord();
  const formats = useFormats();
  const { kind, caseId, state, event, round, delegation, entry, about, instance, ruling } = one;
  const eventName = event ? named(event) : t("wholeList");
  const facts = [
    ...(round ? [word("roundKind", round.kind)] : []),
    ...(delegation ? [named(delegation)] : []),
    ...(entry ? [t("entryOf", { number: entry.entrantNumber ?? "", names: formats.list(entry.names) }).trim()] : []),
    ...(about ? [t(`about.${about}`)] : []),
    ...(instance > 1 ? [t("instance.second")] : []),
  ];
  const papers = `/office/${page.code}/cases/${caseId}`;
  return (
    <li className={classes.card} id={caseId}>
      <div className={classes.head}>
        <h3 className={classes.name}>{t("cases.heading", { kind: t(`kind.${kind}`), event: eventName })}</h3>
        <CaseStateBadge state={state} />
      </div>
      {facts.length > 0 && <p className={classes.soft}>{facts.join(" · ")}</p>}
      <CaseTimeline times={one} />
      {one.blocks.map((block) => (
        <p key={block} className={classes.blocks}>
          {t(`cases.blocks.${block}`)}
        </p>
      ))}
      <div>
        <p className={classes.label}>{t("cases.statement")}</p>
        <p className={classes.words}>{one.statement ?? t("cases.statementHidden")}</p>
      </div>
      {kind === "objection" && page.mayViewObjectors && <ObjectorLine objectionId={caseId} />}
      {ruling && <RulingText ruling={ruling} />}
      {ruling?.secondInstanceUntil && <Countdown until={ruling.secondInstanceUntil} label={t("cases.secondUntil")} />}
      {one.rescoreSets.length > 0 && <p className={classes.soft}>{t("cases.rescoreSets", { count: one.rescoreSets.length })}</p>}
      <div className={classes.papers}>
        {kind === "appeal" && (
          <a href={`${papers}/appeal`}>
            <FileDown size={16} aria-hidden="true" /> {t("paper.appeal")}
          </a>
        )}
        {kind === "appeal" && event && page.mayReadNotes && (
          <Link to={`/office/${page.code}/events/${event.code}/notes${round ? `?round=${round.number}` : ""}`}>
            <MessageSquareText size={16} aria-hidden="true" /> {t("cases.notes")}
          </Link>
        )}
        {ruling && ruling.outcome !== "dismissed" && event && (
          <Link
            to={`/office/${page.code}/events/${event.code}/rescore?${round ? `round=${round.number}&` : ""}ruling=${ruling.rulingId}`}
          >
            <FilePenLine size={16} aria-hidden="true" /> {t("cases.prepare")}
          </Link>
        )}
        {ruling && (kind === "appeal" || page.mayViewObjectors) && (
          <a href={`${papers}/ruling`}>
            <FileDown size={16} aria-hidden="true" /> {t("paper.ruling")}
          </a>
        )}
      </div>
      {one.unmet !== null && state === "open" && <RulingForm one={one} />}
    </li>
  );
}

function ObjectorLine({ objectionId }: { objectionId: string }) {
  const { t } = useTranslation("appeals");
  const answer = useAnswer<typeof action>();
  const value = answer?.ok && answer.intent === "view-objector" ? answer.value : null;
  if (value && "telephone" in value && value.objectionId === objectionId) {
    return (
      <Notice tone="info" live>
        {t("cases.objector", { name: value.name, telephone: value.telephone })}
      </Notice>
    );
  }
  return (
    <Form method="post">
      <input type="hidden" name="objectionId" value={objectionId} />
      <ActButton
        intent="view-objector"
        namespace="appeals"
        icon={UserSearch}
        look="quiet"
        consequence={t("cases.viewConsequence")}
      >
        {t("cases.viewObjector")}
      </ActButton>
    </Form>
  );
}

function RulingForm({ one }: { one: CaseView }) {
  const { t } = useTranslation("appeals");
  const unmet = one.unmet ?? [];
  if (unmet.length > 0) return <Refusals namespace="appeals" refusals={unmet} title={t("cases.cannotRule")} />;
  return (
    <Disclosure id={`rule-${one.caseId}`} label={t("cases.rule")} icon={Gavel}>
      <Form method="post" className={classes.form}>
        <input type="hidden" name="kind" value={one.kind} />
        <input type="hidden" name="caseId" value={one.caseId} />
        <NativeSelect
          name="outcome"
          label={t("cases.outcome")}
          data={RULING_OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))}
        />
        <Textarea
          name="reason"
          label={t("cases.reason")}
          description={t("cases.reasonHint")}
          autosize
          minRows={5}
          maxLength={4000}
          required
        />
        <ActButton intent="rule-on-case" namespace="appeals" icon={Gavel} consequence={t("cases.ruleConsequence")}>
          {t("cases.rule")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}
