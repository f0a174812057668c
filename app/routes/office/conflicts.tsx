/** 裁判回避: the conflicts of the competition's judges, recorded and withdrawn by its office, with their papers. */
import { useLoaderData } from "@remix-run/react";
import { FileText, UserX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { RecordConflictSchema, WithdrawConflictSchema } from "#app/forms/panels.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getConflicts } from "#app/queries/panels/get-conflicts.server.ts";
import { declareConflict } from "#app/services/panels/declare-conflict.server.ts";
import { withdrawConflict } from "#app/services/panels/withdraw-conflict.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import classes from "#app/ui/panels/conflicts.module.css";
import { ConflictForm, ConflictList } from "#app/ui/panels/conflicts.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const OFFICE = { roles: OFFICE_ROOMS.conflicts, within: "scope" } as const;

export const loader = defineLoader({ access: OFFICE }, ({ runtime, actor, scope }) =>
  getConflicts(runtime, actor, { competitionId: String(scope.competitionId), eventId: null }),
);

export const action = defineAction({
  "record-conflict": defineIntent({
    access: OFFICE,
    form: RecordConflictSchema,
    run: ({ runtime, actor, scope, input }) =>
      declareConflict(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "withdraw-conflict": defineIntent({
    access: OFFICE,
    form: WithdrawConflictSchema,
    run: ({ runtime, actor, scope, input }) =>
      withdrawConflict(runtime, actor, { ...input, competitionId: String(scope.competitionId), ofJudge: null }),
  }),
});

export const handle: PageHandle = { title: "conflicts:title" };

export default function ConflictsOfCompetition() {
  const { competition, conflicts, judges, organisations, delegations, entries } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("conflicts");
  const refusals = refusalsOf(answer, "record-conflict");
  const base = `/office/${competition.code}/conflicts`;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <Refusals namespace="conflicts" refusals={refusalsOf(answer, "withdraw-conflict")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {answer.intent === "record-conflict" ? t("recorded") : t("withdrawn")}
        </Notice>
      )}
      <div className={classes.record}>
        <Disclosure id="record" label={t("record")} icon={UserX} open={refusals.length > 0}>
          <ConflictForm
            key={conflicts.length}
            intent="record-conflict"
            judges={judges}
            organisations={organisations}
            delegations={delegations}
            entries={entries}
            refusals={refusals}
          />
        </Disclosure>
      </div>
      <Section title={t("list")}>
        <ConflictList rows={conflicts} namesJudges paperOf={(conflictId) => `${base}/${conflictId}`} />
      </Section>
      <Section title={t("promises")} description={t("promisesHint")}>
        {judges.length === 0 ? (
          <EmptyState icon={FileText} title={t("noJudges")} />
        ) : (
          <ul className={classes.promises}>
            {judges.map(({ id, label, events }) => (
              <li key={id}>
                <a
                  href={`/office/${competition.code}/promises/${id}`}
                  className={classes.paper}
                  aria-label={t("promiseOf", { judge: label })}
                >
                  <FileText size={16} aria-hidden="true" />
                  {label}
                </a>{" "}
                <span className={classes.events}>{[...new Set(events)].join(" ")}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
