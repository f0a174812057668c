/** A competition states what it awards beyond prizes, and reads it off its published results. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEFAULT_SPECIAL_AWARDS } from "#app/domain/awards/special-awards.ts";
import { getSpecialAwards } from "#app/queries/awards/get-special-awards.server.ts";
import { setSpecialAwards } from "#app/services/awards/set-special-awards.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { completeRound, createScene, refusalCodes, unblindRound, value } from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("special awards", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  it("count nothing before the results are published, then every place of the event", async () => {
    const scene = await createScene(runtime);
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    const before = await getSpecialAwards(runtime, scene.competitionId);
    expect([before.events, before.missing.length, before.teams, before.highest]).toEqual([[], 1, [], []]);
    value(await publishOnSite(runtime, scene.organiser, { roundId: scene.roundId }));
    const after = await getSpecialAwards(runtime, scene.competitionId);
    // Three entries of one delegation on the places 1, 2, 3: 10 + 9 + 8.
    expect(after.teams.map(({ place, points, firsts }) => [place, points, firsts])).toEqual([[1, 27, [1, 1, 1]]]);
    expect(after.highest.map(({ total }) => total)).toEqual([9000]);
    expect(after.bestOfDelegation.map(({ entryId }) => entryId)).toEqual([scene.entries[0]?.entryId]);
  });

  it("are stated until the winners are public, and audited", async () => {
    const scene = await createScene(runtime);
    const { competitionId, organiser } = scene;
    const rules = { ...DEFAULT_SPECIAL_AWARDS, highest: false, organisationPlaces: 2 };
    value(await setSpecialAwards(runtime, organiser, { competitionId, rules }));
    expect((await getSpecialAwards(runtime, competitionId)).rules).toEqual(rules);
    const audited = await runtime.database.read.auditRecord.findFirstOrThrow({ where: { act: "set-special-awards" } });
    expect([audited.objectId, audited.actorId]).toEqual([competitionId, organiser.userId]);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.competition.update({ where: { id: competitionId }, data: { phase: "publicity" } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "competition", objectId: competitionId });
      return { ok: true, value: null };
    });
    const later = { competitionId, rules: DEFAULT_SPECIAL_AWARDS };
    expect(refusalCodes(await setSpecialAwards(runtime, organiser, later))).toEqual(["special-awards-closed"]);
    expect((await getSpecialAwards(runtime, competitionId)).rules).toEqual(rules);
  });
});
