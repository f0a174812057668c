/** The waiting list, its offers, and deadlines that act by themselves: whoever is next has the place, without anyone's help. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { listRegistrations } from "#app/queries/registration/list-registrations.server.ts";
import { removeEvent } from "#app/services/competitions/remove-event.server.ts";
import { setEventQuota } from "#app/services/competitions/set-event-quota.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { answerOffer } from "#app/services/registration/answer-offer.server.ts";
import { moveRegistrationDeadline } from "#app/services/registration/move-registration-deadline.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { submitEntries } from "#app/services/registration/submit-entries.server.ts";
import { withdrawEntry } from "#app/services/registration/withdraw-entry.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import {
  addRegistrationScene,
  importFile,
  makeRosterFile,
  type RegistrationScene,
  seeEntries,
  setPhase,
  submitDrafts,
} from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const START = "2026-11-20T01:00:00Z";

describeOnEachDatabase("the waiting list", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set(START);
    scene = await addRegistrationScene(runtime);
  });
  afterAll(() => runtime.dispose());

  /** Registers so many, and accepts them or puts them on the waiting list. @returns the ids in the order of the roster */
  async function register(count: number): Promise<readonly string[]> {
    const lines = Array.from({ length: count }, (_, index) => ({ name: `选手${"甲乙丙丁戊己庚"[index] ?? ""}` }));
    await importFile(runtime, scene, await makeRosterFile(lines));
    return submitDrafts(runtime, scene);
  }
  async function accept(ids: readonly string[], act: "accept" | "accept-or-wait" = "accept-or-wait") {
    const entries = await seeEntries(runtime, ids);
    return reviewEntries(runtime, scene.reviewer, { competitionId: scene.competitionId, act, reason: "", entries });
  }
  const roster = async () => {
    const { entries } = await getRoster(runtime, scene.delegationId);
    return entries.map(({ status, entrantNumber, position, offer }) => [
      status === "waiting" ? (offer ? "offered" : position) : status,
      entrantNumber,
    ]);
  };
  const withdraw = (entryId: string) => withdrawEntry(runtime, scene.leader, { delegationId: scene.delegationId, entryId });
  const answer = (entryId: string, act: "accept" | "decline") =>
    answerOffer(runtime, scene.leader, { delegationId: scene.delegationId, entryId, act });
  async function runDueJobs(): Promise<void> {
    for (let count = 0; count < 50 && (await runNextJob(runtime)); count += 1);
  }
  const listActs = async (act: string) =>
    runtime.database.read.auditRecord.findMany({ where: { chain: scene.competitionId, act }, orderBy: { sequence: "asc" } });
  /** What was told of drafts, and to whom. */
  const listTold = async () => {
    const messages = await runtime.database.read.message.findMany({
      where: { competitionId: scene.competitionId, kind: { startsWith: "drafts-lapsed" } },
      orderBy: { kind: "asc" },
      include: { receipts: true },
    });
    return messages.map(({ kind, params, path, receipts }) => ({ kind, params, path, to: receipts.map(({ userId }) => userId) }));
  };
  const setQuota = (quota: number, delegationQuota: number | null) =>
    setEventQuota(runtime, scene.organiser, { eventId: scene.electrician.eventId, quota, delegationQuota });

  it("takes whom the quota leaves no place, in order, and shows each where he stands", async () => {
    const ids = await register(6);
    expect(codesOf(await accept(ids, "accept"))).toEqual(["quota-full"]);
    expect(must(await accept(ids))).toEqual({ count: 6, waiting: 2 });
    expect(await roster()).toEqual([
      ["accepted", "DG001"],
      ["accepted", "DG002"],
      ["accepted", "DG003"],
      ["accepted", "DG004"],
      [1, null],
      [2, null],
    ]);
    const { rows, events } = await listRegistrations(runtime, scene.competitionId);
    expect(rows.map(({ position }) => position)).toEqual([null, null, null, null, 1, 2]);
    expect(events[0]).toMatchObject({ accepted: 4, quota: 4 });
  });

  it("offers the place of who withdraws to the next, who takes it with a number and frozen members", async () => {
    const ids = await register(6);
    must(await accept(ids));
    must(await withdraw(ids[1] ?? ""));
    expect((await roster()).map(([state]) => state)).toEqual(["accepted", "withdrawn", "accepted", "accepted", "offered", 1]);
    const [offer] = await listActs("offer-place");
    expect(offer?.payload).toEqual({ until: "2026-11-21T01:00:00.000Z" });
    expect(
      await runtime.database.read.message.count({ where: { competitionId: scene.competitionId, kind: "place-offered" } }),
    ).toBe(1);
    // What is offered is taken: nobody else is accepted for it.
    expect(codesOf(await answer(ids[5] ?? "", "accept"))).toEqual(["no-offer"]);
    expect(must(await answer(ids[4] ?? "", "accept"))).toEqual({ entrantNumber: "DG005" });
    const entry = await runtime.database.read.entry.findUniqueOrThrow({
      where: { id: ids[4] ?? "" },
      include: { members: true },
    });
    expect(entry).toMatchObject({ status: "accepted", offerEndsAt: null });
    expect(entry.members[0]).toMatchObject({ employerRegion: "110112", frozenAt: runtime.clock.now() });
    expect(codesOf(await answer(ids[4] ?? "", "decline"))).toEqual(["no-offer"]);
    // The job of the offer's end finds it answered.
    runtime.clock.advanceMinutes(25 * 60);
    await runDueJobs();
    expect((await roster())[4]).toEqual(["accepted", "DG005"]);
  });

  it("goes on by itself when nobody answers in time, once, and ends with nobody waiting", async () => {
    const ids = await register(6);
    must(await accept(ids));
    must(await withdraw(ids[0] ?? ""));
    runtime.clock.advanceMinutes(24 * 60 - 1);
    await runDueJobs();
    expect((await roster()).map(([state]) => state).slice(4)).toEqual(["offered", 1]);
    runtime.clock.advanceMinutes(1);
    expect(codesOf(await answer(ids[4] ?? "", "accept"))).toEqual(["offer-over"]);
    await runDueJobs();
    await runDueJobs();
    expect((await roster()).map(([state]) => state).slice(4)).toEqual(["withdrawn", "offered"]);
    const { entries } = await getRoster(runtime, scene.delegationId);
    expect(entries.map(({ isLapsed }) => isLapsed)).toEqual([false, false, false, false, true, false]);
    must(await answer(ids[5] ?? "", "decline"));
    expect((await roster()).map(([state]) => state).slice(4)).toEqual(["withdrawn", "withdrawn"]);
    expect((await listActs("lapse-offer")).map(({ payload }) => payload)).toEqual([{ lapsed: true }]);
    expect(await listActs("offer-place")).toHaveLength(2);
  });

  it("offers nothing once the roster of the draw is frozen, and takes no answer", async () => {
    const ids = await register(6);
    must(await accept(ids));
    must(await withdraw(ids[0] ?? ""));
    await setPhase(runtime, scene.competitionId, "running");
    must(await freezeRoster(runtime, scene.organiser, { roundId: scene.electrician.roundId }));
    expect(codesOf(await answer(ids[4] ?? "", "accept"))).toEqual(["offer-draw-frozen"]);
    runtime.clock.advanceMinutes(25 * 60);
    await runDueJobs();
    expect((await roster()).map(([state]) => state).slice(4)).toEqual(["withdrawn", 1]);
  });

  it("fills places that are added, holds each delegation to its own, and keeps what is taken", async () => {
    const ids = await register(7);
    must(await setQuota(4, 5));
    must(await accept(ids));
    expect(must(await setQuota(6, 5))).toEqual({ offered: 1 });
    expect((await roster()).map(([state]) => state).slice(4)).toEqual(["offered", 1, 2]);
    expect(codesOf(await setQuota(4, 4))).toEqual(["quota-below-taken", "delegation-quota-below-taken"]);
    expect(codesOf(await setQuota(6, 5))).toEqual(["quota-unchanged"]);
    expect(must(await setQuota(6, null))).toEqual({ offered: 1 });
    await setPhase(runtime, scene.competitionId, "running");
    expect(codesOf(await setQuota(9, null))).toEqual(["quota-closed"]);
  });

  it("moves the deadline with a reason, and only the one that stands closes registration", async () => {
    const { competitionId, organiser, leader, delegationId } = scene;
    const move = (closesAt: string | null, reason = "疫情延期") =>
      moveRegistrationDeadline(runtime, organiser, {
        competitionId,
        closesAt: closesAt === null ? null : new Date(closesAt),
        reason,
      });
    await importFile(runtime, scene, await makeRosterFile([{ name: "张一" }]));
    const [draft] = await runtime.database.read.entry.findMany({ where: { delegationId }, select: { id: true } });
    expect(codesOf(await move("2026-11-19T00:00:00Z", " "))).toEqual(["deadline-not-ahead", "deadline-reason-required"]);
    expect(codesOf(await move("2026-12-30T00:00:00Z"))).toEqual(["registration-closes-after-start"]);
    must(await move("2026-11-20T03:00:00Z"));
    must(await move("2026-11-20T05:00:00Z"));
    runtime.clock.set("2026-11-20T03:00:00Z");
    await runDueJobs();
    runtime.clock.set("2026-11-20T05:00:00Z");
    await runDueJobs();
    const closings = await listActs("close-registration");
    expect(closings.map(({ payload }) => payload)).toEqual([
      { skipped: "deadline-moved" },
      { lapsed: [draft?.id], submitted: 0, returned: 0, waiting: 0 },
    ]);
    expect(await listTold()).toEqual([
      { kind: "drafts-lapsed", params: { count: 1 }, path: `/delegations/${delegationId}`, to: [leader.userId] },
      {
        kind: "drafts-lapsed-in-all",
        params: { count: 1, delegations: 1 },
        path: `/office/${scene.competitionCode}/registrations`,
        to: [organiser.userId],
      },
    ]);
    expect(await listRegistrations(runtime, competitionId)).toMatchObject({
      ...{ drafts: 1, draftDelegations: 1, areDraftsLapsed: true },
    });
    const submit = () => submitEntries(runtime, leader, { delegationId, entryIds: [draft?.id ?? ""] });
    expect(codesOf(await submit())).toEqual(["registration-deadline-past"]);
    expect(codesOf(await move(null))).toEqual(["deadline-unchanged"]);
    must(await move("2026-11-21T00:00:00Z"));
    expect(await listRegistrations(runtime, competitionId)).toMatchObject({ areDraftsLapsed: false });
    must(await submit());
    expect(must(await move(null))).toEqual({ closesAt: "2026-11-20T05:00:00.000Z" });
    await setPhase(runtime, competitionId, "running");
    expect(codesOf(await move("2026-11-22T00:00:00Z"))).toEqual(["registration-closed"]);
  });

  it("removes an event that nobody entered, and none that somebody did", async () => {
    await register(1);
    const { organiser, network, electrician, competitionId } = scene;
    expect(codesOf(await removeEvent(runtime, organiser, { eventId: electrician.eventId, reason: "" }))).toEqual([
      "event-has-entries",
      "event-has-people",
      "event-removal-reason-required",
    ]);
    must(await removeEvent(runtime, organiser, { eventId: network.eventId, reason: "重复建立" }));
    const events = await runtime.database.read.event.findMany({ where: { competitionId }, orderBy: { code: "asc" } });
    expect(events.map(({ code }) => code)).toEqual(["DG", "JD"]);
    expect((await listActs("remove-event")).map(({ payload }) => payload)).toEqual([
      { code: "NW", reasonId: expect.any(String) },
    ]);
    expect(await runtime.database.read.actReason.findMany({ select: { reason: true } })).toContainEqual({ reason: "重复建立" });
  });
});
