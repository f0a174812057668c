/** Two people key a paper form: alike it is signed and confirmed by a third; differently it is settled, and everything is kept. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getFormForConfirmation } from "#app/queries/marking/get-form.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";
import { getMatrix } from "#app/queries/marking/get-matrix.server.ts";
import { findPaperForm } from "#app/queries/paper/find-paper-form.server.ts";
import { getPaperForm } from "#app/queries/paper/get-paper-form.server.ts";
import { getPaperPage } from "#app/queries/paper/get-paper-page.server.ts";
import { confirmForm } from "#app/services/marking/confirm-form.server.ts";
import { changeMedium } from "#app/services/paper/change-medium.server.ts";
import { keyPaperForm } from "#app/services/paper/key-paper-form.server.ts";
import { settlePaperDifferences } from "#app/services/paper/settle-paper-differences.server.ts";
import { createScene, enter, findFormId, openScene, refusalCodes, type Scene, value } from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

function withoutIds(views: readonly unknown[]): string {
  return JSON.stringify(views).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "");
}

describeOnEachDatabase("keyed twice", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let formId: string;
  let clerks: readonly [Actor, Actor, Actor];
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    scene = await createScene(runtime);
    await openScene(runtime, scene);
    formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
    clerks = [scene.clerk, await addClerk("second"), await addClerk("third")];
  });
  afterAll(() => runtime.dispose());

  /** A further tally clerk of the scene's event. */
  async function addClerk(name: string): Promise<Actor> {
    const userId = newId();
    value(
      await runtime.database.write(async ({ tables, audit }) => {
        const createdAt = runtime.clock.now();
        await tables.user.create({
          data: { id: userId, username: userId, displayName: `${name} clerk`, passwordHash: "", createdAt },
        });
        await audit({ chain: "system", actorId: null, act: "arrange", objectKind: "user", objectId: userId });
        return allow(null);
      }),
    );
    return { ...scene.clerk, userId, displayName: `${name} clerk` };
  }

  const toPaper = async () =>
    value(await changeMedium(runtime, scene.chief, { roundId: scene.roundId, medium: "paper", reason: "停电" }));
  /** The form of A1: a score by each judge, and a mark of 8.00 at most. */
  const boxes = (scores: readonly string[], mark: string, again: readonly string[] = []) => [
    ...scene.judges.map(({ userId }, index) => ({ aspectId: "A1.1", judgeId: userId, scoreRound: 1, text: scores[index] ?? "" })),
    ...(again.length === 0
      ? []
      : scene.judges.map(({ userId }, index) => ({
          aspectId: "A1.1",
          judgeId: userId,
          scoreRound: 2,
          text: again[index] ?? "",
        }))),
    { aspectId: "A1.2", judgeId: null, scoreRound: 1, text: mark },
  ];
  const key = (actor: Actor, given = boxes(["2", "2", "3"], "7.50")) => keyPaperForm(runtime, actor, { formId, boxes: given });
  const form = () => getFormAsFound(runtime.database.read, formId);
  const count = {
    revisions: () => runtime.database.read.markRevision.count({ where: { formId } }),
    keyings: () => runtime.database.read.paperKeying.count({ where: { formId } }),
  };

  it("is signed by the panel in ink when both say the same, and confirmed by a third", async () => {
    await toPaper();
    const [first, second, third] = clerks;
    expect(value(await key(first))).toEqual({ outcome: "once" });
    expect(await count.revisions()).toBe(0);
    expect(value(await key(second, [...boxes(["2", "2", "3"], "7.5")].reverse()))).toEqual({ outcome: "agreed" });
    const signed = await form();
    expect(signed).toMatchObject({ status: "signed", revision: 4, state: { mark: 156 + 750 } });
    expect([...signed.signedOnPaper].sort()).toEqual(scene.judges.map(({ userId }) => userId).sort());
    const revisions = await runtime.database.read.markRevision.findMany({ where: { formId }, orderBy: { sequence: "asc" } });
    expect(revisions.map(({ aspectId, value: entered, reason, deviceId }) => [aspectId, entered, reason, deviceId])).toEqual([
      ["A1.1", 2, null, "paper"],
      ["A1.1", 2, null, "paper"],
      ["A1.1", 3, null, "paper"],
      ["A1.2", 750, null, "paper"],
    ]);
    const { revision } = signed;
    expect(refusalCodes(await confirmForm(runtime, first, { formId, revision }))).toEqual(["confirmer-keyed"]);
    expect(refusalCodes(await confirmForm(runtime, second, { formId, revision }))).toEqual(["confirmer-keyed"]);
    expect(refusalCodes(await confirmForm(runtime, scene.judges[0], { formId, revision }))).toEqual([
      "confirmer-entered",
      "confirmer-signed",
    ]);
    const view = await getFormForConfirmation(runtime, third, formId);
    expect(view.team.every(({ hasSigned, isOnPaper }) => hasSigned && isOnPaper)).toBe(true);
    expect([...view.keyedBy].sort()).toEqual([first.displayName, second.displayName].sort());
    value(await confirmForm(runtime, third, { formId, revision }));
    expect((await form()).status).toBe("confirmed");
  });

  it("is not keyed twice by the same person, nor by a judge, nor before the round was on paper", async () => {
    expect(refusalCodes(await key(clerks[0]))).toEqual(["round-never-on-paper"]);
    await toPaper();
    value(await key(clerks[0]));
    expect(refusalCodes(await key(clerks[0]))).toEqual(["keyed-by-yourself"]);
    expect(refusalCodes(await key(scene.judges[1]))).toEqual(["keyer-marks"]);
    expect(await count.keyings()).toBe(1);
    // The papers of the hour on paper are keyed after tablets are back.
    value(await changeMedium(runtime, scene.chief, { roundId: scene.roundId, medium: "tablet", reason: "来电" }));
    expect(value(await key(clerks[1]))).toEqual({ outcome: "agreed" });
  });

  it("is one form's marks once when two people save at the same moment", async () => {
    await toPaper();
    const both = await Promise.all([key(clerks[0]), key(clerks[1])]);
    expect(both.map((one) => value(one).outcome).sort()).toEqual(["agreed", "once"]);
    expect(await count.revisions()).toBe(4);
    const third = await key(clerks[2]);
    expect(refusalCodes(third)).toEqual(["form-not-open"]);
    expect(await count.revisions()).toBe(4);
    expect(await runtime.database.read.signOff.count({ where: { formId, voidedAt: null } })).toBe(3);
  });

  it("is checked like on tablets", async () => {
    await toPaper();
    const [clerk] = clerks;
    expect(refusalCodes(await key(clerk, boxes(["2", "2", "4"], "7.50")))).toEqual(["score-not-0-to-3"]);
    expect(refusalCodes(await key(clerk, boxes(["2", "2", "3"], "8.01")))).toEqual(["mark-above-maximum"]);
    expect(refusalCodes(await key(clerk, boxes(["2", "2", "3"], "7,5o")))).toEqual(["value-unreadable"]);
    expect(refusalCodes(await key(clerk, boxes(["1", "2", "3"], "7.50")))).toEqual(["spread-too-wide"]);
    expect(refusalCodes(await key(clerk, boxes(["2", "2", "3"], "7.50").slice(1)))).toEqual(["aspects-missing"]);
    expect(await count.keyings()).toBe(0);
    const apart = boxes(["1", "2", "3"], "7.50", ["2", "2", "3"]);
    value(await key(clerk, apart));
    value(await key(clerks[1], apart));
    expect((await form()).state.aspects[0]).toMatchObject({ scoreRound: 2, mark: 156 });
  });

  it("shows the second nothing of what the first keyed, and both only once they differ", async () => {
    await toPaper();
    value(await key(clerks[0], boxes(["2", "2", "3"], "7.37")));
    // Ids are random: one of them may hold the digits of a value by chance.
    const seen = withoutIds([
      await getPaperForm(runtime, clerks[1], formId),
      await getPaperPage(runtime, clerks[1], scene.roundId),
      await getFormForConfirmation(runtime, clerks[1], formId),
    ]);
    expect(seen).not.toMatch(/737|7\.37/);
    expect(scene.secrets.filter((secret) => seen.includes(secret))).toEqual([]);
    value(await key(clerks[1], boxes(["2", "2", "3"], "7.73")));
    const { different } = await getPaperForm(runtime, clerks[1], formId);
    expect(different?.lines).toMatchObject([{ aspectId: "A1.2", judge: null, first: "7.37", second: "7.73" }]);
  });

  it("is settled by a third who gives grounds, and keeps everything", async () => {
    await toPaper();
    const [first, second, third] = clerks;
    value(await key(first, boxes(["2", "2", "3"], "7.37")));
    expect(value(await key(second, boxes(["2", "2", "3"], "7.73")))).toEqual({ outcome: "different" });
    expect((await form()).status).toBe("open");
    const cellOf = async () =>
      (await getMatrix(runtime, scene.chief, scene.roundId)).rows
        .flatMap(({ cells }) => cells)
        .find((cell) => cell.formId === formId);
    expect((await cellOf())?.state).toBe("differs");
    const { different } = await getPaperForm(runtime, third, formId);
    const settlement = {
      formId,
      firstId: different?.firstId ?? "",
      secondId: different?.secondId ?? "",
      settled: [{ aspectId: "A1.2", judgeId: null, scoreRound: 1, stands: "second", note: "纸上为 7.73" } as const],
    };
    expect(refusalCodes(await settlePaperDifferences(runtime, first, settlement))).toEqual(["settler-keyed"]);
    expect(refusalCodes(await settlePaperDifferences(runtime, scene.judges[0], settlement))).toEqual(["settler-marks"]);
    expect(refusalCodes(await settlePaperDifferences(runtime, third, { ...settlement, settled: [] }))).toEqual([
      "differences-unsettled",
    ]);
    value(await settlePaperDifferences(runtime, third, settlement));
    const settled = await form();
    expect(settled).toMatchObject({ status: "signed", state: { mark: 156 + 773 } });
    expect(await count.keyings()).toBe(3);
    expect(refusalCodes(await confirmForm(runtime, third, { formId, revision: settled.revision }))).toEqual(["confirmer-keyed"]);
    value(await confirmForm(runtime, scene.chief, { formId, revision: settled.revision }));
  });

  it("is settled by one of the two who keys it again", async () => {
    await toPaper();
    value(await key(clerks[0], boxes(["2", "2", "3"], "7.37")));
    value(await key(clerks[1], boxes(["2", "2", "3"], "7.73")));
    runtime.clock.advanceMinutes(1);
    expect(value(await key(clerks[0], boxes(["2", "2", "3"], "7.73")))).toEqual({ outcome: "agreed" });
    expect(await count.keyings()).toBe(3);
    expect((await form()).state.mark).toBe(156 + 773);
  });

  it("counts instead of what tablets had delivered before the change, which is kept", async () => {
    value(await enter(runtime, scene.judges[0], formId, { aspectId: "A1.1", value: 0 }));
    await toPaper();
    value(await key(clerks[0]));
    value(await key(clerks[1]));
    const { state, revisions } = await form();
    expect(state.mark).toBe(156 + 750);
    expect(revisions.map(({ value: entered }) => entered)).toEqual([0, 2, 2, 3, 750]);
  });

  it("is told on the round's page, and found by its label or by what is typed", async () => {
    await toPaper();
    value(await key(clerks[0]));
    const { forms } = await getPaperPage(runtime, clerks[0], scene.roundId);
    expect(forms.find((row) => row.formId === formId)).toMatchObject({ state: "once", isOwn: true });
    expect((await getPaperPage(runtime, clerks[1], scene.roundId)).forms.find((row) => row.formId === formId)?.isOwn).toBe(false);
    value(await key(clerks[1]));
    expect((await getPaperPage(runtime, clerks[0], scene.roundId)).forms.filter(({ state }) => state === "keyed")).toHaveLength(
      1,
    );
    const find = (text: string) => findPaperForm(runtime, scene.roundId, text);
    expect(await find(`JJ/${scene.competitionCode}/E1/1/A1/R900`)).toEqual({ kind: "found", formId });
    expect(await find("r900 a1")).toEqual({ kind: "found", formId });
    expect(await find(`JJ/${scene.competitionCode}/E2/1/A1/R900`)).toEqual({ kind: "foreign" });
    expect(await find("R999 A1")).toEqual({ kind: "unknown" });
  });
});
