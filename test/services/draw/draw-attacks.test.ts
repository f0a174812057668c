/** Trying to choose a draw: as organiser with roster and secret in hand, by freezing often, by contributing twice, by drawing again. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { computeDraw, computeSeed } from "#app/domain/draw/draw.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { findDrawDocument } from "#app/queries/draw/find-draw-document.server.ts";
import { getDelegationDraws } from "#app/queries/draw/get-delegation-draws.server.ts";
import { toRoster } from "#app/queries/draw/get-draw-slots.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { addSession } from "#app/services/draw/add-session.server.ts";
import { contributeToDraw } from "#app/services/draw/contribute-to-draw.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { grantRedraw } from "#app/services/draw/grant-redraw.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { recordHandDraw } from "#app/services/draw/record-hand-draw.server.ts";
import { requestRedraw } from "#app/services/draw/request-redraw.server.ts";
import { witnessHandDraw } from "#app/services/draw/witness-hand-draw.server.ts";
import { setEventRules } from "#app/services/rules/set-event-rules.server.ts";
import { storeScheme } from "#app/services/schemes/store-scheme.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { setRules } from "../../support/entry-steps.ts";
import { makeScheme } from "../../support/plant.ts";
import { acceptElectricians, addRegistrationScene, type RegistrationScene } from "../../support/registration-steps.ts";
import { ALL_CHECKED } from "../../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const PROGRAM = new URL("../../../app/public/verify-draw.mjs", import.meta.url).href;
const { verifyDraw } = (await import(PROGRAM)) as { verifyDraw(document: unknown): { state: string; faults: unknown[] } };

describeOnEachDatabase("a draw that somebody wants to choose", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let roundId: string;
  let ids: readonly string[];

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
    roundId = scene.electrician.roundId;
    ids = await acceptElectricians(runtime, scene, 4);
  });
  afterAll(() => runtime.dispose());

  const setDrawRules = (draw: Partial<typeof DEFAULT_RULES.draw>) =>
    setRules(runtime, scene.electrician.eventId, { draw: { ...DEFAULT_RULES.draw, ...draw } });
  const freeze = async () => must(await freezeRoster(runtime, scene.organiser, { roundId }));
  const contribute = (as: "supervisor" | "leader" | "organiser", drawId: string, contribution: string) =>
    contributeToDraw(runtime, scene[as], {
      drawId,
      contribution,
      eventId: as === "leader" ? null : scene.electrician.eventId,
      delegationId: as === "leader" ? scene.delegationId : null,
    });
  const publish = async (drawId: string) => {
    const document = await findDrawDocument(runtime.database.read, { drawId, eventId: scene.electrician.eventId });
    if (!document) throw new Error("the draw is not published");
    return document;
  };

  it("is not chosen by whoever knows roster and secret: what comes after the commitment decides", async () => {
    const { drawId, rosterHash } = await freeze();
    const { secret, roster } = await runtime.database.read.draw.findUniqueOrThrow({ where: { id: drawId } });
    const orderOf = (texts: readonly string[]) => {
      const contributions = texts.map((text, index) => ({ by: index === 0 ? "leader-1" : "supervisor-1", text }));
      const seed = computeSeed({ secret: String(secret), rosterHash, contributions }, sha256);
      return computeDraw({ roster: toRoster(roster), seed, sha256, avoidNeighbours: true }).order.join();
    };
    // With everything in hand that there is at the freeze, all orders are open still.
    const open = new Set(Array.from({ length: 300 }, (_, guess) => orderOf(["领队的话", `监督员的话 ${guess}`])));
    expect(open.size).toBe(24);
    expect(codesOf(await contribute("organiser", drawId, "我来定"))).toEqual(["draw-by-one-person"]);
    expect(codesOf(await holdDraw(runtime, scene.organiser, { roundId, contribution: null }))).toEqual([
      "supervisor-contribution-missing",
    ]);
    expect(codesOf(await holdDraw(runtime, scene.organiser, { roundId, contribution: "我来定" }))).toEqual([
      "draw-by-one-person",
    ]);
    must(await contribute("leader", drawId, "领队的话"));
    must(await contribute("supervisor", drawId, "监督员的话"));
    must(await holdDraw(runtime, scene.organiser, { roundId, contribution: null }));
    const document = await publish(drawId);
    expect(document.result.map(({ ref }) => ref).join()).toBe(orderOf(["领队的话", "监督员的话"]));
    expect(verifyDraw(JSON.parse(JSON.stringify(document)))).toEqual({ state: "drawn", faults: [] });
  });

  it("is not chosen by freezing until it fits: a second freeze is refused, and so is a changed contribution", async () => {
    const { drawId } = await freeze();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(codesOf(await freezeRoster(runtime, scene.organiser, { roundId }))).toEqual(["draw-already-frozen"]);
    }
    must(await contribute("leader", drawId, "一次"));
    expect(codesOf(await contribute("leader", drawId, "再来一次"))).toEqual(["contributed-already"]);
    const elsewhere = { drawId, contribution: "外人", eventId: null, delegationId: scene.otherDelegationId };
    expect(codesOf(await contributeToDraw(runtime, scene.otherLeader, elsewhere))).toEqual(["not-found"]);
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "监督" }));
    expect(codesOf(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "再抽" }))).toEqual(["draw-already-held"]);
    expect((await publish(drawId)).contributions.map(({ by, text }) => [by, text])).toEqual([
      ["leader-1", "一次"],
      ["supervisor-1", "监督"],
    ]);
  });

  it("is drawn again by two people only, keeps the old draw published, and not once somebody came", async () => {
    const { drawId } = await freeze();
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "第一次" }));
    expect(codesOf(await grantRedraw(runtime, scene.supervisor, { roundId, drawId }))).toEqual(["redraw-not-requested"]);
    must(await requestRedraw(runtime, scene.organiser, { roundId, drawId, reason: "名单漏了一人" }));
    expect(codesOf(await grantRedraw(runtime, scene.organiser, { roundId, drawId }))).toEqual(["redraw-by-one-person"]);
    must(await grantRedraw(runtime, scene.supervisor, { roundId, drawId }));
    const seats = async () =>
      (await runtime.database.read.roundEntry.findMany({ where: { roundId } })).map(({ seatCode }) => seatCode).sort();
    expect(await seats()).toEqual([null, null, null, null]);
    const old = await publish(drawId);
    expect(old.superseded).toMatchObject({ reason: "名单漏了一人" });
    expect(verifyDraw(JSON.parse(JSON.stringify(old))).state).toBe("drawn");

    const again = await freeze();
    expect(again.commitment).not.toBe(old.commitment);
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "第二次" }));
    expect((await publish(again.drawId)).version).toBe(2);
    expect(await seats()).toEqual(["01", "02", "03", "04"]);
    must(await checkInEntry(runtime, scene.organiser, { roundId, entryId: ids[0] ?? "", claim: ALL_CHECKED }));
    expect(codesOf(await requestRedraw(runtime, scene.organiser, { roundId, drawId: again.drawId, reason: "不满意" }))).toEqual([
      "check-in-begun",
    ]);
  });

  it("is not drawn again by other rules: how the event draws stays once a roster is frozen, until a re-draw is granted", async () => {
    const { eventId } = scene.electrician;
    const setDraw = async (draw: Partial<typeof DEFAULT_RULES.draw>) => {
      const { rules, version } = await getCurrentRules(runtime.database.read, eventId);
      return setEventRules(runtime, scene.organiser, {
        eventId,
        rules: { ...rules, draw: { ...rules.draw, ...draw } },
        reason: "换一种抽法",
        basedOn: version,
      });
    };
    const others = [
      { seats: "per-module" },
      { sessions: true },
      { way: "hand" },
      { avoidNeighbours: false },
      { fewestLeaders: 1 },
    ] as const;
    must(await setDraw({ fewestLeaders: 1 }));
    must(await setDraw({ fewestLeaders: 0 }));
    const { drawId } = await freeze();
    for (const other of others) expect(codesOf(await setDraw(other))).toEqual(["draw-rule-after-draw"]);
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "第一次" }));
    for (const other of others) expect(codesOf(await setDraw(other))).toEqual(["draw-rule-after-draw"]);
    must(await setDraw({}));
    must(await requestRedraw(runtime, scene.organiser, { roundId, drawId, reason: "应每个模块另抽" }));
    must(await grantRedraw(runtime, scene.supervisor, { roundId, drawId }));
    must(await setDraw({ fewestLeaders: 1 }));
  });

  it("is not drawn again by other modules: each module's seats stay once one of them is frozen, until a re-draw is granted", async () => {
    const { eventId } = scene.electrician;
    const divide = (...ids: readonly string[]) => {
      const [first, ...rest] = makeScheme(2).criteria;
      const [here, there] = [ids[0] ?? "", ids.at(-1) ?? ""];
      return runtime.database.write((write) =>
        storeScheme(write, scene.organiser, {
          eventId,
          roundNumber: 1,
          scheme: {
            modules: ids.map((id) => ({ id, name: `模块 ${id}` })),
            criteria: [first, ...rest].flatMap((one, at) => (one ? [{ ...one, module: at === 0 ? here : there }] : [])),
          },
          reason: "换一种分法",
          basedOn: "newest",
          source: "editor",
          fileName: "",
          act: "edit-marking-scheme",
          now: runtime.clock.now(),
        }),
      );
    };
    must(await divide("M1", "M2"));
    await setDrawRules({ seats: "per-module" });
    must(await divide("M2", "M1"));
    const { drawId } = await freeze();
    for (const ids of [["M1"], ["M1", "M3"]]) expect(codesOf(await divide(...ids))).toEqual(["scheme-modules-drawn"]);
    must(await divide("M1", "M2"));
    must(await requestRedraw(runtime, scene.organiser, { roundId, drawId, reason: "模块有变" }));
    must(await grantRedraw(runtime, scene.supervisor, { roundId, drawId }));
    must(await divide("M1", "M3"));
  });

  it("publishes signs only: no entry, delegation, name or number, and a team leader finds those of his own", async () => {
    const { drawId } = await freeze();
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "监督" }));
    const published = JSON.stringify(await publish(drawId));
    for (const secret of [...ids, scene.delegationId, "DG001", "选手甲", "通州区工业园代表队", scene.supervisor.userId]) {
      expect(published).not.toContain(secret);
    }
    const own = await getDelegationDraws(runtime, { delegationId: scene.delegationId, readerId: scene.leader.userId });
    const refs = (own.draws[0]?.lines ?? []).map(({ ref }) => ref);
    expect(refs).toHaveLength(4);
    for (const ref of refs) expect(published).toContain(ref);
    const other = await getDelegationDraws(runtime, {
      delegationId: scene.otherDelegationId,
      readerId: scene.otherLeader.userId,
    });
    expect(other.draws).toEqual([]);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.round.update({ where: { id: roundId }, data: { phase: "unblinded" } });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "set-phase", objectKind: "round", objectId: roundId });
      return allow(null);
    });
    expect(JSON.stringify(await publish(drawId))).toContain("DG001");
  });

  it("draws sessions first, then the seats of each, by codes that stand once in the round", async () => {
    await setDrawRules({ sessions: true });
    const times = { startsAt: new Date("2026-12-05T01:00:00Z"), endsAt: new Date("2026-12-05T03:00:00Z") };
    const plan = { place: "一号场地", ...times, seats: 3, checkInOpensAt: null, checkInClosesAt: null };
    must(await addSession(runtime, scene.organiser, { roundId, plan }));
    expect(codesOf(await freezeRoster(runtime, scene.organiser, { roundId }))).toEqual([
      "sessions-missing",
      "session-seats-missing",
    ]);
    must(await addSession(runtime, scene.organiser, { roundId, plan }));
    expect(codesOf(await freezeRoster(runtime, scene.organiser, { roundId, slot: "seat-1" }))).toEqual(["sessions-not-drawn"]);
    const sessions = await freeze();
    expect(codesOf(await addSession(runtime, scene.organiser, { roundId, plan }))).toEqual(["sessions-fixed"]);
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "场次" }));
    const drawn = [sessions.drawId];
    for (const slot of ["seat-1", "seat-2"]) {
      drawn.push(must(await freezeRoster(runtime, scene.organiser, { roundId, slot })).drawId);
      must(await holdDraw(runtime, scene.supervisor, { roundId, slot, contribution: slot }));
    }
    const parts = await runtime.database.read.roundEntry.findMany({ where: { roundId } });
    expect(parts.map(({ seatCode }) => seatCode).sort()).toEqual(["1-01", "1-02", "2-01", "2-02"]);
    for (const drawId of drawn) {
      expect(verifyDraw(JSON.parse(JSON.stringify(await publish(drawId))))).toEqual({ state: "drawn", faults: [] });
    }
    expect(codesOf(await requestRedraw(runtime, scene.organiser, { roundId, drawId: sessions.drawId, reason: "重来" }))).toEqual([
      "seats-drawn-already",
    ]);
  });

  it("takes effect by hand once the record is complete, without duplicates, and signed by another person", async () => {
    await setDrawRules({ way: "hand" });
    const { drawId, commitment } = await freeze();
    expect(commitment).toBeNull();
    const record = (places: readonly (number | null)[]) =>
      recordHandDraw(runtime, scene.organiser, {
        roundId,
        drawId,
        places: ids.map((entryId, index) => ({ entryId, place: places[index] ?? null, drawnForById: null })),
      });
    const sign = (as: "supervisor" | "organiser", statement = "本人在场见证") =>
      witnessHandDraw(runtime, scene[as], { roundId, drawId, statement });
    expect(codesOf(await record([1, 1, 9, null]))).toEqual(["place-out-of-range", "place-taken"]);
    must(await record([3, 1, null, null]));
    expect(codesOf(await sign("supervisor", " "))).toEqual(["lines-missing", "statement-missing"]);
    must(await record([3, 1, 4, 2]));
    expect(codesOf(await sign("organiser"))).toEqual(["witness-is-recorder"]);
    expect(codesOf(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "监督" }))).toEqual(["draw-by-hand"]);
    must(await sign("supervisor"));
    expect(codesOf(await record([1, 2, 3, 4]))).toEqual(["draw-already-held"]);
    const parts = await runtime.database.read.roundEntry.findMany({ where: { roundId } });
    const seatOf = new Map(parts.map(({ entryId, seatCode }) => [entryId, seatCode]));
    expect(ids.map((entryId) => seatOf.get(entryId))).toEqual(["03", "01", "04", "02"]);
    expect(verifyDraw(JSON.parse(JSON.stringify(await publish(drawId))))).toEqual({ state: "hand", faults: [] });
  });
});
