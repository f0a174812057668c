/** Unblinding layer by layer, the last first: who may ask and confirm, what each layer tells to whom, the sheets of keepers, those present. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDesk } from "#app/queries/accounts/get-desk.server.ts";
import { findCodeSheet } from "#app/queries/blinding/find-code-sheet.server.ts";
import { getUnblinding } from "#app/queries/blinding/get-unblinding.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { confirmUnblinding } from "#app/services/blinding/confirm-unblinding.server.ts";
import { recordPresence } from "#app/services/blinding/record-presence.server.ts";
import { requestUnblinding } from "#app/services/blinding/request-unblinding.server.ts";
import { voidPresence } from "#app/services/blinding/void-presence.server.ts";
import { requestCorrection } from "#app/services/marking/request-correction.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import {
  addKeeper,
  completeRound,
  createScene,
  dismissKeeper,
  findFormId,
  recheckRound,
  refusalCodes,
  type Scene,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("unblinding in layers", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  const rechecked = async (blindLayers: BlindLayer): Promise<Scene> => {
    const scene = await createScene(runtime, { entries: [{}, {}], rules: { blindLayers } });
    await completeRound(runtime, scene);
    value(await submitRound(runtime, scene.chief, { roundId: scene.roundId }));
    await recheckRound(runtime, scene);
    return scene;
  };
  const phaseOf = async ({ roundId }: Scene) =>
    (await runtime.database.read.round.findUniqueOrThrow({ where: { id: roundId } })).phase;
  const ask = (actor: Actor, { roundId }: Scene) => requestUnblinding(runtime, actor, { roundId });
  const confirm = (actor: Actor, { roundId }: Scene) => confirmUnblinding(runtime, actor, { roundId });
  const seenBy = async (actor: Actor, { roundId }: Scene) => (await getUnblinding(runtime, actor, roundId)).lines;
  const sheetOf = (actor: Actor, { roundId }: Scene, layer: number) =>
    findCodeSheet(runtime, { roundId, userId: actor.userId, layer });

  describe.each([1, 2, 3] as const)("of %i", (count) => {
    it("takes one keeper and one supervisor two acts in all, recorded for each layer", async () => {
      const scene = await rechecked(count);
      const all = [3, 2, 1].filter((layer) => layer <= count);
      expect(value(await ask(scene.blinding, scene))).toEqual({ layers: all });
      expect(await phaseOf(scene)).toBe("recheck");
      expect(refusalCodes(await confirm(scene.blinding, scene))).toEqual(["unblinding-same-person"]);
      expect(value(await confirm(scene.supervisor, scene))).toEqual({ layers: all });
      expect(await phaseOf(scene)).toBe("unblinded");
      for (const act of ["request-unblinding", "confirm-unblinding"]) {
        const records = await runtime.database.read.auditRecord.findMany({ where: { act, objectId: scene.roundId } });
        expect(
          records
            .map(({ payload }) => (payload as { layer: number }).layer)
            .sort()
            .reverse(),
        ).toEqual(all);
      }
    });
  });

  it("is refused before the chief judge submitted, to a keeper as to anybody", async () => {
    const scene = await createScene(runtime, { entries: [{}] });
    await completeRound(runtime, scene);
    expect(refusalCodes(await ask(scene.blinding, scene))).toEqual(["round-phase-wrong"]);
    expect(refusalCodes(await confirm(scene.supervisor, scene))).toEqual(["round-phase-wrong"]);
    value(await submitRound(runtime, scene.chief, { roundId: scene.roundId }));
    const lower = await addKeeper(runtime, scene, [1]);
    expect(refusalCodes(await ask(lower, scene))).toEqual(["recheck-not-drawn", "unblinding-out-of-order"]);
  });

  it("goes from the third layer to the first, tells as much as is open, and names only at the end", async () => {
    const scene = await rechecked(3);
    const { supervisor, organiser, roundId } = scene;
    const [first, second, third] = [
      await addKeeper(runtime, scene, [1]),
      await addKeeper(runtime, scene, [2]),
      await addKeeper(runtime, scene, [3]),
    ];
    await dismissKeeper(runtime, scene);
    expect(await getUnblinding(runtime, organiser, roundId)).toMatchObject({
      next: 3,
      layers: [
        { layer: 3, from: "seat", to: "code", keepers: [third.displayName] },
        { layer: 2, from: "entrant-number", to: "seat", keepers: [second.displayName] },
        { layer: 1, from: "person", to: "entrant-number", keepers: [first.displayName] },
      ],
    });
    expect(await ask(second, scene)).toMatchObject({
      refusals: [{ code: "unblinding-out-of-order", params: { layer: 3, own: 2 } }],
    });
    expect(refusalCodes(await ask(scene.blinding, scene))).toEqual(["unblinding-not-keeper"]);
    expect(refusalCodes(await ask(scene.chief, scene))).toEqual(["unblinding-not-keeper"]);

    const closed = { seatCode: null, entrantNumber: null, names: null, delegation: null, publicCode: null };
    const told = async (open: readonly object[]) => {
      for (const reader of [first, supervisor]) expect(await seenBy(reader, scene)).toEqual(open);
      // Who knows the rest of the way is told nothing before the end.
      expect(await seenBy(organiser, scene)).toEqual([]);
      expect(await phaseOf(scene)).toBe("recheck");
      await expect(getRoundResultsByEntry(runtime.database.read, roundId)).rejects.toThrow("blind");
    };
    expect(value(await ask(third, scene))).toEqual({ layers: [3] });
    expect(refusalCodes(await ask(second, scene))).toEqual(["unblinding-already-requested", "unblinding-out-of-order"]);
    await told([]);
    value(await confirm(supervisor, scene));
    await told([
      { ...closed, code: "R899", seatCode: "002" },
      { ...closed, code: "R900", seatCode: "001" },
    ]);
    expect(refusalCodes(await ask(third, scene))).toEqual(["unblinding-not-keeper"]);
    expect(refusalCodes(await ask(first, scene))).toEqual(["unblinding-out-of-order"]);
    // A mark is put right no more: somebody knows more than its code.
    const formId = await findFormId(runtime, scene, "R900", "A1");
    const correction = await requestCorrection(runtime, scene.chief, { formId, reason: "漏看一处" });
    expect(refusalCodes(correction)).toEqual(["correction-unblinding-begun"]);

    value(await ask(second, scene));
    value(await confirm(supervisor, scene));
    await told([
      { ...closed, code: "R899", seatCode: "002", entrantNumber: "E1002" },
      { ...closed, code: "R900", seatCode: "001", entrantNumber: "E1001" },
    ]);
    value(await ask(first, scene));
    value(await confirm(supervisor, scene));
    expect(await phaseOf(scene)).toBe("unblinded");
    for (const reader of [third, supervisor, organiser]) {
      expect(await seenBy(reader, scene)).toMatchObject([
        { code: "R899", seatCode: "002", entrantNumber: "E1002", names: [scene.secrets[3]], publicCode: "4982" },
        { code: "R900", seatCode: "001", entrantNumber: "E1001", names: [scene.secrets[2]], publicCode: "4989" },
      ]);
    }
    const steps = await runtime.database.read.unblinding.findMany({ where: { roundId }, orderBy: { layer: "asc" } });
    expect(steps.map(({ blindingJudgeId }) => blindingJudgeId)).toEqual([first, second, third].map(({ userId }) => userId));
  });

  it("asks for the layers that one keeper keeps in a row at once, and leaves the others to theirs", async () => {
    const scene = await rechecked(3);
    const upper = await addKeeper(runtime, scene, [2, 3]);
    expect(value(await ask(upper, scene))).toEqual({ layers: [3, 2] });
    expect(value(await confirm(scene.supervisor, scene))).toEqual({ layers: [3, 2] });
    expect(await phaseOf(scene)).toBe("recheck");
    expect(refusalCodes(await ask(upper, scene))).toEqual(["unblinding-not-keeper"]);
    expect(value(await ask(scene.blinding, scene))).toEqual({ layers: [1] });
    value(await confirm(scene.supervisor, scene));
    expect(await phaseOf(scene)).toBe("unblinded");
  });

  it("opens a layer once when two supervisors confirm at the same moment", async () => {
    const scene = await rechecked(3);
    value(await ask(scene.blinding, scene));
    const second = { ...scene.supervisor, userId: scene.decider.userId };
    const both = await Promise.all([confirm(scene.supervisor, scene), confirm(second, scene)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const steps = await runtime.database.read.unblinding.findMany({ where: { roundId: scene.roundId } });
    expect(new Set(steps.map(({ supervisorId }) => supervisorId)).size).toBe(1);
  });

  it("waits on the supervisor's desk as one round, however many layers were asked for", async () => {
    const scene = await rechecked(3);
    value(await ask(scene.blinding, scene));
    const desk = await getDesk(runtime, scene.supervisor);
    expect(JSON.stringify(desk)).toContain('{"kind":"unblinding-second","count":1}');
  });

  describe("the sheet of a layer", () => {
    it("is its keeper's from the moment that codes exist, and no other layer's nor anybody else's", async () => {
      const scene = await createScene(runtime, { entries: [{}, {}] });
      const keepers = new Map<number, Actor>();
      for (const layer of [1, 2, 3]) keepers.set(layer, await addKeeper(runtime, scene, [layer]));
      const keeper = (layer: number) => keepers.get(layer) as Actor;
      const delegation = { name: scene.secrets[0], nameEn: scene.secrets[1] };
      expect(await sheetOf(keeper(1), scene, 1)).toEqual({
        ...{ layer: 1, layers: 3, session: null, from: "person", to: "entrant-number" },
        rows: [
          { from: scene.secrets[2], to: "E1001", delegation },
          { from: scene.secrets[3], to: "E1002", delegation },
        ],
      });
      expect((await sheetOf(keeper(2), scene, 2))?.rows).toEqual([
        { from: "E1001", to: "001", delegation: null },
        { from: "E1002", to: "002", delegation: null },
      ]);
      expect((await sheetOf(keeper(3), scene, 3))?.rows).toEqual([
        { from: "001", to: "R900", delegation: null },
        { from: "002", to: "R899", delegation: null },
      ]);
      for (const own of [1, 2, 3]) {
        for (const other of [0, 1, 2, 3, 4].filter((layer) => layer !== own)) {
          expect(await sheetOf(keeper(own), scene, other)).toBeNull();
        }
      }
      for (const stranger of [scene.chief, scene.clerk, scene.supervisor, scene.organiser, ...scene.judges]) {
        for (const layer of [1, 2, 3]) expect(await sheetOf(stranger, scene, layer)).toBeNull();
      }
      // Whose duty states no layer keeps all of them; whose duty was taken back keeps none.
      for (const layer of [1, 2, 3]) expect(await sheetOf(scene.blinding, scene, layer)).not.toBeNull();
      await dismissKeeper(runtime, scene);
      for (const layer of [1, 2, 3]) expect(await sheetOf(scene.blinding, scene, layer)).toBeNull();
    });

    it("is there for no layer that the event does not have, and not before codes are given", async () => {
      const one = await createScene(runtime, { entries: [{}], rules: { blindLayers: 1 } });
      expect((await sheetOf(one.blinding, one, 1))?.rows).toMatchObject([{ from: one.secrets[2], to: "R900" }]);
      for (const layer of [2, 3]) expect(await sheetOf(one.blinding, one, layer)).toBeNull();
      const early = await createScene(runtime, { entries: [{ coded: false }] });
      for (const layer of [1, 2, 3]) expect(await sheetOf(early.blinding, early, layer)).toBeNull();
    });
  });

  describe("those present", () => {
    it("are written down from the request until results are public, each once; a line is struck out and stays", async () => {
      const scene = await rechecked(3);
      const { roundId, blinding, supervisor } = scene;
      const present = (name: string, duty = "纪检人员") => recordPresence(runtime, blinding, { roundId, name, duty });
      expect(refusalCodes(await present("王监督"))).toEqual(["presence-before-request"]);
      value(await ask(blinding, scene));
      const { presenceId } = value(await present("王监督"));
      value(await present("欧阳·阿依古丽", "承办单位代表"));
      expect(refusalCodes(await present("王监督"))).toEqual(["presence-twice"]);
      value(await voidPresence(runtime, supervisor, { roundId, presenceId }));
      expect(refusalCodes(await voidPresence(runtime, supervisor, { roundId, presenceId }))).toEqual(["presence-unknown"]);
      const other = await rechecked(3);
      const foreign = await voidPresence(runtime, supervisor, { roundId: other.roundId, presenceId });
      expect(refusalCodes(foreign)).toEqual(["presence-unknown"]);
      expect((await getUnblinding(runtime, supervisor, roundId)).present).toMatchObject([
        { name: "欧阳·阿依古丽", duty: "承办单位代表" },
      ]);
      expect(await runtime.database.read.unblindingPresence.count({ where: { roundId } })).toBe(2);
      // Names stay out of the chain.
      const records = await runtime.database.read.auditRecord.findMany({ where: { objectId: roundId } });
      expect(JSON.stringify(records)).not.toContain("阿依古丽");
    });

    it("are closed with the on-site publication", async () => {
      const scene = await createScene(runtime, { entries: [{}] });
      const { roundId } = scene;
      await completeRound(runtime, scene);
      await unblindRound(runtime, scene);
      value(await publishOnSite(runtime, scene.organiser, { roundId }));
      const late = await recordPresence(runtime, scene.blinding, { roundId, name: "王监督", duty: "纪检人员" });
      expect(refusalCodes(late)).toEqual(["presence-closed"]);
    });
  });
});
