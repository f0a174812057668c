/** A city's competition that asked only another region's document: whom that leaves out, and asking the right one too. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { FixedCounts } from "#app/domain/awards/award-scheme.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listAskedDocuments } from "#app/queries/policy/list-asked-documents.server.ts";
import { previewAskedPack } from "#app/queries/policy/preview-pack.server.ts";
import { askDocument } from "#app/services/policy/ask-document.server.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { addOfficer } from "../../support/fact-steps.ts";
import type { Scene } from "../../support/judging-steps.ts";
import { createPayingScene, finaliseScene, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const ONE_FIRST_PRIZE: FixedCounts = {
  scheme: "fixed-counts",
  counts: { first: 1, second: 0, third: 0 },
  base: "started",
  minimumMark: null,
  minimumEntries: [],
  excellenceTo: null,
  rounding: "down",
  tiesAtCut: "in",
};

describeOnEachDatabase("one more document of a competition", (provider) => {
  let runtime: TestRuntime;
  let officer: Actor;
  let scene: Scene;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officer = await addOfficer(runtime, "bureau");
    // Three of Tongzhou in a competition of Beijing; one of them wins.
    scene = await createPayingScene(runtime, {
      rules: { award: ONE_FIRST_PRIZE },
      tier: "city",
      host: "110000",
      packs: ["dalian"],
      employer: { id: "unit-works", regionCode: "110112" },
    });
  });
  afterEach(() => runtime.dispose());

  const ask = (name: string, reason = "获奖选手来自通州") =>
    askDocument(runtime, officer, { competitionId: scene.competitionId, name, reason });
  const lines = async () =>
    (await listAskedDocuments(runtime, scene.competitionId)).map(
      ({ name, isAsked, people, winners }) => `${name} ${isAsked ? "asked" : "not asked"} ${people} ${winners}`,
    );
  const preview = () => previewAskedPack(runtime, { competitionId: scene.competitionId, name: "tongzhou" }, { withNames: true });
  const ledger = async () =>
    (await runtime.database.read.entitlement.findMany({ where: { competitionId: scene.competitionId } })).map(
      ({ rowId, amountFen }) => `${rowId} ${amountFen}`,
    );

  it("concerns those who live in its region, too", async () => {
    await plantRows(runtime, (tables) =>
      tables.entryMember.updateMany({
        where: { entry: { event: { competitionId: scene.competitionId } } },
        data: { residenceRegion: "210211" },
      }),
    );
    await runJobs(runtime);
    expect((await lines()).slice(0, 2)).toEqual(["dalian asked 3 1", "tongzhou not asked 3 1"]);
  });

  it("shows whom a document that is not asked concerns, and what it would pay, before it is asked", async () => {
    await runJobs(runtime);
    expect((await lines()).slice(0, 2)).toEqual(["dalian asked 0 0", "tongzhou not asked 3 1"]);
    expect(await preview()).toBeNull();
    await finaliseScene(runtime, scene);
    await runJobs(runtime);
    expect(await ledger()).toEqual([]);
    // (14) by hand: 100,000 yuan for a first prize of the city.
    const seen = await preview();
    expect(seen).toMatchObject({ asked: 3, people: 1, totals: { beforeFen: 0, afterFen: 10_000_000 } });
    expect(seen?.effects.map(({ kind, rowId }) => `${kind} ${rowId}`)).toEqual([
      "new 14-city-winner-grade-1",
      // (8), (10) and (15) name him, without money.
      "new 10-assessment-by-competition",
      "new 8-direct-recognition",
      "new 15-expert-bank",
    ]);
    expect(await ledger()).toEqual([]);
    must(await ask("tongzhou"));
    // Its clauses say how far a winner's level may rise, too.
    const waiting = await runtime.database.read.job.findMany({ where: { status: "ready" }, orderBy: { kind: "asc" } });
    expect(waiting.map(({ kind }) => kind)).toEqual(["compute-entitlements", "propose-promotions"]);
    await runJobs(runtime);
    expect(await ledger()).toEqual(["14-city-winner-grade-1 10000000"]);
    expect((await lines()).slice(0, 2)).toEqual(["dalian asked 0 0", "tongzhou asked 3 1"]);
    const acts = await runtime.database.read.auditRecord.findMany({ where: { act: "ask-document" } });
    const { version } = await runtime.database.read.policyPack.findFirstOrThrow({ where: { name: "tongzhou" } });
    expect(acts.map(({ payload }) => payload)).toEqual([{ pack: "tongzhou", version, reasonId: expect.any(String) }]);
    expect(await runtime.database.read.actReason.findMany({ select: { competitionId: true, reason: true } })).toEqual([
      { competitionId: scene.competitionId, reason: "获奖选手来自通州" },
    ]);
  });

  it("is asked before the results are final, too, and counts when they are", async () => {
    must(await ask("tongzhou"));
    expect(await runtime.database.read.job.count({ where: { kind: "compute-entitlements" } })).toBe(0);
    await finaliseScene(runtime, scene);
    await runJobs(runtime);
    expect(await ledger()).toEqual(["14-city-winner-grade-1 10000000"]);
  });

  it("is asked once, with a reason, while the competition is not archived, and only when there is one", async () => {
    expect(codesOf(await ask("nothing"))).toEqual(["pack-unknown"]);
    expect(codesOf(await ask("tongzhou", " "))).toEqual(["pack-reason-missing"]);
    expect(codesOf(await ask("dalian"))).toEqual(["pack-asked-already"]);
    await plantRows(runtime, (tables) =>
      tables.competition.update({ where: { id: scene.competitionId }, data: { phase: "archived" } }),
    );
    expect(codesOf(await ask("tongzhou"))).toEqual(["pack-asking-archived"]);
  });
});
