/** 政策兑现: what every final result of the competition is owed, by which clause, or that none pays. */
import { useLoaderData } from "@remix-run/react";
import { ChevronRight, HandCoins, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FindingView } from "#app/domain/policy/finding-view.ts";
import { hasNoPayingClause, isAboutMoney } from "#app/domain/policy/findings.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { type AssessmentView, listAssessments } from "#app/queries/policy/list-assessments.server.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { DocumentStatusBadge } from "#app/ui/citation.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Money } from "#app/ui/money.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Amount } from "#app/ui/policy/amount.tsx";
import classes from "#app/ui/policy/findings-list.module.css";
import { FindingsList, OutcomeBadge } from "#app/ui/policy/findings-list.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "organiser", "supervisor", "administrator"], within: "scope" } },
  ({ runtime, scope }) => listAssessments(runtime, { competitionId: String(scope.competitionId) }),
);

export const handle: PageHandle = { title: "policy:title" };

type LedgerRow = { readonly assessment: AssessmentView; readonly finding: FindingView };

export default function Entitlements() {
  const { assessments, regions } = useLoaderData<typeof loader>();
  const { t } = useTranslation("policy");
  const rows = assessments.flatMap((assessment) =>
    assessment.findings.filter(isAboutMoney).map((finding) => ({ assessment, finding })),
  );
  const unpaid = assessments.filter(({ findings }) => hasNoPayingClause(findings));
  if (assessments.length === 0) {
    return (
      <>
        <PageHeader title={t("title")} description={t("lead")} />
        <EmptyState icon={HandCoins} title={t("empty")} hint={t("emptyHint")} />
      </>
    );
  }
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <div className={classes.totals}>
        <Totals rows={rows} unpaid={unpaid.length} />
        <Ledger rows={rows} />
        {rows.some(({ finding }) => finding.outcome === "needs-decision" || finding.conditions.length > 0) && (
          <Section title={t("toDecide")}>
            <Details rows={rows} regions={regions} />
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

function Totals({ rows, unpaid }: { rows: readonly LedgerRow[]; unpaid: number }) {
  const { t } = useTranslation("policy");
  const sumOf = (of: readonly LedgerRow[]) =>
    of.reduce((sum, { finding }) => sum + (finding.amount?.kind === "exact" ? finding.amount.fen : 0), 0);
  const owed = rows.filter(({ finding }) => finding.outcome === "owed");
  const decisions = rows.filter(({ finding }) => finding.outcome === "needs-decision").length;
  return (
    <Stats>
      <Stat label={t("total.owed")} value={<Money fen={sumOf(owed.filter(({ finding }) => !finding.draft))} />} />
      <Stat label={t("total.draft")} value={<Money fen={sumOf(owed.filter(({ finding }) => finding.draft))} />} />
      <Stat label={t("total.decision")} value={decisions} tone={decisions > 0 ? "act" : "plain"} />
      <Stat label={t("total.none")} value={unpaid} />
    </Stats>
  );
}

function Ledger({ rows }: { rows: readonly LedgerRow[] }) {
  const { t, i18n } = useTranslation("policy");
  const isEnglish = i18n.language === "en";
  const columns: readonly Column<LedgerRow>[] = [
    { id: "entry", header: t("table.entry"), isRowHeader: true, cell: ({ assessment }) => assessment.holders.join("、") },
    {
      id: "event",
      header: t("table.event"),
      sortBy: ({ assessment }) => assessment.eventCode,
      cell: ({ assessment }) => (isEnglish ? assessment.eventNameEn : assessment.eventName),
    },
    {
      id: "award",
      header: t("table.award"),
      noWrap: true,
      cell: ({ assessment }) => assessment.award && <AwardBadge award={assessment.award} />,
    },
    { id: "kind", header: t("table.kind"), cell: ({ finding }) => t(`kind.${finding.kind}`) },
    { id: "beneficiary", header: t("table.beneficiary"), cell: ({ finding }) => finding.beneficiary || t("organisationUnknown") },
    {
      id: "amount",
      header: t("table.amount"),
      align: "end",
      noWrap: true,
      sortBy: ({ finding: { amount } }) => (amount?.kind === "exact" || amount?.kind === "ceiling" ? amount.fen : 0),
      cell: ({ finding }) => finding.amount && <Amount amount={finding.amount} />,
    },
    { id: "clause", header: t("table.clause"), noWrap: true, cell: ({ finding }) => finding.clause },
    {
      id: "document",
      header: t("table.document"),
      cell: ({ finding }) => (
        <>
          {isEnglish ? finding.document.titleEn : finding.document.title} <DocumentStatusBadge status={finding.document.status} />
        </>
      ),
    },
    {
      id: "outcome",
      header: t("table.outcome"),
      noWrap: true,
      cell: ({ finding }) => <OutcomeBadge {...finding} />,
    },
  ];
  const filters: readonly Filter<LedgerRow>[] = [
    {
      id: "outcome",
      label: t("filter.outcome"),
      options: (["owed", "needs-decision"] as const).map((value) => ({ value, label: t(`outcome.${value}`) })),
      matches: ({ finding }, value) => finding.outcome === value,
    },
    {
      id: "status",
      label: t("filter.draft"),
      options: [
        { value: "draft", label: t("filter.isDraft") },
        { value: "in-force", label: t("filter.inForce") },
      ],
      matches: ({ finding }, value) => finding.document.status === value,
    },
  ];
  return (
    <DataTable
      caption={t("table.caption")}
      rows={rows}
      rowKey={({ finding }) => finding.key}
      columns={columns}
      filters={filters}
      search={({ assessment, finding }) => [...assessment.holders, assessment.eventName, finding.beneficiary ?? ""].join(" ")}
      rowTone={({ finding }) => (finding.outcome === "needs-decision" ? "act" : undefined)}
      empty={<EmptyState icon={SearchX} title={t("none")} hint={t("noneHint")} />}
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
