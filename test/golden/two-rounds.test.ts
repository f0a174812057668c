/**
 * A whole event of two rounds: a heat of theory and practical at 30 and 70 percent, from which the first three places go on with a
 * tie at the cut, and a final of practical alone; awards, certificates and money follow from the final only.
 */
import fs from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Finding } from "#app/domain/policy/findings.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { findBoardPage } from "#app/queries/public/find-board-page.server.ts";
import { findJourneys } from "#app/queries/public/find-journeys.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { finaliseCompetition } from "#app/services/results/finalise-competition.server.ts";
import { openPublicity } from "#app/services/results/open-publicity.server.ts";
import { setEventRules } from "#app/services/rules/set-event-rules.server.ts";
import { addTheory, THEORY_AND_PRACTICAL } from "../support/component-steps.ts";
import {
  completeRound,
  createScene,
  defaultMarks,
  type Scene,
  settleScene,
  unblindRound,
  value,
} from "../support/judging-steps.ts";
import { enterNextRound, planHeat } from "../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";

describeOnEachDatabase("an event of a heat and a final", (provider) => {
  let runtime: TestRuntime;
  let heat: Scene;
  let final: Scene;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    heat = await createScene(runtime, {
      entries: [{}, {}, {}, {}, {}],
      rules: { components: THEORY_AND_PRACTICAL as never },
    });
    await pinDalian(runtime, heat);
    await planHeat(runtime, heat, { kind: "places", places: 3 });
    // Practical: 90.00, 88.50, 87.00, 85.50 and 84.00 in the order of the entries.
    await completeRound(runtime, heat);
    await unblindRound(runtime, heat);
    await addTheory(runtime, heat, { E1001: "70", E1002: "85", E1003: "77", E1004: "90", E1005: "59.99" });
    await settleScene(runtime, heat);
    const { rules, version } = await getCurrentRules(runtime.database.read, heat.eventId);
    value(
      await setEventRules(runtime, heat.organiser, {
        eventId: heat.eventId,
        rules: { ...rules, components: [] },
        reason: "决赛只考实操",
        basedOn: version,
      }),
    );
    final = await enterNextRound(runtime, heat);
    // The last of the finalists by number is the best now: 90.00, 88.50, 87.00, 85.50 from E1004 down.
    await completeRound(runtime, final, (index) => defaultMarks(3 - index));
    await unblindRound(runtime, final);
    await settleScene(runtime, final);
    const { closesAt } = value(await openPublicity(runtime, heat.organiser, { competitionId: heat.competitionId }));
    runtime.clock.set(closesAt);
    value(
      await finaliseCompetition(runtime, heat.decider, {
        competitionId: heat.competitionId,
        decisionNumber: "大人社发〔2026〕1号",
      }),
    );
    while (await runNextJob(runtime));
  }, 120_000);
  afterAll(() => runtime.dispose());

  const numberOf = async () => {
    const entries = await runtime.database.read.entry.findMany({ where: { eventId: heat.eventId } });
    return new Map(entries.map(({ id, entrantNumber }) => [id, entrantNumber]));
  };

  it("ranks the heat by weighted totals, worked out by hand", async () => {
    const numbers = await numberOf();
    const { rows } = await getRoundResultsByEntry(runtime.database.read, heat.roundId);
    expect(
      rows.map(({ entryId, total, place, passed, goesOn, award }) => [numbers.get(entryId), total, place, passed, goesOn, award]),
    ).toEqual([
      // 30 x 85.00 + 70 x 88.50 = 8745.00
      ["E1002", 8745, 1, true, true, null],
      // 30 x 90.00 + 70 x 85.50 = 8685.00
      ["E1004", 8685, 2, true, true, null],
      // 30 x 70.00 + 70 x 90.00 = 30 x 77.00 + 70 x 87.00 = 8400.00: a tie at the cut, which goes on together
      ["E1001", 8400, 3, true, true, null],
      ["E1003", 8400, 3, true, true, null],
      // 30 x 59.99 + 70 x 84.00 = 7679.70, rounded to 76.80; below the pass mark of theory
      ["E1005", 7680, 5, false, false, null],
    ]);
  });

  it("holds the final with those who went on, by its own rules, and awards there alone", async () => {
    const numbers = await numberOf();
    const { rows, isLast } = await getRoundResultsByEntry(runtime.database.read, final.roundId);
    expect(isLast).toBe(true);
    expect(rows.map(({ entryId, total, award, goesOn }) => [numbers.get(entryId), total, award, goesOn])).toEqual([
      ["E1004", 9000, "first", null],
      ["E1003", 8850, null, null],
      ["E1002", 8700, null, null],
      ["E1001", 8550, null, null],
    ]);
  });

  it("issues certificates and the list of winners out of the final", async () => {
    const numbers = await numberOf();
    const { read } = runtime.database;
    const certificates = await read.certificate.findMany({ where: { eventId: heat.eventId } });
    expect(certificates.map(({ entryId, award }) => [numbers.get(String(entryId)), award])).toEqual([["E1004", "first"]]);
    const winners = await read.publication.findMany({ where: { kind: "winners", round: { eventId: heat.eventId } } });
    expect(winners.map(({ roundId }) => roundId)).toEqual([final.roundId]);
    const jobs = await read.job.findMany({ where: { competitionId: heat.competitionId, kind: "prepare-certificates" } });
    expect(jobs.map(({ payload, status }) => [payload, status])).toEqual([[{ roundId: final.roundId }, "done"]]);
  });

  it("pays a head in the final and none that did not reach it: Dalian (14), 5,000 yuan at national level", async () => {
    const numbers = await numberOf();
    const { read } = runtime.database;
    // Of entries: the competition itself is asked, too.
    const where = { competitionId: heat.competitionId, entryId: { not: null } };
    const assessments = await read.policyAssessment.findMany({ where });
    const found = assessments.map(({ entryId, findings }) => {
      const row = (findings as unknown as Finding[]).find(({ rowId }) => rowId === "14-nation-finalist");
      return [numbers.get(String(entryId)), row?.outcome, row?.reasons.map(({ code, params }) => [code, params?.actual])];
    });
    expect(found.sort()).toEqual([
      ["E1001", "owed", []],
      ["E1002", "owed", []],
      ["E1003", "owed", []],
      ["E1004", "owed", []],
      ["E1005", "not-met", [["round-not-reached", "preliminary"]]],
    ]);
    const paid = await read.entitlement.findMany({ where: { competitionId: heat.competitionId } });
    expect(paid.map(({ amountFen, rowId }) => [rowId, amountFen])).toEqual(
      Array.from({ length: 4 }, () => ["14-nation-finalist", 500_000]),
    );
  });

  it("tells each contestant his own way, and shows the public both rounds", async () => {
    const { read } = runtime.database;
    const journeyOf = async (entrantNumber: string) => {
      const member = await read.entryMember.findFirstOrThrow({ where: { entry: { eventId: heat.eventId, entrantNumber } } });
      return (await findJourneys(runtime, member.personId))?.journeys[0];
    };
    const winner = await journeyOf("E1004");
    expect(winner?.earlier).toMatchObject([{ round: { kind: "preliminary", number: 1 }, place: 2, goesOn: true }]);
    expect(winner?.result).toMatchObject({ round: { kind: "final", number: 2 }, place: 1, goesOn: null, award: "first" });
    const loser = await journeyOf("E1005");
    expect(loser?.earlier).toEqual([]);
    expect(loser?.result).toMatchObject({ round: { kind: "preliminary" }, place: 5, goesOn: false, award: null });
    const shown = await findBoardPage(runtime, heat.eventId);
    expect([shown?.board.round, shown?.board.rows.length, shown?.rounds.length]).toEqual([2, 4, 2]);
    const first = await findBoardPage(runtime, heat.eventId, 1);
    expect([first?.board.kind, first?.board.rows.length]).toEqual(["preliminary", 5]);
    expect(await findBoardPage(runtime, heat.eventId, 3)).toBeNull();
  });
});

/** Makes the competition a national one, with the pack of Dalian and contestants of its enterprises. */
async function pinDalian(runtime: TestRuntime, { competitionId, eventId }: Scene): Promise<void> {
  const file = new URL("../../seeds/policies/dalian.json", import.meta.url);
  await runtime.database.write(async ({ tables, audit }) => {
    const packId = newId();
    const content = JSON.parse(fs.readFileSync(file, "utf8"));
    await tables.policyPack.create({ data: { id: packId, name: "dalian", version: 1, content, createdAt: runtime.clock.now() } });
    await tables.competitionPack.create({ data: { competitionId, packId } });
    await tables.competition.update({ where: { id: competitionId }, data: { tier: "nation" } });
    await tables.entryMember.updateMany({ where: { entry: { eventId } }, data: { employerRegion: "210211" } });
    await audit({ chain: "system", actorId: null, act: "plant", objectKind: "competition", objectId: competitionId });
    return { ok: true, value: null };
  });
}
