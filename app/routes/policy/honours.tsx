/** 荣誉评选: the cases of honours by state, honour and year, and the winners whom a clause names for one. */
import { Button, Stack } from "@mantine/core";
import { Link, useLoaderData } from "@remix-run/react";
import { Award, FilePlus2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { HONOUR_CASE_STATES } from "#app/domain/honours/honour-case.ts";
import { HONOURS } from "#app/domain/policy/pack.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { listHonourCandidates } from "#app/queries/honours/list-honour-candidates.server.ts";
import { type HonourCaseRow, listHonourCases } from "#app/queries/honours/list-honour-cases.server.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { CandidateTable } from "#app/ui/honours/candidate-table.tsx";
import { HonourStateBadge } from "#app/ui/honours/honour-state-badge.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

export const loader = defineLoader({ access: { roles: POLICY_ROOMS.honours, within: "scope" } }, async ({ runtime, actor }) => ({
  cases: await listHonourCases(runtime),
  candidates: await listHonourCandidates(runtime),
  mayRecommend: hasRole(actor.grants, ["policy-officer"], NO_SCOPE),
}));

export const handle: PageHandle = { title: "honours:title" };

export default function Honours() {
  const { cases, candidates, mayRecommend } = useLoaderData<typeof loader>();
  const { t } = useTranslation("honours");
  const count = (matches: (row: HonourCaseRow) => boolean) => cases.filter(matches).length;
  const due = count(({ isDue }) => isDue);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          mayRecommend && (
            <Button component={Link} to="/policy/honours/new" size="sm" leftSection={<FilePlus2 size={18} aria-hidden="true" />}>
              {t("recommend")}
            </Button>
          )
        }
      />
      <Stack gap="xl">
        {cases.length > 0 && (
          <Stats>
            <Stat label={t("stat.all")} value={cases.length} />
            <Stat label={t("stat.open")} value={count(({ state }) => state !== "conferred" && state !== "refused")} />
            <Stat label={t("stat.due")} value={due} tone={due > 0 ? "act" : "plain"} />
            <Stat label={t("stat.conferred")} value={count(({ state }) => state === "conferred")} />
          </Stats>
        )}
        <CaseTable cases={cases} mayRecommend={mayRecommend} />
        <Section title={t("candidates")} id="candidates" description={t("candidatesLead")}>
          <CandidateTable rows={candidates} mayRecommend={mayRecommend} />
        </Section>
      </Stack>
    </>
  );
}

function CaseTable({ cases, mayRecommend }: { cases: readonly HonourCaseRow[]; mayRecommend: boolean }) {
  const { t } = useTranslation("honours");
  const word = useWord();
  const formats = useFormats();
  const named = useNamed();
  const unitsOf = ({ organisations }: HonourCaseRow) => formats.list(organisations.map(named));
  const columns: readonly Column<HonourCaseRow>[] = [
    {
      id: "names",
      header: t("table.names"),
      isRowHeader: true,
      cell: ({ caseId, names }) => <Link to={`/policy/honours/${caseId}`}>{formats.list(names)}</Link>,
    },
    { id: "honour", header: t("table.honour"), cell: ({ honour }) => word("honour", honour) },
    { id: "organisation", header: t("table.organisation"), cell: unitsOf },
    {
      id: "recommended",
      header: t("table.recommended"),
      noWrap: true,
      sortBy: ({ recommendedAt }) => recommendedAt,
      cell: ({ recommendedAt }) => <When at={recommendedAt} as="day" />,
    },
    {
      id: "ends",
      header: t("table.ends"),
      noWrap: true,
      sortBy: ({ publicUntil }) => publicUntil,
      cell: ({ publicUntil }) => publicUntil && <When at={publicUntil} as="day" />,
    },
    {
      id: "decision",
      header: t("table.decision"),
      cell: ({ decisionNumber, conferredOn }) =>
        decisionNumber !== null && conferredOn !== null && t("decided", { number: decisionNumber, day: conferredOn }),
    },
    { id: "state", header: t("table.state"), noWrap: true, cell: (row) => <HonourStateBadge {...row} /> },
  ];
  const filters: readonly Filter<HonourCaseRow>[] = [
    {
      id: "state",
      label: t("table.state"),
      options: HONOUR_CASE_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
      matches: ({ state }, value) => state === value,
    },
    {
      id: "honour",
      label: t("table.honour"),
      options: HONOURS.filter((value) => cases.some(({ honour }) => honour === value)).map((value) => ({
        value,
        label: word("honour", value),
      })),
      matches: ({ honour }, value) => honour === value,
    },
    {
      id: "year",
      label: t("table.year"),
      options: [...new Set(cases.map(({ year }) => year))].map((year) => ({
        value: String(year),
        label: t("yearOf", { year }),
      })),
      matches: ({ year }, value) => String(year) === value,
    },
  ];
  return (
    <DataTable
      caption={t("cases")}
      rows={cases}
      rowKey={({ caseId }) => caseId}
      columns={columns}
      filters={filters}
      search={(row) => [...row.names, word("honour", row.honour), unitsOf(row), row.decisionNumber ?? ""].join(" ")}
      rowTone={({ state, isDue }) => (state === "refused" ? "off" : isDue ? "act" : undefined)}
      empty={<EmptyState icon={Award} title={t("empty")} hint={t(mayRecommend ? "emptyHint" : "emptyHintReader")} />}
    />
  );
}
