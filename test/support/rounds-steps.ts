/** Steps of an event with several rounds: its heats planned, and the next round brought to where judging can open. */
import { CHECK_KINDS } from "#app/domain/draw/check-in.ts";
import type { PlannedRound } from "#app/domain/phases/event-rounds.ts";
import type { GoingOn } from "#app/domain/results/going-on.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findNextRound } from "#app/queries/results/find-next-round.server.ts";
import { assignCodes } from "#app/services/blinding/assign-codes.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { setEventRounds } from "#app/services/rounds/set-event-rounds.server.ts";
import { type Scene, type SceneEntry, value } from "./judging-steps.ts";

/** Everything that an event may ask for was looked at. */
export const ALL_CHECKED = { checked: CHECK_KINDS, present: [], exception: "" } as const;

/** A preliminary with this rule, and a final. */
export function heatAndFinal(goingOn: GoingOn): readonly PlannedRound[] {
  return [
    { kind: "preliminary", goingOn },
    { kind: "final", goingOn: null },
  ];
}

/** Makes the round of a scene a heat; before anything of it was drawn. */
export async function planHeat(runtime: Runtime, scene: Scene, goingOn: GoingOn): Promise<void> {
  value(await setEventRounds(runtime, scene.organiser, { eventId: scene.eventId, rounds: heatAndFinal(goingOn) }));
}

/** The scene in its next round: roster frozen, seats drawn, everybody checked in and coded. */
export async function enterNextRound(runtime: Runtime, scene: Scene): Promise<Scene> {
  const next = await findNextRound(runtime.database.read, scene.roundId);
  if (!next) throw new Error("No round follows.");
  const { roundId } = next;
  const coded = await drawAndCode(runtime, scene, { roundId, entryIds: next.entries });
  return {
    ...scene,
    roundId,
    entries: scene.entries.flatMap(({ entryId }) => coded.find((one) => one.entryId === entryId) ?? []),
  };
}

/**
 * Seats drawn, everybody checked in and coded, all by the services that do it on the day.
 * @param input.beforeEach called before each check-in, for a clock that moves
 */
export async function drawAndCode(
  runtime: Runtime,
  scene: Scene,
  input: { readonly roundId: string; readonly entryIds: readonly string[]; readonly beforeEach?: () => void },
): Promise<SceneEntry[]> {
  const { roundId, entryIds } = input;
  value(await freezeRoster(runtime, scene.organiser, { roundId }));
  value(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "决赛第一签" }));
  for (const entryId of entryIds) {
    input.beforeEach?.();
    value(await checkInEntry(runtime, scene.organiser, { roundId, entryId, claim: ALL_CHECKED }));
  }
  value(await assignCodes(runtime, scene.blinding, { roundId }));
  const { read } = runtime.database;
  const mappings = await read.blindMapping.findMany({
    where: { roundId },
    select: { entryId: true, subjectId: true, publicCode: true },
  });
  const subjects = await read.blindSubject.findMany({ where: { roundId }, select: { id: true, code: true } });
  return mappings.map(({ entryId, subjectId, publicCode }) => {
    return { entryId, code: subjects.find(({ id }) => id === subjectId)?.code ?? null, publicCode };
  });
}
