/** The goals, cadences, versions and competitions of a policy document as tables. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { PackState } from "#app/domain/policy/pack-version.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import { PackStateBadge } from "./pack-state-badge.tsx";
import classes from "./packs.module.css";
import type { RegionsByCode } from "./row-words.ts";

export function TargetTable({ targets }: { targets: PolicyPack["targets"] }) {
  const { t } = useTranslation("packs");
  const named = useNamed();
  return (
    <DataTable
      name="targets"
      caption={t("targets.title")}
      rows={targets}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        {
          id: "target",
          header: t("targets.target"),
          isRowHeader: true,
          cell: ({ summary, summaryEn }) => named({ name: summary, nameEn: summaryEn }),
        },
        { id: "clause", header: t("targets.clause"), noWrap: true, cell: ({ clause }) => clause },
        {
          id: "figure",
          header: t("targets.figure"),
          align: "end",
          noWrap: true,
          cell: ({ figure, unit }) => (figure === null ? t("targets.blank") : `${figure} ${t(`targets.unit.${unit}`)}`),
        },
        {
          id: "by",
          header: t("targets.by"),
          noWrap: true,
          cell: ({ by }) => (by === null ? t("unsaid") : t("targets.byYear", { year: by })),
        },
      ]}
    />
  );
}

export function CadenceTable({ cadences, regions }: { cadences: PolicyPack["cadences"]; regions: RegionsByCode }) {
  const { t } = useTranslation("packs");
  const word = useWord();
  const named = useNamed();
  const { list } = useFormats();
  const regionOf = (code: string) => {
    const region = regions[code];
    return region ? named(region) : code;
  };
  return (
    <DataTable
      name="cadences"
      caption={t("cadences.title")}
      rows={cadences}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        {
          id: "name",
          header: t("cadences.name"),
          isRowHeader: true,
          cell: ({ name, nameEn }) => named({ name, nameEn }),
        },
        { id: "tier", header: t("cadences.tier"), noWrap: true, cell: ({ tier }) => word("tier", tier) },
        { id: "regions", header: t("cadences.regions"), cell: ({ regionCodes }) => list(regionCodes.map(regionOf)) },
        {
          id: "every",
          header: t("cadences.every"),
          noWrap: true,
          cell: ({ everyYears }) => t("cadences.everyYears", { count: everyYears }),
        },
      ]}
    />
  );
}

export type VersionLine = {
  readonly version: number;
  readonly state: PackState;
  readonly isCurrent: boolean;
  readonly reason: string;
  readonly reference: string;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly settledBy: string | null;
  readonly settledAt: string | null;
};

/** @param base the address of the document's page */
export function VersionTable({ versions, base }: { versions: readonly VersionLine[]; base: string }) {
  const { t } = useTranslation("packs");
  const sign = (by: string, at: string) => (
    <span className={classes.stack}>
      <span>{by}</span>
      <When at={at} />
    </span>
  );
  return (
    <DataTable
      name="versions"
      caption={t("history.title")}
      rows={versions}
      rowKey={({ version }) => String(version)}
      empty={null}
      rowTone={({ state }) => (state === "proposed" ? "act" : state === "dropped" ? "off" : undefined)}
      columns={[
        {
          id: "version",
          header: t("history.version"),
          isRowHeader: true,
          noWrap: true,
          cell: ({ version }) => <Link to={`${base}/versions/${version}`}>{t("version", { version })}</Link>,
        },
        { id: "state", header: t("history.state"), noWrap: true, cell: (one) => <PackStateBadge {...one} /> },
        {
          id: "proposed",
          header: t("history.proposed"),
          cell: ({ createdBy, createdAt }) => sign(createdBy ?? t("history.software"), createdAt),
        },
        {
          id: "settled",
          header: t("history.settled"),
          cell: ({ settledBy, settledAt }) => (settledBy === null || settledAt === null ? t("none") : sign(settledBy, settledAt)),
        },
        { id: "reason", header: t("history.reason"), cell: ({ reason }) => reason || t("none") },
        { id: "reference", header: t("history.reference"), cell: ({ reference }) => reference || t("none") },
      ]}
    />
  );
}

export type PinLine = Named & {
  readonly competitionId: string;
  readonly code: string;
  readonly phase: CompetitionPhase;
  readonly pinnedVersion: number;
};

export function PinTable({ pins }: { pins: readonly PinLine[] }) {
  const { t } = useTranslation("packs");
  const word = useWord();
  const named = useNamed();
  return (
    <DataTable
      name="pins"
      caption={t("pins.title")}
      rows={pins}
      rowKey={({ competitionId, pinnedVersion }) => `${competitionId} ${pinnedVersion}`}
      empty={<p className={classes.soft}>{t("pins.none")}</p>}
      columns={[
        {
          id: "competition",
          header: t("pins.competition"),
          isRowHeader: true,
          cell: (one) => (one.phase === "draft" ? named(one) : <Link to={`/competitions/${one.code}`}>{named(one)}</Link>),
        },
        { id: "phase", header: t("pins.phase"), noWrap: true, cell: ({ phase }) => word("competitionPhase", phase) },
        {
          id: "version",
          header: t("pins.version"),
          noWrap: true,
          align: "end",
          cell: ({ pinnedVersion }) => t("version", { version: pinnedVersion }),
        },
      ]}
    />
  );
}
