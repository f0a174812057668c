/** 事实登记: results of competitions outside the system, honours, talent, levels, coaching and carriers, with what waits for a second person. */
import { Button, Stack } from "@mantine/core";
import { Link, useLoaderData } from "@remix-run/react";
import { FilePlus2, FileSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { FACT_STATES } from "#app/domain/policy/check-recorded-fact.ts";
import { FACT_KINDS } from "#app/domain/policy/recorded-fact.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { type FactRow, listFacts } from "#app/queries/facts/list-facts.server.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FactStateBadge, useFactSummary } from "#app/ui/facts/fact-words.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

export const loader = defineLoader({ access: { roles: POLICY_ROOMS.facts, within: "scope" } }, async ({ runtime, actor }) => ({
  facts: await listFacts(runtime, actor),
  mayRecord: hasRole(actor.grants, ["policy-officer"], NO_SCOPE),
}));

export const handle: PageHandle = { title: "facts:title" };

export default function Facts() {
  const { facts, mayRecord } = useLoaderData<typeof loader>();
  const { t } = useTranslation("facts");
  const summary = useFactSummary();
  const formats = useFormats();
  const named = useNamed();
  const whoOf = ({ names, organisation }: FactRow) => (organisation ? named(organisation) : formats.list(names));
  const open = facts.filter(({ state, honourCaseId }) => state === "open" && honourCaseId === null);
  const columns: readonly Column<FactRow>[] = [
    {
      id: "what",
      header: t("table.what"),
      isRowHeader: true,
      cell: ({ factId, content, honourCaseId }) => (
        <Link to={honourCaseId === null ? `/policy/facts/${factId}` : `/policy/honours/${honourCaseId}`}>{summary(content)}</Link>
      ),
    },
    { id: "who", header: t("table.who"), cell: whoOf },
    { id: "kind", header: t("table.kind"), noWrap: true, cell: ({ content }) => t(`kind.${content.kind}`) },
    {
      id: "date",
      header: t("table.date"),
      noWrap: true,
      sortBy: ({ occurredOn }) => occurredOn,
      cell: ({ occurredOn }) => <When at={occurredOn} as="day" />,
    },
    { id: "reference", header: t("table.reference"), cell: ({ reference }) => reference },
    { id: "recordedBy", header: t("table.recordedBy"), noWrap: true, cell: ({ recordedBy }) => recordedBy },
    { id: "state", header: t("table.state"), noWrap: true, cell: ({ state }) => <FactStateBadge state={state} /> },
  ];
  const filters: readonly Filter<FactRow>[] = [
    {
      id: "state",
      label: t("table.state"),
      options: FACT_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
      matches: ({ state }, value) => state === value,
    },
    {
      id: "kind",
      label: t("table.kind"),
      options: FACT_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
      matches: ({ content }, value) => content.kind === value,
    },
  ];
  const record = mayRecord && (
    <Button component={Link} to="/policy/facts/new" size="sm" leftSection={<FilePlus2 size={18} aria-hidden="true" />}>
      {t("record")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={record} />
      <Stack gap="lg">
        {facts.length > 0 && (
          <Stats>
            <Stat label={t("stat.all")} value={facts.length} />
            <Stat label={t("stat.open")} value={open.length} tone={open.length > 0 ? "act" : "plain"} hint={t("stat.openHint")} />
            <Stat label={t("stat.mine")} value={open.filter(({ isMine }) => !isMine).length} />
          </Stats>
        )}
        <DataTable
          caption={t("title")}
          rows={facts}
          rowKey={({ factId }) => factId}
          columns={columns}
          filters={filters}
          search={(row) => [summary(row.content), whoOf(row), row.reference].join(" ")}
          rowTone={({ state, isMine }) => (state === "dropped" ? "off" : state === "open" && !isMine ? "act" : undefined)}
          empty={<EmptyState icon={FileSearch} title={t("empty")} hint={t("emptyHint")} />}
        />
      </Stack>
    </>
  );
}
