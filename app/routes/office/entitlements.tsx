/** 政策兑现: what every final result of the competition is owed, by which clause, or that none pays. */
import { Button } from "@mantine/core";
import { Link, useLoaderData } from "@remix-run/react";
import { ChevronRight, HandCoins, Medal, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import type { FindingView } from "#app/domain/policy/finding-view.ts";
import { hasNoPayingClause, isAboutMoney } from "#app/domain/policy/findings.ts";
import { AskDocumentSchema } from "#app/forms/pack-versions.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { listAskedDocuments } from "#app/queries/policy/list-asked-documents.server.ts";
import { type AssessmentView, listAssessments } from "#app/queries/policy/list-assessments.server.ts";
import { listEntitlements, readLedgerFilter } from "#app/queries/policy/list-entitlements.server.ts";
import { previewAskedPack } from "#app/queries/policy/preview-pack.server.ts";
import { LEDGER_INTENTS } from "#app/routes/entitlements/entitlement-intents.server.ts";
import { askDocument } from "#app/services/policy/ask-document.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { AskedDocuments } from "#app/ui/policy/asked-documents.tsx";
import { EntitlementLedger } from "#app/ui/policy/entitlement-ledger.tsx";
import classes from "#app/ui/policy/findings-list.module.css";
import { FindingsList } from "#app/ui/policy/findings-list.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "organiser", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor, scope, url, params }) => {
    const competitionId = String(scope.competitionId);
    const chosen = readLedgerFilter(url.searchParams);
    const mayAct = hasRole(actor.grants, ["policy-officer"], scope);
    const name = mayAct ? url.searchParams.get("ask") : null;
    return {
      ...(await listAssessments(runtime, { competitionId })),
      ledger: await listEntitlements(runtime, competitionId, chosen),
      chosen,
      mayAct,
      documents: await listAskedDocuments(runtime, competitionId),
      asking: name && {
        name,
        affected: await previewAskedPack(runtime, { competitionId, name }, { withNames: true }),
      },
      base: `/office/${params.competition}/entitlements`,
      grades: `/office/${params.competition}/grades`,
    };
  },
);

export const action = defineAction({
  ...LEDGER_INTENTS,
  "ask-document": defineIntent({
    access: { roles: ["policy-officer"], within: "scope" },
    form: AskDocumentSchema,
    run: ({ runtime, actor, scope, input }) =>
      askDocument(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "policy:title" };

type LedgerRow = { readonly assessment: AssessmentView; readonly finding: FindingView };

export default function Entitlements() {
  const { assessments, ofCompetition, regions, ledger, chosen, mayAct, base, grades } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["policy", "entitlements"]);
  const rows = assessments.flatMap((assessment) =>
    assessment.findings.filter(isAboutMoney).map((finding) => ({ assessment, finding })),
  );
  const unpaid = assessments.filter(({ findings }) => hasNoPayingClause(findings));
  if (assessments.length === 0) {
    return (
      <>
        <Header grades={grades} />
        <Documents />
        <EmptyState icon={HandCoins} title={t("empty")} hint={t("emptyHint")} />
      </>
    );
  }
  return (
    <>
      <Header grades={grades} />
      {answer?.ok && "count" in answer.value && (
        <Notice tone="done" live>
          {t("entitlements:done", { count: answer.value.count })}
        </Notice>
      )}
      {answer?.ok === false && answer.intent !== "ask-document" && (
        <Refusals namespace="entitlements" refusals={answer.refusals} />
      )}
      <Documents />
      <div className={classes.totals}>
        {ledger.choices.kinds.length === 0 ? (
          <EmptyState icon={SearchX} title={t("none")} hint={t("noneHint")} />
        ) : (
          <EntitlementLedger ledger={ledger} chosen={chosen} base={base} mayAct={mayAct} />
        )}
        {rows.some(({ finding }) => finding.outcome === "needs-decision" || finding.conditions.length > 0) && (
          <Section title={t("toDecide")}>
            <Details rows={rows} regions={regions} />
          </Section>
        )}
        {ofCompetition.length > 0 && (
          <Section title={t("ofCompetition")} description={t("ofCompetitionHint")}>
            <FindingsList findings={ofCompetition} regions={regions} subject="competition" />
          </Section>
        )}
        {unpaid.length > 0 && (
          <Section title={t("unpaid")} description={t("unpaidHint")}>
            {unpaid.map((assessment) => (
              <details key={assessment.entryId} className={classes.unpaidEntry}>
                <EntrySummary assessment={assessment} />
                <FindingsList findings={assessment.findings} regions={regions} />
              </details>
            ))}
          </Section>
        )}
      </div>
    </>
  );
}

function Documents() {
  const { documents, asking, mayAct, base } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <AskedDocuments
      documents={documents}
      asking={asking || null}
      mayAct={mayAct}
      base={base}
      refusals={refusalsOf(answer, "ask-document")}
      done={answer?.ok && "document" in answer.value ? answer.value.document : null}
    />
  );
}

function Header({ grades }: { grades: string }) {
  const { t } = useTranslation(["policy", "grades"]);
  return (
    <PageHeader
      title={t("title")}
      description={t("lead")}
      actions={
        <Button component={Link} to={grades} variant="default" size="sm" leftSection={<Medal size={18} aria-hidden="true" />}>
          {t("grades:title")}
        </Button>
      }
    />
  );
}

/** Entries with something to decide, each with its clauses in full. */
function Details({ rows, regions }: { rows: readonly LedgerRow[]; regions: Parameters<typeof FindingsList>[0]["regions"] }) {
  const open = new Map(
    rows
      .filter(({ finding }) => finding.outcome === "needs-decision" || finding.conditions.length > 0)
      .map(({ assessment }) => [assessment.entryId, assessment]),
  );
  return [...open.values()].map((assessment) => (
    <details key={assessment.entryId} className={classes.unpaidEntry}>
      <EntrySummary assessment={assessment} />
      <FindingsList findings={assessment.findings} regions={regions} />
    </details>
  ));
}

/** The line that opens an entry's clauses. */
function EntrySummary({ assessment }: { assessment: AssessmentView }) {
  const { t, i18n } = useTranslation("policy");
  return (
    <summary className={classes.entrySummary}>
      <ChevronRight size={16} aria-hidden="true" className={classes.chevron} />
      <strong>{assessment.holders.join("、")}</strong>
      <span>{i18n.language === "en" ? assessment.eventNameEn : assessment.eventName}</span>
      {assessment.award && <AwardBadge award={assessment.award} />}
      <span className={classes.looks}>{t("lookedAt", { count: assessment.findings.length })}</span>
    </summary>
  );
}
