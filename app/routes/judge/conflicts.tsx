/** 回避申报: a judge declares towards whom he is not neutral, and withdraws what he declared before judging opens. */
import { useLoaderData } from "@remix-run/react";
import { FileText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { JUDGE_ROLES } from "#app/domain/access/duties.ts";
import { DeclareConflictSchema, WithdrawConflictSchema } from "#app/forms/panels.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getConflicts } from "#app/queries/panels/get-conflicts.server.ts";
import { declareConflict } from "#app/services/panels/declare-conflict.server.ts";
import { withdrawConflict } from "#app/services/panels/withdraw-conflict.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import classes from "#app/ui/panels/conflicts.module.css";
import { ConflictForm, ConflictList } from "#app/ui/panels/conflicts.tsx";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

const JUDGES = { roles: JUDGE_ROLES, within: "scope" } as const;

export const loader = defineLoader({ access: JUDGES }, async ({ runtime, actor, scope, params }) => ({
  ...(await getConflicts(runtime, actor, { competitionId: String(scope.competitionId), eventId: String(scope.eventId) })),
  base: `/judge/${params.competition}/events/${params.event}`,
}));

export const action = defineAction({
  "declare-conflict": defineIntent({
    access: JUDGES,
    form: DeclareConflictSchema,
    run: ({ runtime, actor, scope, input }) =>
      declareConflict(runtime, actor, { ...input, competitionId: String(scope.competitionId), judgeId: actor.userId }),
  }),
  "withdraw-conflict": defineIntent({
    access: JUDGES,
    form: WithdrawConflictSchema,
    run: ({ runtime, actor, scope, input }) =>
      withdrawConflict(runtime, actor, { ...input, competitionId: String(scope.competitionId), ofJudge: actor.userId }),
  }),
});

export const handle: PageHandle = { title: "conflicts:own" };

export default function OwnConflicts() {
  const { base, competition, conflicts, organisations, delegations, entries } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("conflicts");
  const named = useNamed();
  return (
    <PublicShell>
      <PageHeader
        breadcrumbs={[{ label: t("back"), to: PATHS.desk }, { label: named(competition) }]}
        title={t("own")}
        description={t("ownLead")}
        actions={
          <a href={`${base}/promise`} className={classes.paper}>
            <FileText size={16} aria-hidden="true" />
            {t("promiseOwn")}
          </a>
        }
      />
      <Refusals namespace="conflicts" refusals={refusalsOf(answer, "withdraw-conflict")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {answer.intent === "declare-conflict" ? t("declared") : t("withdrawn")}
        </Notice>
      )}
      <Section title={t("declare")} description={t("inForce")} boxed>
        <ConflictForm
          key={conflicts.length}
          intent="declare-conflict"
          judges={[]}
          organisations={organisations}
          delegations={delegations}
          entries={entries}
          refusals={refusalsOf(answer, "declare-conflict")}
        />
      </Section>
      <Section title={t("listOwn")}>
        <ConflictList rows={conflicts} namesJudges={false} paperOf={(conflictId) => `${base}/conflicts/${conflictId}`} />
      </Section>
    </PublicShell>
  );
}
