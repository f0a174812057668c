/** What a presenter has before him: what is on the screen and what comes, without anyone's name who was not shown. */
import { type CeremonyItem, keyOfGiven } from "#app/domain/ceremony/programme.ts";
import { findNextScene, findUpcoming, listScenes, type Scene } from "#app/domain/ceremony/scenes.ts";
import type { CeremonySnapshot, Heading } from "#app/domain/ceremony/shown.ts";
import { CEREMONY_ACTS, type CeremonyAct, decideStep } from "#app/domain/ceremony/steps.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findCeremony } from "#app/queries/ceremony/find-ceremony.server.ts";
import { findOutdatedBasis } from "#app/queries/ceremony/get-ceremony-ground.server.ts";
import { getCeremonyScene } from "#app/queries/ceremony/get-ceremony-scene.server.ts";
import { nameGiven } from "#app/queries/ceremony/name-winners.server.ts";

export type StageItem = { readonly heading: Heading; readonly count: number; readonly state: "done" | "now" | "next" };

export type CeremonyStage = CeremonySnapshot & {
  /** Of the scenes that are left, the one after; null at the end. */
  readonly next: { readonly kind: Scene["kind"]; readonly heading: Heading | null } | null;
  readonly isDark: boolean;
  /** How many were passed over. */
  readonly skipped: number;
  /** Whether the next one can be passed over. */
  readonly canSkip: boolean;
  readonly position: number;
  readonly positions: number;
  readonly items: readonly StageItem[];
  /** What stands against each act now. */
  readonly unmet: Readonly<Record<CeremonyAct, readonly Refusal[]>>;
  /** Results were published anew since it was prepared. */
  readonly isOutdated: boolean;
};

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
    canSkip: findUpcoming(items, scene, skipped) !== null,
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
