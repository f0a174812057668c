/** What team leaders and competitors are told after a review: each decision once, nothing about the entries of others. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { must } from "../../support/competition-steps.ts";
import { addRegistrationScene, importFile, readRosterFile, seeEntries, submitDrafts } from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("after a review", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  it("the leader hears of his entries by number, their people of their own, and nobody else of anything", async () => {
    const scene = await addRegistrationScene(runtime);
    const { read } = runtime.database;
    await importFile(runtime, scene, readRosterFile("tongzhou-a"));
    const seen = await seeEntries(runtime, await submitDrafts(runtime, scene));
    const review = (act: "accept" | "return", entries: typeof seen, reason: string) =>
      reviewEntries(runtime, scene.reviewer, { competitionId: scene.competitionId, act, reason, entries });
    must(await review("accept", seen.slice(0, 3), ""));
    must(await review("return", seen.slice(3, 4), "照片不清楚"));

    const toLeader = await read.messageReceipt.findMany({
      where: { userId: scene.leader.userId, message: { competitionId: scene.competitionId } },
      select: { readAt: true, message: { select: { kind: true, params: true, path: true } } },
    });
    const counts = (kind: string) =>
      toLeader
        .filter(({ message }) => message.kind === kind)
        .reduce((sum, { message }) => sum + Number((message.params as { count: number }).count), 0);
    expect(counts("entries-accepted")).toBe(3);
    expect(counts("entries-returned")).toBe(1);
    expect(
      toLeader.every(({ readAt, message }) => readAt === null && message.path === `/delegations/${scene.delegationId}`),
    ).toBe(true);
    expect(JSON.stringify(toLeader)).not.toContain("照片");

    const accepted = await read.entryMember.findMany({
      where: { entryId: { in: seen.slice(0, 3).map(({ id }) => id) } },
      select: { personId: true },
    });
    const told = await read.messageReceipt.findMany({
      where: { personId: { not: null }, message: { competitionId: scene.competitionId } },
      select: { personId: true, message: { select: { kind: true } } },
    });
    expect(told.map(({ personId }) => personId).sort()).toEqual(accepted.map(({ personId }) => personId).sort());
    expect(new Set(told.map(({ message }) => message.kind))).toEqual(new Set(["own-entry-accepted"]));
    expect(await read.messageReceipt.count({ where: { userId: scene.otherLeader.userId } })).toBe(0);
  });
});
