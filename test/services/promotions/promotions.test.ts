/** From a final competition to a certified level: proposed by the notice, approved by number, certified, confirmed by a second person. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PromotionBasis, PromotionRules } from "#app/domain/policy/level-promotion.ts";
import { createRosterWords } from "#app/i18n/promotion-paper-words.ts";
import { renderHallPaper } from "#app/platform/pdf/render-hall-paper.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getPromotions } from "#app/queries/promotions/get-promotions.server.ts";
import { confirmFact } from "#app/services/facts/confirm-fact.server.ts";
import { dropFact } from "#app/services/facts/drop-fact.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { approvePromotions } from "#app/services/promotions/approve-promotions.server.ts";
import { certifyPromotion } from "#app/services/promotions/certify-promotion.server.ts";
import { refusePromotion } from "#app/services/promotions/refuse-promotion.server.ts";
import { setPaperLevels } from "#app/services/promotions/set-paper-levels.server.ts";
import { setPromotionRules } from "#app/services/promotions/set-promotion-rules.server.ts";
import { finaliseCompetition } from "#app/services/results/finalise-competition.server.ts";
import { openPublicity } from "#app/services/results/open-publicity.server.ts";
import { addGround } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { addOfficer } from "../../support/fact-steps.ts";
import {
  completeRound,
  createScene,
  refusalCodes,
  type Scene,
  settleScene,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const RULES: PromotionRules = {
  reference: "通人社发〔2026〕12号",
  rules: [{ group: "all", places: 2, awards: [], step: "paper-level", level: null, nextIfHeld: false, ceiling: "technician" }],
};

describeOnEachDatabase("level promotions", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let officer: Actor;
  let second: Actor;
  const runJobs = async () => {
    while (await runNextJob(runtime));
  };
  const states = async () =>
    (await getPromotions(runtime, scene.competitionId)).promotions.map(({ state, toLevel, basis }) => [
      basis.place,
      toLevel,
      state,
    ]);

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    scene = await createScene(runtime);
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    await settleScene(runtime, scene);
    const { competitionId } = scene;
    officer = await addOfficer(runtime, "policy", competitionId);
    second = await addOfficer(runtime, "bureau");
    // Tongzhou (10) ends at 高级技师.
    await plantRows(runtime, async (tables) => {
      const { id } = await tables.policyPack.findFirstOrThrow({ where: { name: "tongzhou" } });
      await tables.competitionPack.create({ data: { competitionId, packId: id } });
    });
    value(await setPromotionRules(runtime, scene.organiser, { competitionId, rules: RULES }));
    value(await openPublicity(runtime, scene.organiser, { competitionId }));
    runtime.clock.advanceMinutes(14 * 24 * 60);
  });
  afterAll(() => runtime.dispose());

  it("are proposed once the results are final, and follow the notice and the papers' levels until somebody acts", async () => {
    const { competitionId, organiser } = scene;
    await runJobs();
    expect(await states()).toEqual([]);
    value(await finaliseCompetition(runtime, scene.decider, { competitionId, decisionNumber: "通技赛组发〔2026〕7号" }));
    await runJobs();
    // The paper's level is not said: nothing can be proposed by it.
    expect(await states()).toEqual([]);
    value(await setPaperLevels(runtime, organiser, { competitionId, levels: { E1: "senior" } }));
    await runJobs();
    expect(await states()).toEqual([
      [1, "senior", "proposed"],
      [2, "senior", "proposed"],
    ]);
    value(await setPaperLevels(runtime, organiser, { competitionId, levels: { E1: "senior-technician" } }));
    await runJobs();
    expect(await states()).toEqual([
      [1, "technician", "proposed"],
      [2, "technician", "proposed"],
    ]);
    const nonsense = { ...RULES, rules: RULES.rules.map((rule) => ({ ...rule, ceiling: "chief-technician" as const })) };
    expect(refusalCodes(await setPromotionRules(runtime, organiser, { competitionId, rules: nonsense }))).toEqual([
      "promotion-ceiling-too-high",
    ]);
    expect(refusalCodes(await setPaperLevels(runtime, organiser, { competitionId, levels: { NONE: "senior" } }))).toEqual([
      "promotion-event-unknown",
    ]);
  });

  it("are approved by number, certified once, and the level waits for a second person", async () => {
    const { competitionId } = scene;
    const { promotions } = await getPromotions(runtime, competitionId);
    const [winner = "", other = ""] = promotions.map(({ promotionId }) => promotionId);
    const certify = (certificateNumber: string, promotionId = winner) =>
      certifyPromotion(runtime, officer, {
        competitionId,
        promotionId,
        evaluationBody: "通州区技师学院",
        certificateNumber,
        certifiedOn: "2026-11-30",
      });
    expect(refusalCodes(await certify("Y1"))).toEqual(["promotion-not-approved"]);
    const approval = { competitionId, promotionIds: [winner], approvalNumber: "通人社核〔2026〕3号" };
    expect(refusalCodes(await approvePromotions(runtime, officer, { ...approval, promotionIds: [winner, "other"] }))).toEqual([
      "promotion-unknown",
    ]);
    expect(value(await approvePromotions(runtime, officer, approval))).toEqual({ approved: 1 });
    expect(refusalCodes(await approvePromotions(runtime, officer, approval))).toEqual(["promotion-not-proposed"]);
    const refusal = { competitionId, promotionId: other, reason: "" };
    expect(refusalCodes(await refusePromotion(runtime, officer, refusal))).toEqual(["promotion-reason-missing"]);
    value(await refusePromotion(runtime, officer, { ...refusal, reason: "学历不符" }));

    runtime.clock.set("2026-12-20T01:00:00Z");
    const { factId } = value(await certify("Y000041"));
    expect(refusalCodes(await confirmFact(runtime, officer, { factId }))).toEqual(["fact-same-person"]);
    // What the second person does not find to hold can be entered anew.
    value(await dropFact(runtime, second, { factId, reason: "编号录错" }));
    expect((await states())[0]?.[2]).toBe("approved");
    const again = value(await certify("Y000042"));
    value(await confirmFact(runtime, second, again));
    const jobs = await runtime.database.read.job.findMany({ where: { kind: "assess-fact" } });
    expect(jobs.map(({ payload }) => payload)).toEqual([{ factId: again.factId }]);
    const fact = await runtime.database.read.recordedFact.findUniqueOrThrow({ where: { id: again.factId } });
    expect([fact.content, fact.occurredOn]).toEqual([{ kind: "level", level: "technician", byCompetition: true }, "2026-11-30"]);
    const page = await getPromotions(runtime, competitionId);
    expect(page.promotions.map(({ state, isFactConfirmed }) => [state, isFactConfirmed])).toEqual([
      ["certified", true],
      ["refused", null],
    ]);
    const words = await createRosterWords(page);
    expect([words.title, words.rows.length, words.rows[0]?.[8], words.rows[0]?.[9]]).toEqual([
      "职业技能等级晋升花名册",
      1,
      "通人社核〔2026〕3号",
      "Y000042",
    ]);
    const bytes = await renderHallPaper({ ...words, changedAt: runtime.clock.now(), layout: "landscape" });
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("that were certified stay when the rules change, and say the difference", async () => {
    const { competitionId, organiser } = scene;
    value(await setPaperLevels(runtime, organiser, { competitionId, levels: { E1: "senior" } }));
    const job = await runtime.database.read.job.findFirstOrThrow({ where: { kind: "propose-promotions", status: "ready" } });
    expect(job.competitionId).toBe(competitionId);
    while ((await runtime.database.read.job.count({ where: { kind: "propose-promotions", status: "ready" } })) > 0) {
      await runNextJob(runtime);
    }
    const stored = await runtime.database.read.levelPromotion.findMany({ where: { competitionId }, orderBy: { state: "asc" } });
    expect(stored.map(({ state, toLevel, basis }) => [state, toLevel, (basis as unknown as PromotionBasis).difference])).toEqual([
      ["certified", "technician", { toLevel: "senior" }],
      ["refused", "technician", { toLevel: "senior" }],
    ]);
  });
});
