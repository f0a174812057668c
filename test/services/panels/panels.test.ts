/** Assigning judges to sub-criteria, changing panels while judging is open, conflicts, and what of it a panel must not learn. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Notice } from "#app/platform/bus.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getFormNudge, getRoundNudge } from "#app/queries/board/get-nudges.server.ts";
import { findFormForJudge, getFormForConfirmation } from "#app/queries/marking/get-form.server.ts";
import { getMatrix } from "#app/queries/marking/get-matrix.server.ts";
import { listMyForms } from "#app/queries/marking/list-my-forms.server.ts";
import { getPanelsPage } from "#app/queries/panels/get-panels-page.server.ts";
import { getPlanVersion } from "#app/queries/panels/get-plan-version.server.ts";
import { confirmForm } from "#app/services/marking/confirm-form.server.ts";
import { openJudging } from "#app/services/marking/open-judging.server.ts";
import { signOffForm } from "#app/services/marking/sign-off-form.server.ts";
import { assignPanels } from "#app/services/panels/assign-panels.server.ts";
import { changePanel } from "#app/services/panels/change-panel.server.ts";
import { declareConflict } from "#app/services/panels/declare-conflict.server.ts";
import { withdrawConflict } from "#app/services/panels/withdraw-conflict.server.ts";
import { revokeRole } from "#app/services/people/revoke-role.server.ts";
import {
  confirmAsClerk,
  createScene,
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
import { addJudge, arrange, judgesOfForm, partEntries } from "../../support/panel-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const ids = (judges: readonly Actor[]) => judges.map(({ userId }) => userId).sort();

describeOnEachDatabase("panels", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  const assign = async (scene: Scene, actor: Actor, plan: Readonly<Record<string, readonly Actor[]>>, basedOn?: string) =>
    assignPanels(runtime, actor, {
      roundId: scene.roundId,
      panels: Object.entries(plan).map(([subCriterionId, judges]) => ({ subCriterionId, judges: ids(judges) })),
      basedOn: basedOn ?? (await getPlanVersion(runtime.database.read, scene.roundId)),
    });
  const stored = async (scene: Scene) => {
    const panels = await runtime.database.read.panel.findMany({
      where: { roundId: scene.roundId },
      orderBy: [{ subCriterionId: "asc" }, { number: "asc" }],
      include: { judges: true },
    });
    return panels.map(({ subCriterionId, number, judges }) => [
      subCriterionId,
      number,
      judges.map(({ judgeId }) => judgeId).sort(),
    ]);
  };
  const form = (scene: Scene, index: number, subCriterionId: string) =>
    findFormId(runtime, scene, scene.entries[index]?.code, subCriterionId);

  it("are planned before judging, replaced freely, and pinned when it opens", async () => {
    const scene = await createScene(runtime);
    const [a, b, c] = scene.judges;
    const [d, e] = [await addJudge(runtime, scene), await addJudge(runtime, scene)];
    expect(refusalCodes(await openJudging(runtime, scene.chief, { roundId: scene.roundId }))).toEqual(
      Array(3).fill("panel-unassigned"),
    );
    value(await assign(scene, scene.organiser, { A1: [a, b] }));
    const seen = await getPlanVersion(runtime.database.read, scene.roundId);
    value(await assign(scene, scene.chief, { A1: [a, b, c], A2: [c, d, e], B1: [a, d, e] }));
    expect(refusalCodes(await assign(scene, scene.organiser, {}, seen))).toEqual(["changed-meanwhile"]);
    const planned = [
      ["A1", 1, ids([a, b, c])],
      ["A2", 1, ids([c, d, e])],
      ["B1", 1, ids([a, d, e])],
    ];
    expect(await stored(scene)).toEqual(planned);
    const records = await runtime.database.read.auditRecord.findMany({
      where: { act: "assign-panels", objectId: scene.roundId },
      orderBy: { sequence: "asc" },
    });
    expect(records.map(({ actorId }) => actorId)).toEqual([scene.organiser.userId, scene.chief.userId]);
    expect(records[1]?.payload).toMatchObject({ A2: ids([c, d, e]) });

    await openScene(runtime, scene);
    expect(await stored(scene)).toEqual(planned);
    expect(await judgesOfForm(runtime, await form(scene, 0, "A2"))).toEqual(ids([c, d, e]));
    const own = (await listMyForms(runtime, b)).marking[0]?.subCriteria.map(({ id, forms }) => [id, forms.length]);
    expect(own).toEqual([["A1", 3]]);
    expect(await findFormForJudge(runtime, b, await form(scene, 0, "A2"))).toBeNull();
    expect(refusalCodes(await enter(runtime, b, await form(scene, 0, "A2"), { aspectId: "A2.1", value: 100 }))).toEqual([
      "not-in-team",
    ]);
    expect(refusalCodes(await assign(scene, scene.chief, { A1: [a, b, c] }))).toEqual(["round-phase-wrong"]);
  });

  it("take no judge of an entered unit while marking is blind, nor one who declared a conflict", async () => {
    const scene = await createScene(runtime);
    const [first] = await partEntries(runtime, scene);
    const partial = await addJudge(runtime, scene, { organisationId: first?.organisationId ?? "" });
    const [a, b, c] = scene.judges;
    expect(refusalCodes(await assign(scene, scene.chief, { A1: [a, b, partial] }))).toEqual(["judge-own-unit-entered"]);
    const conflict = {
      competitionId: scene.competitionId,
      judgeId: c.userId,
      kind: "delegation",
      targetId: first?.delegationId ?? "",
      reason: "师徒关系",
    } as const;
    value(await declareConflict(runtime, c, conflict));
    expect(refusalCodes(await assign(scene, scene.chief, { A1: [a, b, c] }))).toEqual(["judge-declared-delegation"]);
    // Who is in no panel is in nobody's way.
    const d = await addJudge(runtime, scene);
    value(await assign(scene, scene.chief, { A1: [a, b, d], A2: [a, b, d], B1: [a, b, d] }));
    await openScene(runtime, scene);
  });

  it("keep judging closed when a conflict is declared after they were planned", async () => {
    const scene = await createScene(runtime);
    const [first] = await partEntries(runtime, scene);
    const [a, b, c] = scene.judges;
    value(await assign(scene, scene.chief, { A1: [a, b, c], A2: [a, b, c], B1: [a, b, c] }));
    const conflict = { competitionId: scene.competitionId, judgeId: c.userId, reason: "亲属" } as const;
    const target = { kind: "organisation", targetId: first?.organisationId ?? "" } as const;
    const { conflictId } = value(await declareConflict(runtime, c, { ...conflict, ...target }));
    const answer = await openJudging(runtime, scene.chief, { roundId: scene.roundId });
    expect(answer).toEqual({ ok: false, refusals: [{ code: "judges-with-conflicts", params: { judges: c.displayName } }] });
    value(await withdrawConflict(runtime, c, { competitionId: scene.competitionId, conflictId, ofJudge: c.userId }));
    await openScene(runtime, scene);
    const row = await runtime.database.read.conflict.findUniqueOrThrow({ where: { id: conflictId } });
    expect([row.withdrawnById, row.reason]).toEqual([c.userId, "亲属"]);
    const records = await runtime.database.read.auditRecord.findMany({ where: { objectId: conflictId } });
    expect(records.map(({ act }) => act).sort()).toEqual(["declare-conflict", "withdraw-conflict"]);
    expect(JSON.stringify(records)).not.toContain("亲属");
  });

  it("change with a reason: what is confirmed stays, signatures lose their standing, values of who left do not count", async () => {
    const scene = await createScene(runtime);
    await openScene(runtime, scene);
    const [a, b, c] = scene.judges;
    const d = await addJudge(runtime, scene);
    const confirmed = await form(scene, 0, "A1");
    await fillForm(runtime, scene, confirmed, { "A1.1": [2, 2, 3], "A1.2": 750 });
    await signForm(runtime, scene, confirmed);
    await confirmAsClerk(runtime, scene, confirmed);
    const signed = await form(scene, 1, "A1");
    await fillForm(runtime, scene, signed, { "A1.1": [2, 2, 3], "A1.2": 750 });
    await signForm(runtime, scene, signed);
    const notices: Notice[] = [];
    const unsubscribe = runtime.bus.subscribe((notice) => notices.push(notice));
    const change = { kind: "judge", leaving: c.userId, arriving: d.userId } as const;
    const input = { roundId: scene.roundId, change, reason: "本人申请回避" };
    expect(value(await changePanel(runtime, scene.chief, input))).toEqual({ forms: 8 });
    unsubscribe();
    expect(notices.filter(({ kind }) => kind === "form-changed")).toHaveLength(8);
    expect(notices.at(-1)).toEqual({ kind: "round-changed", roundId: scene.roundId });

    expect(await judgesOfForm(runtime, confirmed)).toEqual(ids([a, b, c]));
    expect(await judgesOfForm(runtime, signed)).toEqual(ids([a, b, d]));
    const rows = await runtime.database.read.markingForm.findMany({ where: { id: { in: [confirmed, signed] } } });
    expect(new Map(rows.map(({ id, status }) => [id, status]))).toEqual(
      new Map([
        [confirmed, "confirmed"],
        [signed, "open"],
      ]),
    );
    expect(await runtime.database.read.signOff.count({ where: { formId: signed, voidedAt: null } })).toBe(0);
    expect(await runtime.database.read.signOff.count({ where: { formId: confirmed, voidedAt: null } })).toBe(3);
    expect(await runtime.database.read.markRevision.count({ where: { formId: signed } })).toBe(4);
    const view = await findFormForJudge(runtime, d, signed);
    // The measurement was entered by a, who stays; the score of c is gone.
    expect(view?.aspects.map(({ mark, scoresIn }) => [mark, scoresIn])).toEqual([
      [null, 2],
      [750, 1],
    ]);
    value(await enter(runtime, d, signed, { aspectId: "A1.1", value: 2 }));
    await signForm(runtime, scene, signed, [a, b, d]);
    expect(refusalCodes(await confirmForm(runtime, c, { formId: signed, revision: 5 }))).toEqual([
      "confirmer-entered",
      "confirmer-signed",
    ]);
    await confirmAsClerk(runtime, scene, signed);
    const panels = await runtime.database.read.panel.findMany({ where: { roundId: scene.roundId, number: 2 } });
    expect(panels.map(({ reason, createdById }) => [reason, createdById])).toEqual(
      Array(3).fill(["本人申请回避", scene.chief.userId]),
    );
    const records = await runtime.database.read.auditRecord.findMany({
      where: { act: "change-panel", actorId: scene.chief.userId },
    });
    expect(records).toHaveLength(3);
    expect(JSON.stringify(records)).not.toContain("本人申请回避");
  });

  it("have forms that judges of other panels may confirm, and whose own judges may not", async () => {
    const scene = await createScene(runtime);
    const [a, b, c] = scene.judges;
    const both = await addJudge(runtime, scene, { role: "chief-judge" });
    await arrange(runtime, scene, (tables) =>
      tables.roleGrant.create({
        data: {
          id: `${both.userId}-m`,
          userId: both.userId,
          role: "marking-judge",
          competitionId: scene.competitionId,
          eventId: scene.eventId,
          createdAt: runtime.clock.now(),
        },
      }),
    );
    value(await assign(scene, scene.chief, { A1: [a, b, c], A2: [a, b, both], B1: [a, b, c] }));
    await openScene(runtime, scene);
    const ofOthers = await form(scene, 0, "A1");
    await fillForm(runtime, scene, ofOthers, { "A1.1": [2, 2, 2], "A1.2": 500 });
    await signForm(runtime, scene, ofOthers);
    const own = await form(scene, 0, "A2");
    value(await enter(runtime, a, own, { aspectId: "A2.1", value: 1500 }));
    await signForm(runtime, scene, own, [a, b, both]);
    const offered = (await listMyForms(runtime, both)).confirming.flatMap(({ waiting }) => waiting.map(({ formId }) => formId));
    expect(offered).toEqual([ofOthers]);
    expect((await listMyForms(runtime, both)).marking[0]?.subCriteria.map(({ id }) => id)).toEqual(["A2"]);
    expect((await getFormForConfirmation(runtime, both, ofOthers)).nextFormId).toBeNull();
    expect((await getFormForConfirmation(runtime, scene.clerk, ofOthers)).nextFormId).toBe(own);
    expect(refusalCodes(await confirmForm(runtime, both, { formId: own, revision: 1 }))).toEqual(["confirmer-signed"]);
    value(await confirmForm(runtime, both, { formId: ofOthers, revision: 4 }));
  });

  it("give a judge who declared a conflict nothing to do until somebody takes his place", async () => {
    const scene = await createScene(runtime);
    const parts = await partEntries(runtime, scene);
    await openScene(runtime, scene);
    const [a, b, c] = scene.judges;
    const formId = await form(scene, 1, "A2");
    await fillForm(runtime, scene, formId, { "A2.1": 1500 });
    await signForm(runtime, scene, formId);
    const conflict = { competitionId: scene.competitionId, judgeId: c.userId, kind: "delegation", reason: "亲属" } as const;
    value(await declareConflict(runtime, c, { ...conflict, targetId: parts[0]?.delegationId ?? "" }));
    expect(refusalCodes(await confirmForm(runtime, scene.clerk, { formId, revision: 1 }))).toEqual(["panel-not-neutral"]);
    const other = await form(scene, 2, "A1");
    expect(refusalCodes(await enter(runtime, c, other, { aspectId: "A1.1", value: 2 }))).toEqual(["judge-recused"]);
    value(await enter(runtime, a, other, { aspectId: "A1.1", value: 2 }));
    const unsigned = await form(scene, 2, "A2");
    await fillForm(runtime, scene, unsigned, { "A2.1": 1500 });
    expect(refusalCodes(await signOffForm(runtime, c, { formId: unsigned, revision: 1, pin: PIN }))).toEqual(["judge-recused"]);
    expect((await getMatrix(runtime, scene.chief, scene.roundId)).recused).toEqual([
      { displayName: c.displayName, subCriteria: "A1, A2, B1", forms: 9 },
    ]);
    const partial = await addJudge(runtime, scene, { organisationId: parts[2]?.organisationId ?? "" });
    const d = await addJudge(runtime, scene);
    const change = (arriving: Actor) =>
      changePanel(runtime, scene.chief, {
        roundId: scene.roundId,
        change: { kind: "judge", leaving: c.userId, arriving: arriving.userId },
        reason: "回避",
      });
    expect(new Set(refusalCodes(await change(partial)))).toEqual(new Set(["judge-own-unit-entered"]));
    value(await change(d));
    expect((await getMatrix(runtime, scene.chief, scene.roundId)).recused).toEqual([]);
    await signForm(runtime, scene, formId, [a, b, d]);
    await confirmAsClerk(runtime, scene, formId);
    // Who left for good may leave the pool; who has forms may not.
    const grantOf = async (judge: Actor) =>
      (await runtime.database.read.roleGrant.findFirstOrThrow({ where: { userId: judge.userId } })).id;
    const revoke = async (judge: Actor) =>
      revokeRole(runtime, scene.organiser, { competitionId: scene.competitionId, grantId: await grantOf(judge) });
    value(await revoke(c));
    expect(refusalCodes(await revoke(d))).toEqual(["marking-team-at-work"]);
  });

  /** Everything that judges, tally clerk and chief judge are shown and sent about the round. */
  async function observe(scene: Scene, judges: readonly Actor[]) {
    const a1 = await Promise.all([0, 1, 2].map((index) => form(scene, index, "A1")));
    return {
      mine: await Promise.all(judges.map((judge) => listMyForms(runtime, judge))),
      forms: await Promise.all(judges.map((judge) => Promise.all(a1.map((id) => findFormForJudge(runtime, judge, id))))),
      clerk: await listMyForms(runtime, scene.clerk),
      matrix: await getMatrix(runtime, scene.chief, scene.roundId),
      panels: await getPanelsPage(runtime, scene.chief, scene.roundId),
      sockets: await Promise.all(a1.map((id) => getFormNudge(runtime, id))),
      round: await getRoundNudge(runtime, scene.roundId),
    };
  }

  /** What is seen before and after, when a conflict about the entry of this position is recorded and the judge is replaced. */
  async function showRecusal(marking: "blind" | "open", chosen: number): Promise<string> {
    const scene = await createScene(runtime, { rules: { marking } });
    const parts = await partEntries(runtime, scene);
    await openScene(runtime, scene);
    const [a, b, c] = scene.judges;
    const d = await addJudge(runtime, scene);
    await fillForm(runtime, scene, await form(scene, 0, "A1"), { "A1.1": [2, 2, 2] });
    const notices: Notice[] = [];
    const unsubscribe = runtime.bus.subscribe((notice) => notices.push(notice));
    const conflict = { competitionId: scene.competitionId, judgeId: c.userId, reason: "亲属" } as const;
    const { entryId } = scene.entries[chosen] as (typeof scene.entries)[number];
    value(await declareConflict(runtime, scene.organiser, { ...conflict, kind: "entry", targetId: entryId }));
    const unit = { kind: "organisation", targetId: parts[chosen]?.organisationId ?? "" } as const;
    value(await declareConflict(runtime, c, { ...conflict, ...unit }));
    const before = await observe(scene, [a, b, c, d]);
    if (marking === "blind") {
      const judges = ids([a, b, d]);
      const single = { kind: "form", formId: await form(scene, chosen, "A1"), judges } as const;
      const one = await changePanel(runtime, scene.chief, { roundId: scene.roundId, change: single, reason: "回避" });
      expect(refusalCodes(one)).toEqual(["one-form-would-reveal"]);
      const change = { kind: "judge", leaving: c.userId, arriving: d.userId } as const;
      value(await changePanel(runtime, scene.chief, { roundId: scene.roundId, change, reason: "回避" }));
    }
    unsubscribe();
    return anonymise(runtime, scene, [a, b, c, d], { before, after: await observe(scene, [a, b, c, d]), notices });
  }

  it("never tell in blind marking which entry a conflict is about, whichever it is", async () => {
    const shown = [await showRecusal("blind", 0), await showRecusal("blind", 1), await showRecusal("blind", 2)];
    expect(shown[1]).toBe(shown[0]);
    expect(shown[2]).toBe(shown[0]);
    expect(shown[0]).toContain("panel-2 B1");
  });

  it("tell it in open marking: the comparison finds a difference where there is one", async () => {
    expect(await showRecusal("open", 0)).not.toBe(await showRecusal("open", 1));
  });

  it("hand single forms to a reserve in open marking: at the opening, and when a conflict is declared later", async () => {
    const scene = await createScene(runtime, { rules: { marking: "open" } });
    const parts = await partEntries(runtime, scene);
    const [a, b, c] = scene.judges;
    const ofUnit = await addJudge(runtime, scene, { organisationId: parts[0]?.organisationId ?? "" });
    const plan = { A1: [a, b, ofUnit], A2: [a, b, c], B1: [a, b, c] };
    value(await assign(scene, scene.chief, plan));
    await openScene(runtime, scene);
    expect(await judgesOfForm(runtime, await form(scene, 0, "A1"))).toEqual(ids([a, b, c]));
    expect(await judgesOfForm(runtime, await form(scene, 1, "A1"))).toEqual(ids([a, b, ofUnit]));
    expect(await judgesOfForm(runtime, await form(scene, 0, "A2"))).toEqual(ids([a, b, c]));
    const codes = (await listMyForms(runtime, ofUnit)).marking[0]?.subCriteria[0]?.forms.map(({ code }) => code);
    expect(codes).toEqual([scene.entries[2]?.code, scene.entries[1]?.code]);

    const conflict = { competitionId: scene.competitionId, judgeId: b.userId, reason: "师徒", kind: "entry" } as const;
    value(await declareConflict(runtime, b, { ...conflict, targetId: scene.entries[1]?.entryId ?? "" }));
    expect(await judgesOfForm(runtime, await form(scene, 1, "A1"))).toEqual(ids([a, c, ofUnit]));
    expect(await judgesOfForm(runtime, await form(scene, 1, "A2"))).toEqual(ids([a, c, ofUnit]));
    expect(await judgesOfForm(runtime, await form(scene, 2, "A2"))).toEqual(ids([a, b, c]));

    // Nobody is left for the entry of his own unit: he is kept from it, and it waits for the chief judge.
    value(await declareConflict(runtime, c, { ...conflict, judgeId: c.userId, targetId: scene.entries[0]?.entryId ?? "" }));
    const waiting = await form(scene, 0, "A2");
    expect(await judgesOfForm(runtime, waiting)).toEqual(ids([a, b, c]));
    expect(await findFormForJudge(runtime, c, waiting)).toBeNull();
    expect((await findFormForJudge(runtime, a, waiting))?.formId).toBe(waiting);
    expect(refusalCodes(await enter(runtime, c, waiting, { aspectId: "A2.1", value: 100 }))).toEqual(["judge-recused"]);
    expect((await getMatrix(runtime, scene.chief, scene.roundId)).recused).toMatchObject([{ displayName: c.displayName }]);
  });

  it("do not open in open marking without a reserve for who must not mark a form", async () => {
    const scene = await createScene(runtime, { rules: { marking: "open" } });
    const [first] = await partEntries(runtime, scene);
    const [, , c] = scene.judges;
    await arrange(runtime, scene, (tables) =>
      tables.user.update({ where: { id: c.userId }, data: { organisationId: first?.organisationId ?? null } }),
    );
    const answer = await openJudging(runtime, scene.chief, { roundId: scene.roundId });
    expect(refusalCodes(answer)).toEqual(Array(3).fill("reserve-missing"));
    await addJudge(runtime, scene);
    const [a, b] = scene.judges;
    value(await assign(scene, scene.chief, { A1: [a, b, c], A2: [a, b, c], B1: [a, b, c] }));
    await openScene(runtime, scene);
    expect((await stored(scene)).map(([subCriterionId, number]) => [subCriterionId, number])).toEqual([
      ["A1", 1],
      ["A1", 2],
      ["A2", 1],
      ["A2", 2],
      ["B1", 1],
      ["B1", 2],
    ]);
  });

  it("show who is harsh to the chief judge, and adjust nothing", async () => {
    const scene = await createScene(runtime, { entries: Array.from({ length: 4 }, () => ({})) });
    await openScene(runtime, scene);
    for (const index of [0, 1, 2, 3]) {
      await fillForm(runtime, scene, await form(scene, index, "A1"), { "A1.1": [1, 2, 2] });
      await fillForm(runtime, scene, await form(scene, index, "B1"), { "B1.1": [2, 3, 3] });
    }
    const { spread } = await getMatrix(runtime, scene.chief, scene.roundId);
    expect(spread.map(({ displayName, deviation, judgements, flag }) => [displayName, deviation, judgements, flag])).toEqual([
      [scene.judges[0].displayName, -67, 8, "harsh"],
      [scene.judges[1].displayName, 33, 8, null],
      [scene.judges[2].displayName, 33, 8, null],
    ]);
  });
});

/** What was shown, with plain words in the place of this scene's ids and names: two scenes that show the same give the same text. */
async function anonymise(runtime: TestRuntime, scene: Scene, judges: readonly Actor[], shown: unknown): Promise<string> {
  const words = new Map<string, string>();
  judges.forEach(({ userId, displayName }, index) => {
    words.set(userId, `judge-${index}`);
    words.set(displayName, `judge-${index} by name`);
  });
  for (const key of ["competitionId", "competitionCode", "eventId", "roundId"] as const) words.set(scene[key], key);
  const forms = await runtime.database.read.markingForm.findMany({
    where: { roundId: scene.roundId },
    select: { id: true, subCriterionId: true, subject: { select: { code: true } } },
  });
  for (const { id, subCriterionId, subject } of forms) words.set(id, `form ${subject.code} ${subCriterionId}`);
  const panels = await runtime.database.read.panel.findMany({ where: { roundId: scene.roundId } });
  for (const { id, subCriterionId, number } of panels) words.set(id, `panel-${number} ${subCriterionId}`);
  const revisions = await runtime.database.read.markRevision.findMany({ where: { form: { roundId: scene.roundId } } });
  for (const { key, formId, aspectId, judgeId } of revisions)
    words.set(key, `mark of ${words.get(formId)} ${aspectId} by ${words.get(judgeId)}`);
  let text = JSON.stringify(shown, (key, found: unknown) => (key === "planVersion" ? null : found));
  for (const [id, word] of [...words].sort(([left], [right]) => right.length - left.length)) text = text.replaceAll(id, word);
  return JSON.stringify(JSON.parse(text, (_key, found: unknown) => sortJudges(found)));
}

/** Lists of judges stand in the order of their ids, which differs from scene to scene; every other order is kept. */
function sortJudges(found: unknown): unknown {
  if (!Array.isArray(found)) return found;
  const texts = found.map((one) => JSON.stringify(one));
  const isOfJudges = texts.every((text) => /"judge-\d/.test(text) && !text.includes("form "));
  return isOfJudges ? texts.sort().map((text) => JSON.parse(text) as unknown) : found;
}
