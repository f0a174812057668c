/** 复核: a supervisor draws the sample and checks code after code, form by form, against what was signed. Codes only. */
import { Form, useLoaderData } from "@remix-run/react";
import { Dices, ScanSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { AgreesSchema, ErrorSchema } from "#app/forms/recheck.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindLayers } from "#app/queries/blinding/get-blind-round.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { getRecheckPage, type RecheckPage } from "#app/queries/recheck/get-recheck-page.server.ts";
import { Check } from "#app/routes/recheck/check.tsx";
import { RuleInWords } from "#app/routes/recheck/rule-in-words.tsx";
import { Sample } from "#app/routes/recheck/sample.tsx";
import { checkRecheckItem } from "#app/services/recheck/check-recheck-item.server.ts";
import { drawRecheck } from "#app/services/recheck/draw-recheck.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useNamed } from "#app/ui/use-named.ts";

const SUPERVISOR = { roles: ["supervisor"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.recheck, within: "scope" } },
  async ({ runtime, actor, scope, params, url }) => {
    if (scope.roundId === null) throw notFound();
    if (!(await getBlindSight(runtime, actor, { roundId: scope.roundId, scope })).marksByCode) throw notFound();
    return {
      blindLayers: await getBlindLayers(runtime, scope.roundId),
      page: await getRecheckPage(runtime, actor, { roundId: scope.roundId, openCode: url.searchParams.get("code") }),
      watched: {
        competition: String(params.competition),
        event: String(params.event),
        round: scope.roundNumber ?? undefined,
      },
      mayAct: hasRole(actor.grants, SUPERVISOR.roles, scope),
    };
  },
);

export const action = defineAction({
  "draw-recheck": defineIntent({
    access: SUPERVISOR,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => drawRecheck(runtime, actor, { roundId: String(scope.roundId) }),
  }),
  agrees: defineIntent({
    access: SUPERVISOR,
    form: AgreesSchema,
    run: ({ runtime, actor, scope, input }) =>
      checkRecheckItem(runtime, actor, {
        ...input,
        roundId: String(scope.roundId),
        outcome: "agrees",
        note: "",
        formId: null,
      }),
  }),
  error: defineIntent({
    access: SUPERVISOR,
    form: ErrorSchema,
    run: ({ runtime, actor, scope, input }) =>
      checkRecheckItem(runtime, actor, { ...input, roundId: String(scope.roundId), outcome: "error" }),
  }),
});

export const handle: PageHandle = { title: "recheck:recheck.title" };

export default function Recheck() {
  const { page, watched, mayAct } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("recheck");
  const ofCode = useCodeContext();
  const named = useNamed();
  useFreshPage("round", watched);
  const { event, phase, rule, isRuled, drawn, open } = page;
  const isEarly = phase === "draw" || phase === "judging";
  return (
    <>
      <PageHeader
        title={`${t("recheck.title")} · ${named(event)}`}
        status={<StatusBadge list="roundPhase" value={phase} />}
        description={t("recheck.lead", ofCode)}
      />
      <Answered page={page} />
      {isUnblinded(phase) && <Notice tone="info">{t("recheck.over")}</Notice>}
      {rule !== null && !isRuled && <Notice tone="info">{t("recheck.noRule")}</Notice>}
      {isEarly && <EmptyState icon={ScanSearch} title={t("recheck.notYet")} hint={t("recheck.notYetHint")} />}
      {phase === "recheck" && isRuled && drawn === null && <Draw page={page} mayAct={mayAct} />}
      {open && <Check item={open} place={watched} mayAct={mayAct} refusals={refusalsOf(answer, "error")} />}
      {drawn !== null && <Sample page={page} place={watched} mayAct={mayAct} />}
    </>
  );
}

function Answered({ page }: { page: RecheckPage }) {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("recheck");
  const ofCode = useCodeContext();
  if (!answer?.ok)
    return <Refusals namespace="recheck" refusals={[...refusalsOf(answer, "draw-recheck"), ...refusalsOf(answer, "agrees")]} />;
  const { value, intent } = answer;
  if ("isExtended" in value && value.isExtended) {
    return (
      <Notice tone="act" live>
        {t("done.extended", { ...ofCode, percent: page.rule?.errorPercent ?? 0, left: value.left })}
      </Notice>
    );
  }
  return (
    <Notice tone="done" live>
      {"items" in value ? t("done.draw-recheck", { count: value.items }) : t(`done.${intent as "agrees" | "error"}`)}
    </Notice>
  );
}

function Draw({ page, mayAct }: { page: RecheckPage; mayAct: boolean }) {
  const { t } = useTranslation("recheck");
  return (
    <Section title={t("recheck.draw")} boxed>
      {page.rule && <RuleInWords rule={page.rule} />}
      {mayAct ? (
        <Form method="post">
          <ActButton
            intent="draw-recheck"
            namespace="recheck"
            icon={Dices}
            unmet={page.drawUnmet}
            consequence={t("recheck.drawConsequence")}
            size="md"
          >
            {t("recheck.draw")}
          </ActButton>
        </Form>
      ) : (
        <p>{t("recheck.awaitDraw")}</p>
      )}
    </Section>
  );
}
