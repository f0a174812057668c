/** Whether a change of a policy document can be proposed, and what it says: the same for its preview and for the proposal. */
import type { PackDifference } from "#app/domain/policy/compare-packs.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { listRegionFaults, listRegionPlaces } from "#app/domain/policy/pack-regions.ts";
import {
  decidePackChange,
  decidePackProposal,
  listFoundingFaults,
  nextVersion,
  type PackChange,
  type PackFault,
  type PackVersionRefusal,
} from "#app/domain/policy/pack-version.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";
import { findCurrentVersion, listPackVersions } from "#app/queries/policy/list-pack-versions.server.ts";

export type PackChangeInput = {
  /** The document that is changed; null: the file founds one that is not there yet, under the name that it gives itself. */
  readonly name: string | null;
  /** The version that the officer looked at; 0 of a document that is founded. */
  readonly basedOn: number;
  readonly reason: string;
  readonly change: PackChange;
};

export type JudgedChange = {
  readonly name: string;
  readonly version: number;
  /** Null: the document is founded. */
  readonly current: PolicyPack | null;
  readonly next: PolicyPack;
  readonly differences: readonly PackDifference[];
};

/** @returns every reason why not; `pack-fault` names each fault at its place */
export async function judgePackChange(
  tables: Tables,
  { name: asked, basedOn, reason, change }: PackChangeInput,
): Promise<Decision<JudgedChange, PackVersionRefusal | "pack-unknown">> {
  const name = asked ?? (change.source === "file" ? change.pack.name : "");
  const versions = await listPackVersions(tables, name);
  const current = findCurrentVersion(versions)?.content ?? null;
  if (asked !== null && current === null) return refuse({ code: "pack-unknown" });
  const version = nextVersion(versions);
  const faults: PackFault[] = [];
  if (change.source === "file") {
    if (asked === null)
      faults.push(
        ...listFoundingFaults(
          change.pack,
          (await listCurrentPacks(tables)).map(({ content }) => content),
        ),
      );
    faults.push(...listRegionFaults(change.pack, await findKnownRegions(tables, change.pack)));
  }
  // A known document says by its own rules what is wrong with a next version: here it is enough to say that it is known.
  const changed = asked === null && current !== null ? allow(current) : decidePackChange(current, change, version);
  if (!changed.ok || faults.length > 0) {
    const found = faults.map((fault) => ({ code: "pack-fault" as const, params: { ...fault } }));
    return refuse(...found, ...(changed.ok ? [] : changed.refusals));
  }
  const next = changed.value;
  const hasOpen = versions.some(({ state }) => state === "proposed");
  const decision = decidePackProposal({ current, next, basedOn, hasOpen, reason });
  return decision.ok ? allow({ name, version, current, next, differences: decision.value }) : decision;
}

async function findKnownRegions(tables: Tables, pack: PolicyPack): Promise<ReadonlySet<string>> {
  const codes = [...new Set(listRegionPlaces(pack).map(({ code }) => code))];
  const found = await Promise.all(
    chunk(codes).map((part) => tables.region.findMany({ where: { code: { in: [...part] } }, select: { code: true } })),
  );
  return new Set(found.flat().map(({ code }) => code));
}
