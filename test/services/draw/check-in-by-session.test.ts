/** A session is checked in as soon as its own seats are drawn, and coded when it is complete, whatever is still to be drawn of later ones. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { DEFAULT_DRAW } from "#app/domain/draw/rule.ts";
import { getCheckIn } from "#app/queries/check-in/get-check-in.server.ts";
import { assignCodes } from "#app/services/blinding/assign-codes.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { markAbsent } from "#app/services/check-in/mark-absent.server.ts";
import { markRestAbsent } from "#app/services/check-in/mark-rest-absent.server.ts";
import { addSession } from "#app/services/draw/add-session.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { grantRedraw } from "#app/services/draw/grant-redraw.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { requestRedraw } from "#app/services/draw/request-redraw.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { setRules } from "../../support/entry-steps.ts";
import { acceptElectricians, addRegistrationScene, type RegistrationScene } from "../../support/registration-steps.ts";
import { ALL_CHECKED } from "../../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("check-in by session", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let roundId: string;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  /** Four electricians over two sessions; nothing of the seats is drawn. */
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
    ({ roundId } = scene.electrician);
    await setRules(runtime, scene.electrician.eventId, { draw: { ...DEFAULT_DRAW, sessions: true } });
    await acceptElectricians(runtime, scene, 4);
    for (const day of [5, 6]) {
      const plan = { place: `${day} 号车间`, seats: 2, checkInOpensAt: null, checkInClosesAt: null };
      const times = { startsAt: new Date(`2026-12-0${day}T01:00:00Z`), endsAt: new Date(`2026-12-0${day}T05:00:00Z`) };
      must(await addSession(runtime, scene.organiser, { roundId, plan: { ...plan, ...times } }));
    }
    await draw("session");
  });

  async function draw(slot: string): Promise<string> {
    const { drawId } = must(await freezeRoster(runtime, scene.organiser, { roundId, slot }));
    must(await holdDraw(runtime, scene.supervisor, { roundId, slot, contribution: "公平公正" }));
    return drawId;
  }
  const listOf = async (number: number) =>
    (
      await runtime.database.read.roundEntry.findMany({ where: { roundId, session: { number } }, orderBy: { entryId: "asc" } })
    ).map(({ entryId }) => entryId);
  const checkIn = (entryId = "") => checkInEntry(runtime, scene.organiser, { roundId, entryId, claim: ALL_CHECKED });
  const see = () => getCheckIn(runtime, { roundId, showsIdentities: true, blindingJudgeId: null });

  it("begins with the first session while the seats of the second are not drawn", async () => {
    const [first, second] = [await listOf(1), await listOf(2)];
    expect([first.length, second.length]).toEqual([2, 2]);
    expect(codesOf(await checkIn(first[0]))).toEqual(["seats-not-drawn"]);
    expect((await see()).isDrawn).toBe(false);
    await draw("seat-1");
    expect(must(await checkIn(first[0])).seatCode).toMatch(/^1-0[12]$/);
    expect(codesOf(await checkIn(second[0]))).toEqual(["seats-not-drawn"]);
    expect(codesOf(await markAbsent(runtime, scene.organiser, { roundId, entryId: second[0] ?? "" }))).toEqual([
      "seats-not-drawn",
    ]);
    const view = await see();
    expect(view.isDrawn).toBe(true);
    expect(view.sessions.map(({ isDrawn, missing, unmet }) => [isDrawn, missing, unmet.map(({ code }) => code)])).toEqual([
      [true, 1, []],
      [false, 2, ["seats-not-drawn"]],
    ]);
    const sessionOf = (index: number) => view.sessions[index]?.sessionId ?? null;
    const rest = (index: number, missing: number) =>
      markRestAbsent(runtime, scene.organiser, { roundId, sessionId: sessionOf(index), missing });
    expect(codesOf(await rest(1, 2))).toEqual(["seats-not-drawn"]);
    expect(must(await rest(0, 1))).toEqual({ absent: 1 });

    // The first session is complete: its works get codes, and nobody of the second.
    // One of it has come: by itself its code would tell whose it is.
    expect(codesOf(await assignCodes(runtime, scene.blinding, { roundId }))).toEqual(["session-alone"]);
    const accepted = await assignCodes(runtime, scene.blinding, { roundId, isAloneAccepted: true });
    expect(must(accepted)).toEqual({ count: 1 });
    expect(codesOf(await assignCodes(runtime, scene.blinding, { roundId }))).toEqual(["session-seats-not-drawn"]);
    await draw("seat-2");
    must(await checkIn(second[0]));
    expect(codesOf(await assignCodes(runtime, scene.blinding, { roundId }))).toEqual(["session-check-in-unfinished"]);
    must(await checkIn(second[1]));
    expect(must(await assignCodes(runtime, scene.blinding, { roundId }))).toEqual({ count: 2 });
  });

  it("draws, and draws once more, the seats of a session while another is marked", async () => {
    await draw("seat-1");
    for (const entryId of await listOf(1)) must(await checkIn(entryId));
    must(await assignCodes(runtime, scene.blinding, { roundId }));
    const enter = (phase: string) =>
      runtime.database.write<null, never>(async ({ tables, audit }) => {
        await tables.round.update({ where: { id: roundId }, data: { phase } });
        await audit({ chain: "system", actorId: null, act: "arrange", objectKind: "round", objectId: roundId });
        return { ok: true, value: null };
      });
    await enter("judging");
    const drawId = await draw("seat-2");
    must(await requestRedraw(runtime, scene.organiser, { roundId, drawId, reason: "工位故障" }));
    must(await grantRedraw(runtime, scene.supervisor, { roundId, drawId }));
    await draw("seat-2");
    const first = await runtime.database.read.draw.findFirstOrThrow({ where: { roundId, slot: "seat-1", supersededAt: null } });
    const request = { roundId, drawId: first.id, reason: "工位故障" };
    expect(codesOf(await requestRedraw(runtime, scene.organiser, request))).toEqual(["session-taken-in", "check-in-begun"]);
    must(await checkIn((await listOf(2))[0]));
    await enter("recheck");
    expect(codesOf(await checkIn((await listOf(2))[1]))).toEqual(["round-not-in-draw"]);
  });

  it("lets the seats of a session be drawn once more until somebody of that session has come", async () => {
    const drawIds = [await draw("seat-1"), await draw("seat-2")];
    must(await checkIn((await listOf(1))[0]));
    const [begun = "", open = ""] = drawIds;
    const request = (drawId: string) => requestRedraw(runtime, scene.organiser, { roundId, drawId, reason: "工位故障" });
    expect(codesOf(await request(begun))).toEqual(["check-in-begun"]);
    must(await request(open));
    // Who froze or asked does not grant.
    must(await grantRedraw(runtime, scene.supervisor, { roundId, drawId: open }));
    expect(codesOf(await checkIn((await listOf(2))[0]))).toEqual(["seats-not-drawn"]);
    const kept = await runtime.database.read.roundEntry.findMany({ where: { roundId, seatCode: { not: null } } });
    expect(kept.map(({ entryId }) => entryId).sort()).toEqual(await listOf(1));
  });
});
