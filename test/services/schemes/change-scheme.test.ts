/** A scheme written or copied as a new version; put right while its round is judged, and never after: with what follows for forms. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findSubCriterion, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { toDraft } from "#app/domain/marking/scheme-draft.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findFormForJudge } from "#app/queries/marking/get-form.server.ts";
import { findCurrentScheme } from "#app/queries/schemes/find-current-scheme.server.ts";
import { findSchemeChange } from "#app/queries/schemes/find-scheme-change.server.ts";
import { findSchemePage } from "#app/queries/schemes/get-scheme-page.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import { copyMarkingScheme } from "#app/services/schemes/copy-marking-scheme.server.ts";
import { editMarkingScheme } from "#app/services/schemes/edit-marking-scheme.server.ts";
import {
  completeRound,
  confirmAsClerk,
  createScene,
  enter,
  fillForm,
  findFormId,
  JUDGING_SCHEME,
  openScene,
  refusalCodes,
  type Scene,
  signForm,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

/** A1.2 of 8.00 gives one to A1.1; the total stays. */
const PUT_RIGHT: MarkingScheme = {
  criteria: JUDGING_SCHEME.criteria.map((criterion) => ({
    ...criterion,
    subCriteria: criterion.subCriteria.map((sub) => ({
      ...sub,
      aspects: sub.aspects.map((aspect) =>
        aspect.id === "A1.1" || aspect.id === "A1.2"
          ? { ...aspect, maximum: hundredths(aspect.id === "A1.1" ? 300 : 700) }
          : aspect,
      ),
    })),
  })),
};

describeOnEachDatabase("a new version of a marking scheme", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    scene = await createScene(runtime);
  });
  afterAll(() => runtime.dispose());

  const read = () => runtime.database.read;
  const edit = (scheme: MarkingScheme, more: Partial<Parameters<typeof editMarkingScheme>[2]> = {}) =>
    editMarkingScheme(runtime, scene.organiser, {
      eventId: scene.eventId,
      roundNumber: 1,
      draft: toDraft(scheme),
      reason: "印刷错误",
      basedOn: 1,
      ...more,
    });
  const countVersions = () => read().markingScheme.count({ where: { eventId: scene.eventId } });
  const form = (index: number, subCriterion: string) => findFormId(runtime, scene, scene.entries[index]?.code, subCriterion);
  const statusOf = async (id: string) => (await read().markingForm.findUniqueOrThrow({ where: { id } })).status;
  const standing = (formId: string) => read().signOff.count({ where: { formId, voidedAt: null } });

  describe("before judging", () => {
    it("is what its draft says, and the one before stays", async () => {
      expect(value(await edit(PUT_RIGHT))).toEqual({ version: 2 });
      const current = await findCurrentScheme(read(), scene.eventId);
      expect(current).toMatchObject({ version: 2, source: "editor", scheme: PUT_RIGHT });
      expect(await countVersions()).toBe(2);
      const record = await read().auditRecord.findFirstOrThrow({
        where: { objectId: scene.eventId, act: "edit-marking-scheme" },
        select: { payload: true, actorId: true },
      });
      expect(record).toMatchObject({ actorId: scene.organiser.userId, payload: { version: 2, round: 1 } });
      await openScene(runtime, scene);
      const round = await read().round.findUniqueOrThrow({ where: { id: scene.roundId } });
      expect(round.schemeId).toBe(current?.id);
    });

    it("is refused with every reason and stores nothing: stale, without a reason, not adding up", async () => {
      const [a, b] = PUT_RIGHT.criteria as [MarkingScheme["criteria"][number], MarkingScheme["criteria"][number]];
      const refused = await edit({ criteria: [a, { ...b, name: "" }] }, { basedOn: null, reason: " " });
      expect(refusalCodes(refused)).toEqual(["changed-meanwhile", "reason-required", "criterion-name-missing"]);
      const draft = toDraft(JUDGING_SCHEME);
      const unreadable = {
        ...draft,
        criteria: draft.criteria.map((criterion) => ({
          ...criterion,
          subCriteria: criterion.subCriteria.map((sub) => ({ ...sub, day: "x" })),
        })),
      };
      expect(refusalCodes(await edit(JUDGING_SCHEME, { draft: unreadable }))).toEqual(Array(3).fill("draft-day-unreadable"));
      expect(refusalCodes(await edit(PUT_RIGHT, { roundNumber: 2 }))).toEqual(["round-unknown"]);
      expect(await countVersions()).toBe(1);
    });

    it("of two that start from one version, is the first", async () => {
      const [first, second] = await Promise.all([edit(PUT_RIGHT), edit(JUDGING_SCHEME)]);
      expect(value(first)).toEqual({ version: 2 });
      expect(refusalCodes(second)).toEqual(["changed-meanwhile"]);
    });

    it("may be for a later round: the first keeps its own", async () => {
      await runtime.database.write(async ({ tables, audit }) => {
        const kind = { kind: "final", phase: "draw", disclosure: "closed" };
        await tables.round.create({ data: { id: `${scene.roundId}-2`, eventId: scene.eventId, number: 2, ...kind } });
        await audit({ chain: scene.competitionId, actorId: null, act: "test", objectKind: "event", objectId: scene.eventId });
        return { ok: true, value: null };
      });
      const versionFor = async (round: number) => (await findCurrentScheme(read(), scene.eventId, round))?.version;
      expect(await versionFor(2)).toBe(1);
      value(await edit(PUT_RIGHT, { roundNumber: 2 }));
      expect([await versionFor(1), await versionFor(2), await versionFor(3)]).toEqual([1, 2, 2]);
      value(await edit(PUT_RIGHT, { roundNumber: 1, basedOn: 1 }));
      expect([await versionFor(1), await versionFor(2)]).toEqual([3, 2]);
    });
  });

  describe("while the round is judged", () => {
    it("is in force at once; changed sub-criteria are signed again, others keep their signatures", async () => {
      await openScene(runtime, scene);
      const [changed, other, begun] = [await form(0, "A1"), await form(0, "A2"), await form(1, "A1")];
      await fillForm(runtime, scene, changed, { "A1.1": 3, "A1.2": 650 });
      await fillForm(runtime, scene, other, { "A2.1": 2000 });
      await fillForm(runtime, scene, begun, { "A1.1": 2 });
      await signForm(runtime, scene, changed);
      await signForm(runtime, scene, other);
      runtime.clock.advanceMinutes(5);
      expect(await findSchemeChange(runtime, scene.roundId)).toBeNull();

      expect(value(await edit(PUT_RIGHT))).toEqual({ version: 2 });
      expect([await statusOf(changed), await standing(changed)]).toEqual(["open", 0]);
      expect([await statusOf(other), await standing(other)]).toEqual(["signed", 3]);
      // 3 of 3 earns 3.00 now instead of 2.00, and the measurement of 6.50 stands.
      const seen = await findFormForJudge(runtime, scene.judges[0], changed);
      expect(seen).toMatchObject({ mark: 950, task: "sign", maximum: 1000 });
      expect(await read().markRevision.count({ where: { formId: changed } })).toBe(4);
      expect(await findSchemeChange(runtime, scene.roundId)).toMatchObject({ version: 2, reason: "印刷错误" });

      const schemes = await read().markingScheme.findMany({ where: { eventId: scene.eventId }, orderBy: { version: "asc" } });
      const { payload } = await read().auditRecord.findFirstOrThrow({
        where: { objectId: scene.eventId, act: "edit-marking-scheme" },
      });
      expect(payload).toMatchObject({
        version: 2,
        scheme: schemes[1]?.id,
        replaces: schemes[0]?.id,
        replacedVersion: 1,
        inForceIn: scene.roundId,
        subCriteria: ["A1"],
        signaturesVoided: 3,
      });
      await signForm(runtime, scene, changed);
      await confirmAsClerk(runtime, scene, changed);
    });

    it("says everything that stands against it at once, and changes nothing", async () => {
      await openScene(runtime, scene);
      const confirmed = await form(0, "A1");
      await fillForm(runtime, scene, confirmed, { "A1.1": 3, "A1.2": 800 });
      await signForm(runtime, scene, confirmed);
      await confirmAsClerk(runtime, scene, confirmed);
      expect(refusalCodes(await edit(PUT_RIGHT))).toEqual(["scheme-form-confirmed", "scheme-value-does-not-fit"]);
      expect(await countVersions()).toBe(1);
      expect([await statusOf(confirmed), await standing(confirmed)]).toEqual(["confirmed", 3]);
    });

    it("never comes once marks are submitted", async () => {
      await completeRound(runtime, scene, () => ({ a11: 2, a12: 600, a21: 1500, b11: 2, b12: 3000 }));
      value(await submitRound(runtime, scene.chief, { roundId: scene.roundId }));
      expect(refusalCodes(await edit(PUT_RIGHT))).toEqual(["scheme-pinned"]);
      expect(await countVersions()).toBe(1);
    });
  });

  describe("copied from another event", () => {
    const copy = (actor: Actor, sourceId: string, basedOn = 1) =>
      copyMarkingScheme(runtime, actor, { eventId: scene.eventId, roundNumber: 1, sourceId, reason: "沿用去年", basedOn });

    it("is a new version that names its source, for those who may see that one only", async () => {
      const earlier = await createScene(runtime, { scheme: PUT_RIGHT });
      const source = await findCurrentScheme(read(), earlier.eventId);
      const sourceId = source?.id ?? "";
      expect(refusalCodes(await copy(scene.organiser, sourceId))).toEqual(["scheme-source-unknown"]);
      const both: Actor = { ...scene.organiser, grants: [...scene.organiser.grants, ...earlier.chief.grants] };
      const page = await findSchemePage(runtime, both, {
        competitionId: scene.competitionId,
        eventId: scene.eventId,
        round: 1,
        compare: null,
        copy: sourceId,
      });
      expect(page?.sources.map(({ schemeId }) => schemeId)).toEqual([sourceId]);
      expect(page?.preview?.scheme).toEqual(PUT_RIGHT);
      expect(value(await copy(both, sourceId))).toEqual({ version: 2 });
      expect(await findCurrentScheme(read(), scene.eventId)).toMatchObject({
        source: "copy",
        fileName: `${earlier.competitionCode} E1`,
        scheme: PUT_RIGHT,
      });
    });
  });

  describe("on its page", () => {
    const page = (actor: Actor, compare: { from: number; to: number } | null = null) =>
      findSchemePage(runtime, actor, {
        competitionId: scene.competitionId,
        eventId: scene.eventId,
        round: 1,
        compare,
        copy: null,
      });

    it("stands with who made it, when and why, and with what it changed; those who only read are offered nothing to copy", async () => {
      value(await edit(PUT_RIGHT));
      const seen = await page(scene.organiser, { from: 1, to: 2 });
      expect(seen?.versions.map(({ version, reason, source }) => [version, reason, source])).toEqual([
        [2, "印刷错误", "editor"],
        [1, "", "file"],
      ]);
      expect(seen?.versions[0]?.by).toBe(scene.organiser.displayName);
      expect(seen?.comparison?.changes).toHaveLength(2);
      expect(seen?.mayAct).toBe(true);
      const chief = await page(scene.chief);
      expect([chief?.mayAct, chief?.sources]).toEqual([false, []]);
      expect(await page(scene.organiser, { from: 1, to: 9 })).toBeNull();
    });
  });
});

describeOnEachDatabase("a measurement that each judge enters for himself", (provider) => {
  const SCHEME: MarkingScheme = {
    criteria: [
      {
        id: "A",
        name: "功能",
        maximum: hundredths(10000),
        subCriteria: [
          {
            id: "A1",
            name: "运行",
            day: 1,
            aspects: [
              {
                id: "A1.1",
                kind: "measurement",
                text: "演示",
                maximum: hundredths(10000),
                way: { kind: "deduction", each: hundredths(1000) },
                each: "median",
              },
            ],
          },
        ],
      },
    ],
  };

  it("is seen by others when all are in, and then with each value and the mark of all", async () => {
    const runtime = await createTestRuntime(provider);
    try {
      const scene = await createScene(runtime, { scheme: SCHEME, entries: [{}] });
      expect(findSubCriterion(SCHEME, "A1")?.aspects).toHaveLength(1);
      await openScene(runtime, scene);
      const formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
      const [a, b, c] = scene.judges;
      const seenBy = async (judge: Actor) => (await findFormForJudge(runtime, judge, formId))?.aspects[0];
      value(await enter(runtime, a, formId, { aspectId: "A1.1", value: 1 }));
      value(await enter(runtime, b, formId, { aspectId: "A1.1", value: 4 }));
      expect(await seenBy(a)).toMatchObject({
        mark: null,
        scoresIn: 2,
        allIn: false,
        readings: [{ judgeId: a.userId, value: 1 }],
      });
      expect((await seenBy(c))?.readings).toEqual([]);
      // Nothing that c is sent names the value of another.
      expect(JSON.stringify(await findFormForJudge(runtime, c, formId))).not.toMatch(/"value":/);
      value(await enter(runtime, c, formId, { aspectId: "A1.1", value: 2 }));
      // 90.00, 60.00 and 80.00: the median is 80.00.
      const all = await seenBy(c);
      expect(all).toMatchObject({ mark: 8000, allIn: true });
      expect(all?.readings.map(({ mark }) => mark).sort()).toEqual([6000, 8000, 9000]);
    } finally {
      await runtime.dispose();
    }
  });
});
