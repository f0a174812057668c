/** 申诉: the team leader's appeals with their clocks, and the form to file one. */
import { NativeSelect, Radio, Textarea, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { FileDown, Gavel, Scale, Send, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { APPEAL_ABOUTS } from "#app/domain/appeals/appeal.ts";
import { AppealRulingSchema, FileAppealSchema, WithdrawAppealSchema } from "#app/forms/appeals.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import {
  type AppealRound,
  type AppealsPage,
  type AppealView,
  getAppealsPage,
} from "#app/queries/appeals/get-appeals-page.server.ts";
import { appealRuling } from "#app/services/appeals/appeal-ruling.server.ts";
import { fileAppeal } from "#app/services/appeals/file-appeal.server.ts";
import { withdrawAppeal } from "#app/services/appeals/withdraw-appeal.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import classes from "#app/ui/appeals/appeals.module.css";
import { CaseStateBadge, CaseTimeline, RulingText } from "#app/ui/appeals/case-parts.tsx";
import { Countdown } from "#app/ui/countdown.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { DelegationShell } from "#app/ui/registration/delegation-shell.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

const ACCESS = { roles: ["team-leader"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, ({ runtime, scope }) =>
  getAppealsPage(runtime, String(scope.delegationId)),
);

export const action = defineAction({
  "file-appeal": defineIntent({
    access: ACCESS,
    form: FileAppealSchema,
    run: ({ runtime, actor, scope, input }) => fileAppeal(runtime, actor, { ...input, delegationId: String(scope.delegationId) }),
  }),
  "appeal-ruling": defineIntent({
    access: ACCESS,
    form: AppealRulingSchema,
    run: ({ runtime, actor, scope, input }) =>
      appealRuling(runtime, actor, { ...input, delegationId: String(scope.delegationId) }),
  }),
  "withdraw-appeal": defineIntent({
    access: ACCESS,
    form: WithdrawAppealSchema,
    run: ({ runtime, actor, scope, input }) =>
      withdrawAppeal(runtime, actor, { ...input, delegationId: String(scope.delegationId) }),
  }),
});

export const handle: PageHandle = { title: "appeals:leader.title" };

const FIELDS = ["roundId", "entryId", "about", "occurredAt", "statement"];

export default function Appeals() {
  const page = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("appeals");
  const { delegation, competition, rounds, appeals } = page;
  const open = rounds.filter(({ isOpen }) => isOpen);
  return (
    <DelegationShell delegation={delegation} competition={competition}>
      <PageHeader title={t("leader.title")} description={t("leader.lead")} />
      <Refusals
        namespace="appeals"
        refusals={[...refusalsOf(answer, "appeal-ruling"), ...refusalsOf(answer, "withdraw-appeal")]}
      />
      {answer?.ok && (
        <Notice tone="done" live>
          {answer.intent === "withdraw-appeal" ? t("leader.withdrawn") : t("leader.filed")}
        </Notice>
      )}
      {rounds.length === 0 && <EmptyState icon={Scale} title={t("leader.noRounds")} hint={t("leader.noRoundsHint")} />}
      {rounds.length > 0 && (
        <Section title={t("leader.clocks")}>
          <ul className={classes.clocks}>
            {rounds.map((round) => (
              <Clock key={round.roundId} round={round} />
            ))}
          </ul>
        </Section>
      )}
      {open.length > 0 && <FileForm page={page} open={open} />}
      {rounds.length > 0 && open.length === 0 && <Notice tone="info">{t("leader.closed")}</Notice>}
      <Section title={t("leader.own")}>
        {appeals.length === 0 ? (
          <p className={classes.soft}>{t("leader.none")}</p>
        ) : (
          <ul className={classes.cards}>
            {appeals.map((appeal) => (
              <Appeal key={appeal.appealId} appeal={appeal} base={`/delegations/${delegation.id}/appeals`} />
            ))}
          </ul>
        )}
      </Section>
    </DelegationShell>
  );
}

function useRoundName() {
  const { t } = useTranslation("appeals");
  const word = useWord();
  const named = useNamed();
  return ({ event, kind }: Pick<AppealRound, "event" | "kind">) =>
    t("roundOf", { event: named(event), kind: word("roundKind", kind) });
}

function Clock({ round }: { round: AppealRound }) {
  const { t } = useTranslation("appeals");
  const formats = useFormats();
  const nameOf = useRoundName();
  const { resultDueAt, judgingAt, minutes, isOpen } = round;
  return (
    <li className={classes.clock}>
      <p className={classes.name}>{nameOf(round)}</p>
      {resultDueAt === null && <p className={classes.soft}>{t("leader.resultPending")}</p>}
      {resultDueAt !== null &&
        (isOpen ? (
          <Countdown until={resultDueAt} label={t("leader.clockResult")} />
        ) : (
          <p className={classes.soft}>{t("leader.resultOver", { time: formats.dateTime(resultDueAt) })}</p>
        ))}
      <p className={classes.soft}>{judgingAt === null ? t("leader.judgingPending") : t("leader.clockHall", { minutes })}</p>
    </li>
  );
}

function FileForm({ page, open }: { page: AppealsPage; open: readonly AppealRound[] }) {
  const { t } = useTranslation("appeals");
  const formats = useFormats();
  const nameOf = useRoundName();
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("appeals", refusalsOf(answer, "file-appeal"), FIELDS);
  const entries = new Map(open.flatMap((round) => round.entries.map((entry) => [entry.entryId, entry] as const)));
  const hasResult = open.some(({ resultDueAt }) => resultDueAt !== null);
  return (
    <Section title={t("leader.file")} description={t("leader.fileHint")} boxed>
      <Refusals namespace="appeals" refusals={others} />
      {/* A filed appeal empties the form. */}
      <Form method="post" className={classes.form} key={page.appeals.length}>
        <div className={classes.pair}>
          <NativeSelect
            name="roundId"
            label={t("leader.round")}
            error={errorOf("roundId")}
            data={open.map((round) => ({ value: round.roundId, label: nameOf(round) }))}
          />
          <NativeSelect
            name="entryId"
            label={t("leader.entry")}
            error={errorOf("entryId")}
            data={[
              { value: "", label: t("wholeRound") },
              ...[...entries.values()].map(({ entryId, entrantNumber, names }) => ({
                value: entryId,
                label: t("entryOf", { number: entrantNumber ?? "", names: formats.list(names) }),
              })),
            ]}
          />
        </div>
        <Radio.Group name="about" label={t("leader.about")} defaultValue={hasResult ? "result" : "hall"} error={errorOf("about")}>
          <div className={classes.radios}>
            {APPEAL_ABOUTS.map((about) => (
              <Radio key={about} value={about} label={t(`about.${about}`)} />
            ))}
          </div>
        </Radio.Group>
        <TextInput
          type="datetime-local"
          name="occurredAt"
          label={t("leader.occurredAt")}
          description={t("leader.occurredAtHint")}
          error={errorOf("occurredAt")}
        />
        <Textarea
          name="statement"
          label={t("leader.statement")}
          error={errorOf("statement")}
          autosize
          minRows={5}
          maxLength={4000}
          required
        />
        <ActButton intent="file-appeal" namespace="appeals" icon={Send} size="md" consequence={t("leader.consequence")}>
          {t("leader.submit")}
        </ActButton>
      </Form>
    </Section>
  );
}

function Appeal({ appeal, base }: { appeal: AppealView; base: string }) {
  const { t } = useTranslation("appeals");
  const formats = useFormats();
  const nameOf = useRoundName();
  const { appealId, state, about, instance, entry, ruling, secondInstanceUntil } = appeal;
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <h3 className={classes.name}>{nameOf({ event: appeal.event, kind: appeal.round.kind })}</h3>
        <CaseStateBadge state={state} />
        <span className={classes.soft}>
          {formats.list([t(`about.${about}`), ...(instance > 1 ? [t("instance.second")] : [])])}
        </span>
      </div>
      <p className={classes.soft}>
        {entry ? t("entryOf", { number: entry.entrantNumber ?? "", names: formats.list(entry.names) }) : t("wholeRound")}
      </p>
      <CaseTimeline times={appeal} />
      <div>
        <p className={classes.label}>{t("cases.statement")}</p>
        <p className={classes.words}>{appeal.statement}</p>
      </div>
      {ruling && <RulingText ruling={ruling} />}
      <div className={classes.papers}>
        <a href={`${base}/${appealId}/appeal`}>
          <FileDown size={16} aria-hidden="true" /> {t("paper.appeal")}
        </a>
        {ruling && (
          <a href={`${base}/${appealId}/ruling`}>
            <FileDown size={16} aria-hidden="true" /> {t("paper.ruling")}
          </a>
        )}
        {state === "open" && (
          <Form method="post">
            <input type="hidden" name="appealId" value={appealId} />
            <ActButton intent="withdraw-appeal" namespace="appeals" icon={Undo2} look="grave">
              {t("leader.withdraw")}
            </ActButton>
          </Form>
        )}
      </div>
      {secondInstanceUntil && (
        <Disclosure id={`second-${appealId}`} label={t("leader.second")} icon={Gavel}>
          <Countdown until={secondInstanceUntil} label={t("leader.secondUntil")} />
          <Form method="post" className={classes.form}>
            <input type="hidden" name="appealId" value={appealId} />
            <Textarea name="statement" label={t("leader.statement")} autosize minRows={4} maxLength={4000} required />
            <ActButton intent="appeal-ruling" namespace="appeals" icon={Send} look="quiet">
              {t("leader.secondSubmit")}
            </ActButton>
          </Form>
        </Disclosure>
      )}
    </li>
  );
}
