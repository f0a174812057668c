/** Opening judging: what is pinned, what is made, and everything that stands against it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openJudging } from "#app/services/marking/open-judging.server.ts";
import { createScene, refusalCodes, value } from "../../support/judging-steps.ts";
import { drawAndCode } from "../../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("open judging", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  it("pins rules, scheme and team and makes a form for each code and sub-criterion", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}, { participation: "absent" }] });
    const { roundId, chief, judges } = scene;
    expect(value(await openJudging(runtime, chief, { roundId }))).toEqual({ forms: 6 });
    const round = await runtime.database.read.round.findUniqueOrThrow({
      where: { id: roundId },
      include: { panels: { include: { judges: true } }, board: true, forms: true, rules: true, scheme: true },
    });
    expect(round.phase).toBe("judging");
    expect(round.judgingAt).toEqual(runtime.clock.now());
    expect([round.rules?.version, round.scheme?.version]).toEqual([1, 1]);
    expect(round.panels.map(({ subCriterionId }) => subCriterionId).sort()).toEqual(["A1", "A2", "B1"]);
    for (const panel of round.panels) {
      expect(panel.judges.map(({ judgeId }) => judgeId).sort()).toEqual(judges.map(({ userId }) => userId).sort());
    }
    expect(round.board?.version).toBe(1);
    expect(round.forms.every(({ status, revision }) => status === "open" && revision === 0)).toBe(true);
    expect(new Set(round.forms.map(({ subCriterionId }) => subCriterionId))).toEqual(new Set(["A1", "A2", "B1"]));
  });

  it("numbers forms in an order that says nothing of whose they are", async () => {
    const scene = await createScene(runtime, { entries: Array.from({ length: 12 }, () => ({ participation: "expected" })) });
    const { roundId, chief } = scene;
    const entryIds = scene.entries.map(({ entryId }) => entryId);
    await drawAndCode(runtime, scene, { roundId, entryIds });
    value(await openJudging(runtime, chief, { roundId }));
    const { read } = runtime.database;
    const forms = await read.markingForm.findMany({ where: { roundId, subCriterionId: "A1" }, orderBy: { id: "asc" } });
    const mappings = await read.blindMapping.findMany({ where: { roundId } });
    // The ids of works are random, and so is their order.
    expect(forms.map(({ subjectId }) => subjectId)).toEqual(forms.map(({ subjectId }) => subjectId).toSorted());
    const inOrder = forms.map(({ subjectId }) => mappings.find((one) => one.subjectId === subjectId)?.entryId);
    expect(inOrder).not.toEqual(entryIds);
    expect(inOrder).not.toEqual(entryIds.toReversed());
  });

  it("happens once", async () => {
    const { chief, roundId } = await createScene(runtime);
    const answers = await Promise.all([1, 2].map(() => openJudging(runtime, chief, { roundId })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await runtime.database.read.markingForm.count({ where: { roundId } })).toBe(9);
  });

  it("changes nothing while an entry has no code, another is not decided, and a judge is of an entered unit", async () => {
    const scene = await createScene(runtime, { entries: [{ coded: false }, { participation: "expected" }] });
    const { chief, roundId, judges } = scene;
    await runtime.database.write(async ({ tables, audit }) => {
      const { employerId } = await tables.entryMember.findFirstOrThrow({ where: { entry: { eventId: scene.eventId } } });
      await tables.user.update({ where: { id: judges[0].userId }, data: { organisationId: employerId } });
      await tables.roleGrant.updateMany({ where: { userId: judges[1].userId }, data: { revokedAt: runtime.clock.now() } });
      await audit({ chain: "system", actorId: null, act: "arrange", objectKind: "round", objectId: newId() });
      return allow(null);
    });
    const answer = await openJudging(runtime, chief, { roundId });
    expect(refusalCodes(answer)).toEqual([
      "check-in-open",
      "blind-codes-missing",
      "marking-judges-too-few",
      "judges-of-entered-units",
    ]);
    expect(answer).toMatchObject({ refusals: [{}, {}, {}, { params: { judges: judges[0].displayName } }] });
    const round = await runtime.database.read.round.findUniqueOrThrow({ where: { id: roundId }, include: { forms: true } });
    expect([round.phase, round.rulesId, round.forms.length]).toEqual(["draw", null, 0]);
  });
});
