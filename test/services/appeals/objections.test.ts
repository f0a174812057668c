/** Objections: real names under seal, a code for the answer, readers on record; and they hold up finality. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findCasePaper } from "#app/queries/appeals/find-case-paper.server.ts";
import { findObjection } from "#app/queries/appeals/find-objection.server.ts";
import { findObjectionsPage } from "#app/queries/appeals/find-objections-page.server.ts";
import { getCases } from "#app/queries/appeals/get-cases.server.ts";
import { findCompetitionPage } from "#app/queries/public/find-competition-page.server.ts";
import { fileObjection } from "#app/services/appeals/file-objection.server.ts";
import { ruleOnCase } from "#app/services/appeals/rule-on-case.server.ts";
import { viewObjector } from "#app/services/appeals/view-objector.server.ts";
import { withdrawObjection } from "#app/services/appeals/withdraw-objection.server.ts";
import { finaliseCompetition } from "#app/services/results/finalise-competition.server.ts";
import { openPublicity } from "#app/services/results/open-publicity.server.ts";
import {
  completeRound,
  createScene,
  refusalCodes,
  type Scene,
  settleScene,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { addOfficial } from "../../support/ruling-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const NAME = "欧阳举证";
const TELEPHONE = "13801234567";
const STATEMENT = "一等奖选手不在本区工作，附社保证明。";

describeOnEachDatabase("objections", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let arbitrator: Actor;
  let closesAt: string;

  const file = (more: Partial<Parameters<typeof fileObjection>[1]> = {}) =>
    fileObjection(runtime, {
      competitionId: scene.competitionId,
      eventId: null,
      name: NAME,
      telephone: TELEPHONE,
      statement: STATEMENT,
      ...more,
    });

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime, { entries: [{}, {}] });
    arbitrator = await addOfficial(runtime, scene, "arbitrator");
    expect(refusalCodes(await file())).toEqual(["publicity-not-running"]);
    expect(await findObjectionsPage(runtime, scene.competitionId)).toBeNull();
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    await settleScene(runtime, scene);
    ({ closesAt } = value(await openPublicity(runtime, scene.organiser, { competitionId: scene.competitionId })));
  });
  afterAll(() => runtime.dispose());

  it("are filed under seal, looked up by code, ruled on, and hold up finality until then", async () => {
    const { competitionId, eventId } = scene;
    expect(refusalCodes(await file({ eventId: "no-such-event", telephone: "13900000000" }))).toEqual(["event-unknown"]);
    const { code } = value(await file({ eventId }));
    const typed = `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`;
    const answer = value(await findObjection(runtime, { competitionId, code: typed }));
    expect([answer.state, answer.ruling, answer.event?.name]).toEqual(["open", null, "数控车"]);

    runtime.clock.set(closesAt);
    expect(await finaliseCompetition(runtime, scene.decider, { competitionId, decisionNumber: "1" })).toEqual({
      ok: false,
      refusals: [{ code: "objections-open", params: { count: 1, event: "E1" } }],
    });
    expect(refusalCodes(await file({ telephone: "13900000001" }))).toEqual(["publicity-over"]);
    const [found] = (await getCases(runtime, arbitrator, competitionId)).cases;
    const caseId = found?.caseId ?? "";
    value(
      await ruleOnCase(runtime, arbitrator, {
        competitionId,
        kind: "objection",
        caseId,
        outcome: "dismissed",
        reason: "经核查，报名时在本区参保。",
      }),
    );
    const after = value(await findObjection(runtime, { competitionId, code }));
    expect([after.state, after.ruling?.outcome, after.ruling?.reason]).toEqual([
      "ruled",
      "dismissed",
      "经核查，报名时在本区参保。",
    ]);
    expect(refusalCodes(await withdrawObjection(runtime, { competitionId, code }))).toEqual(["case-ruled"]);
    runtime.clock.set(new Date(Date.parse(closesAt) - 1));
  });

  it("never show who filed them, but to those who handle them and are on record for it", async () => {
    const { competitionId } = scene;
    const { code } = value(await file({ telephone: "13801234568" }));
    const objection = await runtime.database.read.objection.findUniqueOrThrow({ where: { code } });
    const everything = [
      await findObjection(runtime, { competitionId, code }),
      await findObjectionsPage(runtime, competitionId),
      await findCompetitionPage(runtime, competitionId),
      await getCases(runtime, arbitrator, competitionId),
      await findCasePaper(runtime, objection.id, true),
      await runtime.database.read.auditRecord.findMany(),
      await runtime.database.read.job.findMany(),
    ];
    const bytes = Buffer.from(objection.sealed).toString("latin1");
    for (const secret of [NAME, TELEPHONE, "13801234568"]) {
      expect(JSON.stringify(everything)).not.toContain(secret);
      expect(bytes).not.toContain(Buffer.from(secret, "utf8").toString("latin1"));
    }
    expect(JSON.stringify(everything[5])).not.toContain("社保");

    const views = () => runtime.database.read.auditRecord.count({ where: { act: "view-objector", objectId: objection.id } });
    const input = { competitionId, objectionId: objection.id };
    // The control: what is under the seal is that very name.
    expect(value(await viewObjector(runtime, arbitrator, input))).toEqual({
      name: NAME,
      telephone: "13801234568",
      objectionId: objection.id,
    });
    value(await viewObjector(runtime, scene.supervisor, input));
    expect(await views()).toBe(2);
    expect(refusalCodes(await viewObjector(runtime, arbitrator, { ...input, competitionId: "other" }))).toEqual(["case-unknown"]);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.objection.update({ where: { id: objection.id }, data: { wrapped: null } });
      await audit({ chain: "system", actorId: null, act: "erase", objectKind: "objection", objectId: objection.id });
      return allow(null);
    });
    expect(refusalCodes(await viewObjector(runtime, arbitrator, input))).toEqual(["objector-erased"]);
    expect(await views()).toBe(2);
    value(await withdrawObjection(runtime, { competitionId, code }));
    expect(refusalCodes(await withdrawObjection(runtime, { competitionId, code }))).toEqual(["case-withdrawn"]);
  });

  it("show an administrator that there is one, and not what it says", async () => {
    const administrator = { ...arbitrator, grants: [{ ...arbitrator.grants[0], role: "administrator" as const }] } as Actor;
    const page = await getCases(runtime, administrator, scene.competitionId);
    expect(page.mayViewObjectors).toBe(false);
    expect(page.cases.map(({ statement }) => statement)).toEqual(page.cases.map(() => null));
  });

  it("are not ruled on by an arbitrator whose unit has an entry in the event", async () => {
    const { competitionId, eventId } = scene;
    const { code } = value(await file({ eventId, telephone: "13801234569" }));
    const { id: caseId } = await runtime.database.read.objection.findUniqueOrThrow({ where: { code } });
    const member = await runtime.database.read.entryMember.findFirstOrThrow({ where: { entry: { eventId } } });
    const colleague = await addOfficial(runtime, scene, "arbitrator", { organisationId: member.employerId });
    const input = { competitionId, kind: "objection", caseId, outcome: "upheld", reason: "属实" } as const;
    expect(refusalCodes(await ruleOnCase(runtime, colleague, input))).toEqual(["arbitrator-of-concerned-unit"]);
    value(await withdrawObjection(runtime, { competitionId, code }));
  });

  it("are slowed down by telephone, and codes cannot be tried out", async () => {
    const telephone = "13701234567";
    for (let count = 0; count < 3; count += 1) value(await file({ telephone }));
    expect(refusalCodes(await file({ telephone }))).toEqual(["objections-too-many"]);
    value(await file({ telephone: "13701234560" }));
    const { competitionId } = scene;
    const guesses: string[] = [];
    for (let guess = 0; guess < 10; guess += 1) {
      guesses.push(refusalCodes(await findObjection(runtime, { competitionId, code: `ABCDEF22222${guess}` }))[0] ?? "");
    }
    expect(guesses).toEqual([...Array(8).fill("objection-unknown"), "too-many-attempts", "too-many-attempts"]);
  });
});
