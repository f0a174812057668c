/** One honour's case: its way as a line with the next act in place, the nominees, what it rests on, and what follows once conferred. */
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { ConferHonourSchema, InspectHonourSchema, PubliciseHonourSchema, RefuseHonourSchema } from "#app/forms/honours.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findHonourCase, type HonourCasePage } from "#app/queries/honours/find-honour-case.server.ts";
import { conferHonour } from "#app/services/honours/confer-honour.server.ts";
import { inspectHonour } from "#app/services/honours/inspect-honour.server.ts";
import { publiciseHonour } from "#app/services/honours/publicise-honour.server.ts";
import { refuseHonour } from "#app/services/honours/refuse-honour.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { OwedList } from "#app/ui/beneficiaries/owed-list.tsx";
import { MemberTable } from "#app/ui/facts/member-table.tsx";
import { RefuseForm } from "#app/ui/honours/act-forms.tsx";
import { HonourLine } from "#app/ui/honours/honour-line.tsx";
import { HonourStateBadge } from "#app/ui/honours/honour-state-badge.tsx";
import classes from "#app/ui/honours/honours.module.css";
import { useResultText } from "#app/ui/honours/result-line.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { TitleTable } from "#app/ui/policy/title-table.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";

const ACTS = { roles: ["policy-officer"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: POLICY_ROOMS.honours, within: "scope" } },
  async ({ runtime, actor, params }) => {
    const page = await findHonourCase(runtime, actor, String(params.honour));
    if (page === null) throw notFound();
    return page;
  },
);

export const action = defineAction({
  "inspect-honour": defineIntent({
    access: ACTS,
    form: InspectHonourSchema,
    run: ({ runtime, actor, params, input }) => inspectHonour(runtime, actor, { ...input, caseId: String(params.honour) }),
  }),
  "publicise-honour": defineIntent({
    access: ACTS,
    form: PubliciseHonourSchema,
    run: ({ runtime, actor, params, input }) => publiciseHonour(runtime, actor, { ...input, caseId: String(params.honour) }),
  }),
  "confer-honour": defineIntent({
    access: ACTS,
    form: ConferHonourSchema,
    run: ({ runtime, actor, params, input }) => conferHonour(runtime, actor, { ...input, caseId: String(params.honour) }),
  }),
  "refuse-honour": defineIntent({
    access: ACTS,
    form: RefuseHonourSchema,
    run: ({ runtime, actor, params, input }) => refuseHonour(runtime, actor, { ...input, caseId: String(params.honour) }),
  }),
});

export const handle: PageHandle = { title: "honours:one" };

export default function HonourCase() {
  const page = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("honours");
  const word = useWord();
  const formats = useFormats();
  const { state, acts, publicised, members } = page;
  const isSettled = state === "conferred" || state === "refused";
  return (
    <>
      <PageHeader
        title={formats.list(members.map(({ name }) => name)) || t("one")}
        description={word("honour", page.honour)}
        status={<HonourStateBadge state={state} isDue={state === "publicised" && publicised?.isOver === true} />}
        breadcrumbs={[{ label: t("title"), to: "/policy/honours" }]}
      />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(`done.${answer.intent as Intent}`)}
        </Notice>
      )}
      {!isSettled && page.basis?.doesStand !== true && <Notice tone="act">{t("basis.fallen")}</Notice>}
      {state === "conferred" && page.basis?.doesStand !== true && <Notice tone="act">{t("basis.fallenConferred")}</Notice>}
      <Section title={t("progress")} description={acts === null ? t("readOnly") : undefined} boxed>
        <HonourLine page={page} refusalsOf={(intent) => refusalsOf(answer, intent)} />
        {acts?.refuse.length === 0 && (
          <div className={classes.refuse}>
            <RefuseForm refusals={refusalsOf(answer, "refuse-honour")} />
          </div>
        )}
      </Section>
      <Basis page={page} />
      <Section title={t("nominees")} description={t("nomineesHint")}>
        <MemberTable members={members} organisations={page.organisations} regions={page.regions} kind="honour" />
      </Section>
      {state === "conferred" && <Follows page={page} />}
    </>
  );
}

type Intent = "inspect-honour" | "publicise-honour" | "confer-honour" | "refuse-honour";

function Basis({ page: { basis } }: { page: HonourCasePage }) {
  const { t } = useTranslation("honours");
  const inText = useResultText();
  return (
    <Section title={t("basis.title")} boxed>
      {basis === null ? <p>{t("basis.gone")}</p> : <Link to={basis.to}>{inText(basis)}</Link>}
    </Section>
  );
}

/** Rewards and titles by the clauses that name the honour. */
function Follows({ page: { follows, caseId, basis } }: { page: HonourCasePage }) {
  const { t } = useTranslation("honours");
  if (follows === null) return <Notice tone="info">{t("following")}</Notice>;
  return (
    <>
      <Section
        title={t("follows")}
        description={t("followsHint")}
        actions={<Link to="/policy/entitlements">{t("toLedger")}</Link>}
      >
        <OwedList findings={follows.findings} regions={follows.regions} reader="officer" />
      </Section>
      <Section title={t("titles")} description={t("titlesLead")}>
        {basis?.doesStand === true ? (
          <TitleTable base={`/policy/honours/${caseId}/titles`} rows={follows.titles} />
        ) : (
          <p>{t("titlesFallen")}</p>
        )}
      </Section>
    </>
  );
}
