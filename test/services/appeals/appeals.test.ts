/** Appeals through the services: the clock, own entries, rulings by the neutral only, what an open one holds up. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { allow } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findCasePaper } from "#app/queries/appeals/find-case-paper.server.ts";
import { getAppealsPage } from "#app/queries/appeals/get-appeals-page.server.ts";
import { getCases, readsNamesWhileBlind } from "#app/queries/appeals/get-cases.server.ts";
import { appealRuling } from "#app/services/appeals/appeal-ruling.server.ts";
import { fileAppeal } from "#app/services/appeals/file-appeal.server.ts";
import { ruleOnCase } from "#app/services/appeals/rule-on-case.server.ts";
import { withdrawAppeal } from "#app/services/appeals/withdraw-appeal.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { settleRound } from "#app/services/results/settle-round.server.ts";
import { completeRound, createScene, refusalCodes, type Scene, unblindRound, value } from "../../support/judging-steps.ts";
import { addOfficial, findDelegationId } from "../../support/ruling-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const STATEMENT = "第二工位电源在 9 点 20 分中断 3 分钟，请求补时并复核 B1 项。";

describeOnEachDatabase("appeals", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let leader: Actor;
  let arbitrator: Actor;
  let delegationId: string;

  const official = (role: Role, more: Parameters<typeof addOfficial>[3] = {}) => addOfficial(runtime, scene, role, more);
  const file = (more: Partial<Parameters<typeof fileAppeal>[2]> = {}) =>
    fileAppeal(runtime, leader, {
      delegationId,
      roundId: scene.roundId,
      entryId: null,
      about: "result",
      occurredAt: null,
      statement: STATEMENT,
      ...more,
    });
  const rule = (actor: Actor, caseId: string, outcome: "upheld" | "partly-upheld" | "dismissed" = "dismissed") =>
    ruleOnCase(runtime, actor, {
      competitionId: scene.competitionId,
      kind: "appeal",
      caseId,
      outcome,
      reason: "断电属实，已按规则补时，评分无误。",
    });
  const publish = async () => {
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    value(await publishOnSite(runtime, scene.organiser, { roundId: scene.roundId }));
  };
  const begin = async (rules: Parameters<typeof createScene>[1] = {}) => {
    scene = await createScene(runtime, rules);
    delegationId = await findDelegationId(runtime, scene);
    leader = await official("team-leader", { delegationId });
    arbitrator = await official("arbitrator");
  };

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  it("name whose work it is to a supervisor only when the works are unblinded", async () => {
    await begin();
    await completeRound(runtime, scene);
    const [, second] = scene.entries;
    const hall = { about: "hall", occurredAt: runtime.clock.now(), entryId: second?.entryId ?? null } as const;
    const { appealId } = value(await file(hall));
    const organiser = await official("organiser");
    const namesFor = async (reader: Actor) => {
      const [one] = (await getCases(runtime, reader, scene.competitionId)).cases;
      const readsNames = readsNamesWhileBlind(reader, scene.competitionId);
      const paper = await findCasePaper(runtime, appealId, readsNames);
      return [one?.entry, paper?.entry];
    };
    const nameless = { entrantNumber: "E1002", names: [] };
    const named = { entrantNumber: "E1002", names: [expect.stringMatching(/^选手甲\d+002$/)] };
    expect(await namesFor(scene.supervisor)).toEqual([nameless, nameless]);
    expect(await namesFor(organiser)).toEqual([named, named]);
    expect(await namesFor(arbitrator)).toEqual([named, named]);
    await unblindRound(runtime, scene);
    expect(await namesFor(scene.supervisor)).toEqual([named, named]);
  });

  it("are filed until the last millisecond of the clock, hold up settling, and are ruled on once", async () => {
    await begin();
    const { roundId, organiser } = scene;
    expect(refusalCodes(await file())).toEqual(["result-not-published"]);
    await publish();
    const published = runtime.clock.now().getTime();
    runtime.clock.set(new Date(published + 120 * 60_000 + 1));
    expect(await file()).toEqual({
      ok: false,
      refusals: [{ code: "appeal-too-late", params: { until: published + 120 * 60_000 } }],
    });
    runtime.clock.set(new Date(published + 120 * 60_000));
    const { appealId, dueAt } = value(await file({ entryId: scene.entries[1]?.entryId ?? null }));
    expect(Date.parse(dueAt)).toBe(published + 120 * 60_000);

    runtime.clock.advanceMinutes(1);
    expect(await settleRound(runtime, organiser, { roundId })).toEqual({
      ok: false,
      refusals: [{ code: "appeals-open", params: { count: 1 } }],
    });
    const [open] = (await getCases(runtime, arbitrator, scene.competitionId)).cases;
    expect([open?.state, open?.blocks, open?.unmet, open?.statement]).toEqual(["open", ["settling", "finality"], [], STATEMENT]);
    value(await rule(arbitrator, appealId));
    expect(refusalCodes(await rule(arbitrator, appealId))).toEqual(["case-ruled"]);
    expect(refusalCodes(await withdrawAppeal(runtime, leader, { delegationId, appealId }))).toEqual(["case-ruled"]);
    value(await settleRound(runtime, organiser, { roundId }));
  });

  it("are about the leader's own entries and rounds only, and about nothing of another delegation", async () => {
    await begin();
    const other = scene;
    const stranger = leader;
    await begin();
    await publish();
    expect(refusalCodes(await file({ entryId: other.entries[0]?.entryId ?? "" }))).toEqual(["appeal-entry-unknown"]);
    expect(refusalCodes(await file({ roundId: other.roundId }))).toEqual(["appeal-round-unknown"]);
    const { appealId } = value(await file());
    const foreign = { delegationId: await findDelegationId(runtime, other), appealId };
    expect(refusalCodes(await withdrawAppeal(runtime, stranger, foreign))).toEqual(["appeal-unknown"]);
    expect(refusalCodes(await appealRuling(runtime, stranger, { ...foreign, statement: STATEMENT }))).toEqual(["appeal-unknown"]);
    expect(
      refusalCodes(
        await ruleOnCase(runtime, arbitrator, {
          competitionId: other.competitionId,
          kind: "appeal",
          caseId: appealId,
          outcome: "upheld",
          reason: "无",
        }),
      ),
    ).toEqual(["case-unknown"]);
    value(await withdrawAppeal(runtime, leader, { delegationId, appealId }));
    expect(refusalCodes(await rule(arbitrator, appealId))).toEqual(["case-withdrawn"]);
    runtime.clock.advanceMinutes(120);
    value(await settleRound(runtime, scene.organiser, { roundId: scene.roundId }));
  });

  it("about the hall are heard while it is judged, by the time that the leader states", async () => {
    await begin();
    await completeRound(runtime, scene);
    const judging = (await runtime.database.read.round.findUniqueOrThrow({ where: { id: scene.roundId } })).judgingAt;
    const begun = judging?.getTime() ?? 0;
    runtime.clock.advanceMinutes(90);
    const at = (milliseconds: number) => file({ about: "hall", occurredAt: new Date(milliseconds) });
    expect(refusalCodes(await at(begun - 1))).toEqual(["occurrence-outside-judging"]);
    expect(refusalCodes(await at(runtime.clock.now().getTime() + 1))).toEqual(["occurrence-in-future"]);
    const { appealId, dueAt } = value(await at(begun));
    expect(Date.parse(dueAt)).toBe(begun + 120 * 60_000);
    const stored = await runtime.database.read.appeal.findUniqueOrThrow({ where: { id: appealId } });
    expect([stored.about, stored.instance, stored.filedById]).toEqual(["hall", 1, leader.userId]);
  });

  it("are not ruled on by an arbitrator of a unit concerned, of the delegation, or who declared a conflict", async () => {
    await begin();
    await publish();
    const { appealId } = value(await file());
    const member = await runtime.database.read.entryMember.findFirstOrThrow({ where: { entry: { delegationId } } });
    const colleague = await official("arbitrator", { organisationId: member.employerId });
    expect(refusalCodes(await rule(colleague, appealId))).toEqual(["arbitrator-of-concerned-unit"]);
    const shown = (await getCases(runtime, colleague, scene.competitionId)).cases[0];
    expect(shown?.unmet).toEqual([{ code: "arbitrator-of-concerned-unit" }]);
    const partial = await official("arbitrator");
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.conflict.create({
        data: {
          id: newId(),
          competitionId: scene.competitionId,
          judgeId: partial.userId,
          kind: "other",
          delegationId,
          reason: "曾任教练",
          declaredById: partial.userId,
          declaredAt: runtime.clock.now(),
        },
      });
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: "conflict" });
      return allow(null);
    });
    expect(refusalCodes(await rule(partial, appealId))).toEqual(["arbitrator-with-conflict"]);
    const supervisor = (await getCases(runtime, scene.supervisor, scene.competitionId)).cases[0];
    expect(supervisor?.unmet).toBeNull();
    value(await rule(arbitrator, appealId));
  });

  it("go to a second instance where the rules have one, before another arbitrator, and wait for its clock", async () => {
    await begin({ rules: { ...DEFAULT_RULES, secondInstance: true } });
    const { roundId, organiser } = scene;
    await publish();
    const { appealId } = value(await file());
    runtime.clock.advanceMinutes(119);
    value(await rule(arbitrator, appealId, "partly-upheld"));
    const ruled = runtime.clock.now().getTime();
    runtime.clock.advanceMinutes(2);
    // On site it is over; against the ruling he has until 120 minutes after it.
    expect(await settleRound(runtime, organiser, { roundId })).toEqual({
      ok: false,
      refusals: [{ code: "appeal-time-running", params: { until: ruled + 120 * 60_000 } }],
    });
    const page = await getAppealsPage(runtime, delegationId);
    expect(Date.parse(page.appeals[0]?.secondInstanceUntil ?? "")).toBe(ruled + 120 * 60_000);
    const second = value(await appealRuling(runtime, leader, { delegationId, appealId, statement: STATEMENT }));
    expect(refusalCodes(await appealRuling(runtime, leader, { delegationId, appealId, statement: STATEMENT }))).toEqual([
      "already-appealed",
    ]);
    expect(refusalCodes(await rule(arbitrator, second.appealId))).toEqual(["arbitrator-of-first-instance"]);
    const other = await official("arbitrator");
    expect(refusalCodes(await settleRound(runtime, organiser, { roundId }))).toEqual(["appeals-open"]);
    value(await rule(other, second.appealId));
    const third = await appealRuling(runtime, leader, { delegationId, appealId: second.appealId, statement: STATEMENT });
    expect(refusalCodes(third)).toEqual(["second-instance-not-given"]);
    value(await settleRound(runtime, organiser, { roundId }));
  });

  it("are ruled on once when two arbitrators rule at the same moment", async () => {
    await begin();
    await publish();
    const { appealId } = value(await file());
    const other = await official("arbitrator");
    const answers = await Promise.all([rule(arbitrator, appealId, "upheld"), rule(other, appealId)]);
    expect(answers.map((answer) => (answer.ok ? "ruled" : answer.refusals[0]?.code))).toEqual(["ruled", "case-ruled"]);
    expect(await runtime.database.read.ruling.count({ where: { appealId } })).toBe(1);
  });

  it("leave ids and words in the audit, and nothing that was written", async () => {
    const records = await runtime.database.read.auditRecord.findMany({
      where: { act: { in: ["file-appeal", "rule-on-case", "withdraw-appeal"] } },
    });
    expect(records.length).toBeGreaterThan(10);
    const payloads = JSON.stringify(records);
    expect(payloads).not.toContain("电源");
    expect(payloads).not.toContain("断电");
    expect(payloads).toContain("partly-upheld");
  });
});
