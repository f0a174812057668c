/** One recorded fact: what it says, of whom, on which evidence; and the second person's yes, or its dropping with a reason. */
import { Textarea } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { BadgeCheck, CircleX, FileDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { MoveAdvancementsSchema } from "#app/forms/ladder.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { DropFactSchema, TakeInResultSchema } from "#app/forms/recorded-facts.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findFactOwed } from "#app/queries/beneficiaries/list-owed.server.ts";
import { type FactPage, findFact } from "#app/queries/facts/find-fact.server.ts";
import { findUpwardWay } from "#app/queries/facts/find-upward-way.server.ts";
import { listFactTitles } from "#app/queries/facts/list-fact-titles.server.ts";
import { confirmFact } from "#app/services/facts/confirm-fact.server.ts";
import { dropFact } from "#app/services/facts/drop-fact.server.ts";
import { moveAdvancements } from "#app/services/ladder/move-advancements.server.ts";
import { takeInResult } from "#app/services/ladder/take-in-result.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { OwedList } from "#app/ui/beneficiaries/owed-list.tsx";
import { type Definition, DefinitionList } from "#app/ui/definition-list.tsx";
import { useContentDefinitions } from "#app/ui/facts/content-words.tsx";
import { FactStateBadge, useFactSummary } from "#app/ui/facts/fact-words.tsx";
import { MemberTable } from "#app/ui/facts/member-table.tsx";
import { UpwardWay } from "#app/ui/facts/upward-way.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { TitleTable } from "#app/ui/policy/title-table.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

const ACTS = { roles: ["policy-officer"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: POLICY_ROOMS.facts, within: "scope" } },
  async ({ runtime, actor, params }) => {
    const fact = await findFact(runtime, actor, String(params.fact));
    if (fact === null) throw notFound();
    const upward = await findUpwardWay(runtime, fact.factId);
    const [titles, owed] = await Promise.all([listFactTitles(runtime, fact.factId), findFactOwed(runtime, fact.factId)]);
    return { ...fact, upward, titles, owed };
  },
);

export const action = defineAction({
  "confirm-fact": defineIntent({
    access: ACTS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, params }) => confirmFact(runtime, actor, { factId: String(params.fact) }),
  }),
  "drop-fact": defineIntent({
    access: ACTS,
    form: DropFactSchema,
    run: ({ runtime, actor, params, input }) => dropFact(runtime, actor, { factId: String(params.fact), ...input }),
  }),
  "take-into-event": defineIntent({
    access: ACTS,
    form: TakeInResultSchema,
    run: ({ runtime, actor, params, input }) => takeInResult(runtime, actor, { factId: String(params.fact), ...input }),
  }),
  "give-up-place": defineIntent({
    access: ACTS,
    form: MoveAdvancementsSchema,
    run: ({ runtime, actor, params, input }) =>
      moveAdvancements(runtime, actor, { ...input, act: "decline", from: { factId: String(params.fact) } }),
  }),
});

const DONE = {
  "confirm-fact": "confirmed",
  "drop-fact": "droppedNow",
  "take-into-event": "upward.done",
  "give-up-place": "upward.moved",
} as const;

export const handle: PageHandle = { title: "facts:one" };

export default function Fact() {
  const fact = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("facts");
  const summary = useFactSummary();
  const describe = useContentDefinitions(fact.regions);
  const { content, state, organisation, evidence } = fact;
  const named = useNamed();
  return (
    <>
      <PageHeader
        title={summary(content)}
        status={<FactStateBadge state={state} />}
        description={t(`kind.${content.kind}`)}
        breadcrumbs={[{ label: t("title"), to: "/policy/facts" }]}
      />
      <Refusals namespace="facts" refusals={refusalsOf(answer, "confirm-fact")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(DONE[answer.intent as keyof typeof DONE])}
        </Notice>
      )}
      {fact.honourCaseId !== null && (
        <Notice tone="info">
          {t("ofHonourCase")} <Link to={`/policy/honours/${fact.honourCaseId}`}>{t("toHonourCase")}</Link>
        </Notice>
      )}
      <Section title={t("new.what")} boxed>
        <DefinitionList
          items={[
            ...describe(content),
            ...(organisation ? [{ term: t("field.organisationId"), value: named(organisation) }] : []),
            { term: t(`date.${content.kind}`), value: <When at={fact.occurredOn} as="day" /> },
            { term: t("field.reference"), value: fact.reference },
            {
              term: t("field.file"),
              value: evidence ? (
                <a href={`/policy/facts/${fact.factId}/evidence`}>
                  <FileDown size={16} aria-hidden="true" /> {evidence.name}
                </a>
              ) : (
                t("noEvidence")
              ),
            },
            ...(evidence ? [{ term: t("digest"), value: <code>{evidence.sha256}</code> }] : []),
          ]}
        />
      </Section>
      {fact.members.length > 0 && (
        <Section title={t("new.who")} description={t("frozen")}>
          <MemberTable members={fact.members} organisations={fact.organisations} regions={fact.regions} kind={content.kind} />
        </Section>
      )}
      {fact.owed && (state === "confirmed" || fact.owed.findings.length > 0) && (
        <Section id="owed" title={t("owed")} description={t("owedLead")}>
          <OwedList findings={fact.owed.findings} regions={fact.owed.regions} reader="officer" />
        </Section>
      )}
      {fact.titles.length > 0 && (
        <Section title={t("titles")} description={t("titlesLead")}>
          <TitleTable base={`/policy/facts/${fact.factId}/titles`} rows={fact.titles} />
        </Section>
      )}
      <Compare fact={fact} />
      {fact.upward && (
        <UpwardWay
          way={fact.upward}
          mayAct={fact.unmet !== null}
          isDropped={state === "dropped"}
          takeRefusals={refusalsOf(answer, "take-into-event")}
          giveUpRefusals={refusalsOf(answer, "give-up-place")}
        />
      )}
      <Section title={t("steps")} boxed>
        <DefinitionList items={useSteps(fact, fact.owed !== null)} />
        {fact.unmet !== null && state !== "dropped" && fact.honourCaseId === null && <Settle fact={fact} unmet={fact.unmet} />}
      </Section>
    </>
  );
}

function useSteps({ recorded, confirmed, dropped, state }: FactPage, isAssessed: boolean): readonly Definition[] {
  const { t } = useTranslation("facts");
  const step = ({ by, at }: { by: string; at: string }) => (
    <>
      {by} · <When at={at} relative />
    </>
  );
  return [
    { term: t("step.recorded"), value: step(recorded) },
    ...(confirmed ? [{ term: t("step.confirmed"), value: step(confirmed) }] : []),
    ...(dropped
      ? [
          { term: t("step.dropped"), value: step(dropped) },
          { term: t("step.reason"), value: dropped.reason },
        ]
      : []),
    ...(state === "confirmed"
      ? [{ term: t("step.assessed"), value: isAssessed ? <a href="#owed">{t("assessed")}</a> : t("assessing") }]
      : []),
  ];
}

/** What a second person looks at before he says yes. */
function Compare({ fact: { others, entries, state } }: { fact: FactPage }) {
  const { t } = useTranslation("facts");
  const summary = useFactSummary();
  const word = useWord();
  const named = useNamed();
  if (others.length === 0 && entries.length === 0) return null;
  return (
    <Section title={t("compare")} description={state === "open" ? t("compareHint") : undefined}>
      <ul>
        {others.map((other) => (
          <li key={other.factId}>
            <Link to={`/policy/facts/${other.factId}`}>{summary(other.content)}</Link> · <When at={other.occurredOn} as="day" /> ·{" "}
            {t(`state.${other.state}`)}
          </li>
        ))}
        {entries.map(({ competition, event, tier }) => (
          <li key={`${competition.name} ${event.name}`}>
            {t("entered", { competition: named(competition), event: named(event), tier: word("tier", tier) })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Settle({ fact, unmet }: { fact: FactPage; unmet: NonNullable<FactPage["unmet"]> }) {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("facts");
  const refusals = refusalsOf(answer, "drop-fact");
  const { errorOf, others } = useFieldErrors("facts", refusals, ["reason"]);
  return (
    <>
      {fact.state === "open" && (
        <Form method="post" className={form.foot}>
          <ActButton
            intent="confirm-fact"
            namespace="facts"
            icon={BadgeCheck}
            unmet={unmet}
            consequence={t("confirmConsequence")}
          >
            {t("confirm")}
          </ActButton>
        </Form>
      )}
      <div className={form.foot}>
        <Disclosure id="drop" label={t("drop")} icon={CircleX} open={refusals.length > 0}>
          <Form method="post">
            <Refusals namespace="facts" refusals={others} />
            <Textarea
              name="reason"
              label={t("dropReason")}
              maxLength={300}
              error={errorOf("reason")}
              required
              autosize
              minRows={2}
            />
            <div className={form.foot}>
              <ActButton
                intent="drop-fact"
                namespace="facts"
                icon={CircleX}
                look="grave"
                consequence={fact.state === "confirmed" ? t("dropConsequence") : undefined}
              >
                {t("drop")}
              </ActButton>
            </div>
          </Form>
        </Disclosure>
      </div>
    </>
  );
}
