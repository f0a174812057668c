/** One version of a policy document: what it says differently from the one before it, and, while it waits, whom it would affect. */
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { comparePacks, type PackDifference } from "#app/domain/policy/compare-packs.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { decidePackConfirmation, needsReference, type PackVersionRefusal } from "#app/domain/policy/pack-version.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPack, type PackPage, type PackVersionLine } from "#app/queries/policy/find-pack.server.ts";
import { listPackVersions } from "#app/queries/policy/list-pack-versions.server.ts";
import { type PackPreview, previewPack } from "#app/queries/policy/preview-pack.server.ts";

export type PackVersionPage = {
  readonly line: PackVersionLine;
  readonly pack: PolicyPack;
  /** The version that it is compared with: while it waits the current one, else the confirmed one before it; null: the first. */
  readonly before: number | null;
  readonly differences: readonly PackDifference[];
  readonly regions: PackPage["regions"];
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
  const page = await findPack(runtime, name);
  const versions = await listPackVersions(read, name);
  const asked = versions.find((one) => one.version === version);
  const line = page?.versions.find((one) => one.version === version);
  if (!page || !asked || !line) return null;
  const isOfficer = hasRole(actor.grants, ["policy-officer"], NO_SCOPE);
  const isWaiting = asked.state === "proposed";
  const before = isWaiting
    ? page.pack
    : (versions.find((one) => one.state === "confirmed" && one.version < version)?.content ?? null);
  const decision = decidePackConfirmation({
    state: asked.state,
    current: page.pack,
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
    before: before?.version ?? null,
    differences: before === null ? [] : comparePacks(before, asked.content),
    regions: page.regions,
    needsReference: isWaiting && needsReference(page.pack, asked.content),
    preview: isWaiting ? await previewPack(runtime, asked.content, { withNames: isOfficer }) : null,
    unmet: isOfficer && isWaiting ? unmet : null,
  };
}
