/** 异议: anyone objects to the list of winners under a real name while it is public, and looks up the answer by a code. */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { Search, Send, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FileObjectionSchema, ObjectionCodeSchema } from "#app/forms/appeals.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findObjection, type ObjectionAnswer } from "#app/queries/appeals/find-objection.server.ts";
import { findObjectionsPage, type ObjectionsPage } from "#app/queries/appeals/find-objections-page.server.ts";
import { fileObjection } from "#app/services/appeals/file-objection.server.ts";
import { withdrawObjection } from "#app/services/appeals/withdraw-objection.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import classes from "#app/ui/appeals/appeals.module.css";
import { CaseStateBadge, RulingText } from "#app/ui/appeals/case-parts.tsx";
import { Countdown } from "#app/ui/countdown.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

export const loader = defineLoader({ access: "public" }, async ({ runtime, scope }) => {
  const page = await findObjectionsPage(runtime, String(scope.competitionId));
  if (page === null) throw notFound();
  return page;
});

export const action = defineAction({
  "file-objection": defineIntent({
    access: "public",
    form: FileObjectionSchema,
    run: ({ runtime, scope, input }) => fileObjection(runtime, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "look-up": defineIntent({
    access: "public",
    form: ObjectionCodeSchema,
    run: ({ runtime, scope, input }) => findObjection(runtime, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "withdraw-objection": defineIntent({
    access: "public",
    form: ObjectionCodeSchema,
    run: ({ runtime, scope, input }) => withdrawObjection(runtime, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "appeals:objection.title" };

export default function Objections() {
  const page = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("appeals");
  const named = useNamed();
  const value = answer?.ok ? answer.value : null;
  const found = answer?.intent === "look-up" ? (value as ObjectionAnswer | null) : null;
  const filed = answer?.intent === "file-objection" ? (value?.code ?? null) : null;
  return (
    <PublicPage width="narrow">
      <PageHeader
        title={t("objection.title")}
        breadcrumbs={[{ label: named(page), to: `/competitions/${page.code}` }]}
        description={t("objection.lead")}
      />
      {answer?.ok && answer.intent === "withdraw-objection" && (
        <Notice tone="done" live>
          {t("objection.withdrawn")}
        </Notice>
      )}
      {filed && (
        <Notice tone="done" live title={t("objection.filed")}>
          <p>{t("objection.filedText")}</p>
          <p className={`tabular ${classes.code}`}>{filed.match(/.{1,4}/g)?.join("-")}</p>
        </Notice>
      )}
      {page.isOpen ? !filed && <FileForm page={page} /> : <Notice tone="info">{t("objection.closed")}</Notice>}
      <LookUp />
      {found && <Answer found={found} />}
    </PublicPage>
  );
}

function FileForm({ page }: { page: ObjectionsPage }) {
  const { t } = useTranslation("appeals");
  const named = useNamed();
  const refusals = refusalsOf(useAnswer<typeof action>(), "file-objection");
  const { errorOf, others } = useFieldErrors("appeals", refusals, ["eventId", "name", "telephone", "statement"]);
  return (
    <Section title={t("objection.submit")} boxed>
      {page.publicityEndsAt && <Countdown until={page.publicityEndsAt} label={t("objection.open")} />}
      <Refusals namespace="appeals" refusals={others} />
      <Form method="post" className={classes.form}>
        <NativeSelect
          name="eventId"
          label={t("objection.event")}
          error={errorOf("eventId")}
          data={[{ value: "", label: t("wholeList") }, ...page.events.map((event) => ({ value: event.id, label: named(event) }))]}
        />
        <div className={classes.pair}>
          <TextInput
            name="name"
            label={t("objection.name")}
            error={errorOf("name")}
            autoComplete="name"
            maxLength={40}
            required
          />
          <TextInput
            name="telephone"
            type="tel"
            label={t("objection.telephone")}
            error={errorOf("telephone")}
            autoComplete="tel"
            maxLength={24}
            required
          />
        </div>
        <Textarea
          name="statement"
          label={t("objection.statement")}
          description={t("objection.statementHint")}
          error={errorOf("statement")}
          autosize
          minRows={5}
          maxLength={4000}
          required
        />
        <p className={classes.soft}>{t("objection.privacy")}</p>
        <ActButton intent="file-objection" namespace="appeals" icon={Send} size="md">
          {t("objection.submit")}
        </ActButton>
      </Form>
    </Section>
  );
}

function LookUp() {
  const { t } = useTranslation("appeals");
  const answer = useAnswer<typeof action>();
  const refusals = [...refusalsOf(answer, "look-up"), ...refusalsOf(answer, "withdraw-objection")];
  const { errorOf, others } = useFieldErrors("appeals", refusals, ["code"]);
  return (
    <Section title={t("objection.lookUp")} boxed>
      <Refusals namespace="appeals" refusals={others} />
      <Form method="post" className={classes.form}>
        <TextInput
          name="code"
          label={t("objection.code")}
          description={t("objection.codeHint")}
          error={errorOf("code")}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          required
          classNames={{ input: "tabular" }}
        />
        <ActButton intent="look-up" namespace="appeals" icon={Search} look="quiet">
          {t("objection.lookUpSubmit")}
        </ActButton>
      </Form>
    </Section>
  );
}

function Answer({ found }: { found: ObjectionAnswer }) {
  const { t } = useTranslation("appeals");
  const named = useNamed();
  return (
    <div className={classes.card} role="status">
      <div className={classes.head}>
        <h2 className={`tabular ${classes.name}`}>{t("objection.answer", { code: found.code })}</h2>
        <CaseStateBadge state={found.state} />
      </div>
      <p className={classes.soft}>
        {found.event ? named(found.event) : t("wholeList")} · <When at={found.filedAt} />
      </p>
      {found.ruling ? <RulingText ruling={found.ruling} /> : found.state === "open" && <p>{t("objection.pending")}</p>}
      {found.state === "open" && (
        <Form method="post">
          <input type="hidden" name="code" value={found.code} />
          <ActButton intent="withdraw-objection" namespace="appeals" icon={Undo2} look="grave">
            {t("objection.withdraw")}
          </ActButton>
        </Form>
      )}
    </div>
  );
}
