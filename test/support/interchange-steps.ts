/** A finished competition of the demonstration story in one installation, and an empty second installation that it travels to. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import { createRuntime } from "#app/platform/runtime.server.ts";
import { startCompetition } from "#app/services/competitions/enter-phase.server.ts";
import { finalise, settle } from "#seeds/demo/finale.ts";
import { markRound, openRound } from "#seeds/demo/judging-act.ts";
import { createDice } from "#seeds/demo/people.ts";
import { STORY } from "#seeds/demo/plans.ts";
import { holdMeetings, publishDocuments } from "#seeds/demo/preparation-act.ts";
import { foundCompetition, registerEntries } from "#seeds/demo/registration-act.ts";
import { createStage, createStoryClock, must } from "#seeds/demo/stage.ts";
import { addCast } from "#seeds/seed.ts";
import { loadSystemData } from "#seeds/system.ts";
import type { TestRuntime } from "./runtime.ts";

export const FINISHED = "tongzhou-2026";
const TODAY = new Date("2026-11-02T00:00:00+08:00");

/** Tells the finished competition in the empty database of `test`. @returns a runtime over it, to be closed by the caller */
export async function tellFinished(test: TestRuntime): Promise<{ runtime: Runtime; competitionId: string }> {
  const clock = createStoryClock(TODAY);
  const runtime = await createRuntime(test.env, clock);
  await loadSystemData(runtime);
  const stage = createStage(runtime, clock, await addCast(runtime));
  const told = STORY.find(({ code }) => code === FINISHED);
  if (!told) throw new Error(`The story has no ${FINISHED}.`);
  const plan = { ...told, events: told.events.map((event) => ({ ...event, upper: null })) };
  const dice = createDice(20_261_126);
  const founded = await foundCompetition(stage, plan, TODAY);
  clock.set(new Date(TODAY.getTime() - 90 * 86_400_000));
  await registerEntries(stage, founded, dice, 0);
  await publishDocuments(stage, founded, plan);
  await holdMeetings(stage, founded);
  clock.set(new Date(TODAY.getTime() + plan.startsIn * 86_400_000 + 8 * 3_600_000));
  must(await startCompetition(runtime, await stage.actor("organiser"), { competitionId: founded.competitionId }));
  for (const { roundId } of founded.events) {
    await openRound(stage, roundId);
    await markRound(stage, roundId, dice);
    await settle(stage, roundId);
  }
  await finalise(stage, founded.competitionId, plan.decisionNumber ?? "京人社竞〔2026〕9 号");
  clock.set(TODAY);
  return { runtime, competitionId: founded.competitionId };
}

/** How many rows each table has, to see that nothing was left behind. */
export async function countRows(runtime: Runtime): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const [name, delegate] of Object.entries(runtime.database.read)) {
    const table = delegate as { count?: () => Promise<number> } | undefined;
    if (typeof table?.count === "function") counts[name] = await table.count();
  }
  return counts;
}
