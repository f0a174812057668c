/** From the frozen roster to blind codes: a draw that anyone can compute again, check-in, and codes that tell nothing. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { computeCommitment, computeDraw, computeSeed } from "#app/domain/draw/draw.ts";
import { computeRosterHash } from "#app/domain/draw/roster.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { getCheckIn } from "#app/queries/check-in/get-check-in.server.ts";
import { findDrawDocument } from "#app/queries/draw/find-draw-document.server.ts";
import { getDraw } from "#app/queries/draw/get-draw.server.ts";
import { assignCodes } from "#app/services/blinding/assign-codes.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { markAbsent } from "#app/services/check-in/mark-absent.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { acceptElectricians, addRegistrationScene, type RegistrationScene } from "../../support/registration-steps.ts";
import { ALL_CHECKED } from "../../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("draw, check-in and blind codes", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let roundId: string;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
    roundId = scene.electrician.roundId;
  });
  afterAll(() => runtime.dispose());

  const contribution = "公平公正";
  async function draw(entries = 4): Promise<readonly string[]> {
    const ids = await acceptElectricians(runtime, scene, entries);
    must(await freezeRoster(runtime, scene.organiser, { roundId }));
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution }));
    return ids;
  }
  const look = (readerId: string, showsIdentities: boolean) =>
    getDraw(runtime, { roundId, slot: null, readerId, showsIdentities, showsSeats: true });
  const checkIn = (entrantNumber: string) =>
    checkInEntry(runtime, scene.organiser, { roundId, entrantNumber, claim: ALL_CHECKED });
  const participations = async () =>
    (await runtime.database.read.roundEntry.findMany({ where: { roundId } })).map(({ participation }) => participation).sort();

  it("publishes roster and commitment first, and opens what gives exactly the seats", async () => {
    await acceptElectricians(runtime, scene, 4);
    const { drawId, rosterHash, commitment } = must(await freezeRoster(runtime, scene.organiser, { roundId }));
    const read = async () => {
      const document = await findDrawDocument(runtime.database.read, { drawId, eventId: scene.electrician.eventId });
      if (!document) throw new Error("the draw is not published");
      return document;
    };
    const sealed = await read();
    expect(sealed).toMatchObject({ rosterHash, commitment, secret: null, seed: null, result: [], drawnAt: null });
    const { secret } = await runtime.database.read.draw.findUniqueOrThrow({ where: { id: drawId } });
    expect(JSON.stringify(sealed)).not.toContain(secret);

    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: ` ${contribution} ` }));
    const opened = await read();
    expect(computeRosterHash(opened, sha256)).toBe(rosterHash);
    expect(computeCommitment(String(opened.secret), sha256)).toBe(commitment);
    expect(opened.contributions).toMatchObject([{ by: "supervisor-1", text: contribution }]);
    const seed = computeSeed({ secret: String(opened.secret), rosterHash, contributions: opened.contributions }, sha256);
    expect(opened.seed).toBe(seed);
    const { order } = computeDraw({ roster: opened.roster, seed, sha256, avoidNeighbours: true });
    expect(opened.result.map(({ ref }) => ref)).toEqual(order);
    const lines = await runtime.database.read.drawLine.findMany({ where: { drawId } });
    const entryOf = new Map(lines.map(({ ref, entryId }) => [ref, entryId]));
    const view = await look(scene.organiser.userId, true);
    expect(view?.rows?.map(({ entryId, seatCode }) => [entryId, seatCode])).toEqual(
      order.map((ref, index) => [entryOf.get(ref), `0${index + 1}`]),
    );
    const records = await runtime.database.read.auditRecord.findMany({ where: { objectId: roundId } });
    expect(JSON.stringify(records)).not.toContain(secret);
  });

  it("is frozen and held once each, by two people, while the competition runs", async () => {
    expect(codesOf(await freezeRoster(runtime, scene.organiser, { roundId }))).toEqual([
      "competition-not-running",
      "draw-roster-empty",
    ]);
    await acceptElectricians(runtime, scene, 2);
    expect(codesOf(await holdDraw(runtime, scene.supervisor, { roundId, contribution }))).toEqual(["draw-not-frozen"]);
    const both = await Promise.all([
      freezeRoster(runtime, scene.organiser, { roundId }),
      freezeRoster(runtime, scene.organiser, { roundId }),
    ]);
    expect(both.map(codesOf)).toEqual([[], ["draw-already-frozen"]]);
    expect(codesOf(await holdDraw(runtime, scene.organiser, { roundId, contribution: " " }))).toEqual([
      "draw-by-one-person",
      "contribution-missing",
    ]);
    const twice = await Promise.all([
      holdDraw(runtime, scene.supervisor, { roundId, contribution }),
      holdDraw(runtime, scene.supervisor, { roundId, contribution: "再来一次" }),
    ]);
    expect(twice.map(codesOf)).toEqual([[], ["draw-already-held"]]);
    expect(await runtime.database.read.auditRecord.count({ where: { act: "hold-draw", objectId: roundId } })).toBe(1);
  });

  it("shows supervisors numbers, and no identities", async () => {
    await draw(2);
    const seen = JSON.stringify(await look(scene.supervisor.userId, false));
    expect(seen).toContain("DG001");
    for (const secret of ["选手甲", "通州区工业园代表队"]) expect(seen).not.toContain(secret);
    const full = JSON.stringify(await look(scene.organiser.userId, true));
    for (const shown of ["选手甲", "通州区工业园代表队"]) expect(full).toContain(shown);
  });

  it("checks in by number or row, as often as a badge is scanned, and after the draw only", async () => {
    await acceptElectricians(runtime, scene, 2);
    must(await freezeRoster(runtime, scene.organiser, { roundId }));
    expect(codesOf(await checkIn("DG001"))).toEqual(["seats-not-drawn"]);
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution }));
    const first = must(await checkIn("dg001"));
    expect(first).toMatchObject({ entrantNumber: "DG001", again: false, seatCode: expect.stringMatching(/^0[12]$/) });
    const entry = await runtime.database.read.roundEntry.findFirstOrThrow({ where: { roundId, participation: "checked-in" } });
    runtime.clock.advanceMinutes(3);
    const again = must(await checkInEntry(runtime, scene.organiser, { roundId, entryId: entry.entryId, claim: ALL_CHECKED }));
    expect(again).toEqual({ ...first, again: true });
    const after = await runtime.database.read.roundEntry.findFirstOrThrow({ where: { roundId, participation: "checked-in" } });
    expect(after.checkedInAt).toEqual(entry.checkedInAt);
    expect(await checkIn("DG099")).toMatchObject({ refusals: [{ code: "entrant-unknown", params: { entrantNumber: "DG099" } }] });
    expect(await participations()).toEqual(["checked-in", "expected"]);
  });

  it("records absence, and lets in who comes late", async () => {
    const [entryId = ""] = await draw(2);
    must(await markAbsent(runtime, scene.organiser, { roundId, entryId }));
    expect(await participations()).toEqual(["absent", "expected"]);
    must(await checkInEntry(runtime, scene.organiser, { roundId, entryId, claim: ALL_CHECKED }));
    expect(await participations()).toEqual(["checked-in", "expected"]);
    expect(codesOf(await markAbsent(runtime, scene.organiser, { roundId, entryId: "elsewhere" }))).toEqual(["not-found"]);
  });

  it("gives codes when everyone has come or is absent, which tell nothing of the entries", async () => {
    const ids = await draw(4);
    for (const number of ["DG001", "DG002", "DG003"]) must(await checkIn(number));
    expect(await assignCodes(runtime, scene.blinding, { roundId })).toEqual({
      ok: false,
      refusals: [{ code: "check-in-unfinished", params: { count: 1 } }],
    });
    const late = await runtime.database.read.roundEntry.findFirstOrThrow({ where: { roundId, participation: "expected" } });
    must(await markAbsent(runtime, scene.organiser, { roundId, entryId: late.entryId }));
    expect(must(await assignCodes(runtime, scene.blinding, { roundId }))).toEqual({ count: 3 });
    expect(codesOf(await assignCodes(runtime, scene.blinding, { roundId }))).toEqual(["codes-complete"]);

    const subjects = await runtime.database.read.blindSubject.findMany({ where: { roundId } });
    const mappings = await runtime.database.read.blindMapping.findMany({ where: { roundId } });
    // One is kept for who is absent, should he still come.
    expect(new Set(subjects.map(({ code }) => code)).size).toBe(4);
    expect(mappings).toHaveLength(3);
    for (const { id, code } of subjects) {
      expect(code).toMatch(/^(?=.*[A-Z])[2-9A-Z]{4}$/);
      // Version 4: nothing of the time at which it was made.
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    }
    for (const { publicCode } of mappings) expect(publicCode).toMatch(/^\d{4}$/);
    const given = mappings.map(({ entryId }) => entryId).sort();
    expect(given).toEqual(ids.filter((id) => id !== late.entryId).sort());
    const coded = given[0] ?? "";
    expect(codesOf(await markAbsent(runtime, scene.organiser, { roundId, entryId: coded }))).toEqual(["code-assigned"]);

    must(await checkInEntry(runtime, scene.organiser, { roundId, entryId: late.entryId, claim: ALL_CHECKED }));
    expect(must(await assignCodes(runtime, scene.blinding, { roundId }))).toEqual({ count: 1 });
    const record = await runtime.database.read.auditRecord.findMany({ where: { act: "assign-codes", objectId: roundId } });
    const recorded = JSON.stringify(record.map(({ payload }) => payload));
    for (const { subjectId, entryId } of mappings) expect(recorded).not.toMatch(new RegExp(`${subjectId}|${entryId}`));
  });

  it("shows blinding judges seats and codes, and those who check in everything else", async () => {
    await draw(2);
    for (const number of ["DG001", "DG002"]) must(await checkIn(number));
    must(await assignCodes(runtime, scene.blinding, { roundId }));
    const blind = await getCheckIn(runtime, { roundId, showsIdentities: false, blindingJudgeId: scene.blinding.userId });
    expect(blind.rows).toBeNull();
    expect(blind.blinding?.codes?.rows.map(({ from }) => from)).toEqual(["01", "02"]);
    for (const secret of ["DG001", "选手甲", "代表队"]) expect(JSON.stringify(blind)).not.toContain(secret);
    const open = await getCheckIn(runtime, { roundId, showsIdentities: true, blindingJudgeId: null });
    expect(open.blinding).toBeNull();
    expect(open.rows?.map(({ names }) => names)).toEqual([["选手甲"], ["选手乙"]]);
    const codes = (await runtime.database.read.blindSubject.findMany({ where: { roundId } })).map(({ code }) => code);
    for (const code of codes) expect(JSON.stringify(open)).not.toContain(code);
  });

  it("keeps who is missing at the top of the list", async () => {
    await draw(3);
    must(await checkIn("DG001"));
    const { rows, counts } = await getCheckIn(runtime, { roundId, showsIdentities: true, blindingJudgeId: null });
    expect(rows?.map(({ entrantNumber }) => entrantNumber)).toEqual(["DG002", "DG003", "DG001"]);
    expect(counts).toEqual({ expected: 2, "checked-in": 1, absent: 0 });
  });
});
