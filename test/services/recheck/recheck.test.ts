/** The recheck of a submitted round: drawn once, checked by who did nothing of it, errors put right before unblinding. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { drawRecheck as drawSample } from "#app/domain/results/recheck.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { getUnblinding } from "#app/queries/blinding/get-unblinding.server.ts";
import { listMyForms } from "#app/queries/marking/list-my-forms.server.ts";
import { getRecheckPage } from "#app/queries/recheck/get-recheck-page.server.ts";
import { listPlacedCodes } from "#app/queries/recheck/list-placed-codes.server.ts";
import { confirmUnblinding } from "#app/services/blinding/confirm-unblinding.server.ts";
import { requestUnblinding } from "#app/services/blinding/request-unblinding.server.ts";
import { grantCorrection } from "#app/services/marking/grant-correction.server.ts";
import { refuseCorrection } from "#app/services/marking/refuse-correction.server.ts";
import { requestCorrection } from "#app/services/marking/request-correction.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import { checkRecheckItem } from "#app/services/recheck/check-recheck-item.server.ts";
import { drawRecheck } from "#app/services/recheck/draw-recheck.server.ts";
import {
  completeCode,
  completeRound,
  confirmAsClerk,
  createScene,
  defaultMarks,
  enter,
  findFormId,
  openScene,
  refusalCodes,
  type Scene,
  type ScenePlan,
  signForm,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("recheck", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  /** A submitted round; each later entry of the scene earned less, so that R900 stands first, R899 second. */
  const submitted = async (plan: ScenePlan = {}): Promise<Scene> => {
    const scene = await createScene(runtime, plan);
    await completeRound(runtime, scene);
    value(await submitRound(runtime, scene.chief, { roundId: scene.roundId }));
    return scene;
  };
  const entries = (count: number) => Array.from({ length: count }, () => ({}));
  const rules = (recheck: Partial<typeof DEFAULT_RULES.recheck>) => ({ recheck: { ...DEFAULT_RULES.recheck, ...recheck } });
  const items = ({ roundId }: Scene) =>
    runtime.database.read.recheckItem.findMany({
      where: { roundId },
      orderBy: { subject: { code: "asc" } },
      include: { subject: { select: { code: true } } },
    });
  const check = async (scene: Scene, code: string, error?: { form: string; note: string }) => {
    const item = (await items(scene)).find(({ subject }) => subject.code === code);
    return checkRecheckItem(runtime, scene.supervisor, {
      roundId: scene.roundId,
      itemId: item?.id ?? "",
      outcome: error ? "error" : "agrees",
      note: error?.note ?? "",
      formId: error ? await findFormId(runtime, scene, code, error.form) : null,
    });
  };
  const grantBoth = async (scene: Scene) => {
    const { id } = await runtime.database.read.correction.findFirstOrThrow({
      where: { form: { roundId: scene.roundId }, closedAt: null, refusedAt: null },
    });
    const input = { roundId: scene.roundId, correctionId: id };
    value(await grantCorrection(runtime, scene.chief, { ...input, as: "chief-judge" }));
    value(await grantCorrection(runtime, scene.supervisor, { ...input, as: "supervisor" }));
  };
  const unblindingReasons = async ({ roundId, blinding }: Scene) => {
    const decision = await requestUnblinding(runtime, blinding, { roundId });
    return decision.ok ? [] : decision.refusals.map(({ code }) => code);
  };

  it("draws the top places and a share of the rest, once, and anyone can draw the same again", async () => {
    const scene = await submitted({ entries: entries(5) });
    const { roundId, supervisor } = scene;
    // The top 3, and 15% of 2 = 0.3, so 1.
    expect(value(await drawRecheck(runtime, supervisor, { roundId }))).toEqual({ items: 4 });
    expect(refusalCodes(await drawRecheck(runtime, supervisor, { roundId }))).toEqual(["recheck-drawn-already"]);
    const { seed } = await runtime.database.read.recheck.findUniqueOrThrow({ where: { roundId } });
    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
    const again = drawSample(await listPlacedCodes(runtime.database.read, roundId), DEFAULT_RULES.recheck, seed, sha256);
    const stored = (await items(scene)).map(({ subject, basis }) => ({ code: subject.code, basis }));
    expect(stored.sort((left, right) => (left.code < right.code ? -1 : 1))).toEqual(
      [...again].sort((left, right) => (left.code < right.code ? -1 : 1)),
    );
    expect(stored.filter(({ basis }) => basis === "top").map(({ code }) => code)).toEqual(["R898", "R899", "R900"]);
    const record = await runtime.database.read.auditRecord.findFirstOrThrow({
      where: { act: "draw-recheck", objectId: roundId },
    });
    expect(record.payload).toMatchObject({ seed, topPlaces: 3, percent: 15 });
    expect((record.payload as { codes: string[] }).codes).toContain("R900 1");
  });

  it("is drawn once when two draw at the same time", async () => {
    const scene = await submitted({ entries: entries(2) });
    const { roundId, supervisor } = scene;
    const answers = await Promise.all([1, 2].map(() => drawRecheck(runtime, supervisor, { roundId })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await items(scene)).toHaveLength(2);
  });

  it("is not for the chief judge, the judges or the tally clerk, and not before submission", async () => {
    const scene = await createScene(runtime, { entries: entries(1) });
    const { roundId, supervisor, chief, judges, clerk } = scene;
    expect(refusalCodes(await drawRecheck(runtime, supervisor, { roundId }))).toEqual(["round-phase-wrong"]);
    await completeRound(runtime, scene);
    expect(refusalCodes(await drawRecheck(runtime, supervisor, { roundId }))).toEqual(["round-phase-wrong"]);
    value(await submitRound(runtime, chief, { roundId }));
    // The service decides by what they did, whatever duty let them in.
    expect(refusalCodes(await drawRecheck(runtime, chief, { roundId }))).toEqual(["rechecker-submitted"]);
    expect(refusalCodes(await drawRecheck(runtime, judges[1], { roundId }))).toEqual(["rechecker-marked"]);
    expect(refusalCodes(await drawRecheck(runtime, clerk, { roundId }))).toEqual(["rechecker-confirmed"]);
    value(await drawRecheck(runtime, supervisor, { roundId }));
    const [item] = await items(scene);
    const input = { roundId, itemId: item?.id ?? "", outcome: "agrees", note: "", formId: null } as const;
    expect(refusalCodes(await checkRecheckItem(runtime, chief, input))).toEqual(["rechecker-submitted"]);
    expect(refusalCodes(await checkRecheckItem(runtime, judges[0], input))).toEqual(["rechecker-marked"]);
    expect((await items(scene))[0]?.outcome).toBeNull();
  });

  it("unblinding waits until all of it is checked", async () => {
    const scene = await submitted({ entries: entries(2) });
    const { roundId, supervisor, blinding } = scene;
    expect(await unblindingReasons(scene)).toEqual(["recheck-not-drawn"]);
    value(await drawRecheck(runtime, supervisor, { roundId }));
    value(await check(scene, "R900"));
    expect(await requestUnblinding(runtime, blinding, { roundId })).toEqual({
      ok: false,
      refusals: [{ code: "recheck-unchecked", params: { left: 1, total: 2 } }],
    });
    expect(value(await check(scene, "R899"))).toEqual({ left: 0, isExtended: false });
    expect(refusalCodes(await check(scene, "R899"))).toEqual(["recheck-item-checked"]);
    value(await requestUnblinding(runtime, blinding, { roundId }));
    // A correction asked for in between holds the second person up.
    const formId = await findFormId(runtime, scene, "R899", "A2");
    const { correctionId } = value(await requestCorrection(runtime, scene.clerk, { formId, reason: "看错一行" }));
    expect(refusalCodes(await confirmUnblinding(runtime, supervisor, { roundId }))).toEqual(["corrections-open"]);
    value(await refuseCorrection(runtime, scene.chief, { roundId, correctionId, reason: "无误" }));
    value(await confirmUnblinding(runtime, supervisor, { roundId }));
    expect(refusalCodes(await requestCorrection(runtime, scene.clerk, { formId, reason: "看错一行" }))).toEqual([
      "correction-phase-over",
    ]);
  });

  it("asks for no recheck where the rules do not", async () => {
    const scene = await submitted({ entries: entries(1), rules: rules({ topPlaces: 0, percent: 0 }) });
    const { roundId, supervisor } = scene;
    expect(refusalCodes(await drawRecheck(runtime, supervisor, { roundId }))).toEqual(["recheck-not-ruled"]);
    expect(await unblindingReasons(scene)).toEqual([]);
  });

  it("an error asks for a correction at once, and unblinding waits for its end", async () => {
    const scene = await submitted({ entries: entries(2), rules: rules({ errorPercent: 50 }) });
    const { roundId, supervisor } = scene;
    value(await drawRecheck(runtime, supervisor, { roundId }));
    expect(refusalCodes(await check(scene, "R899", { form: "A2", note: "" }))).toEqual(["recheck-note-missing"]);
    value(await check(scene, "R899", { form: "A2", note: "A2.1 与签字记录不符" }));
    const [correction] = await runtime.database.read.correction.findMany({ where: { form: { roundId } } });
    expect(correction).toMatchObject({ requestedById: supervisor.userId, reason: "A2.1 与签字记录不符", supervisorId: null });
    value(await check(scene, "R900"));
    expect(await unblindingReasons(scene)).toEqual(["recheck-errors-open", "corrections-open"]);
    expect(refusalCodes(await check(scene, "R899"))).toEqual(["recheck-error-stands"]);
    await grantBoth(scene);
    const formId = await findFormId(runtime, scene, "R899", "A2");
    runtime.clock.advanceMinutes(1);
    value(await enter(runtime, scene.judges[0], formId, { aspectId: "A2.1", value: 1900, reason: "复核更正" }));
    await signForm(runtime, scene, formId);
    expect(await unblindingReasons(scene)).toEqual(["recheck-errors-open", "corrections-open"]);
    await confirmAsClerk(runtime, scene, formId);
    expect(await unblindingReasons(scene)).toEqual([]);
  });

  it("an error whose correction was refused is checked once more", async () => {
    const scene = await submitted({ entries: entries(2), rules: rules({ errorPercent: 50 }) });
    const { roundId, supervisor } = scene;
    value(await drawRecheck(runtime, supervisor, { roundId }));
    value(await check(scene, "R900"));
    value(await check(scene, "R899", { form: "A1", note: "看起来不对" }));
    const [correction] = await runtime.database.read.correction.findMany({ where: { form: { roundId } } });
    value(await refuseCorrection(runtime, scene.chief, { roundId, correctionId: correction?.id ?? "", reason: "与原件一致" }));
    expect(await unblindingReasons(scene)).toEqual(["recheck-errors-open"]);
    value(await check(scene, "R899"));
    expect(await unblindingReasons(scene)).toEqual([]);
  });

  it("too many errors extend the sample to everything, once", async () => {
    const scene = await submitted({ entries: entries(6), rules: rules({ topPlaces: 2, percent: 0 }) });
    const { roundId, supervisor } = scene;
    value(await drawRecheck(runtime, supervisor, { roundId }));
    // Only the whole sample tells: 1 of 2 is above 5%.
    expect(value(await check(scene, "R900", { form: "A2", note: "合计有误" }))).toEqual({ left: 1, isExtended: false });
    expect(value(await check(scene, "R899"))).toEqual({ left: 4, isExtended: true });
    expect((await runtime.database.read.recheck.findUniqueOrThrow({ where: { roundId } })).extendedAt).not.toBeNull();
    expect((await items(scene)).filter(({ basis }) => basis === "everything")).toHaveLength(4);
    for (const code of ["R895", "R896", "R897"]) value(await check(scene, code));
    expect(value(await check(scene, "R898", { form: "A2", note: "也有误" }))).toEqual({ left: 0, isExtended: false });
    expect(await items(scene)).toHaveLength(6);
  });

  it("what a correction brings into the top places is checked too", async () => {
    const scene = await submitted({ entries: entries(3), rules: rules({ topPlaces: 1, percent: 0, errorPercent: 100 }) });
    const { roundId, supervisor } = scene;
    value(await drawRecheck(runtime, supervisor, { roundId }));
    expect((await items(scene)).map(({ subject }) => subject.code)).toEqual(["R900"]);
    value(await check(scene, "R900", { form: "A2", note: "A2.1 应为 0 分" }));
    await grantBoth(scene);
    const formId = await findFormId(runtime, scene, "R900", "A2");
    value(await enter(runtime, scene.judges[0], formId, { aspectId: "A2.1", value: 0, reason: "复核更正" }));
    await signForm(runtime, scene, formId);
    await confirmAsClerk(runtime, scene, formId);
    expect((await items(scene)).map(({ subject, basis }) => [subject.code, basis])).toEqual([
      ["R899", "risen"],
      ["R900", "top"],
    ]);
    expect(await unblindingReasons(scene)).toEqual(["recheck-unchecked"]);
    value(await check(scene, "R899"));
    expect(await unblindingReasons(scene)).toEqual([]);
  });

  it("leaves out the code of an entry that withdrew, whose forms stay as they are", async () => {
    const scene = await createScene(runtime, { entries: entries(2) });
    const { roundId, chief, supervisor, judges } = scene;
    await openScene(runtime, scene);
    await completeCode(runtime, scene, "R900", defaultMarks(0));
    await runtime.database.write(async ({ tables, audit }) => {
      const entryId = scene.entries[1]?.entryId ?? "";
      await tables.roundEntry.update({
        where: { roundId_entryId: { roundId, entryId } },
        data: { participation: "withdrawn" },
      });
      await audit({ chain: "system", actorId: null, act: "arrange", objectKind: "entry", objectId: entryId });
      return allow(null);
    });
    value(await submitRound(runtime, chief, { roundId }));
    expect(value(await drawRecheck(runtime, supervisor, { roundId }))).toEqual({ items: 1 });
    expect((await items(scene)).map(({ subject }) => subject.code)).toEqual(["R900"]);
    // After submission nothing is entered on what was left unfinished, and no list shows it.
    const unfinished = await findFormId(runtime, scene, "R899", "A2");
    expect(refusalCodes(await enter(runtime, judges[0], unfinished, { aspectId: "A2.1", value: 1 }))).toEqual([
      "marks-submitted",
    ]);
    expect(await listMyForms(runtime, judges[0])).toEqual({ marking: [], confirming: [] });
    value(await check(scene, "R900"));
    expect(await unblindingReasons(scene)).toEqual([]);
  });

  it("shows forms, signatures and scans by code, and nothing of whose work it is", async () => {
    const scene = await submitted({ entries: entries(2) });
    const { roundId, supervisor, organiser } = scene;
    value(await drawRecheck(runtime, supervisor, { roundId }));
    const formId = await findFormId(runtime, scene, "R899", "A1");
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.scan.create({
        data: {
          id: `scan-${roundId}`,
          roundId,
          formId,
          fileName: "R899-A1.pdf",
          mediaType: "application/pdf",
          sha256: "0".repeat(64),
          bytes: new Uint8Array([37, 80, 68, 70]),
          uploadedById: scene.clerk.userId,
          uploadedAt: runtime.clock.now(),
        },
      });
      await audit({ chain: "system", actorId: null, act: "arrange", objectKind: "round", objectId: roundId });
      return allow(null);
    });
    const page = await getRecheckPage(runtime, supervisor, { roundId, openCode: "R899" });
    expect(page.open).toMatchObject({ code: "R899", nextCode: "R900", agreesUnmet: [], errorUnmet: [] });
    const { a11, a12 } = defaultMarks(1);
    expect(page.open?.forms.map(({ subCriterionId, mark, scans }) => [subCriterionId, mark, scans.length])).toEqual([
      ["A1", 200 + a12, 1],
      ["A2", 2000, 0],
      // 2, 2, 2 of 3 at a maximum of 30.00, and 39.00.
      ["B1", 2000 + 3900, 0],
    ]);
    expect(page.open?.forms[0]?.aspects[0]?.scores.map(({ score }) => score)).toEqual([a11, a11, a11]);
    expect(page.open?.forms.every(({ team, confirmedBy }) => team.every(({ hasSigned }) => hasSigned) && confirmedBy)).toBe(true);
    // Who reads may not act, and is told so by the same function.
    const read = await getRecheckPage(runtime, scene.chief, { roundId, openCode: "R899" });
    expect(read.open?.agreesUnmet.map(({ code }) => code)).toEqual(["rechecker-submitted"]);
    for (const view of [page, await getRecheckPage(runtime, organiser, { roundId, openCode: null })]) {
      const text = JSON.stringify(view);
      for (const secret of scene.secrets) expect(text).not.toContain(secret);
      for (const { entryId, publicCode } of scene.entries) {
        expect(text).not.toContain(entryId);
        expect(text).not.toContain(`"${publicCode}"`);
      }
    }
    // Negative control: opened by two, the same words are found.
    for (const code of ["R899", "R900"]) value(await check(scene, code));
    value(await requestUnblinding(runtime, scene.blinding, { roundId }));
    value(await confirmUnblinding(runtime, supervisor, { roundId }));
    const opened = JSON.stringify(await getUnblinding(runtime, supervisor, roundId));
    expect(scene.secrets.filter((secret) => opened.includes(secret)).length).toBeGreaterThan(2);
  });
});
