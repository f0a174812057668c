/** Jobs: done exactly once however many workers there are, and a failed one waits with its error and changes nothing. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { addCompetition, addGround } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("jobs", (provider) => {
  let runtime: TestRuntime;
  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterEach(() => runtime.dispose());

  async function enqueue(kind: string, competitionId: string): Promise<void> {
    await runtime.database.write(async (write) => {
      await write.enqueue({ kind, payload: { competitionId }, competitionId });
      await write.audit({ chain: competitionId, actorId: null, act: "test", objectKind: "job", objectId: kind });
      return allow(null);
    });
  }
  const audited = (act: string) => runtime.database.read.auditRecord.count({ where: { act } });

  it("are done once when two workers take the same one", async () => {
    await addGround(runtime);
    const { competitionId } = await addCompetition(runtime);
    await enqueue("put-certificates-in-force", competitionId);
    await Promise.all([runNextJob(runtime), runNextJob(runtime), runNextJob(runtime)]);
    expect(await audited("put-certificates-in-force")).toBe(1);
    expect(await runtime.database.read.job.findMany({ select: { status: true, attempts: true } })).toEqual([
      { status: "done", attempts: 1 },
    ]);
    expect(await runNextJob(runtime)).toBe(false);
  });

  it("wait longer after each failure, keep the error, and are tried again", async () => {
    await addGround(runtime);
    const { competitionId } = await addCompetition(runtime);
    await enqueue("no-such-kind", competitionId);
    expect(await runNextJob(runtime)).toBe(true);
    const [failed] = await runtime.database.read.job.findMany();
    expect(failed).toMatchObject({ status: "ready", attempts: 1, lastError: "No handler for jobs of kind no-such-kind." });
    expect(await runNextJob(runtime)).toBe(false);
    runtime.clock.advanceMinutes(1);
    expect(await runNextJob(runtime)).toBe(true);
    const [again] = await runtime.database.read.job.findMany();
    expect(again?.attempts).toBe(2);
    expect(Number(again?.runAfter) - Number(runtime.clock.now())).toBe(5_000);
  });

  it("leave nothing behind when they fail half way", async () => {
    await addGround(runtime);
    const { competitionId } = await addCompetition(runtime);
    const before = await runtime.database.read.auditRecord.count();
    await enqueue("compute-entitlements", "no-such-competition");
    await runNextJob(runtime);
    expect(await runtime.database.read.policyAssessment.count()).toBe(0);
    // The enqueuing and the postponing are on record, the failed work is not.
    expect(await runtime.database.read.auditRecord.count()).toBe(before + 2);
    expect(competitionId).not.toBe("no-such-competition");
  });
});
