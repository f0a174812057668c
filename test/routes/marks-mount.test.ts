/** What a tablet posts, through the mount as the server calls it: who is asked to sign in again, readings below zero, values that replace paper. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Aspect, MarkingScheme } from "#app/domain/marking/scheme.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { MARKS_PATH, type MarksAnswer } from "#app/live/mark-contract.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { setJudgeCookie } from "#app/platform/sessions/judge-sessions.server.ts";
import { openSession } from "#app/platform/sessions/open-session.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findFormForJudge } from "#app/queries/marking/get-form.server.ts";
import { listMounts } from "#app/routes/mounts.server.ts";
import { confirmForm } from "#app/services/marking/confirm-form.server.ts";
import { grantCorrection } from "#app/services/marking/grant-correction.server.ts";
import { requestCorrection } from "#app/services/marking/request-correction.server.ts";
import { changeMedium } from "#app/services/paper/change-medium.server.ts";
import { keyPaperForm } from "#app/services/paper/key-paper-form.server.ts";
import { settlePaperDifferences } from "#app/services/paper/settle-paper-differences.server.ts";
import { createScene, findFormId, openScene, type Scene, value } from "../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";

const MEASURED: readonly Aspect[] = [
  {
    ...{ id: "A1.1", kind: "measurement", text: "偏差", maximum: hundredths(3000) },
    way: {
      kind: "table",
      unit: "mm",
      steps: [
        { upTo: -5, mark: hundredths(1000) },
        { upTo: null, mark: hundredths(3000) },
      ],
    },
  },
  {
    ...{ id: "A1.2", kind: "measurement", text: "缺陷", maximum: hundredths(2000) },
    way: { kind: "deduction", each: hundredths(50) },
  },
  { id: "A1.3", kind: "measurement", text: "评定", maximum: hundredths(2000) },
  { id: "A1.4", kind: "measurement", text: "接通", maximum: hundredths(1000), way: { kind: "yes-no" } },
] as const;
const SCHEME: MarkingScheme = {
  criteria: [
    {
      id: "A",
      name: "加工",
      maximum: hundredths(10000),
      subCriteria: [
        { id: "A1", name: "测量", day: 1, aspects: MEASURED },
        {
          id: "A2",
          name: "观感",
          day: 1,
          aspects: [
            {
              ...{ id: "A2.1", kind: "judgement", text: "观感", maximum: hundredths(2000) },
              descriptors: ["不符合", "部分符合", "符合", "优秀"],
            },
          ],
        },
      ],
    },
  ],
};

describeOnEachDatabase("marks through the mount", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  async function signIn({ userId }: Actor, session: { readonly mustRenew?: boolean } = {}): Promise<string> {
    const token = value(
      await runtime.database.write<string, never>(async ({ tables, audit }) => {
        const opened = await openSession({ tables }, { userId, userAgent: "test", at: runtime.clock.now(), ...session });
        await audit({ chain: "system", actorId: userId, act: "sign-in", objectKind: "user", objectId: userId });
        return allow(opened);
      }),
    );
    return (await setJudgeCookie(runtime, userId, token)).split(";")[0] ?? "";
  }

  type Given = { readonly formId: string; readonly aspectId: string; readonly value: number };
  const mark = (given: Given & { readonly replaces?: string | null; readonly reason?: string }) => ({
    ...{ key: newId(), scoreRound: 1, reason: null, enteredAt: "2026-11-20T00:30:00.000Z", replaces: null },
    ...given,
  });

  async function post({ userId }: Actor, cookie: string, marks: readonly object[]) {
    const mount = listMounts().find(({ path }) => path === MARKS_PATH);
    const body = JSON.stringify({ judge: userId, device: "tablet-1", marks });
    const answer = await mount?.answer(runtime, { cookieHeader: cookie, body });
    return { status: answer?.status, answers: (answer?.json as MarksAnswer | null)?.answers };
  }

  async function open(scheme?: MarkingScheme): Promise<Scene> {
    const scene = await createScene(runtime, scheme ? { scheme } : {});
    await openScene(runtime, scene);
    return scene;
  }

  it("of one whose password is over its age wait until he has renewed it: 401, not 404", async () => {
    const scene = await open();
    const [judge] = scene.judges;
    const formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
    const marks = [mark({ formId, aspectId: "A1.1", value: 2 })];
    expect((await post(judge, await signIn(judge, { mustRenew: true }), marks)).status).toBe(401);
    expect(await post(judge, await signIn(judge), marks)).toMatchObject({ status: 200, answers: [{ kind: "recorded" }] });
  });

  it("take a reading below zero, and refuse a mark, a count, an answer or a score below zero one by one", async () => {
    const scene = await open(SCHEME);
    const [judge] = scene.judges;
    const cookie = await signIn(judge);
    const [measured, judged] = await Promise.all(
      ["A1", "A2"].map((id) => findFormId(runtime, scene, scene.entries[0]?.code, id)),
    );
    const { status, answers } = await post(judge, cookie, [
      mark({ formId: String(measured), aspectId: "A1.1", value: -12 }),
      mark({ formId: String(measured), aspectId: "A1.2", value: -1 }),
      mark({ formId: String(measured), aspectId: "A1.3", value: -1 }),
      mark({ formId: String(measured), aspectId: "A1.4", value: -1 }),
      mark({ formId: String(judged), aspectId: "A2.1", value: -1 }),
    ]);
    expect(status).toBe(200);
    expect(answers?.map((answer) => (answer.kind === "refused" ? answer.refusals.map(({ code }) => code) : answer.kind))).toEqual(
      ["recorded", ["count-not-whole"], ["mark-below-zero"], ["answer-not-yes-no"], ["score-not-0-to-3"]],
    );
    const form = await findFormForJudge(runtime, judge, String(measured));
    expect(form?.aspects.find(({ id }) => id === "A1.1")).toMatchObject({ agreed: -12, mark: 1000 });
    expect(
      (await post(judge, cookie, [mark({ formId: String(measured), aspectId: "A1.1", value: -2_000_000_001 })])).status,
    ).toBe(422);
  });

  it.each(["agreed at once", "settled by a third"])(
    "replace what came from paper, %s, once a correction has opened the form",
    async (how) => {
      const scene = await open();
      const { roundId, judges, chief, supervisor } = scene;
      const [judge] = judges;
      const formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
      value(await changeMedium(runtime, chief, { roundId, medium: "paper", reason: "停电" }));
      const clerks = [scene.clerk, await addClerk(scene), await addClerk(scene), await addClerk(scene)] as const;
      const key = (clerk: Actor, measured: string) =>
        keyPaperForm(runtime, clerk, {
          formId,
          boxes: [
            ...judges.map(({ userId }) => ({ aspectId: "A1.1", judgeId: userId, scoreRound: 1, text: "2" })),
            { aspectId: "A1.2", judgeId: null, scoreRound: 1, text: measured },
          ],
        });
      value(await key(clerks[0], "7.50"));
      value(await key(clerks[1], how === "agreed at once" ? "7.50" : "1.50"));
      if (how !== "agreed at once") {
        const keyings = await runtime.database.read.paperKeying.findMany({ where: { formId }, orderBy: { keyedAt: "asc" } });
        const settled = [{ aspectId: "A1.2", judgeId: null, scoreRound: 1, stands: "first" as const, note: "再次对照" }];
        const [firstId = "", secondId = ""] = keyings.map(({ id }) => id);
        value(await settlePaperDifferences(runtime, clerks[2], { formId, firstId, secondId, settled }));
      }
      const { revision } = await runtime.database.read.markingForm.findUniqueOrThrow({ where: { id: formId } });
      value(await confirmForm(runtime, clerks[3], { formId, revision }));
      value(await changeMedium(runtime, chief, { roundId, medium: "tablet", reason: "来电" }));
      const { correctionId } = value(await requestCorrection(runtime, judge, { formId, reason: "录入有误" }));
      value(await grantCorrection(runtime, chief, { roundId, correctionId, as: "chief-judge" }));
      value(await grantCorrection(runtime, supervisor, { roundId, correctionId, as: "supervisor" }));

      const standing = await runtime.database.read.markRevision.findFirstOrThrow({ where: { formId, aspectId: "A1.2" } });
      expect(standing.key.length).toBeGreaterThan(100);
      const shown = (await findFormForJudge(runtime, judge, formId))?.aspects.find(({ id }) => id === "A1.2");
      expect(shown?.standingKey).toBe(standing.key);
      const change = mark({ formId, aspectId: "A1.2", value: 700, replaces: standing.key, reason: "再次测量" });
      expect(await post(judge, await signIn(judge), [change])).toMatchObject({ status: 200, answers: [{ kind: "recorded" }] });
    },
  );

  /** A further tally clerk of the scene's event. */
  async function addClerk(scene: Scene): Promise<Actor> {
    const userId = newId();
    value(
      await runtime.database.write(async ({ tables, audit }) => {
        const createdAt = runtime.clock.now();
        await tables.user.create({ data: { id: userId, username: userId, displayName: "统分员", passwordHash: "", createdAt } });
        await audit({ chain: "system", actorId: null, act: "arrange", objectKind: "user", objectId: userId });
        return allow(null);
      }),
    );
    return { ...scene.clerk, userId, displayName: "统分员" };
  }
});
