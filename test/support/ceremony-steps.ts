/** A published round with prizes, a ceremony prepared from it, and who must not be on any screen before his scene. */
import type { CeremonyPlan } from "#app/domain/ceremony/programme.ts";
import type { CeremonyAct } from "#app/domain/ceremony/steps.ts";
import type { Decision } from "#app/domain/shared/decision.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";
import { prepareCeremony } from "#app/services/ceremony/prepare-ceremony.server.ts";
import { stepCeremony } from "#app/services/ceremony/step-ceremony.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { completeRound, createScene, type Scene, type ScenePlan, unblindRound, value } from "./judging-steps.ts";
import type { TestRuntime } from "./runtime.ts";

/** Names by place, from the first on. */
export type CeremonyScene = { readonly scene: Scene; readonly names: readonly string[] };

/** The on-site publication is over and nothing is open. */
export async function createCeremonyScene(runtime: TestRuntime, plan: ScenePlan = {}): Promise<CeremonyScene> {
  const scene = await createScene(runtime, plan);
  await completeRound(runtime, scene);
  await unblindRound(runtime, scene);
  value(await publishOnSite(runtime, scene.organiser, { roundId: scene.roundId }));
  runtime.clock.advanceMinutes(121);
  const holders = await listEntryHolders(
    runtime,
    scene.entries.map(({ entryId }) => entryId),
  );
  return { scene, names: scene.entries.map(({ entryId }) => holders.get(entryId)?.[0]?.name ?? "") };
}

export function planOf({ eventId }: Scene, plan: Partial<CeremonyPlan> = {}): CeremonyPlan {
  return { events: [eventId], specials: [], singleTiers: 3, hasExcellence: false, ...plan };
}

export async function prepare(runtime: TestRuntime, scene: Scene, plan: Partial<CeremonyPlan> = {}): Promise<number> {
  const { competitionId, organiser } = scene;
  return value(await prepareCeremony(runtime, organiser, { competitionId, plan: planOf(scene, plan) })).number;
}

/** A tap on what stands now. */
export async function tap(
  runtime: TestRuntime,
  { competitionId, organiser }: Scene,
  act: CeremonyAct,
): Promise<Decision<{ readonly version: number }>> {
  const found = await runtime.database.read.ceremony.findFirstOrThrow({ where: { competitionId }, orderBy: { number: "desc" } });
  return stepCeremony(runtime, organiser, { competitionId, number: found.number, follows: found.version, act });
}

/** The names that stand in a text and are not allowed there. */
export function findEarly(text: string, names: readonly string[], allowed: readonly string[]): readonly string[] {
  return names.filter((name) => !allowed.includes(name) && text.includes(name));
}
