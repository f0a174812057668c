/** One policy document as its page shows it: the version that counts now, who pinned which, and the history of versions. */
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { nextVersion, type PackState } from "#app/domain/policy/pack-version.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findCurrentVersion, listPackVersions, type PackVersion } from "#app/queries/policy/list-pack-versions.server.ts";
import { listPinnedCompetitions, type PinnedCompetition } from "#app/queries/policy/list-pinned-competitions.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type PackVersionLine = {
  readonly version: number;
  readonly state: PackState;
  readonly isCurrent: boolean;
  readonly source: PackVersion["source"];
  readonly reason: string;
  readonly reference: string;
  /** Null: it came with the software. */
  readonly createdBy: string | null;
  /** ISO. */
  readonly createdAt: string;
  readonly settledBy: string | null;
  readonly settledAt: string | null;
};

export type PackPage = {
  readonly pack: PolicyPack;
  /** The number that a next version would have. */
  readonly next: number;
  readonly versions: readonly PackVersionLine[];
  readonly competitions: readonly PinnedCompetition[];
  /** Names of the regions whose codes stand in it. */
  readonly regions: Readonly<Record<string, Named>>;
};

/** @returns null for a document that there is not */
export async function findPack({ database }: Runtime, name: string): Promise<PackPage | null> {
  const tables = database.read;
  const versions = await listPackVersions(tables, name);
  const current = findCurrentVersion(versions);
  if (!current) return null;
  const users = await tables.user.findMany({
    where: { id: { in: versions.flatMap(({ createdById, confirmedById }) => [createdById ?? "", confirmedById ?? ""]) } },
    select: { id: true, displayName: true },
  });
  const nameOf = (id: string | null) => (id === null ? null : (users.find((user) => user.id === id)?.displayName ?? ""));
  return {
    pack: current.content,
    next: nextVersion(versions),
    versions: versions.map((one) => ({
      version: one.version,
      state: one.state,
      isCurrent: one === current,
      source: one.source,
      reason: one.reason,
      reference: one.reference,
      createdBy: nameOf(one.createdById),
      createdAt: one.createdAt.toISOString(),
      settledBy: nameOf(one.confirmedById),
      settledAt: one.confirmedAt?.toISOString() ?? null,
    })),
    competitions: await listPinnedCompetitions(tables, name),
    regions: await nameRegions(
      tables,
      versions.map(({ content }) => content),
    ),
  };
}

async function nameRegions(tables: Tables, packs: readonly PolicyPack[]): Promise<Readonly<Record<string, Named>>> {
  const codes = packs.flatMap(({ document, cadences, rows }) => [
    document.regionCode,
    ...cadences.flatMap(({ regionCodes }) => regionCodes),
    ...rows.flatMap(({ tests }) => {
      const { hostRegionCode, result } = tests as {
        hostRegionCode?: string | null;
        result?: { hostRegionCode: string | null } | null;
      };
      return [hostRegionCode ?? "", result?.hostRegionCode ?? ""];
    }),
  ]);
  const regions = await tables.region.findMany({
    where: { code: { in: [...new Set(codes)] } },
    select: { code: true, name: true, nameEn: true },
  });
  return Object.fromEntries(regions.map(({ code, name, nameEn }) => [code, { name, nameEn }]));
}
