/** 评分组: which judges mark each sub-criterion, what clashes there, and how judges are replaced while judging is open. */
import { NativeSelect, SegmentedControl, Textarea } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { ListTree, Replace, Save, TriangleAlert, UsersRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { fillPanels } from "#app/domain/panels/assignment.ts";
import { PANEL_CHANGE_KINDS, type PanelChange } from "#app/domain/panels/change-panel.ts";
import { listClashes } from "#app/domain/panels/clashes.ts";
import { AssignPanelsSchema, ChangePanelSchema } from "#app/forms/panels.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getPanelsPage, type PanelRow, type PanelsPage } from "#app/queries/panels/get-panels-page.server.ts";
import { assignPanels } from "#app/services/panels/assign-panels.server.ts";
import { changePanel } from "#app/services/panels/change-panel.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { AssignTable, Clashes } from "#app/ui/panels/assign-table.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFollowing } from "#app/ui/use-following.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./panels.module.css";

const ASSIGNERS = { roles: ["organiser", "administrator", "chief-judge"], within: "scope" } as const;
const CHIEF = { roles: ["chief-judge"], within: "scope" } as const;

export const loader = defineLoader({ access: { roles: EVENT_PAGES.panels, within: "scope" } }, ({ runtime, actor, scope }) => {
  if (scope.roundId === null) throw notFound();
  return getPanelsPage(runtime, actor, scope.roundId);
});

export const action = defineAction({
  "assign-panels": defineIntent({
    access: ASSIGNERS,
    form: AssignPanelsSchema,
    run: ({ runtime, actor, scope, input }) => assignPanels(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "change-panel": defineIntent({
    access: CHIEF,
    form: ChangePanelSchema,
    run: ({ runtime, actor, scope, input }) => changePanel(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
});

export const handle: PageHandle = { title: "panels:title" };

export default function Panels() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("panels");
  const named = useNamed();
  const { competition, event, phase, subCriteria, pool } = page;
  useFreshPage("round", { competition, event: event.code });
  return (
    <>
      <PageHeader
        title={`${t("title")} · ${named(event)}`}
        status={<StatusBadge list="roundPhase" value={phase} />}
        description={t("lead")}
      />
      {subCriteria.length === 0 ? (
        <EmptyState icon={ListTree} title={t("needScheme")} hint={t("needSchemeHint")} />
      ) : pool.length === 0 && phase === "draw" ? (
        <EmptyState icon={UsersRound} title={t("needPool")} hint={t("needPoolHint")} />
      ) : phase === "draw" ? (
        <Assignment page={page} />
      ) : (
        <>
          <Now page={page} />
          {page.mayChange && <Change key={`${page.panels.length}`} page={page} />}
        </>
      )}
    </>
  );
}

function Assignment({ page }: { page: PanelsPage }) {
  const { t } = useTranslation("panels");
  const answer = useAnswer<typeof action>();
  const { subCriteria, pool, rules, plan: stored, planVersion, chiefJudges, mayAssign } = page;
  // Whatever else changes in the round, what is not saved yet stands until another plan is.
  const [changed, setChanged] = useFollowing<typeof stored | null>(null, planVersion);
  const plan = changed ?? stored;
  const ids = pool.map(({ judgeId }) => judgeId);
  const filled = fillPanels(subCriteria, plan, ids, rules.judgesPerForm);
  const isAutomatic = plan.length === 0 && ids.length <= rules.judgesPerForm;
  const clashes = listClashes({ subCriteria, rules, pool, panels: filled, chiefJudges });
  const general = clashes.filter(({ subCriterionId }) => subCriterionId === null);
  const grave = clashes.filter(({ weight }) => weight === "refusal").map(({ refusal }) => refusal);
  return (
    <Section title={t("assign.title")} description={t("assign.hint", { count: rules.judgesPerForm })}>
      <Refusals namespace="panels" refusals={refusalsOf(answer, "assign-panels")} />
      {answer?.ok && answer.intent === "assign-panels" && changed === null && (
        <Notice tone="done" live>
          {t("assign.saved")}
        </Notice>
      )}
      {rules.marking === "open" && <Notice tone="info">{t("assign.open")}</Notice>}
      {isAutomatic && <Notice tone="info">{t("assign.automatic")}</Notice>}
      {general.length > 0 && <Clashes clashes={general} />}
      <Form method="post">
        <input type="hidden" name="basedOn" value={planVersion} />
        <AssignTable
          subCriteria={subCriteria}
          pool={pool}
          judgesPerForm={rules.judgesPerForm}
          plan={mayAssign ? plan : filled}
          clashes={isAutomatic ? clashes.filter(({ judgeId }) => judgeId !== null) : clashes}
          {...(mayAssign ? { onChange: setChanged } : {})}
        />
        <div className={classes.foot}>
          {clashes.every(({ weight }) => weight === "warning") && <p className={classes.fine}>{t("check.none")}</p>}
          {mayAssign ? (
            <ActButton
              intent="assign-panels"
              namespace="panels"
              icon={Save}
              unmet={isAutomatic ? [] : grave}
              consequence={changed === null ? undefined : t("assign.unsaved")}
              size="md"
            >
              {t("assign.save")}
            </ActButton>
          ) : (
            <p className={classes.soft}>{t("check.readOnly")}</p>
          )}
        </div>
      </Form>
    </Section>
  );
}

function Now({ page }: { page: PanelsPage }) {
  const { t } = useTranslation("panels");
  const { panels, subCriteria } = page;
  const nameOf = new Map(subCriteria.map(({ id, name }) => [id, name]));
  const columns: readonly Column<PanelRow>[] = [
    {
      id: "subCriterion",
      header: t("now.subCriterion"),
      isRowHeader: true,
      cell: ({ subCriterionId }) => (
        <>
          <span className={`tabular ${classes.id}`}>{subCriterionId}</span> {nameOf.get(subCriterionId)}
        </>
      ),
    },
    { id: "panel", header: t("now.panel"), noWrap: true, cell: ({ number }) => t("now.number", { number }) },
    {
      id: "judges",
      header: t("now.judges"),
      cell: ({ judges }) => (
        <ul className={classes.judges}>
          {judges.map(({ judgeId, displayName, isRecused }) => (
            <li key={judgeId} data-recused={isRecused || undefined}>
              {displayName}
              {isRecused && (
                <span className={classes.recused}>
                  <TriangleAlert size={16} aria-hidden="true" />
                  {t("now.recused")}
                </span>
              )}
            </li>
          ))}
        </ul>
      ),
    },
    {
      id: "forms",
      header: t("now.forms"),
      cell: ({ openForms, confirmedForms }) =>
        openForms + confirmedForms === 0 ? t("now.idle") : t("now.formCount", { open: openForms, confirmed: confirmedForms }),
    },
    {
      id: "made",
      header: t("now.made"),
      cell: ({ reason, createdAt, number }) => (
        <>
          {number === 1 ? t("now.opening") : <When at={createdAt} />}
          {reason && <span className={classes.reason}>{reason.kind === "recusal" ? t("now.recusal") : reason.words}</span>}
        </>
      ),
    },
  ];
  return (
    <Section title={t("now.title")}>
      <DataTable
        caption={t("now.caption")}
        rows={panels}
        rowKey={({ panelId }) => panelId}
        columns={columns}
        search={({ subCriterionId, judges }) => [subCriterionId, ...judges.map(({ displayName }) => displayName)].join(" ")}
        empty={<EmptyState icon={UsersRound} title={t("check.nobody")} />}
      />
    </Section>
  );
}

const CHANGE_FIELDS = ["leaving", "arriving", "subCriterionId", "formId", "judges", "reason"];

function Change({ page }: { page: PanelsPage }) {
  const { t } = useTranslation("panels");
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("panels", refusalsOf(answer, "change-panel"), CHANGE_FIELDS);
  const [kind, setKind] = useState<PanelChange["kind"]>("judge");
  const { pool, panels, subCriteria, openForms, rules } = page;
  const isOpenMarking = rules.marking === "open";
  const kinds = PANEL_CHANGE_KINDS.filter((one) => one !== "form" || isOpenMarking).toSorted(
    (left, right) => Number(right === "judge") - Number(left === "judge"),
  );
  const busy = panels.filter(({ openForms: forms }) => forms > 0);
  const leaving = new Map(busy.flatMap(({ judges }) => judges.map(({ judgeId, displayName }) => [judgeId, displayName])));
  const blank = { value: "", label: t("change.choose"), disabled: true };
  return (
    <Section title={t("change.title")} description={t("change.lead")} boxed>
      {!isOpenMarking && <Notice tone="info">{t("change.blind")}</Notice>}
      <Refusals namespace="panels" refusals={others} />
      {answer?.ok && answer.intent === "change-panel" && answer.value !== null && (
        <Notice tone="done" live>
          {t("change.done", { count: answer.value.forms })}
        </Notice>
      )}
      <Form method="post" className={classes.change}>
        <SegmentedControl
          name="kind"
          aria-label={t("change.kind")}
          value={kind}
          onChange={(value) => setKind(value as PanelChange["kind"])}
          data={kinds.map((value) => ({ value, label: t(`change.${value}`) }))}
        />
        {kind === "judge" && (
          <div className={classes.pair}>
            <NativeSelect
              name="leaving"
              label={t("change.leaving")}
              required
              defaultValue=""
              error={errorOf("leaving")}
              data={[blank, ...[...leaving].map(([value, label]) => ({ value: String(value), label: String(label) }))]}
            />
            <NativeSelect
              name="arriving"
              label={t("change.arriving")}
              required
              defaultValue=""
              error={errorOf("arriving")}
              data={[blank, ...pool.map(({ judgeId, displayName }) => ({ value: judgeId, label: displayName }))]}
            />
          </div>
        )}
        {kind === "panel" && (
          <NativeSelect
            name="subCriterionId"
            label={t("change.subCriterion")}
            required
            defaultValue=""
            error={errorOf("subCriterionId")}
            data={[blank, ...subCriteria.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }))]}
          />
        )}
        {kind === "form" && (
          <NativeSelect
            name="formId"
            label={t("change.formChoice")}
            required
            defaultValue=""
            error={errorOf("formId")}
            data={[
              blank,
              ...openForms.map(({ formId, code, subCriterionId }) => ({ value: formId, label: `${code} · ${subCriterionId}` })),
            ]}
          />
        )}
        {kind !== "judge" && (
          <fieldset className={classes.members}>
            <legend>{t("change.judges", { count: rules.judgesPerForm })}</legend>
            {pool.map(({ judgeId, displayName }) => (
              <label key={judgeId} className={classes.member}>
                <input type="checkbox" name="judges[]" value={judgeId} />
                {displayName}
              </label>
            ))}
            {errorOf("judges") && <p className={classes.error}>{errorOf("judges")}</p>}
          </fieldset>
        )}
        <Textarea
          name="reason"
          label={t("change.reason")}
          description={t("change.reasonHint")}
          required
          maxLength={500}
          autosize
          minRows={2}
          error={errorOf("reason")}
        />
        <ActButton intent="change-panel" namespace="panels" icon={Replace} consequence={t("change.consequence")} size="md">
          {t("change.submit")}
        </ActButton>
      </Form>
    </Section>
  );
}
