/** Signing with a PIN, confirming by another person, submitting when all is confirmed. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import type { Notice } from "#app/platform/bus.server.ts";
import { confirmForm } from "#app/services/marking/confirm-form.server.ts";
import { signOffForm } from "#app/services/marking/sign-off-form.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import {
  completeCode,
  confirmAsClerk,
  createScene,
  defaultMarks,
  enter,
  fillForm,
  findFormId,
  openScene,
  PIN,
  refusalCodes,
  type Scene,
  signForm,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("sign, confirm, submit", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let formId: string;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    scene = await createScene(runtime);
    await openScene(runtime, scene);
    formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
  });
  afterAll(() => runtime.dispose());

  const form = () => runtime.database.read.markingForm.findUniqueOrThrow({ where: { id: formId } });
  const board = () => runtime.database.read.board.findUniqueOrThrow({ where: { roundId: scene.roundId } });
  const fill = () => fillForm(runtime, scene, formId, { "A1.1": [2, 2, 3], "A1.2": 750 });

  it("is signed with the last signature of the team", async () => {
    await fill();
    const { revision } = await form();
    const [a, b, c] = scene.judges;
    expect(value(await signOffForm(runtime, a, { formId, revision, pin: PIN }))).toEqual({ status: "open", signed: 1, team: 3 });
    expect(refusalCodes(await signOffForm(runtime, a, { formId, revision, pin: PIN }))).toEqual(["already-signed"]);
    value(await signOffForm(runtime, b, { formId, revision, pin: PIN }));
    expect(value(await signOffForm(runtime, c, { formId, revision, pin: PIN }))).toEqual({
      status: "signed",
      signed: 3,
      team: 3,
    });
    expect((await form()).status).toBe("signed");
    const signed = await runtime.database.read.auditRecord.findMany({ where: { act: "sign-off-form", objectId: formId } });
    expect(new Set(signed.map(({ payload }) => (payload as { content: string }).content)).size).toBe(1);
  });

  it("is not signed with a spread of 2, nor with a value missing, nor by someone else", async () => {
    await fillForm(runtime, scene, formId, { "A1.1": [1, 2, 3] });
    const { revision } = await form();
    expect(refusalCodes(await signOffForm(runtime, scene.judges[0], { formId, revision, pin: PIN }))).toEqual([
      "aspects-missing",
      "spread-too-wide",
    ]);
    expect(refusalCodes(await signOffForm(runtime, scene.clerk, { formId, revision, pin: PIN }))).toContain("not-in-team");
    expect(await runtime.database.read.signOff.count({ where: { formId } })).toBe(0);
  });

  it("signs what the judge had before him and nothing newer", async () => {
    await fill();
    const { revision } = await form();
    value(await enter(runtime, scene.judges[1], formId, { aspectId: "A1.2", value: 800, reason: "second look" }));
    expect(refusalCodes(await signOffForm(runtime, scene.judges[0], { formId, revision, pin: PIN }))).toEqual([
      "form-changed-meanwhile",
    ]);
  });

  it("takes no wrong PIN, and after eight of them not even the right one for a while", async () => {
    await fill();
    const { revision } = await form();
    const [a, b] = scene.judges;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      expect(refusalCodes(await signOffForm(runtime, a, { formId, revision, pin: "000000" }))).toEqual(["pin-wrong"]);
    }
    expect(refusalCodes(await signOffForm(runtime, a, { formId, revision, pin: PIN }))).toEqual(["pin-blocked"]);
    value(await signOffForm(runtime, b, { formId, revision, pin: PIN }));
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.user.update({ where: { id: scene.judges[2].userId }, data: { pinHash: null } });
      await audit({ chain: "system", actorId: null, act: "arrange", objectKind: "user", objectId: scene.judges[2].userId });
      return allow(null);
    });
    expect(refusalCodes(await signOffForm(runtime, scene.judges[2], { formId, revision, pin: PIN }))).toEqual(["pin-not-set"]);
  });

  it("is confirmed by someone who neither entered nor signed, with a new version of the board", async () => {
    await fill();
    const { revision } = await form();
    expect(refusalCodes(await confirmForm(runtime, scene.clerk, { formId, revision }))).toEqual(["form-not-signed"]);
    await signForm(runtime, scene, formId);
    expect(refusalCodes(await confirmForm(runtime, scene.judges[0], { formId, revision }))).toEqual([
      "confirmer-entered",
      "confirmer-signed",
    ]);
    expect(refusalCodes(await confirmForm(runtime, scene.clerk, { formId, revision: revision - 1 }))).toEqual([
      "form-changed-meanwhile",
    ]);
    const notices: Notice[] = [];
    const unsubscribe = runtime.bus.subscribe((notice) => notices.push(notice));
    const before = (await board()).version;
    expect(value(await confirmForm(runtime, scene.clerk, { formId, revision }))).toEqual({ boardVersion: before + 1 });
    expect([(await form()).status, (await board()).version]).toEqual(["confirmed", before + 1]);
    unsubscribe();
    expect(notices.map(({ kind }) => kind)).toEqual(["form-changed", "board-changed"]);
    expect(refusalCodes(await confirmForm(runtime, scene.chief, { formId, revision }))).toEqual(["form-already-confirmed"]);
    expect((await board()).version).toBe(before + 1);
  });

  it("is confirmed once when two confirm at the same time", async () => {
    await fill();
    await signForm(runtime, scene, formId);
    const { revision } = await form();
    const answers = await Promise.all(
      [scene.clerk, scene.chief].map((actor) => confirmForm(runtime, actor, { formId, revision })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await runtime.database.read.formConfirmation.count({ where: { formId } })).toBe(1);
  });

  it("submits the round when every form is confirmed, and only then", async () => {
    const { roundId, chief, entries } = scene;
    await fill();
    await signForm(runtime, scene, formId);
    await confirmAsClerk(runtime, scene, formId);
    expect(await submitRound(runtime, chief, { roundId })).toEqual({
      ok: false,
      refusals: [{ code: "forms-unconfirmed", params: { left: 8, total: 9 } }],
    });
    for (const subCriterionId of ["A2", "B1"] as const) {
      const id = await findFormId(runtime, scene, entries[0]?.code, subCriterionId);
      await fillForm(runtime, scene, id, subCriterionId === "A2" ? { "A2.1": 2000 } : { "B1.1": 2, "B1.2": 3000 });
      await signForm(runtime, scene, id);
      await confirmAsClerk(runtime, scene, id);
    }
    for (const { code } of entries.slice(1)) await completeCode(runtime, scene, code, defaultMarks(1));
    value(await submitRound(runtime, chief, { roundId }));
    const round = await runtime.database.read.round.findUniqueOrThrow({ where: { id: roundId } });
    expect([round.phase, round.submittedById]).toEqual(["recheck", chief.userId]);
    expect(refusalCodes(await submitRound(runtime, chief, { roundId }))).toEqual(["round-phase-wrong"]);
  });
});
