/** The stored versions of one document, the latest first. */
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { PackState } from "#app/domain/policy/pack-version.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type PackVersion = {
  readonly id: string;
  readonly version: number;
  readonly state: PackState;
  readonly content: PolicyPack;
  /** Where it came from: with the software, out of a file, or edited in the browser. */
  readonly source: "seed" | "file" | "edit";
  readonly reason: string;
  /** Of a confirmed version the paper, of a dropped one why. */
  readonly reference: string;
  /** Null: it came with the software. */
  readonly createdById: string | null;
  readonly createdAt: Date;
  /** Who confirmed or dropped it, and when. */
  readonly confirmedById: string | null;
  readonly confirmedAt: Date | null;
};

/** Empty for a document that there is not. */
export async function listPackVersions(tables: Tables, name: string): Promise<readonly PackVersion[]> {
  const versions = await tables.policyPack.findMany({ where: { name }, orderBy: { version: "desc" } });
  return versions.map(({ content, state, source, ...rest }) => ({
    ...rest,
    state: state as PackState,
    source: source as PackVersion["source"],
    content: content as unknown as PolicyPack,
  }));
}

/** The highest confirmed of them. */
export function findCurrentVersion(versions: readonly PackVersion[]): PackVersion | null {
  return versions.find(({ state }) => state === "confirmed") ?? null;
}
