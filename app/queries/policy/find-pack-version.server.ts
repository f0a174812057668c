/** One version of a policy document: what it says differently from the one before it, and, while it waits, whom it would affect. */
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { comparePacks, type PackDifference } from "#app/domain/policy/compare-packs.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { decidePackConfirmation, needsReference, type PackVersionRefusal } from "#app/domain/policy/pack-version.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { describeVersions, type PackVersionLine } from "#app/queries/policy/find-pack.server.ts";
import { findCurrentVersion, listPackVersions } from "#app/queries/policy/list-pack-versions.server.ts";
import { namePackRegions, type PackRegions } from "#app/queries/policy/name-pack-regions.server.ts";
import { type PackPreview, previewPack } from "#app/queries/policy/preview-pack.server.ts";

export type PackVersionPage = {
  readonly line: PackVersionLine;
  readonly pack: PolicyPack;
  /** Whether the document has a version that counts; false while its first one waits, or was dropped. */
  readonly isFounded: boolean;
  /** The version that it is compared with: while it waits the current one, else the confirmed one before it; null: the first. */
  readonly before: number | null;
  readonly differences: readonly PackDifference[];
  readonly regions: PackRegions;
  readonly needsReference: boolean;
  /** While it waits. */
  readonly preview: PackPreview | null;
  /** What stands against this reader's confirmation, its reference left out; null for readers who settle nothing. */
  readonly unmet: readonly Refusal<PackVersionRefusal>[] | null;
};

/** @returns null for a version that there is not */
export async function findPackVersion(
  runtime: Runtime,
  actor: Actor,
  name: string,
  version: number,
): Promise<PackVersionPage | null> {
  const { read } = runtime.database;
  const versions = await listPackVersions(read, name);
  const index = versions.findIndex((one) => one.version === version);
  const asked = versions[index];
  const line = (await describeVersions(read, versions))[index];
  if (!asked || !line) return null;
  const current = findCurrentVersion(versions)?.content ?? null;
  const isOfficer = hasRole(actor.grants, ["policy-officer"], NO_SCOPE);
  const isWaiting = asked.state === "proposed";
  const before = isWaiting
    ? current
    : (versions.find((one) => one.state === "confirmed" && one.version < version)?.content ?? null);
  const decision = decidePackConfirmation({
    state: asked.state,
    current,
    next: asked.content,
    proposedById: asked.createdById,
    actorId: actor.userId,
    reference: "",
    chosen: [],
  });
  const unmet = decision.ok ? [] : decision.refusals.filter(({ code }) => code !== "reference-missing");
  return {
    line,
    pack: asked.content,
    isFounded: current !== null,
    before: before?.version ?? null,
    differences: before === null ? [] : comparePacks(before, asked.content),
    regions: await namePackRegions(
      read,
      versions.map(({ content }) => content),
    ),
    needsReference: isWaiting && needsReference(current, asked.content),
    preview: isWaiting ? await previewPack(runtime, asked.content, { withNames: isOfficer }) : null,
    unmet: isOfficer && isWaiting ? unmet : null,
  };
}
