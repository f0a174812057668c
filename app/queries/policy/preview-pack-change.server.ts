/** What a change of a policy document would say and whom it would affect, before anything is saved. */
import type { PackDifference } from "#app/domain/policy/compare-packs.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import {
  decidePackChange,
  decidePackProposal,
  nextVersion,
  type PackChange,
  type PackVersionRefusal,
} from "#app/domain/policy/pack-version.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findCurrentVersion, listPackVersions } from "#app/queries/policy/list-pack-versions.server.ts";
import { type PackPreview, previewPack } from "#app/queries/policy/preview-pack.server.ts";

export type PackChangePreview = {
  readonly version: number;
  readonly next: PolicyPack;
  readonly differences: readonly PackDifference[];
  readonly preview: PackPreview;
};

/** @returns every reason for which it could not be proposed, as proposing it would answer */
export async function previewPackChange(
  runtime: Runtime,
  input: { readonly name: string; readonly basedOn: number; readonly reason: string; readonly change: PackChange },
): Promise<Decision<PackChangePreview, PackVersionRefusal | "pack-unknown">> {
  const { name, basedOn, reason, change } = input;
  const versions = await listPackVersions(runtime.database.read, name);
  const current = findCurrentVersion(versions)?.content;
  if (!current) return refuse({ code: "pack-unknown" });
  const version = nextVersion(versions);
  const changed = decidePackChange(current, change, version);
  if (!changed.ok) return changed;
  const hasOpen = versions.some(({ state }) => state === "proposed");
  const decision = decidePackProposal({ current, next: changed.value, basedOn, hasOpen, reason });
  if (!decision.ok) return decision;
  const preview = await previewPack(runtime, changed.value, { withNames: true });
  return allow({ version, next: changed.value, differences: decision.value, preview });
}
