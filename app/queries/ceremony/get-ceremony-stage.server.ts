/** What a presenter has before him: what is on the screen and what comes, without anyone's name who was not shown. */
import { type CeremonyItem, keyOfGiven } from "#app/domain/ceremony/programme.ts";
import { findNextScene, listScenes, type Scene } from "#app/domain/ceremony/scenes.ts";
import type { Heading } from "#app/domain/ceremony/shown.ts";
import { CEREMONY_ACTS, type CeremonyAct, decideStep } from "#app/domain/ceremony/steps.ts";
import type { CeremonyStage, StageItem } from "#app/domain/ceremony/views.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findCeremony } from "#app/queries/ceremony/find-ceremony.server.ts";
import { findOutdatedBasis } from "#app/queries/ceremony/get-ceremony-ground.server.ts";
import { getCeremonyScene } from "#app/queries/ceremony/get-ceremony-scene.server.ts";
import { nameGiven } from "#app/queries/ceremony/name-winners.server.ts";

/** Null where no ceremony was prepared. */
export async function getCeremonyStage(runtime: Runtime, competitionId: string): Promise<CeremonyStage | null> {
  const { read } = runtime.database;
  const ceremony = await findCeremony(read, competitionId);
  if (ceremony === null) return null;
  const { items, scene, isDark, skipped } = ceremony;
  const scenes = listScenes(items);
  const { isOutdated } = await findOutdatedBasis(read, competitionId, ceremony);
  const headingOf = await nameGiven(runtime, items);
  const nextAt = findNextScene(items, scene, skipped);
  const next = nextAt === null ? null : (scenes[nextAt] ?? null);
  const reasons = (act: CeremonyAct) => {
    const decided = decideStep(act, ceremony, items, isOutdated);
    return decided.ok ? [] : decided.refusals;
  };
  return {
    ...(await getCeremonyScene(runtime, competitionId)),
    next: next && { kind: next.kind, heading: "item" in next ? headingOf((items[next.item] as CeremonyItem).given) : null },
    isDark,
    skipped: skipped.length,
    position: scene + 1,
    positions: scenes.length,
    items: describeItems(items, scenes[scene], headingOf),
    unmet: Object.fromEntries(CEREMONY_ACTS.map((act) => [act, reasons(act)])) as unknown as CeremonyStage["unmet"],
    isOutdated,
  };
}

function describeItems(
  items: readonly CeremonyItem[],
  current: Scene | undefined,
  headingOf: (given: CeremonyItem["given"]) => Heading,
): readonly StageItem[] {
  const at = current === undefined || current.kind === "closing" ? items.length : "item" in current ? current.item : -1;
  const now = items[at];
  return items.map(({ given, calls }, index) => ({
    heading: headingOf(given),
    count: calls.reduce((sum, { winners }) => sum + winners.length, 0),
    state: now && keyOfGiven(now.given) === keyOfGiven(given) ? "now" : index < at ? "done" : "next",
  }));
}
