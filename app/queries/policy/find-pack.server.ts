/** One policy document as its page shows it: the version that counts now, who pinned which, and the history of versions. */
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { nextVersion, type PackState } from "#app/domain/policy/pack-version.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findCurrentVersion, listPackVersions, type PackVersion } from "#app/queries/policy/list-pack-versions.server.ts";
import { listPinnedCompetitions, type PinnedCompetition } from "#app/queries/policy/list-pinned-competitions.server.ts";
import { namePackRegions, type PackRegions } from "#app/queries/policy/name-pack-regions.server.ts";

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
  readonly regions: PackRegions;
};

/** @returns null for a document that there is not, or that waits for a second officer to found it */
export async function findPack({ database }: Runtime, name: string): Promise<PackPage | null> {
  const tables = database.read;
  const versions = await listPackVersions(tables, name);
  const current = findCurrentVersion(versions);
  if (!current) return null;
  return {
    pack: current.content,
    next: nextVersion(versions),
    versions: await describeVersions(tables, versions),
    competitions: await listPinnedCompetitions(tables, name),
    regions: await namePackRegions(
      tables,
      versions.map(({ content }) => content),
    ),
  };
}

/** The versions of one document with the people around them, in the order given. */
export async function describeVersions(tables: Tables, versions: readonly PackVersion[]): Promise<readonly PackVersionLine[]> {
  const users = await tables.user.findMany({
    where: { id: { in: versions.flatMap(({ createdById, confirmedById }) => [createdById ?? "", confirmedById ?? ""]) } },
    select: { id: true, displayName: true },
  });
  const nameOf = (id: string | null) => (id === null ? null : (users.find((user) => user.id === id)?.displayName ?? ""));
  const current = findCurrentVersion(versions);
  return versions.map((one) => ({
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
  }));
}
