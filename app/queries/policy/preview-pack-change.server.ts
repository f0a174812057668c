/** What a change of a policy document would say and whom it would affect, before anything is saved. */
import type { PackDifference } from "#app/domain/policy/compare-packs.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { PackVersionRefusal } from "#app/domain/policy/pack-version.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { judgePackChange, type PackChangeInput } from "#app/queries/policy/judge-pack-change.server.ts";
import { namePackRegions, type PackRegions } from "#app/queries/policy/name-pack-regions.server.ts";
import { type PackPreview, previewPack } from "#app/queries/policy/preview-pack.server.ts";

export type PackChangePreview = {
  readonly version: number;
  readonly next: PolicyPack;
  readonly differences: readonly PackDifference[];
  readonly preview: PackPreview;
  /** Names of the regions whose codes stand in either. */
  readonly regions: PackRegions;
};

/** @returns every reason for which it could not be proposed, as proposing it would answer */
export async function previewPackChange(
  runtime: Runtime,
  input: PackChangeInput,
): Promise<Decision<PackChangePreview, PackVersionRefusal | "pack-unknown">> {
  const { read } = runtime.database;
  const judged = await judgePackChange(read, input);
  if (!judged.ok) return judged;
  const { version, current, next, differences } = judged.value;
  const preview = await previewPack(runtime, next, { withNames: true });
  const regions = await namePackRegions(read, current === null ? [next] : [current, next]);
  return allow({ version, next, differences, preview, regions });
}
