/** Final competitions whose clauses pay, and facts that they pay for: for tests of what is owed and of what officers do with it. */
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { GoingOn } from "#app/domain/results/going-on.ts";
import type { Tier } from "#app/domain/shared/vocabulary.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { confirmFact } from "#app/services/facts/confirm-fact.server.ts";
import { type RecordFactCommand, recordFact } from "#app/services/facts/record-fact.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { finaliseCompetition } from "#app/services/results/finalise-competition.server.ts";
import { openPublicity } from "#app/services/results/open-publicity.server.ts";
import { must } from "./competition-steps.ts";
import { plantRows } from "./entitlement-steps.ts";
import {
  type CodeValues,
  completeRound,
  createScene,
  type Scene,
  type ScenePlan,
  settleScene,
  unblindRound,
} from "./judging-steps.ts";
import { planHeat } from "./rounds-steps.ts";
import type { TestRuntime } from "./runtime.ts";

/** Does every job that waits. */
export async function runJobs(runtime: TestRuntime): Promise<void> {
  while (await runNextJob(runtime));
}

/** The shipped draft, as if its issuer had put it into force at the beginning of the year. */
export async function bringIntoForce(runtime: TestRuntime, name: string): Promise<void> {
  await plantRows(runtime, async (tables) => {
    const { id, content } = await tables.policyPack.findFirstOrThrow({ where: { name } });
    const pack = content as unknown as PolicyPack;
    const document = { ...pack.document, status: "in-force", effectiveFrom: "2026-01-01" };
    await tables.policyPack.update({ where: { id }, data: { content: { ...pack, document } as object } });
  });
}

export type PayingPlan = ScenePlan & {
  readonly tier: Tier;
  /** Of the host authority. */
  readonly host: string;
  readonly packs: readonly string[];
  /** Of the ground: where everybody works, and where he was trained. */
  readonly employer: { readonly id: string; readonly regionCode: string };
  readonly trainer?: { readonly id: string; readonly regionCode: string };
  readonly marks?: (index: number) => CodeValues;
  /** Who goes on from a heat; left out: the round is the final. */
  readonly heat?: GoingOn;
};

/** A competition of one event with these packs, its round settled, before its publicity. */
export async function createPayingScene(runtime: TestRuntime, plan: PayingPlan): Promise<Scene> {
  const scene = await createScene(runtime, plan);
  const { competitionId, eventId } = scene;
  const { tier, host, packs, employer, trainer } = plan;
  await plantRows(runtime, async (tables) => {
    await tables.competition.update({ where: { id: competitionId }, data: { tier, class: "class-1" } });
    await tables.competitionHost.updateMany({ where: { competitionId }, data: { regionCode: host } });
    for (const name of packs) {
      const { id } = await tables.policyPack.findFirstOrThrow({ where: { name } });
      await tables.competitionPack.create({ data: { competitionId, packId: id } });
    }
    await tables.entryMember.updateMany({
      where: { entry: { eventId } },
      data: {
        employerId: employer.id,
        employerRegion: employer.regionCode,
        delegationRegion: employer.regionCode,
        trainingOrganisationId: trainer?.id ?? null,
        trainingRegion: trainer?.regionCode ?? null,
      },
    });
  });
  if (plan.heat) await planHeat(runtime, scene, plan.heat);
  await completeRound(runtime, scene, plan.marks);
  await unblindRound(runtime, scene);
  await settleScene(runtime, scene);
  return scene;
}

/** Over its publicity to its decision; what follows waits as jobs. */
export async function finaliseScene(runtime: TestRuntime, { competitionId, organiser, decider }: Scene): Promise<void> {
  const { closesAt } = must(await openPublicity(runtime, organiser, { competitionId }));
  runtime.clock.set(closesAt);
  must(await finaliseCompetition(runtime, decider, { competitionId, decisionNumber: "技竞组〔2026〕9号" }));
}

/** Recorded by one officer, confirmed by the other, and every clause asked. @returns the fact's id */
export async function addFact(
  runtime: TestRuntime,
  [first, second]: readonly [Actor, Actor],
  command: RecordFactCommand,
): Promise<string> {
  const { factId } = must(await recordFact(runtime, first, command));
  must(await confirmFact(runtime, second, { factId }));
  await runJobs(runtime);
  return factId;
}
