/** A draw by hand: written down, signed by team leaders for their own lines and by a witness for all; and a re-draw that is refused. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { DEFAULT_DRAW } from "#app/domain/draw/rule.ts";
import { createDrawSheet } from "#app/i18n/draw-paper.ts";
import { createHandDrawRecord } from "#app/i18n/hand-draw-paper.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { getDelegationDraws } from "#app/queries/draw/get-delegation-draws.server.ts";
import { getDraw } from "#app/queries/draw/get-draw.server.ts";
import { listDrawnFor } from "#app/queries/draw/list-drawn-for.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { getRoundSeats } from "#app/queries/papers/get-round-seats.server.ts";
import { listHandDraws } from "#app/queries/papers/list-hand-draws.server.ts";
import { addSession } from "#app/services/draw/add-session.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { grantRedraw } from "#app/services/draw/grant-redraw.server.ts";
import { recordHandDraw } from "#app/services/draw/record-hand-draw.server.ts";
import { refuseRedraw } from "#app/services/draw/refuse-redraw.server.ts";
import { requestRedraw } from "#app/services/draw/request-redraw.server.ts";
import { signHandDraw } from "#app/services/draw/sign-hand-draw.server.ts";
import { witnessHandDraw } from "#app/services/draw/witness-hand-draw.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { setRules } from "../../support/entry-steps.ts";
import { acceptElectricians, addRegistrationScene, type RegistrationScene } from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("a draw by hand", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let roundId: string;
  let drawId: string;
  /** Two of the first delegation, one of the other. */
  let entryIds: readonly string[];
  const folder = mkdtempSync(join(tmpdir(), "hand-draw-"));

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(async () => {
    await runtime.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function freeze(fewestLeaders: number): Promise<void> {
    await setRules(runtime, scene.electrician.eventId, { draw: { ...DEFAULT_DRAW, way: "hand", fewestLeaders } });
    ({ drawId } = must(await freezeRoster(runtime, scene.organiser, { roundId })));
  }
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
    ({ roundId } = scene.electrician);
    const ids = await acceptElectricians(runtime, scene, 3);
    const numbered = await runtime.database.read.entry.findMany({
      where: { id: { in: [...ids] } },
      orderBy: { entrantNumber: "asc" },
    });
    entryIds = numbered.map(({ id }) => id);
    const { otherDelegationId } = scene;
    await plantRows(runtime, (tables) =>
      tables.entry.update({ where: { id: entryIds[2] ?? "" }, data: { delegationId: otherDelegationId, rosterNumber: "9" } }),
    );
  });

  const record = (...places: readonly (number | null)[]) => recordFor(places, []);
  /** @param proxies who drew for the entry of this place in the list; null: itself */
  const recordFor = (places: readonly (number | null)[], proxies: readonly (string | null)[]) =>
    recordHandDraw(runtime, scene.organiser, {
      ...{ roundId, drawId },
      places: places.map((place, index) => ({ entryId: entryIds[index] ?? "", place, drawnForById: proxies[index] ?? null })),
    });
  const witness = () => witnessHandDraw(runtime, scene.supervisor, { roundId, drawId, statement: "本人在场" });
  const pageOf = async (delegationId: string, readerId: string) => {
    const { draws } = await getDelegationDraws(runtime, { delegationId, readerId });
    return draws.find((draw) => draw.drawId === drawId);
  };
  const sign = async (actor = scene.leader, delegationId = scene.delegationId, seen?: string) =>
    signHandDraw(runtime, actor, {
      ...{ delegationId, drawId },
      seen: seen ?? (await pageOf(delegationId, actor.userId))?.sign?.seen ?? "",
    });
  const view = async () => {
    const found = await getDraw(runtime, {
      roundId,
      slot: null,
      readerId: scene.supervisor.userId,
      showsIdentities: false,
      showsSeats: true,
    });
    if (!found) throw new Error("no draw");
    return found;
  };

  it("waits for as many leaders as the event asks for, each of whom signs the lines of his delegation only", async () => {
    await freeze(2);
    must(await record(2, 3, null));
    expect(codesOf(await witness())).toEqual(["lines-missing", "leader-signatures-missing"]);
    expect(codesOf(await sign(scene.otherLeader, scene.otherDelegationId))).toEqual(["lines-missing"]);
    const own = await pageOf(scene.delegationId, scene.leader.userId);
    expect(own?.lines.map(({ entrantNumber, place, seatCode }) => [entrantNumber, place, seatCode])).toEqual([
      ["DG001", 2, "02"],
      ["DG002", 3, "03"],
    ]);
    expect(must(await sign())).toEqual({ signed: 2 });
    expect(codesOf(await sign())).toEqual(["lines-signed-already"]);
    must(await record(2, 3, 1));
    expect(await witness()).toMatchObject({
      refusals: [{ code: "leader-signatures-missing", params: { count: 1, needed: 2 } }],
    });
    must(await sign(scene.otherLeader, scene.otherDelegationId));
    expect((await view()).hand).toMatchObject({ leaders: { signed: 2, needed: 2 }, witness: [] });
    must(await witness());
    const lines = await runtime.database.read.drawLine.findMany({ where: { drawId }, orderBy: { place: "asc" } });
    const { leader, otherLeader, supervisor } = scene;
    expect(lines.map(({ entryId, signedById, witnessedById }) => [entryId, signedById, witnessedById])).toEqual([
      [entryIds[2], otherLeader.userId, supervisor.userId],
      [entryIds[0], leader.userId, supervisor.userId],
      [entryIds[1], leader.userId, supervisor.userId],
    ]);
    const acts = await runtime.database.read.auditRecord.findMany({ where: { act: "sign-hand-draw", objectId: drawId } });
    expect(acts.map(({ actorId }) => actorId).sort()).toEqual([leader.userId, otherLeader.userId].sort());
  });

  it("takes a signature away from a line that is written down anew, and signs nothing that the leader has not seen", async () => {
    await freeze(1);
    must(await record(1, 2, 3));
    const seen = (await pageOf(scene.delegationId, scene.leader.userId))?.sign?.seen;
    must(await record(2, 1, 3));
    expect(codesOf(await sign(scene.leader, scene.delegationId, seen))).toEqual(["changed-meanwhile"]);
    must(await sign());
    expect((await view()).hand?.leaders).toEqual({ signed: 1, needed: 1 });
    must(await record(1, 2, 3));
    expect((await view()).hand?.leaders).toEqual({ signed: 0, needed: 1 });
    expect(codesOf(await witness())).toEqual(["leader-signatures-missing"]);
    // Signed in part is not signed: one of two lines was written down anew.
    must(await sign());
    must(await record(3, 2, 1));
    expect((await view()).hand?.leaders).toEqual({ signed: 0, needed: 1 });
    expect(codesOf(await witness())).toEqual(["leader-signatures-missing"]);
  });

  it("may be signed after the witness where no leader is asked for, and by nobody for another delegation", async () => {
    await freeze(0);
    must(await record(1, 2, 3));
    expect(codesOf(await sign(scene.otherLeader, "another", ""))).toEqual(["not-found"]);
    must(await witness());
    must(await sign());
    const lines = await runtime.database.read.drawLine.findMany({ where: { drawId, signedById: { not: null } } });
    expect(lines.map(({ entryId }) => entryId).sort()).toEqual([entryIds[0], entryIds[1]].sort());
    expect((await runtime.database.read.roundEntry.findMany({ where: { roundId } })).every(({ seatCode }) => seatCode)).toBe(
      true,
    );
  });

  it("says who drew for the absent: on the page and in the record, where no leader is named to who may not know whose he is", async () => {
    await freeze(0);
    const { leader, organiser, supervisor } = scene;
    must(await recordFor([2, 3, 1], [leader.userId, organiser.userId, null]));
    const nameOf = async (id: string) => (await runtime.database.read.user.findUniqueOrThrow({ where: { id } })).displayName;
    const [leaderName, organiserName] = [await nameOf(leader.userId), await nameOf(organiser.userId)];
    const told = async (showsIdentities: boolean) => {
      const page = { roundId, slot: null, readerId: supervisor.userId, showsIdentities, showsSeats: true };
      const { places = [] } = (await getDraw(runtime, page))?.hand ?? {};
      return entryIds.map((id) => places.find(({ entryId }) => entryId === id)?.drawnForBy);
    };
    expect(await told(true)).toEqual([
      { isLeader: true, name: leaderName, userId: leader.userId },
      { isLeader: false, name: organiserName, userId: organiser.userId },
      null,
    ]);
    expect(await told(false)).toEqual([
      { isLeader: true, name: null, userId: "" },
      { isLeader: false, name: organiserName, userId: "" },
      null,
    ]);
    const own = await pageOf(scene.delegationId, leader.userId);
    expect(own?.lines.map(({ drawnForBy }) => drawnForBy?.name)).toEqual([leaderName, organiserName]);
    must(await witness());
    const occasion = await getPaperOccasion(runtime, scene.competitionId);
    const event = occasion.events.find(({ id }) => id === scene.electrician.eventId);
    if (!event) throw new Error("no event");
    const draws = await listHandDraws(runtime, roundId);
    const record = await createHandDrawRecord(occasion, event, { locale: "zh-CN", draws, only: null });
    const { sessions, seats } = await getRoundSeats(runtime, roundId);
    const drawnFor = await listDrawnFor(runtime, roundId);
    const sheet = await createDrawSheet(occasion, event, { locale: "zh-CN", sessions, seats, only: null, drawnFor });
    for (const text of [JSON.stringify(record), JSON.stringify(sheet)]) {
      expect(text).toContain("领队代抽");
      expect(text).toContain(`${organiserName}代抽`);
      expect(text).not.toContain(`领队${leaderName}`);
    }
    const [act] = await runtime.database.read.auditRecord.findMany({ where: { act: "record-hand-draw", objectId: drawId } });
    expect(JSON.stringify(act?.payload)).toContain(`${entryIds[0]} 2 ${leader.userId}`);
  });

  it("lets nobody draw for the absent who marks, leads another delegation, or witnesses it; another one who drew is signed anew", async () => {
    await freeze(1);
    const { leader, otherLeader, supervisor, organiser, reviewer } = scene;
    const { eventId } = scene.electrician;
    for (const stranger of [otherLeader.userId, reviewer.userId, "nobody"]) {
      expect(codesOf(await recordFor([1, 2, 3], [stranger]))).toEqual(["proxy-not-entitled"]);
    }
    must(await recordFor([1, 2, 3], [null, null, otherLeader.userId]));
    must(await recordFor([1, 2, 3], [supervisor.userId]));
    must(await sign());
    expect(codesOf(await witness())).toEqual(["witness-is-proxy"]);
    must(await recordFor([1, 2, 3], [organiser.userId]));
    const signed = async () => {
      const { places = [] } = (await view()).hand ?? {};
      return entryIds.map((id) => places.find(({ entryId }) => entryId === id)?.signedAt != null);
    };
    expect(await signed()).toEqual([false, true, false]);
    must(await sign());
    expect(await signed()).toEqual([true, true, false]);
    // A leader who is made a judge of the event draws for nobody any more.
    await plantRows(runtime, (tables) =>
      tables.roleGrant.create({
        data: {
          ...{ id: newId(), userId: leader.userId, role: "marking-judge", competitionId: scene.competitionId, eventId },
          createdAt: runtime.clock.now(),
        },
      }),
    );
    expect(codesOf(await recordFor([1, 2, 3], [leader.userId]))).toEqual(["proxy-not-entitled"]);
    must(await witness());
  });

  it("keeps who drew though his duty has ended since, and takes a leader who was an official once for a leader", async () => {
    await freeze(0);
    const { leader, competitionId, organiser, supervisor } = scene;
    must(await recordFor([1, 2, 3], [leader.userId]));
    const once = { role: "supervisor", competitionId, createdAt: runtime.clock.now(), revokedAt: runtime.clock.now() };
    await plantRows(runtime, async (tables) => {
      await tables.roleGrant.updateMany({
        where: { userId: leader.userId, competitionId },
        data: { revokedAt: runtime.clock.now() },
      });
      await tables.roleGrant.create({ data: { id: newId(), userId: leader.userId, ...once } });
    });
    must(await recordFor([1, 3, 2], [leader.userId]));
    expect(codesOf(await recordFor([1, 3, 2], [leader.userId, leader.userId]))).toEqual(["proxy-not-entitled"]);
    must(await recordFor([1, 3, 2], [leader.userId, organiser.userId]));
    const page = { roundId, slot: null, readerId: supervisor.userId, showsIdentities: false, showsSeats: true };
    const drawn = (await getDraw(runtime, page))?.hand?.places.find(({ entryId }) => entryId === entryIds[0]);
    expect(drawn?.drawnForBy).toEqual({ isLeader: true, name: null, userId: "" });
  });

  it("of sessions is among the records of each of them", async () => {
    const times = { startsAt: new Date("2026-12-05T01:00:00Z"), endsAt: new Date("2026-12-05T03:00:00Z") };
    const plan = { place: "一号场地", ...times, seats: null, checkInOpensAt: null, checkInClosesAt: null };
    await setRules(runtime, scene.electrician.eventId, { draw: { ...DEFAULT_DRAW, way: "hand", sessions: true } });
    for (let session = 1; session <= 2; session += 1) must(await addSession(runtime, scene.organiser, { roundId, plan }));
    ({ drawId } = must(await freezeRoster(runtime, scene.organiser, { roundId })));
    const kindsOf = async (only: number | null) => (await listHandDraws(runtime, roundId, only)).map(({ kind }) => kind);
    expect([await kindsOf(null), await kindsOf(1), await kindsOf(2), await kindsOf(3)]).toEqual([
      ["session"],
      ["session"],
      ["session"],
      [],
    ]);
    must(await record(1, 2, 1));
    must(await witness());
    runtime.clock.advanceMinutes(1);
    must(await freezeRoster(runtime, scene.organiser, { roundId, slot: "seat-2" }));
    expect([await kindsOf(1), await kindsOf(2)]).toEqual([["session"], ["session", "seat"]]);
  });

  it("is nothing for a draw by computer", async () => {
    ({ drawId } = must(await freezeRoster(runtime, scene.organiser, { roundId })));
    expect(codesOf(await sign())).toEqual(["draw-by-computer", "lines-missing"]);
    expect((await pageOf(scene.delegationId, scene.leader.userId))?.sign).toBeNull();
    expect(await listHandDraws(runtime, roundId)).toEqual([]);
  });

  it("is printed as a form before and as a record after, and names no entrant, delegation or leader", async () => {
    await freeze(1);
    const print = async () => {
      const occasion = await getPaperOccasion(runtime, scene.competitionId);
      const draws = await listHandDraws(runtime, roundId);
      const event = { code: "DG", name: "电工", nameEn: "Electrician" };
      const file = join(folder, `${provider}.pdf`);
      writeFileSync(file, await renderPaper(await createHandDrawRecord(occasion, event, { locale: "zh-CN", draws, only: null })));
      return execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" }).replace(/\s+/gu, "");
    };
    const form = await print();
    for (const text of ["手工抽签记录", "DG001", "DG003", "抽签人", "监督员", "记录人"]) expect(form).toContain(text);
    expect(form).not.toContain("已签");
    must(await record(3, 1, 2));
    must(await sign());
    must(await witness());
    const paper = await print();
    expect(paper).toContain("DG001303");
    expect(paper).toContain("本人在场");
    expect(paper.match(/已签/g)).toHaveLength(2);
    const { displayName } = await runtime.database.read.user.findUniqueOrThrow({ where: { id: scene.leader.userId } });
    for (const secret of ["选手甲", "通州区工业园", "运河商务区", displayName]) expect(paper).not.toContain(secret);
  });

  it("is not drawn again when the second person refuses with a reason, and may be asked for once more", async () => {
    await freeze(0);
    must(await record(1, 2, 3));
    must(await witness());
    const ask = (reason: string) => requestRedraw(runtime, scene.organiser, { roundId, drawId, reason });
    const no = (actor = scene.supervisor, refusal = "签已当众核对") => refuseRedraw(runtime, actor, { roundId, drawId, refusal });
    expect(codesOf(await no())).toEqual(["redraw-not-requested"]);
    must(await ask("号码牌掉落"));
    expect(codesOf(await no(scene.organiser, " "))).toEqual(["redraw-own-request", "redraw-refusal-missing"]);
    must(await no());
    expect(codesOf(await no())).toEqual(["redraw-not-requested"]);
    expect(codesOf(await grantRedraw(runtime, scene.supervisor, { roundId, drawId }))).toEqual(["redraw-not-requested"]);
    const seated = await runtime.database.read.roundEntry.findMany({ where: { roundId }, orderBy: { seatCode: "asc" } });
    expect(seated.map(({ entryId, seatCode }) => [entryId, seatCode])).toEqual(
      entryIds.map((id, index) => [id, `0${index + 1}`]),
    );
    expect((await view()).redraw).toMatchObject({
      reason: null,
      refused: [{ reason: "号码牌掉落", refusal: "签已当众核对", refusedAt: "2026-11-20T01:00:00.000Z" }],
    });
    must(await ask("名单漏了一人"));
    must(await grantRedraw(runtime, scene.supervisor, { roundId, drawId }));
    const acts = await runtime.database.read.auditRecord.findMany({ where: { act: "refuse-redraw", objectId: drawId } });
    expect(acts.map(({ actorId }) => actorId)).toEqual([scene.supervisor.userId]);
    expect(JSON.stringify(acts)).not.toContain("签已当众核对");
  });
});
