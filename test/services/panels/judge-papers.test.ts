/** 回避申请 and 裁判承诺书: what they say, for whom, and that they come out as readable pages. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createJudgePaperWords } from "#app/i18n/judge-paper-words.ts";
import { renderDocument } from "#app/platform/pdf/render-document.server.ts";
import { findConflictPaper, findPromisePaper } from "#app/queries/panels/find-conflict-paper.server.ts";
import { getConflicts } from "#app/queries/panels/get-conflicts.server.ts";
import { declareConflict } from "#app/services/panels/declare-conflict.server.ts";
import { withdrawConflict } from "#app/services/panels/withdraw-conflict.server.ts";
import { createScene, openScene, refusalCodes, value } from "../../support/judging-steps.ts";
import { partEntries } from "../../support/panel-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("conflicts and their papers", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  it("are the judge's own and the office's, withdrawn and never deleted", async () => {
    const scene = await createScene(runtime);
    const [first, second] = await partEntries(runtime, scene);
    const { competitionId, eventId } = scene;
    const [a, b] = scene.judges;
    const own = {
      competitionId,
      judgeId: a.userId,
      kind: "delegation",
      targetId: first?.delegationId ?? "",
      reason: "师徒",
    } as const;
    const { conflictId } = value(await declareConflict(runtime, a, own));
    expect(refusalCodes(await declareConflict(runtime, a, own))).toEqual(["conflict-already-declared"]);
    const entry = { ...own, kind: "entry", targetId: scene.entries[0]?.entryId ?? "" } as const;
    expect(refusalCodes(await declareConflict(runtime, a, entry))).toEqual(["conflict-entry-while-blind"]);
    expect(refusalCodes(await declareConflict(runtime, a, { ...own, kind: "organisation" }))).toEqual([
      "conflict-target-unknown",
    ]);
    expect(refusalCodes(await declareConflict(runtime, scene.organiser, { ...own, judgeId: scene.clerk.userId }))).toEqual([
      "judge-unknown",
    ]);
    const ofOffice = { ...own, judgeId: b.userId, kind: "organisation", targetId: second?.organisationId ?? "" } as const;
    const recorded = value(await declareConflict(runtime, scene.supervisor, ofOffice));
    const listed = async (actor: typeof a, of: string | null) =>
      (await getConflicts(runtime, actor, { competitionId, eventId: of })).conflicts.map(({ judge, mayWithdraw }) => [
        judge,
        mayWithdraw,
      ]);
    expect(await listed(a, eventId)).toEqual([[a.displayName, true]]);
    expect(await listed(b, eventId)).toEqual([[b.displayName, false]]);
    expect(await listed(scene.supervisor, null)).toEqual(
      expect.arrayContaining([
        [a.displayName, true],
        [b.displayName, true],
      ]),
    );
    const withdraw = (actor: typeof a, id: string, ofJudge: string | null) =>
      withdrawConflict(runtime, actor, { competitionId, conflictId: id, ofJudge });
    expect(refusalCodes(await withdraw(b, conflictId, b.userId))).toEqual(["not-found"]);
    expect(refusalCodes(await withdraw(b, recorded.conflictId, b.userId))).toEqual(["conflict-not-own"]);
    value(await withdraw(scene.supervisor, recorded.conflictId, null));
    value(await withdraw(a, conflictId, a.userId));
    expect(refusalCodes(await withdraw(scene.organiser, conflictId, null))).toEqual(["conflict-withdrawn-already"]);
    expect(await runtime.database.read.conflict.count({ where: { competitionId } })).toBe(2);

    await openScene(runtime, scene);
    const again = value(await declareConflict(runtime, a, own));
    expect(refusalCodes(await withdraw(a, again.conflictId, a.userId))).toEqual(["conflict-in-force"]);
    value(await withdraw(scene.organiser, again.conflictId, null));
  });

  it("come out on paper with everything that is on record", async () => {
    const scene = await createScene(runtime);
    const [first] = await partEntries(runtime, scene);
    const { competitionId } = scene;
    const [a, b] = scene.judges;
    const target = { kind: "delegation", targetId: first?.delegationId ?? "" } as const;
    const { conflictId } = value(
      await declareConflict(runtime, a, { competitionId, judgeId: a.userId, ...target, reason: "参赛选手是本人的徒弟" }),
    );
    expect(await findConflictPaper(runtime, { competitionId, conflictId, ofJudge: b.userId })).toBeNull();
    expect(await findConflictPaper(runtime, { competitionId: "other", conflictId, ofJudge: null })).toBeNull();
    expect(await findPromisePaper(runtime, { competitionId, judgeId: scene.organiser.userId })).toBeNull();
    const conflict = await findConflictPaper(runtime, { competitionId, conflictId, ofJudge: a.userId });
    const promise = await findPromisePaper(runtime, { competitionId, judgeId: a.userId });
    if (!conflict || !promise) throw new Error("no paper");
    const printed = readPdf(
      await renderDocument({ ...(await createJudgePaperWords(conflict)), changedAt: new Date(conflict.at) }),
    );
    for (const words of [
      "裁判回避申请",
      a.displayName,
      "数控车",
      "评分裁判",
      "代表队：",
      "参赛选手是本人的徒弟",
      "监督员签字",
      "第 1 页/共 1 页",
    ]) {
      expect(printed).toContain(words.replaceAll(" ", ""));
    }
    const promised = readPdf(
      await renderDocument({ ...(await createJudgePaperWords(promise)), changedAt: new Date(promise.at) }),
    );
    for (const words of ["裁判承诺书", a.displayName, "独立评分", "裁判签字", "承办方盖章"]) {
      expect(promised).toContain(words.replaceAll(" ", ""));
    }
    expect(promised).not.toContain("徒弟");
  });
});

/** The text of a PDF without any blanks. */
function readPdf(bytes: Buffer): string {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "paper-")), "paper.pdf");
  fs.writeFileSync(file, bytes);
  return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).replace(/\s+/gu, "");
}
