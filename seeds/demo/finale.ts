/** Third act of the story: recheck by sample, unblinding by two, publication, publicity, and the jobs that follow when results are final. */

import { confirmUnblinding } from "#app/services/blinding/confirm-unblinding.server.ts";
import { requestUnblinding } from "#app/services/blinding/request-unblinding.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import { checkRecheckItem } from "#app/services/recheck/check-recheck-item.server.ts";
import { drawRecheck } from "#app/services/recheck/draw-recheck.server.ts";
import { finaliseCompetition } from "#app/services/results/finalise-competition.server.ts";
import { openPublicity } from "#app/services/results/open-publicity.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { setDisclosure } from "#app/services/results/set-disclosure.server.ts";
import { settleRound } from "#app/services/results/settle-round.server.ts";
import { must, type Stage } from "./stage.ts";

const HOUR_MS = 3_600_000;
/** Five working days and a long holiday between them. */
const PUBLICITY_MS = 16 * 24 * HOUR_MS;

/** From submitted marks to a settled round, three hours later. */
export async function settle(stage: Stage, roundId: string): Promise<void> {
  const { runtime, clock } = stage;
  must(await submitRound(runtime, await stage.actor("chief"), { roundId }));
  await recheck(stage, roundId);
  must(await requestUnblinding(runtime, await stage.actor("blinding"), { roundId }));
  must(await confirmUnblinding(runtime, await stage.actor("supervisor"), { roundId }));
  const organiser = await stage.actor("organiser");
  must(await setDisclosure(runtime, organiser, { roundId, disclosure: "named" }));
  must(await publishOnSite(runtime, organiser, { roundId }));
  while (await runNextJob(runtime));
  clock.set(new Date(clock.now().getTime() + 3 * HOUR_MS));
  must(await settleRound(runtime, organiser, { roundId }));
}

/** The supervisor draws the sample and finds that all of it agrees with what was signed. */
async function recheck({ runtime, actor }: Stage, roundId: string): Promise<void> {
  const supervisor = await actor("supervisor");
  must(await drawRecheck(runtime, supervisor, { roundId }));
  const items = await runtime.database.read.recheckItem.findMany({ where: { roundId }, select: { id: true } });
  for (const { id: itemId } of items) {
    must(await checkRecheckItem(runtime, supervisor, { roundId, itemId, outcome: "agrees", note: "", formId: null }));
  }
}

/** Publicity of the winners' list, the decision document by another organiser, and everything that follows from it. */
export async function finalise(stage: Stage, competitionId: string, decisionNumber: string): Promise<void> {
  const { runtime, clock } = stage;
  const organiser = await stage.actor("organiser");
  must(await openPublicity(runtime, organiser, { competitionId }));
  clock.set(new Date(clock.now().getTime() + PUBLICITY_MS));
  must(await finaliseCompetition(runtime, await stage.actor("organiser-2"), { competitionId, decisionNumber }));
  while (await runNextJob(runtime));
}
