/** From submitted marks to a final competition: unblinding by two, publication with its hash, publicity, decision. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { canonicalJson, type Json } from "#app/domain/audit/canonical-json.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { confirmUnblinding } from "#app/services/blinding/confirm-unblinding.server.ts";
import { requestUnblinding } from "#app/services/blinding/request-unblinding.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import { finaliseCompetition } from "#app/services/results/finalise-competition.server.ts";
import { openPublicity } from "#app/services/results/open-publicity.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { setDisclosure } from "#app/services/results/set-disclosure.server.ts";
import { settleRound } from "#app/services/results/settle-round.server.ts";
import {
  completeRound,
  createScene,
  defaultMarks,
  recheckRound,
  refusalCodes,
  type Scene,
  settleScene,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("to finality", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  const phaseOf = async ({ roundId }: Scene) =>
    (await runtime.database.read.round.findUniqueOrThrow({ where: { id: roundId } })).phase;
  const versionOf = async ({ roundId }: Scene) =>
    (await runtime.database.read.board.findUniqueOrThrow({ where: { roundId } })).version;

  it("unblinds by two people, in their order", async () => {
    const scene = await createScene(runtime, { entries: [{}] });
    const { roundId, blinding, supervisor } = scene;
    await completeRound(runtime, scene);
    expect(refusalCodes(await requestUnblinding(runtime, blinding, { roundId }))).toEqual(["round-phase-wrong"]);
    value(await submitRound(runtime, scene.chief, { roundId }));
    expect(refusalCodes(await requestUnblinding(runtime, blinding, { roundId }))).toEqual(["recheck-not-drawn"]);
    await recheckRound(runtime, scene);
    expect(refusalCodes(await confirmUnblinding(runtime, supervisor, { roundId }))).toEqual(["unblinding-not-requested"]);
    value(await requestUnblinding(runtime, blinding, { roundId }));
    expect(await phaseOf(scene)).toBe("recheck");
    expect(refusalCodes(await requestUnblinding(runtime, blinding, { roundId }))).toEqual(["unblinding-already-requested"]);
    expect(refusalCodes(await confirmUnblinding(runtime, blinding, { roundId }))).toEqual(["unblinding-same-person"]);
    await expect(getRoundResultsByEntry(runtime.database.read, roundId)).rejects.toThrow("blind");
    value(await confirmUnblinding(runtime, supervisor, { roundId }));
    expect(await phaseOf(scene)).toBe("unblinded");
    const steps = await runtime.database.read.unblinding.findMany({ where: { roundId }, orderBy: { layer: "asc" } });
    expect(steps.map(({ layer, blindingJudgeId, supervisorId }) => [layer, blindingJudgeId, supervisorId])).toEqual(
      [1, 2, 3].map((layer) => [layer, blinding.userId, supervisor.userId]),
    );
  });

  it("discloses names only after unblinding, each level under a new version of the board", async () => {
    const scene = await createScene(runtime, { entries: [{}] });
    const { roundId, organiser } = scene;
    expect(value(await setDisclosure(runtime, organiser, { roundId, disclosure: "progress" }))).toEqual({
      disclosure: "progress",
    });
    await completeRound(runtime, scene);
    const before = await versionOf(scene);
    expect(refusalCodes(await setDisclosure(runtime, organiser, { roundId, disclosure: "named" }))).toEqual([
      "disclosure-before-unblinding",
    ]);
    value(await setDisclosure(runtime, organiser, { roundId, disclosure: "blind" }));
    expect(await versionOf(scene)).toBe(before + 1);
    await unblindRound(runtime, scene);
    value(await setDisclosure(runtime, organiser, { roundId, disclosure: "named" }));
  });

  it("publishes a snapshot with its hash, prepares certificates, and settles when the period is over", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}, { participation: "absent" }] });
    const { roundId, organiser, entries } = scene;
    await completeRound(runtime, scene);
    expect(refusalCodes(await publishOnSite(runtime, organiser, { roundId }))).toEqual(["round-phase-wrong"]);
    await unblindRound(runtime, scene);
    const { resultsHash, closesAt } = value(await publishOnSite(runtime, organiser, { roundId }));
    const publication = await runtime.database.read.publication.findFirstOrThrow({ where: { roundId, kind: "on-site" } });
    expect(publication.results).toEqual([
      { entryId: entries[0]?.entryId, status: "checked-in", total: 9000, place: 1, tied: false, award: "first" },
      { entryId: entries[1]?.entryId, status: "checked-in", total: 8850, place: 2, tied: false, award: null },
      { entryId: entries[2]?.entryId, status: "absent", total: null, place: null, tied: false, award: null },
    ]);
    expect(resultsHash).toBe(sha256(canonicalJson(publication.results as Json)));
    expect(publication.resultsHash).toBe(resultsHash);
    expect(Date.parse(closesAt) - runtime.clock.now().getTime()).toBe(120 * 60_000);
    const jobs = await runtime.database.read.job.findMany({ where: { competitionId: scene.competitionId } });
    expect(jobs.map(({ kind, payload }) => [kind, payload])).toEqual([["prepare-certificates", { roundId }]]);

    runtime.clock.advanceMinutes(119);
    expect(await settleRound(runtime, organiser, { roundId })).toEqual({
      ok: false,
      refusals: [{ code: "on-site-period-running", params: { until: Date.parse(closesAt) } }],
    });
    runtime.clock.advanceMinutes(1);
    value(await settleRound(runtime, organiser, { roundId }));
    expect(await phaseOf(scene)).toBe("settled");
    expect(refusalCodes(await publishOnSite(runtime, organiser, { roundId }))).toEqual(["round-phase-wrong"]);
  });

  it("does not publish a tie that the chief judge has to decide", async () => {
    const scene = await createScene(runtime, { rules: { lastTie: "chief" } });
    await completeRound(runtime, scene, (index) => defaultMarks(index === 2 ? 2 : 0));
    await unblindRound(runtime, scene);
    expect(await publishOnSite(runtime, scene.organiser, { roundId: scene.roundId })).toEqual({
      ok: false,
      refusals: [{ code: "ties-open", params: { count: 2 } }],
    });
    expect(await runtime.database.read.publication.count({ where: { roundId: scene.roundId } })).toBe(0);
  });

  it("opens publicity for working days, and is final with a decision number after it", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}] });
    const { competitionId, organiser, roundId, entries } = scene;
    expect(refusalCodes(await openPublicity(runtime, organiser, { competitionId }))).toEqual(["round-not-settled"]);
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    runtime.clock.set("2026-11-20T09:00:00Z");
    await settleScene(runtime, scene);
    const { closesAt } = value(await openPublicity(runtime, organiser, { competitionId }));
    expect(closesAt).toBe("2026-11-27T16:00:00.000Z");
    const winners = await runtime.database.read.publication.findFirstOrThrow({ where: { roundId, kind: "winners" } });
    expect(winners.results).toEqual([
      { entryId: entries[0]?.entryId, status: "checked-in", total: 9000, place: 1, tied: false, award: "first" },
    ]);
    expect(winners.closesAt).toEqual(new Date(closesAt));

    const early = await finaliseCompetition(runtime, organiser, { competitionId, decisionNumber: " " });
    expect(refusalCodes(early)).toEqual(["publicity-running", "publicity-opened-by-same-person", "decision-number-missing"]);
    runtime.clock.set(closesAt);
    expect(refusalCodes(await finaliseCompetition(runtime, organiser, { competitionId, decisionNumber: "1" }))).toEqual([
      "publicity-opened-by-same-person",
    ]);
    value(await finaliseCompetition(runtime, scene.decider, { competitionId, decisionNumber: " 通人社发〔2026〕31号 " }));
    const competition = await runtime.database.read.competition.findUniqueOrThrow({ where: { id: competitionId } });
    expect([competition.phase, competition.decisionNumber, competition.finalisedAt]).toEqual([
      "final",
      "通人社发〔2026〕31号",
      new Date(closesAt),
    ]);
    const jobs = await runtime.database.read.job.findMany({ where: { competitionId }, orderBy: { id: "asc" } });
    expect(jobs.map(({ kind }) => kind)).toEqual([
      "prepare-certificates",
      "put-certificates-in-force",
      "compute-entitlements",
      "compute-advancement",
      "propose-promotions",
    ]);
    const again = await finaliseCompetition(runtime, organiser, { competitionId, decisionNumber: "2" });
    expect(refusalCodes(again)).toEqual(["competition-phase-wrong"]);
    expect(await runtime.database.read.job.count({ where: { competitionId } })).toBe(5);
  });
});
