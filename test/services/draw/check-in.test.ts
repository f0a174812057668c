/** Check-in by badge, number and row within the window of a session, and the rest recorded as absent in one act. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { makeBadge } from "#app/platform/crypto/badge.server.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { sealBytes } from "#app/platform/crypto/vault.server.ts";
import { findCheckInCard } from "#app/queries/check-in/find-check-in-card.server.ts";
import { getCheckIn } from "#app/queries/check-in/get-check-in.server.ts";
import { findPhoto } from "#app/queries/registration/find-attachment.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { markRestAbsent } from "#app/services/check-in/mark-rest-absent.server.ts";
import { addSession as setUpSession } from "#app/services/draw/add-session.server.ts";
import { changeSession } from "#app/services/draw/change-session.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { grantRedraw } from "#app/services/draw/grant-redraw.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { removeSession } from "#app/services/draw/remove-session.server.ts";
import { requestRedraw } from "#app/services/draw/request-redraw.server.ts";
import { viewAttachment } from "#app/services/registration/view-attachment.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { makePng } from "../../support/picture.ts";
import { acceptElectricians, addRegistrationScene, type RegistrationScene } from "../../support/registration-steps.ts";
import { ALL_CHECKED } from "../../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("check-in", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let roundId: string;
  let entryIds: readonly string[];

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
    roundId = scene.electrician.roundId;
    entryIds = await acceptElectricians(runtime, scene, 3);
    must(await freezeRoster(runtime, scene.organiser, { roundId }));
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "公平公正" }));
  });
  afterAll(() => runtime.dispose());

  const badgeOf = (entrantNumber: string, event = "DG") =>
    makeBadge(runtime.keys, { competition: scene.competitionCode, event, entrantNumber });
  const enter = (entrantNumber: string, isCamera = false, exception = "") =>
    checkInEntry(runtime, scene.organiser, { roundId, entrantNumber, isCamera, claim: { ...ALL_CHECKED, exception } });
  const rows = () => runtime.database.read.roundEntry.findMany({ where: { roundId }, include: { entry: true } });

  /** Everyone in one session, open for check-in from 09:30 to 10:00 in Shanghai; now is 09:00. */
  async function addSession(): Promise<string> {
    return plantRows(runtime, async (tables) => {
      const id = newId();
      const times = { startsAt: new Date("2026-11-20T02:30:00Z"), endsAt: new Date("2026-11-20T05:30:00Z") };
      const window = { checkInOpensAt: new Date("2026-11-20T01:30:00Z"), checkInClosesAt: new Date("2026-11-20T02:00:00Z") };
      await tables.roundSession.create({ data: { id, roundId, number: 1, place: "一号车间", ...times, ...window } });
      await tables.roundEntry.updateMany({ where: { roundId }, data: { sessionId: id } });
      return id;
    });
  }

  it("keeps by which way, what was looked at, by whom and when", async () => {
    must(await enter(badgeOf("DG001"), true));
    must(await enter(badgeOf("DG002").toLowerCase()));
    must(await enter("dg003"));
    const kept = (await rows()).sort((one, other) =>
      String(one.entry.entrantNumber).localeCompare(String(other.entry.entrantNumber)),
    );
    expect(kept.map(({ checkInWay }) => checkInWay)).toEqual(["camera", "scanner", "typed"]);
    for (const { checks, checkedInAt, checkedInById, participation } of kept) {
      expect(checks).toMatchObject({ checked: ["identity", "phones", "tools"], exception: null });
      expect({ checkedInAt, checkedInById, participation }).toEqual({
        checkedInAt: new Date("2026-11-20T01:00:00Z"),
        checkedInById: scene.organiser.userId,
        participation: "checked-in",
      });
    }
  });

  it("refuses a badge that somebody made up, and one of another event", async () => {
    const badge = badgeOf("DG001");
    const forged = badge.slice(0, -1) + (badge.endsWith("2") ? "3" : "2");
    expect(codesOf(await enter(forged))).toEqual(["badge-forged"]);
    expect(codesOf(await enter(badgeOf("DG001", "E9")))).toEqual(["badge-of-another-event"]);
    expect((await rows()).every(({ participation }) => participation === "expected")).toBe(true);
  });

  it("lets nobody in unchecked, and says everything that is missing", async () => {
    const claim = { checked: ["phones" as const], present: [], exception: "" };
    const answer = await checkInEntry(runtime, scene.organiser, { roundId, entrantNumber: "DG001", claim });
    expect(codesOf(answer)).toEqual(["check-missing", "check-missing"]);
  });

  it("opens and closes with the session's window; after it a reason that is kept lets in", async () => {
    await addSession();
    expect(codesOf(await enter("DG001", false, "提前到场"))).toEqual(["check-in-not-open"]);
    runtime.clock.set("2026-11-20T01:45:00Z");
    must(await enter("DG001"));
    runtime.clock.set("2026-11-20T02:01:00Z");
    expect(await enter("DG002")).toMatchObject({
      refusals: [{ code: "check-in-over", params: { closesAt: "2026-11-20T02:00:00.000Z" } }],
    });
    must(await enter("DG002", false, "大巴故障"));
    const late = (await rows()).find(({ entry }) => entry.entrantNumber === "DG002");
    expect(late?.checks).toMatchObject({ exception: "大巴故障" });
    const records = await runtime.database.read.auditRecord.findMany({ where: { act: "check-in-entry" } });
    expect(JSON.stringify(records.map(({ payload }) => payload))).not.toContain("大巴故障");
  });

  it("goes by place and times as they are changed, for a reason, until the round is judged", async () => {
    const sessionId = await addSession();
    const times = {
      place: "二号车间",
      startsAt: new Date("2026-11-20T02:00:00Z"),
      endsAt: new Date("2026-11-20T05:00:00Z"),
      checkInOpensAt: new Date("2026-11-20T00:30:00Z"),
      checkInClosesAt: new Date("2026-11-20T01:30:00Z"),
    };
    const change = (changes: Partial<typeof times> = {}, reason = "一号车间停电", of = roundId) =>
      changeSession(runtime, scene.organiser, { roundId: of, sessionId, times: { ...times, ...changes }, reason });
    expect(codesOf(await enter("DG001"))).toEqual(["check-in-not-open"]);
    expect(codesOf(await change({ endsAt: times.startsAt, checkInClosesAt: times.checkInOpensAt }, " "))).toEqual([
      "times-reversed",
      "times-reversed",
      "session-reason-missing",
    ]);
    expect(codesOf(await change({}, "一号车间停电", scene.network.roundId))).toEqual(["not-found"]);
    expect(must(await change())).toEqual({ number: 1 });
    must(await enter("DG001"));
    const { sessions } = await getCheckIn(runtime, { roundId, showsIdentities: true, blindingJudgeId: null });
    expect(sessions).toMatchObject([{ place: "二号车间", closesAt: "2026-11-20T01:30:00.000Z", total: 3, missing: 2 }]);
    const record = await runtime.database.read.auditRecord.findFirstOrThrow({
      where: { act: "change-session", objectId: roundId },
    });
    expect(record.payload).toMatchObject({
      number: 1,
      reasonId: expect.any(String),
      from: [
        "一号车间",
        "2026-11-20T02:30:00.000Z",
        "2026-11-20T05:30:00.000Z",
        "2026-11-20T01:30:00.000Z",
        "2026-11-20T02:00:00.000Z",
      ],
      to: [
        "二号车间",
        "2026-11-20T02:00:00.000Z",
        "2026-11-20T05:00:00.000Z",
        "2026-11-20T00:30:00.000Z",
        "2026-11-20T01:30:00.000Z",
      ],
    });
    await plantRows(runtime, (tables) => tables.round.update({ where: { id: roundId }, data: { phase: "recheck" } }));
    expect(codesOf(await change())).toEqual(["round-not-in-draw"]);
  });

  it("has its window in an event that draws no sessions: the one that is set up is everyone's", async () => {
    const draw = await runtime.database.read.draw.findFirstOrThrow({ where: { roundId } });
    const times = { startsAt: new Date("2026-11-20T02:30:00Z"), endsAt: new Date("2026-11-20T05:30:00Z") };
    const window = { checkInOpensAt: new Date("2026-11-20T01:30:00Z"), checkInClosesAt: new Date("2026-11-20T02:00:00Z") };
    const add = (seats: number | null) =>
      setUpSession(runtime, scene.organiser, { roundId, plan: { place: "一号车间", seats, ...times, ...window } });
    expect(codesOf(await add(null))).toEqual(["sessions-fixed"]);
    // Those of a round that is drawn once more have their parts in it already, as those who went on from a round before.
    const redraw = async (drawId: string) => {
      must(await requestRedraw(runtime, scene.organiser, { roundId, drawId, reason: "补设场次时间" }));
      must(await grantRedraw(runtime, scene.supervisor, { roundId, drawId }));
    };
    await redraw(draw.id);
    must(await add(2));
    expect(codesOf(await add(null))).toEqual(["one-session-only"]);
    expect(codesOf(await freezeRoster(runtime, scene.organiser, { roundId }))).toEqual(["session-seats-missing"]);
    const [planned] = await runtime.database.read.roundSession.findMany({ where: { roundId } });
    must(await removeSession(runtime, scene.organiser, { roundId, sessionId: planned?.id ?? "" }));
    must(await add(null));
    const { drawId } = must(await freezeRoster(runtime, scene.organiser, { roundId }));
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "公平公正" }));
    expect((await rows()).map(({ seatCode }) => seatCode).sort()).toEqual(["01", "02", "03"]);
    expect(codesOf(await enter("DG001"))).toEqual(["check-in-not-open"]);
    const { sessions } = await getCheckIn(runtime, { roundId, showsIdentities: true, blindingJudgeId: null });
    expect(sessions).toMatchObject([{ number: 1, place: "一号车间", total: 3, missing: 3, isDrawn: true }]);
    // A re-draw takes it back, and the session can be planned anew.
    await redraw(drawId);
    expect((await rows()).map(({ sessionId, seatCode }) => [sessionId, seatCode])).toEqual(Array(3).fill([null, null]));
    must(await removeSession(runtime, scene.organiser, { roundId, sessionId: sessions[0]?.sessionId ?? "" }));
  });

  it("records those who have not come as absent when the window is over, and not one who came meanwhile", async () => {
    const sessionId = await addSession();
    runtime.clock.set("2026-11-20T01:45:00Z");
    must(await enter("DG001"));
    const markRest = (missing: number) => markRestAbsent(runtime, scene.organiser, { roundId, sessionId, missing });
    expect(codesOf(await markRest(2))).toEqual(["check-in-still-open"]);
    runtime.clock.set("2026-11-20T02:01:00Z");
    expect(codesOf(await markRest(3))).toEqual(["changed-meanwhile"]);
    expect(must(await markRest(2))).toEqual({ absent: 2 });
    expect((await rows()).map(({ participation }) => participation).sort()).toEqual(["absent", "absent", "checked-in"]);
    expect(codesOf(await markRest(0))).toEqual(["no-one-missing"]);
    const { sessions } = await getCheckIn(runtime, { roundId, showsIdentities: true, blindingJudgeId: null });
    expect(sessions).toMatchObject([{ number: 1, place: "一号车间", total: 3, missing: 0 }]);
  });

  it("shows the photo and opens it and the document on record, until the person is replaced", async () => {
    const [entryId = ""] = entryIds;
    const bytes = new Uint8Array(makePng(300, 400));
    const [photo, document] = await plantRows(runtime, async (tables) => {
      const { person } = await tables.entryMember.findFirstOrThrow({
        where: { entryId },
        select: { person: { select: { id: true, key: true } } },
      });
      const common = { personId: person.id, mediaType: "image/png", size: bytes.length, uploadedById: "planted" };
      const kept = ["photo", "identity-document", "level-certificate"].map((kind) => ({ id: newId(), kind }));
      for (const file of kept) {
        const sealed = sealBytes(runtime.keys, person.key?.wrapped ?? new Uint8Array(), bytes);
        await tables.attachment.create({ data: { ...common, ...file, sealed, uploadedAt: runtime.clock.now() } });
      }
      return kept.map(({ id }) => id);
    });
    const card = must(await findCheckInCard(runtime, { roundId, choice: { entryId } }));
    expect(card.members).toMatchObject([{ photoId: photo, identityFileId: document }]);
    const { competitionId, organiser, delegationId } = scene;
    const place = { within: { competitionId }, entryId, attachmentId: photo ?? "" };
    expect((await findPhoto(runtime, place))?.bytes).toEqual(bytes);
    // A document is no photo that is shown; another competition's desk finds neither.
    expect(await findPhoto(runtime, { ...place, attachmentId: document ?? "" })).toBeNull();
    expect(await findPhoto(runtime, { ...place, within: { competitionId: "another" } })).toBeNull();
    for (const attachmentId of [photo, document])
      must(await viewAttachment(runtime, organiser, { ...place, attachmentId: attachmentId ?? "" }));
    const views = await runtime.database.read.auditRecord.findMany({ where: { act: "view-attachment", objectId: entryId } });
    expect(views.map(({ actorId }) => actorId)).toEqual([organiser.userId, organiser.userId]);
    const other = entryIds[1] ?? "";
    const taken = await runtime.database.read.entryMember.findFirstOrThrow({ where: { entryId: other } });
    await plantRows(runtime, async (tables) => {
      await tables.entryMember.deleteMany({ where: { entryId: other } });
      await tables.entryMember.updateMany({ where: { entryId }, data: { personId: taken.personId } });
    });
    expect(await findPhoto(runtime, place)).toBeNull();
    expect(await findPhoto(runtime, { ...place, within: { delegationId } })).toBeNull();
  });

  it("shows names and masked documents to compare, and never a whole number", async () => {
    const [entryId = ""] = entryIds;
    const card = must(await findCheckInCard(runtime, { roundId, choice: { entryId } }));
    expect(card).toMatchObject({ entrantNumber: "DG001", way: "typed", asked: ["identity", "phones", "tools"], overSince: null });
    expect(card.members).toMatchObject([{ name: "选手甲", document: expect.stringContaining("*****") }]);
  });
});
