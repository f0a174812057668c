/** The hall's record as it is kept: once for each key, voided and never changed, and nothing in it or about it that breaks the blind. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHallEntryWords, createHallSheetWords } from "#app/i18n/hall-paper-words.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { renderHallPaper } from "#app/platform/pdf/render-hall-paper.server.ts";
import { findHallPaper } from "#app/queries/hall/find-hall-paper.server.ts";
import { getHallRecord } from "#app/queries/hall/get-hall-record.server.ts";
import {
  getRoundResultsByCode,
  getRoundResultsByEntry,
  getRoundResultsByPublicCode,
} from "#app/queries/results/get-round-results.server.ts";
import { type RecordHallActInput, recordHallAct } from "#app/services/hall/record-hall-act.server.ts";
import { setParticipation } from "#app/services/hall/set-participation.server.ts";
import { startAll } from "#app/services/hall/start-all.server.ts";
import { voidHallLine } from "#app/services/hall/void-hall-line.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import {
  completeCode,
  completeRound,
  createScene,
  defaultMarks,
  openScene,
  refusalCodes,
  type Scene,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const STROKES = [
  [20, 120, 80, 40, 140, 160],
  [200, 60, 320, 140],
];

describeOnEachDatabase("the hall's record", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  const record = (scene: Scene, index: number, kind: RecordHallActInput["kind"], more: Partial<RecordHallActInput> = {}) =>
    recordHallAct(runtime, scene.organiser, {
      roundId: scene.roundId,
      entryId: scene.entries[index]?.entryId ?? "",
      key: newId(),
      kind,
      at: null,
      seconds: null,
      penalty: null,
      text: "",
      strokes: null,
      ...more,
    });
  const seatsOf = async (scene: Scene) =>
    (await getHallRecord(runtime, { roundId: scene.roundId, entryId: null, showsEntrants: true })).seats;

  it("is written once for each key; another act under it is refused", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}] });
    const key = newId();
    expect(value(await record(scene, 0, "start", { key }))).toEqual({ again: false });
    expect(value(await record(scene, 0, "start", { key }))).toEqual({ again: true });
    expect(refusalCodes(await record(scene, 1, "start", { key }))).toEqual(["key-reused"]);
    expect(await runtime.database.read.hallRecord.count({ where: { roundId: scene.roundId } })).toBe(1);
    const other = await createScene(runtime, { entries: [{}] });
    expect(refusalCodes(await record({ ...scene, entries: other.entries }, 0, "start"))).toEqual(["not-found"]);
  });

  it("starts everyone who has not started, once for each key", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}, { participation: "absent" }] });
    const { roundId, organiser } = scene;
    value(await record(scene, 0, "start"));
    runtime.clock.advanceMinutes(5);
    const key = newId();
    expect(value(await startAll(runtime, organiser, { roundId, key }))).toEqual({ count: 1 });
    expect(value(await startAll(runtime, organiser, { roundId, key }))).toEqual({ count: 1 });
    expect(refusalCodes(await startAll(runtime, organiser, { roundId, key: newId() }))).toEqual(["nobody-to-start"]);
    expect((await seatsOf(scene)).map(({ state }) => state)).toEqual(["running", "running", "not-started"]);
  });

  it("counts time and penalties from unblinding on; a voided line counts nothing and stays", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}], rules: { tieBreaks: [{ by: "time", id: "", order: "asc" }] } });
    const { roundId, organiser } = scene;
    value(await startAll(runtime, organiser, { roundId, key: newId() }));
    runtime.clock.advanceMinutes(60);
    value(await record(scene, 1, "stop"));
    value(await record(scene, 1, "penalty", { penalty: 100, text: "规则 5.3" }));
    runtime.clock.advanceMinutes(10);
    value(await record(scene, 0, "stop"));
    value(await record(scene, 0, "added-time", { seconds: 900, text: "停电" }));
    const penalty = await runtime.database.read.hallRecord.findFirstOrThrow({ where: { roundId, kind: "penalty" } });
    const voided = { roundId, recordId: penalty.id, reason: "规则引用有误" };
    expect(refusalCodes(await voidHallLine(runtime, organiser, { ...voided, reason: "" }))).toEqual(["reason-required"]);
    value(await voidHallLine(runtime, organiser, voided));
    expect(refusalCodes(await voidHallLine(runtime, organiser, voided))).toEqual(["line-voided"]);
    value(await record(scene, 1, "penalty", { penalty: 50, text: "规则 5.2" }));
    // Equal practical marks: the second loses 0.50; without it the time would decide.
    await completeRound(runtime, scene, () => defaultMarks(0));
    expect((await getRoundResultsByCode(runtime.database.read, roundId)).rows.map(({ total }) => total)).toEqual([9000, 9000]);
    await unblindRound(runtime, scene);
    const { rows } = await getRoundResultsByEntry(runtime.database.read, roundId);
    expect(
      rows.map(({ entryId, total, penalty: taken, timeUsed }) => [
        scene.entries.findIndex((entry) => entry.entryId === entryId),
        total,
        taken,
        timeUsed,
      ]),
    ).toEqual([
      // 70 minutes less 15 are 3,300 s.
      [0, 9000, 0, 3300],
      [1, 8950, 50, 3600],
    ]);
    value(await publishOnSite(runtime, organiser, { roundId }));
    expect(refusalCodes(await record(scene, 0, "note", { text: "补记" }))).toEqual(["hall-record-closed"]);
    const page = await getHallRecord(runtime, { roundId, entryId: scene.entries[1]?.entryId ?? "", showsEntrants: true });
    expect(
      page.selected?.lines.filter(({ voided: void_ }) => void_).map(({ kind, voided: void_ }) => [kind, void_?.reason]),
    ).toEqual([["penalty", "规则引用有误"]]);
    const payloads = JSON.stringify(
      await runtime.database.read.auditRecord.findMany({ where: { act: { in: ["record-hall-act", "void-hall-line"] } } }),
    );
    for (const words of ["规则", "停电"]) expect(payloads).not.toContain(words);
  });

  it("keeps a signature as it was drawn, and shows it under what was written before", async () => {
    const scene = await createScene(runtime, { entries: [{}] });
    value(await record(scene, 0, "start"));
    runtime.clock.advanceMinutes(1);
    value(await record(scene, 0, "stop"));
    value(await record(scene, 0, "signature", { strokes: STROKES }));
    const page = await getHallRecord(runtime, {
      roundId: scene.roundId,
      entryId: scene.entries[0]?.entryId ?? "",
      showsEntrants: true,
    });
    expect(page.selected?.isSigned).toBe(true);
    expect(page.selected?.lines.at(-1)?.strokes).toEqual(STROKES);
    runtime.clock.advanceMinutes(1);
    value(await record(scene, 0, "penalty", { penalty: 100, text: "规则 1" }));
    expect((await seatsOf(scene))[0]?.isSigned).toBe(false);
  });

  it("does not wait for the forms of who withdrew or is disqualified, and tells no judge which they are", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}, {}] });
    const { roundId, chief } = scene;
    await openScene(runtime, scene);
    for (const index of [0, 1]) await completeCode(runtime, scene, scene.entries[index]?.code, defaultMarks(index));
    expect(refusalCodes(await submitRound(runtime, chief, { roundId }))).toEqual(["forms-unconfirmed"]);
    const out = { roundId, entryId: scene.entries[2]?.entryId ?? "", participation: "disqualified", reason: "使用手机" } as const;
    value(await setParticipation(runtime, chief, out));
    expect(refusalCodes(await setParticipation(runtime, chief, out))).toEqual(["participation-same"]);
    // By code it still takes part, on every view of the blind; its forms stand where they were.
    const byCode = await getRoundResultsByCode(runtime.database.read, roundId);
    const byPublicCode = await getRoundResultsByPublicCode(runtime.database.read, roundId);
    for (const { rows } of [byCode, byPublicCode]) expect(rows.map(({ status }) => status)).toEqual(Array(3).fill("checked-in"));
    expect(await runtime.database.read.markingForm.count({ where: { roundId, status: "open" } })).toBe(3);
    await unblindRound(runtime, scene);
    const { rows } = await getRoundResultsByEntry(runtime.database.read, roundId);
    expect(rows.map(({ status, place }) => [status, place])).toEqual([
      ["checked-in", 1],
      ["checked-in", 2],
      ["disqualified", null],
    ]);
    const line = await runtime.database.read.hallRecord.findFirstOrThrow({ where: { roundId, kind: "disqualified" } });
    expect(line.text).toBe("使用手机");
    expect(refusalCodes(await voidHallLine(runtime, chief, { roundId, recordId: line.id, reason: "x" }))).toEqual([
      "line-of-participation",
    ]);
    const audit = await runtime.database.read.auditRecord.findFirstOrThrow({ where: { act: "set-participation" } });
    expect(audit.payload).toEqual({ round: roundId, from: "checked-in", to: "disqualified", record: line.id });
  });

  it("still waits for who is out of competition, and for who takes part again", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}] });
    const { roundId, chief } = scene;
    const entryId = scene.entries[1]?.entryId ?? "";
    value(await setParticipation(runtime, chief, { roundId, entryId, participation: "out-of-competition", reason: "表演" }));
    await openScene(runtime, scene);
    await completeCode(runtime, scene, scene.entries[0]?.code, defaultMarks(0));
    expect(refusalCodes(await submitRound(runtime, chief, { roundId }))).toEqual(["forms-unconfirmed"]);
    value(await setParticipation(runtime, chief, { roundId, entryId, participation: "withdrawn", reason: "身体不适" }));
    value(await setParticipation(runtime, chief, { roundId, entryId, participation: "checked-in", reason: "误记" }));
    expect(refusalCodes(await submitRound(runtime, chief, { roundId }))).toEqual(["forms-unconfirmed"]);
    await completeCode(runtime, scene, scene.entries[1]?.code, defaultMarks(1));
    value(await submitRound(runtime, chief, { roundId }));
  });

  it("shows seats and numbers, and no name, unit, code or mark; on paper too", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}] });
    await completeRound(runtime, scene);
    const shown = JSON.stringify(
      await getHallRecord(runtime, { roundId: scene.roundId, entryId: scene.entries[0]?.entryId ?? "", showsEntrants: true }),
    );
    const facts = await findHallPaper(runtime, { roundId: scene.roundId, entryId: null, showsEntrants: true });
    for (const text of [shown, JSON.stringify(facts)]) {
      expect(text).toContain("E1001");
      for (const secret of scene.secrets) expect(text).not.toContain(secret);
      for (const { code, publicCode } of scene.entries) {
        expect(text).not.toContain(`"${code}"`);
        expect(text).not.toContain(`"${publicCode}"`);
      }
    }
  });

  it("prints the hall and each seat, the same bytes for the same facts, over as many pages as it takes", async () => {
    const scene = await createScene(runtime, { entries: Array.from({ length: 30 }, () => ({})) });
    value(await startAll(runtime, scene.organiser, { roundId: scene.roundId, key: newId() }));
    value(await record(scene, 0, "stop"));
    value(await record(scene, 0, "signature", { strokes: STROKES }));
    value(await record(scene, 1, "note", { text: "设备故障，换用备用工位。".repeat(12) }));
    const facts = await findHallPaper(runtime, { roundId: scene.roundId, entryId: null, showsEntrants: true });
    const sheet = async () =>
      renderHallPaper({
        ...(await createHallSheetWords(facts, facts.seats)),
        changedAt: new Date(facts.changedAt),
        layout: "landscape",
      });
    const bytes = await sheet();
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect((bytes.toString("latin1").match(/\/Type \/Page\b/g) ?? []).length).toBeGreaterThan(1);
    expect(Buffer.compare(bytes, await sheet())).toBe(0);
    const own = await findHallPaper(runtime, {
      roundId: scene.roundId,
      entryId: scene.entries[0]?.entryId ?? "",
      showsEntrants: true,
    });
    const [seat] = own.seats;
    if (!seat) throw new Error("The entry has a seat.");
    const words = await createHallEntryWords(own, seat);
    expect(words.signatures.map(({ strokes }) => strokes)).toEqual([STROKES, null, null]);
    const entry = await renderHallPaper({ ...words, changedAt: new Date(own.changedAt), layout: "portrait" });
    expect((entry.toString("latin1").match(/\/Type \/Page\b/g) ?? []).length).toBe(1);
    expect((await findHallPaper(runtime, { roundId: scene.roundId, entryId: "nobody", showsEntrants: true })).seats).toEqual([]);
  });
});
