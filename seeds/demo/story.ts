/** The demonstration story, told by the same services that people use: nothing in it is written past them. */

import type { Runtime } from "#app/platform/runtime.server.ts";
import { startCompetition } from "#app/services/competitions/enter-phase.server.ts";
import { runBesideActs } from "./beside-act.ts";
import { prepareStage } from "./ceremony-act.ts";
import { finalise, settle } from "./finale.ts";
import { markRound, openRound } from "./judging-act.ts";
import { createDice } from "./people.ts";
import { STORY, type StoryCompetition } from "./plans.ts";
import { runPolicyOffice } from "./policy-act.ts";
import { holdMeetings, publishDocuments } from "./preparation-act.ts";
import { foundCompetition, registerEntries } from "./registration-act.ts";
import { runSeriesAct } from "./series-act.ts";
import { createStage, must, type Stage, type StoryClock } from "./stage.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** `today` is when the story ends: a competition finished weeks ago, one in judging now, one in registration. */
export async function tellStory(
  runtime: Runtime,
  clock: StoryClock,
  units: ReadonlyMap<string, string>,
  today: Date,
): Promise<void> {
  const stage = createStage(runtime, clock, units);
  for (const [index, plan] of STORY.entries()) await tell(stage, plan, today, createDice(20_261_120 + index));
  await runPolicyOffice(stage, today);
  await runBesideActs(stage, today);
  clock.set(today);
  await runSeriesAct(stage);
}

async function tell(stage: Stage, plan: StoryCompetition, today: Date, dice: (sides: number) => number): Promise<void> {
  const { runtime, clock } = stage;
  const midnight = new Date(Math.floor((today.getTime() + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS);
  const founded = await foundCompetition(stage, plan, midnight);
  const startsOn = new Date(midnight.getTime() + plan.startsIn * DAY_MS);
  // Registered some weeks before, and never later than now.
  clock.set(new Date(Math.min(startsOn.getTime() - 20 * DAY_MS, today.getTime() - 3 * DAY_MS)));
  await registerEntries(stage, founded, dice, plan.until === "registration" ? 4 : 0);
  await publishDocuments(stage, founded, plan);
  if (plan.until === "registration") return;
  await holdMeetings(stage, founded);

  const isNow = plan.until === "judging";
  clock.set(isNow ? new Date(today.getTime() - 2 * HOUR_MS) : new Date(startsOn.getTime() + 8 * HOUR_MS));
  must(await startCompetition(runtime, await stage.actor("organiser"), { competitionId: founded.competitionId }));
  for (const { roundId } of founded.events) await openRound(stage, roundId);
  if (isNow) {
    const [first, second] = founded.events;
    if (first) await markRound(stage, first.roundId, dice, { confirmed: 20, begun: 4 });
    if (second) await markRound(stage, second.roundId, dice, { confirmed: 6, begun: 2 });
    return;
  }
  for (const { roundId } of founded.events) {
    await markRound(stage, roundId, dice);
    await settle(stage, roundId);
  }
  await prepareStage(stage, founded);
  await finalise(stage, founded.competitionId, plan.decisionNumber ?? "");
}
