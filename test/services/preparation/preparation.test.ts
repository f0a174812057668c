/** Preparation through its services: filing, documents and their versions, meetings, and the gates that wait for all of it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { listGateConditions } from "#app/domain/phases/competition-phases.ts";
import { allow } from "#app/domain/shared/decision.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getCompetitionFacts } from "#app/queries/competitions/get-competition-facts.server.ts";
import { listInbox } from "#app/queries/messages/list-inbox.server.ts";
import { findPreparationFile } from "#app/queries/preparation/find-preparation-file.server.ts";
import { getPreparation } from "#app/queries/preparation/get-preparation.server.ts";
import { findMinutesScan, listLeadersMeetings } from "#app/queries/preparation/list-leaders-meetings.server.ts";
import { findNotice, findNoticeFile } from "#app/queries/public/find-notice.server.ts";
import { listNotices } from "#app/queries/public/list-notices.server.ts";
import { announceCompetition } from "#app/services/competitions/enter-phase.server.ts";
import { createDelegation } from "#app/services/delegations/create-delegation.server.ts";
import { type PublishNoticeInput, publishNotice } from "#app/services/preparation/publish-notice.server.ts";
import { type RecordMeetingInput, recordMeeting } from "#app/services/preparation/record-meeting.server.ts";
import { setFilingNumber } from "#app/services/preparation/set-filing-number.server.ts";
import { setSupervisionTelephone } from "#app/services/preparation/set-supervision-telephone.server.ts";
import { voidMeeting } from "#app/services/preparation/void-meeting.server.ts";
import { withdrawNotice } from "#app/services/preparation/withdraw-notice.server.ts";
import {
  addCompetition,
  addGround,
  addScheme,
  addUser,
  appoint,
  appointAll,
  codesOf,
  must,
} from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const PDF = new Uint8Array([...new TextEncoder().encode("%PDF-1.7\n")]);

describeOnEachDatabase("preparation", (provider) => {
  let runtime: TestRuntime;
  let organiser: Actor;
  let competitionId: string;
  let eventId: string;
  let elsewhere: { competitionId: string; eventId: string };
  let leader: string;
  let delegationId: string;
  let people: Awaited<ReturnType<typeof appointAll>>;

  const publish = (input: Partial<PublishNoticeInput> = {}) =>
    publishNotice(runtime, organiser, {
      competitionId,
      kind: "technical-document",
      eventId,
      replacesId: null,
      title: "电工赛项技术文件",
      titleEn: "Electrician",
      body: "一、竞赛内容",
      file: null,
      ...input,
    });
  const withdraw = (noticeId: string, reason: string) => withdrawNotice(runtime, organiser, { competitionId, noticeId, reason });
  const record = (input: Partial<RecordMeetingInput>) =>
    recordMeeting(runtime, organiser, {
      competitionId,
      kind: "leaders-meeting",
      eventId: null,
      heldAt: runtime.clock.now(),
      place: "会议室",
      minutes: "议定",
      attendees: [delegationId],
      file: null,
      ...input,
    });
  const addDelegation = async (name: string, userId: string) =>
    must(
      await createDelegation(runtime, organiser, { competitionId, name, nameEn: name, regionCode: "110112", leader: { userId } }),
    ).delegationId;
  const unmet = async () => {
    const facts = await getCompetitionFacts(runtime.database.read, competitionId, { now: runtime.clock.now(), actorId: "" });
    return listGateConditions(facts).flatMap((condition) => condition.unmet);
  };
  const unmetCodes = async () => (await unmet()).map(({ code }) => code);
  const see = (noticeId: string, of = competitionId) => findNotice(runtime, { competitionId: of, noticeId });
  const list = () => listNotices(runtime.database.read, competitionId);
  const inboxOf = (userId: string) => listInbox(runtime, { userId });

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    const scene = await addCompetition(runtime);
    ({ organiser, competitionId, eventId } = scene);
    elsewhere = await addCompetition(runtime, { code: "elsewhere" });
    people = await appointAll(runtime, organiser, scene);
    leader = await addUser(runtime, "leader");
    delegationId = await addDelegation("永顺镇代表队", leader);
  });
  afterAll(() => runtime.dispose());

  it("keeps every filing number on record, with who gave it and when", async () => {
    const set = (filingNumber: string) => setFilingNumber(runtime, organiser, { competitionId, filingNumber });
    expect((await getPreparation(runtime, organiser, competitionId)).filing).toBeNull();
    expect(codesOf(await set(" "))).toEqual(["filing-number-required"]);
    must(await set("京人社竞备〔2026〕18号"));
    must(await set("京人社竞备〔2026〕19号"));
    expect((await getPreparation(runtime, organiser, competitionId)).filing).toEqual({
      number: "京人社竞备〔2026〕19号",
      by: organiser.displayName,
      at: runtime.clock.now().toISOString(),
    });
    expect(await unmetCodes()).toEqual(["leaders-meeting-missing", "technical-document-missing", "judges-untrained"]);
  });

  it("keeps the telephone for objections, and takes nothing for one that cannot be called", async () => {
    const set = (supervisionTelephone: string) =>
      setSupervisionTelephone(runtime, organiser, { competitionId, supervisionTelephone });
    for (const wrong of ["", "12345", "监督组", "010-6900 0000 转 8"])
      expect([wrong, codesOf(await set(wrong))]).toEqual([wrong, ["supervision-telephone-malformed"]]);
    must(await set(" 010-6900 0000 "));
    expect((await getPreparation(runtime, organiser, competitionId)).supervisionTelephone).toBe("010-6900 0000");
  });

  it("shows a document to nobody before the competition is announced, then to everyone", async () => {
    const { noticeId } = must(await publish({ file: { fileName: "技术文件.pdf", bytes: PDF } }));
    expect(await see(noticeId)).toBeNull();
    expect(await findNoticeFile(runtime, { competitionId, noticeId })).toBeNull();
    await addScheme(runtime, organiser, eventId);
    must(await announceCompetition(runtime, organiser, { competitionId }));
    expect((await see(noticeId))?.file?.name).toBe("技术文件.pdf");
    expect(await see(noticeId, elsewhere.competitionId)).toBeNull();
    expect([...((await findNoticeFile(runtime, { competitionId, noticeId }))?.bytes ?? [])]).toEqual([...PDF]);
    expect(await unmetCodes()).not.toContain("technical-document-missing");
  });

  it("tells those who serve the event and the team leaders, and nobody else", async () => {
    const told = async (userId: string) => (await inboxOf(userId)).filter(({ kind }) => kind === "document-published");
    expect(await told(people.chiefJudge)).toHaveLength(1);
    expect((await told(leader))[0]).toMatchObject({
      notice: { name: "电工赛项技术文件" },
      event: { name: "电工" },
      readAt: null,
    });
    expect(await told(people.supervisor)).toEqual([]);
  });

  it("replaces a version by a newer one, and leaves the older one readable as such", async () => {
    const [first] = await list();
    const noticeId = String(first?.id);
    // Kind and event stay, whatever is asked for.
    const { noticeId: second } = must(await publish({ replacesId: noticeId, kind: "notice", eventId: null, title: "修订" }));
    expect((await list()).map(({ id, version, kind, event }) => [id, version, kind, event?.name])).toEqual([
      [second, 2, "technical-document", "电工"],
    ]);
    for (const id of [noticeId, second]) expect((await see(id))?.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(codesOf(await publish({ replacesId: noticeId }))).toEqual(["notice-replaced"]);
    expect(codesOf(await withdraw(noticeId, "有误"))).toEqual(["notice-replaced"]);
  });

  it("withdraws a document with all its versions: gone for the public, on record for the office, and the gate closes", async () => {
    const noticeId = String((await list())[0]?.id);
    const first = String((await see(noticeId))?.versions[1]?.id);
    expect(codesOf(await withdraw(noticeId, " "))).toEqual(["notice-reason-required"]);
    expect(await findNoticeFile(runtime, { competitionId, noticeId: first })).not.toBeNull();
    must(await withdraw(noticeId, "竞赛内容有误"));
    for (const id of [noticeId, first]) {
      expect(await see(id)).toBeNull();
      expect(await findNoticeFile(runtime, { competitionId, noticeId: id })).toBeNull();
    }
    const stored = { of: "notices", id: first } as const;
    expect(await findPreparationFile(runtime, { ...stored, competitionId })).not.toBeNull();
    expect(await findPreparationFile(runtime, { ...stored, competitionId: elsewhere.competitionId })).toBeNull();
    expect(await list()).toEqual([]);
    expect(await unmetCodes()).toContain("technical-document-missing");
    const told = await inboxOf(leader);
    // Its title is gone from the inbox with it.
    expect(told.find(({ kind }) => kind === "notice-withdrawn")).toMatchObject({ notice: null });
    expect(told.filter(({ kind }) => kind === "document-published").map(({ notice }) => notice)).toEqual([null, null]);
    expect(codesOf(await publish({ replacesId: noticeId }))).toEqual(["notice-withdrawn"]);
  });

  it("knows no event, document or attendee of another competition", async () => {
    const { noticeId } = must(await publish({ competitionId: elsewhere.competitionId, eventId: elsewhere.eventId }));
    expect(codesOf(await publish({ eventId: elsewhere.eventId }))).toEqual(["notice-event-unknown"]);
    expect(codesOf(await publish({ replacesId: noticeId }))).toEqual(["notice-unknown"]);
    expect(codesOf(await withdraw(noticeId, "有误"))).toEqual(["notice-unknown"]);
    expect(codesOf(await record({ attendees: ["another"] }))).toEqual(["meeting-attendee-unknown"]);
    const training = { kind: "judges-training", attendees: [people.chiefJudge] } as const;
    expect(codesOf(await record({ ...training, eventId: elsewhere.eventId }))).toEqual(["meeting-event-unknown"]);
    expect(codesOf(await record({ ...training, attendees: [people.tallyClerk] }))).toEqual(["meeting-attendee-unknown"]);
    must(await publish());
  });

  it("counts a meeting until it is voided, and says who was not there", async () => {
    await addDelegation("宋庄镇代表队", await addUser(runtime, "leader-2"));
    const { meetingId } = must(await record({}));
    expect(await unmetCodes()).not.toContain("leaders-meeting-missing");
    const [row] = (await getPreparation(runtime, organiser, competitionId)).meetings;
    expect(row).toMatchObject({ present: ["永顺镇代表队"], absent: ["宋庄镇代表队"], voided: null });
    const told = (await inboxOf(leader)).find(({ kind }) => kind === "leaders-meeting-recorded");
    expect(told?.path).toBe(`/delegations/${delegationId}/meetings`);
    const readByLeader = async () => {
      return (await listLeadersMeetings(runtime, delegationId)).meetings.find(({ id }) => id === meetingId);
    };
    expect(await readByLeader()).toMatchObject({ minutes: "议定", wasThere: true, voided: null });

    const nullify = () => voidMeeting(runtime, organiser, { competitionId, meetingId, reason: "误登" });
    must(await nullify());
    expect(codesOf(await nullify())).toEqual(["meeting-voided"]);
    expect(await unmetCodes()).toContain("leaders-meeting-missing");
    // Who read the minutes reads that they do not count.
    expect(await readByLeader()).toMatchObject({ voided: "误登" });
    must(await record({}));
  });

  it("shows leaders their own competition's meetings and scans, and no training", async () => {
    const file = { fileName: "纪要.pdf", bytes: PDF };
    const { meetingId } = must(await record({ file }));
    const training = must(await record({ kind: "judges-training", eventId: null, attendees: [people.chiefJudge], file }));
    const other = await addDelegation("张家湾镇代表队", await addUser(runtime, "leader-3"));
    const { meetings } = await listLeadersMeetings(runtime, other);
    expect(meetings.find(({ id }) => id === meetingId)).toMatchObject({ wasThere: false, fileName: "纪要.pdf" });
    expect(meetings.some(({ id }) => id === training.meetingId)).toBe(false);
    expect((await findMinutesScan(runtime, { delegationId: other, meetingId }))?.name).toBe("纪要.pdf");
    expect(await findMinutesScan(runtime, { delegationId: other, meetingId: training.meetingId })).toBeNull();
    const elsewhereId = await runtime.database.write(async ({ tables, audit }) => {
      const id = "elsewhere";
      const named = { name: "外地代表队", nameEn: "Elsewhere", regionCode: "110112" };
      await tables.delegation.create({ data: { id, competitionId: elsewhere.competitionId, ...named } });
      await audit({ chain: elsewhere.competitionId, actorId: null, act: "plant", objectKind: "test", objectId: id });
      return allow(id);
    });
    const asked = { delegationId: must(elsewhereId), meetingId };
    expect(await findMinutesScan(runtime, asked)).toBeNull();
    expect((await listLeadersMeetings(runtime, asked.delegationId)).meetings).toEqual([]);
    must(await voidMeeting(runtime, organiser, { competitionId, meetingId: training.meetingId, reason: "误登" }));
  });

  it("has trained the judges of an event only when each stands in a training that stands", async () => {
    const judges = [people.chiefJudge, people.blindingJudge, ...people.markingJudges];
    const training = { kind: "judges-training", eventId } as const;
    const missing = (count: number) => [{ code: "judges-untrained", params: { event: "ELE", count } }];
    expect(await unmet()).toEqual(missing(5));
    const { meetingId } = must(await record({ ...training, attendees: judges.slice(0, 3) }));
    expect(await unmet()).toEqual(missing(2));
    must(await record({ ...training, eventId: null, attendees: judges.slice(3) }));
    expect(await unmet()).toEqual([]);
    must(await voidMeeting(runtime, organiser, { competitionId, meetingId, reason: "签到不实" }));
    expect(await unmet()).toEqual(missing(3));
    must(await record({ ...training, attendees: judges.slice(0, 3) }));
    // A judge who is appointed after the training has not been there.
    await appoint(runtime, organiser, "marking-judge", { competitionId, eventId });
    expect(await unmet()).toEqual(missing(1));
  });

  it("puts no text and no name into the audit chain", async () => {
    const records = await runtime.database.read.auditRecord.findMany({ where: { chain: competitionId } });
    const payloads = records.map(({ payload }) => JSON.stringify(payload)).join("");
    expect(payloads).toContain("京人社竞备〔2026〕18号");
    for (const text of ["永顺镇", "竞赛内容", "误登", "技术文件"]) expect(payloads).not.toContain(text);
  });
});
