/** 录入纸质评分表: one paper form keyed in its order, what two keyings say differently and how it is settled, its scans. */
import { Button } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Gavel } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { ArchiveScanSchema, KeyFormSchema, nameOfBox, SettleDifferencesSchema } from "#app/forms/paper.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { type DifferenceLine, getPaperForm, type PaperFormView } from "#app/queries/paper/get-paper-form.server.ts";
import { archiveScan } from "#app/services/paper/archive-scan.server.ts";
import { keyPaperForm } from "#app/services/paper/key-paper-form.server.ts";
import { settlePaperDifferences } from "#app/services/paper/settle-paper-differences.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { KeyingForm } from "#app/ui/marking/keying-form.tsx";
import { ArchiveScan, Scans } from "#app/ui/marking/scans.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { toEventPage } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./paper-form.module.css";

const READERS = { roles: ["tally-clerk", "chief-judge"], within: "scope" } as const;
const KEYERS = { roles: ["tally-clerk"], within: "scope" } as const;

export const loader = defineLoader({ access: READERS }, async ({ runtime, actor, scope }) => {
  if (scope.formId === null) throw notFound();
  return {
    form: await getPaperForm(runtime, actor, scope.formId),
    mayKey: hasRole(actor.grants, KEYERS.roles, scope),
  };
});

export const action = defineAction({
  "key-form": defineIntent({
    access: KEYERS,
    form: KeyFormSchema,
    run: async ({ runtime, actor, scope, input, params }) => {
      if (scope.formId === null) throw notFound();
      const decision = await keyPaperForm(runtime, actor, { ...input, formId: scope.formId });
      if (!decision.ok) return decision;
      const page = toEventPage(String(params.competition), String(params.event), "paper");
      // Two different keyings are looked at at once; else the next paper is fetched.
      return redirect(decision.value.outcome === "different" ? `${page}/${scope.formId}` : `${page}?saved=${scope.formId}`);
    },
  }),
  "settle-differences": defineIntent({
    access: READERS,
    form: SettleDifferencesSchema,
    run: ({ runtime, actor, scope, input }) => {
      if (scope.formId === null) throw notFound();
      return settlePaperDifferences(runtime, actor, { ...input, formId: scope.formId });
    },
  }),
  "archive-scan": defineIntent({
    access: READERS,
    form: ArchiveScanSchema,
    run: async ({ runtime, actor, scope, input: { file } }) => {
      if (scope.formId === null || scope.roundId === null) throw notFound();
      const bytes = new Uint8Array(await file.arrayBuffer());
      return archiveScan(runtime, actor, { roundId: scope.roundId, formId: scope.formId, fileName: file.name, bytes });
    },
  }),
});

export const handle: PageHandle<{ readonly form: PaperFormView }> = {
  title: (text, { form }) => `${text("paper:keying.title")} ${form.code} ${form.subCriterionId}`,
};

export default function PaperForm() {
  const { form, mayKey } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("paper");
  const named = useNamed();
  const { formId, competition, event, code, subCriterionId, subCriterionName, status, keyingUnmet, different, scans } = form;
  useFreshPage("form", { form: formId });
  const page = toEventPage(competition.code, event.code, "paper");
  const isWaiting = form.isKeyedByReader && different === null && status === "open";
  return (
    <PublicShell>
      <PageHeader
        breadcrumbs={[{ label: t("keying.back"), to: page }, { label: named(event) }]}
        title={`${code} · ${subCriterionId} ${subCriterionName}`}
        status={<StatusBadge list="formStatus" value={status} />}
        description={t("keying.rule")}
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          {status === "open" && <Refusals namespace="paper" refusals={refusalsOf(answer, "key-form")} />}
          {status !== "open" && (
            <Notice tone="done" title={form.isSignedOnPaper ? t("keying.keyed") : undefined} live>
              {form.isSignedOnPaper && <p>{t("keying.keyedHint")}</p>}
              <Link to={`/judge/forms/${formId}/confirmation`}>{t("keying.toConfirmation")}</Link>
            </Notice>
          )}
          {isWaiting && (
            <Notice tone="done" title={t("keying.waiting")} live>
              {t("keying.waitingHint")}
            </Notice>
          )}
          {different && <Differences form={form} different={different} />}
          {mayKey && status === "open" && !isWaiting && (
            <Section
              title={different ? t("keying.again") : t("keying.title")}
              description={different ? t("keying.againHint") : t("keying.hint")}
            >
              {keyingUnmet.length > 0 ? (
                <Notice tone="act" title={t("keying.cannot")}>
                  <RefusalList namespace="paper" refusals={keyingUnmet} />
                </Notice>
              ) : (
                <KeyingForm key={formId} aspects={form.aspects} team={form.team} spreadLimit={form.spreadLimit} />
              )}
            </Section>
          )}
          {isWaiting && (
            <Button component={Link} to={page} variant="default" className={classes.back}>
              {t("keying.back")}
            </Button>
          )}
        </div>
        <aside className={classes.aside}>
          <Section title={t("scan.title")} description={t("scan.lead")} boxed>
            <Scans scans={scans} base={`${page}/scans`} />
            <ArchiveScan key={scans.length} refusals={refusalsOf(answer, "archive-scan")} />
          </Section>
        </aside>
      </div>
    </PublicShell>
  );
}

/** Side by side, what each of the two keyed; who keyed neither says which one the paper has. */
function Differences({ form, different }: { form: PaperFormView; different: NonNullable<PaperFormView["different"]> }) {
  const { t } = useTranslation("paper");
  const answer = useAnswer<typeof action>();
  const { settlementUnmet } = form;
  const { firstId, secondId, firstBy, secondBy, lines } = different;
  const maySettle = settlementUnmet.length === 0;
  return (
    <Section title={t("difference.title", { count: lines.length })} description={t("difference.lead")}>
      <Form method="post" className={classes.settle}>
        <Refusals namespace="paper" refusals={refusalsOf(answer, "settle-differences")} />
        <input type="hidden" name="firstId" value={firstId} />
        <input type="hidden" name="secondId" value={secondId} />
        <div className={classes.scroll}>
          <table className={classes.table}>
            <caption className={classes.caption}>{t("difference.caption")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("difference.place")}</th>
                <th scope="col">{firstBy}</th>
                <th scope="col">{secondBy}</th>
                {maySettle && <th scope="col">{t("difference.note")}</th>}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={nameOfBox("stands", line)}>
                  <th scope="row">
                    <span className="tabular">{line.aspectId}</span> {line.text}
                    <span className={classes.of}>
                      {line.judge === null
                        ? t("difference.ofTeam")
                        : t("difference.of", { judge: line.judge, round: line.scoreRound })}
                    </span>
                  </th>
                  <Choice line={line} stands="first" maySettle={maySettle} />
                  <Choice line={line} stands="second" maySettle={maySettle} />
                  {maySettle && (
                    <td>
                      <input
                        type="text"
                        name={nameOfBox("note", line)}
                        required
                        maxLength={200}
                        className={classes.note}
                        placeholder={t("difference.notePlaceholder")}
                        aria-label={`${line.aspectId} ${t("difference.note")}`}
                      />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <ActButton
          intent="settle-differences"
          namespace="paper"
          icon={Gavel}
          unmet={settlementUnmet}
          consequence={t("difference.settleConsequence")}
        >
          {t("difference.settle")}
        </ActButton>
      </Form>
    </Section>
  );
}

function Choice({ line, stands, maySettle }: { line: DifferenceLine; stands: "first" | "second"; maySettle: boolean }) {
  const { t } = useTranslation("paper");
  const value = line[stands] ?? t("difference.empty");
  return (
    <td>
      {maySettle ? (
        <label className={classes.choice}>
          <input
            type="radio"
            name={nameOfBox("stands", line)}
            value={stands}
            required
            aria-label={t("difference.choose", { aspect: line.aspectId, value })}
          />
          <span className={`tabular ${classes.value}`}>{value}</span>
        </label>
      ) : (
        <span className={`tabular ${classes.value}`}>{value}</span>
      )}
    </td>
  );
}
