/** 政策包: the policy documents, each with its status, dates, current version and the proposal that waits. */
import { Button } from "@mantine/core";
import { Link, useLoaderData } from "@remix-run/react";
import { FilePlus2, Hourglass, ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { DOCUMENT_STATUSES } from "#app/domain/policy/pack.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { listPacks, type PackRow } from "#app/queries/policy/list-packs.server.ts";
import { DocumentStatusBadge } from "#app/ui/citation.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { DocumentDates } from "#app/ui/packs/document-dates.tsx";
import classes from "#app/ui/packs/packs.module.css";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader({ access: { roles: POLICY_ROOMS.packs, within: "scope" } }, async ({ runtime, actor }) => ({
  packs: await listPacks(runtime),
  mayFound: hasRole(actor.grants, ["policy-officer"], NO_SCOPE),
}));

export const handle: PageHandle = { title: "packs:title" };

export default function Packs() {
  const { packs, mayFound } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["packs", "common"]);
  const named = useNamed();
  const columns: readonly Column<PackRow>[] = [
    {
      id: "document",
      header: t("table.document"),
      isRowHeader: true,
      width: "30%",
      cell: ({ name, document, region, version, proposed }) => (
        <span className={classes.stack}>
          <Link to={version === null ? `/policy/packs/${name}/versions/${proposed}` : `/policy/packs/${name}`}>
            {named({ name: document.title, nameEn: document.titleEn })}
          </Link>
          <span className={classes.soft}>{named(region)}</span>
        </span>
      ),
    },
    { id: "status", header: t("table.status"), noWrap: true, cell: ({ document }) => <DocumentStatusBadge {...document} /> },
    { id: "number", header: t("table.number"), noWrap: true, cell: ({ document }) => document.number ?? t("unsaid") },
    {
      id: "dates",
      header: t("table.dates"),
      sortBy: ({ document }) => document.effectiveFrom,
      cell: ({ document }) => <DocumentDates document={document} />,
    },
    {
      id: "version",
      header: t("table.version"),
      noWrap: true,
      sortBy: ({ version }) => version,
      cell: ({ version }) => (version === null ? t("founding.waits") : t("version", { version })),
    },
    { id: "rows", header: t("table.rows"), align: "end", sortBy: ({ rows }) => rows, cell: ({ rows }) => rows },
    {
      id: "competitions",
      header: t("table.competitions"),
      align: "end",
      sortBy: ({ competitions }) => competitions,
      cell: ({ competitions }) => competitions,
    },
    {
      id: "waiting",
      header: t("table.waiting"),
      noWrap: true,
      cell: ({ name, proposed }) =>
        proposed === null ? (
          t("nothingWaits")
        ) : (
          <Link to={`/policy/packs/${name}/versions/${proposed}`}>
            <ToneBadge tone="act" icon={Hourglass}>
              {t("waitingVersion", { version: proposed })}
            </ToneBadge>
          </Link>
        ),
    },
  ];
  const words = {
    draft: t("common:citation.draft"),
    "in-force": t("common:citation.inForce"),
    expired: t("common:citation.expired"),
  };
  const filters: readonly Filter<PackRow>[] = [
    {
      id: "status",
      label: t("filter.status"),
      options: DOCUMENT_STATUSES.map((value) => ({ value, label: words[value] })),
      matches: ({ document }, value) => document.status === value,
    },
    {
      id: "waiting",
      label: t("filter.waiting"),
      options: [
        { value: "yes", label: t("filter.yes") },
        { value: "no", label: t("filter.no") },
      ],
      matches: ({ proposed }, value) => (proposed !== null) === (value === "yes"),
    },
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          mayFound && (
            <Button
              component={Link}
              to="/policy/new-pack"
              variant="default"
              size="sm"
              leftSection={<FilePlus2 size={18} aria-hidden="true" />}
            >
              {t("founding.title")}
            </Button>
          )
        }
      />
      <DataTable
        caption={t("caption")}
        rows={packs}
        rowKey={({ name }) => name}
        columns={columns}
        filters={filters}
        search={({ document, region }) => [document.title, document.titleEn, document.number, region.name].join(" ")}
        rowTone={({ proposed }) => (proposed === null ? undefined : "act")}
        empty={<EmptyState icon={ScrollText} title={t("empty")} hint={t("emptyHint")} />}
      />
    </>
  );
}
