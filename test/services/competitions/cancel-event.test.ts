/** An event that is called off: its entries end with it, everybody concerned hears of it, and it holds nothing up any more. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { computeConditions } from "#app/domain/phases/competition-phases.ts";
import { getDesk } from "#app/queries/accounts/get-desk.server.ts";
import { getCompetitionFacts } from "#app/queries/competitions/get-competition-facts.server.ts";
import { getEventSetup } from "#app/queries/competitions/get-event-setup.server.ts";
import { getOverview } from "#app/queries/competitions/get-overview.server.ts";
import { listEvents } from "#app/queries/competitions/list-events.server.ts";
import { listInbox } from "#app/queries/messages/list-inbox.server.ts";
import { getOrderBook } from "#app/queries/papers/get-order-book.server.ts";
import { listEventPapers } from "#app/queries/papers/list-event-papers.server.ts";
import { findBoardPage } from "#app/queries/public/find-board-page.server.ts";
import { findCompetitionPage } from "#app/queries/public/find-competition-page.server.ts";
import { getHome } from "#app/queries/public/get-home.server.ts";
import { findEntryPage } from "#app/queries/registration/find-entry-page.server.ts";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { cancelEvent } from "#app/services/competitions/cancel-event.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { answerOffer } from "#app/services/registration/answer-offer.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { withdrawEntry } from "#app/services/registration/withdraw-entry.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { setRules } from "../../support/entry-steps.ts";
import {
  addRegistrationScene,
  importFile,
  makeRosterFile,
  type RegistrationScene,
  readFile,
  seeEntries,
  setPhase,
  submitDrafts,
} from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const START = "2026-11-20T01:00:00Z";
const REASON = "报名人数不足，达不到开赛要求";

describeOnEachDatabase("cancelling an event", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set(START);
    scene = await addRegistrationScene(runtime);
    await setRules(runtime, scene.electrician.eventId, {});
  });
  afterAll(() => runtime.dispose());

  const cancel = (reason = REASON, eventId = scene.electrician.eventId) =>
    cancelEvent(runtime, scene.organiser, { eventId, reason });
  const statuses = async () => {
    const entries = await runtime.database.read.entry.findMany({
      where: { eventId: scene.electrician.eventId },
      orderBy: { rosterNumber: "asc" },
    });
    return entries.map(({ status, offeredAt, offerEndsAt }) => [status, offeredAt, offerEndsAt]);
  };

  /** Four accepted, of whom one withdraws, so that the fifth has an offer and the sixth waits; a seventh is a draft. */
  async function register(): Promise<readonly string[]> {
    const lines = Array.from({ length: 6 }, (_, index) => ({ name: `选手${"甲乙丙丁戊己"[index] ?? ""}` }));
    await importFile(runtime, scene, await makeRosterFile(lines));
    const ids = await submitDrafts(runtime, scene);
    const entries = await seeEntries(runtime, ids);
    const { competitionId } = scene;
    must(await reviewEntries(runtime, scene.reviewer, { competitionId, act: "accept-or-wait", reason: "", entries }));
    must(await withdrawEntry(runtime, scene.leader, { delegationId: scene.delegationId, entryId: ids[0] ?? "" }));
    await importFile(runtime, scene, await makeRosterFile([{ name: "选手庚" }]));
    return ids;
  }

  it("ends every entry that stands, lapses the offer and tells leaders, judges and competitors", async () => {
    const ids = await register();
    const before = await getOverview(runtime, scene.organiser, scene.competitionId);
    expect(before.events.map(({ code, accepted, offers, drafts }) => [code, accepted, offers, drafts])).toContainEqual([
      "DG",
      3,
      1,
      1,
    ]);

    expect(must(await cancel())).toEqual({ entries: 6 });
    expect((await statuses()).filter(([status]) => status !== "withdrawn")).toEqual(
      Array.from({ length: 6 }, () => ["cancelled", null, null]),
    );
    for (const { userId } of [scene.leader, scene.otherLeader, scene.blinding]) {
      const told = (await listInbox(runtime, { userId })).filter(({ kind }) => kind === "event-cancelled");
      expect(told.map(({ params, path }) => [params.reason, path])).toEqual([[REASON, `/competitions/${scene.competitionCode}`]]);
    }
    const people = await runtime.database.read.entryMember.findMany({
      where: { entry: { eventId: scene.electrician.eventId } },
      select: { personId: true, entry: { select: { id: true, status: true, submittedAt: true } } },
    });
    for (const { personId, entry } of people) {
      const told = (await listInbox(runtime, { personId })).filter(({ kind }) => kind === "own-event-cancelled");
      // Neither who had withdrawn nor a draft's person, who had heard of nothing.
      expect(told).toHaveLength(entry.status === "cancelled" && entry.submittedAt !== null ? 1 : 0);
    }
    const record = await runtime.database.read.auditRecord.findFirstOrThrow({
      where: { chain: scene.competitionId, act: "cancel-event" },
    });
    // The chain never changes, so that the words stand beside it: whom they name may be erased.
    expect(record).toMatchObject({ actorId: scene.organiser.userId, payload: { code: "DG", reasonId: expect.any(String) } });
    expect(JSON.stringify(record.payload)).not.toContain(REASON);

    // The job of the offer's end comes and finds nothing; nobody takes the place, and nothing more is told.
    const fifth = { delegationId: scene.delegationId, entryId: ids[4] ?? "", act: "accept" } as const;
    expect(codesOf(await answerOffer(runtime, scene.leader, fifth))).toContain("no-offer");
    runtime.clock.set("2026-11-22T01:00:00Z");
    for (let count = 0; count < 50 && (await runNextJob(runtime)); count += 1);
    expect((await statuses()).filter(([status]) => status === "waiting" || status === "accepted")).toEqual([]);
    const messages = await listInbox(runtime, { userId: scene.leader.userId });
    expect(messages.filter(({ kind }) => kind === "place-lapsed")).toEqual([]);
  });

  it("is shown wherever the event stands", async () => {
    await register();
    must(await cancel());
    const { competitionId, electrician } = scene;
    const isHere = (events: readonly { readonly code: string }[]) => events.some(({ code }) => code === "DG");
    const cancelled = (events: readonly { readonly code: string; readonly isCancelled: boolean }[]) =>
      events.filter(({ isCancelled }) => isCancelled).map(({ code }) => code);
    const page = await findCompetitionPage(runtime, competitionId);
    expect(page?.events.map(({ code, cancelled: said }) => [code, said])).toEqual([
      ["DG", { reason: REASON }],
      ["JD", null],
      ["NW", null],
    ]);
    expect((await findBoardPage(runtime, electrician.eventId))?.isCancelled).toBe(true);
    expect(
      (await getHome(runtime, "")).open.filter(({ code }) => code === scene.competitionCode).some(({ events }) => isHere(events)),
    ).toBe(false);
    expect(cancelled((await listEvents(runtime, scene.organiser, competitionId)).events)).toEqual(["DG"]);
    expect(cancelled((await getOverview(runtime, scene.organiser, competitionId)).events)).toEqual(["DG"]);
    expect(cancelled((await getRoster(runtime, scene.delegationId)).events)).toEqual(["DG"]);
    expect(
      (await getEventSetup(runtime, scene.organiser, { competitionId, eventId: electrician.eventId })).cancelled,
    ).toMatchObject({ reason: REASON, by: scene.organiser.displayName });
    const { competitions } = await getDesk(runtime, scene.blinding);
    expect(competitions.flatMap(({ tasks }) => tasks.map(({ isCancelled, waiting }) => [isCancelled, waiting]))).toEqual([
      [true, null],
    ]);
    const book = await getOrderBook(runtime, competitionId);
    expect(book.occasion.events.filter(({ cancelledAt }) => cancelledAt !== null).map(({ code }) => code)).toEqual(["DG"]);
    expect([book.entries, book.staff.filter(({ event }) => event !== null)]).toEqual([[], []]);
    expect(isHere(await listEventPapers(runtime, competitionId))).toBe(false);
  });

  it("takes no registration any more, by page or by file", async () => {
    must(await cancel());
    const { delegationId } = scene;
    expect(await findEntryPage(runtime, { delegationId, entryId: null, eventCode: "DG" })).toBeNull();
    const choice = await findEntryPage(runtime, { delegationId, entryId: null, eventCode: null });
    expect(choice?.events.map(({ code }) => code)).toEqual(["JD", "NW"]);
    const { competitionId } = scene;
    const file = await makeRosterFile([{ name: "选手辛" }]);
    const { preview } = await readFile(runtime, scene.leader, { competitionId, delegationId }, file);
    expect(preview?.refusals.map(({ code, column }) => [code, column])).toEqual([["event-cancelled", "event"]]);
  });

  it("frees its people for another event", async () => {
    await register();
    must(await cancel());
    const rows = await runtime.database.read.entryMember.findMany({
      where: {
        entry: { status: { notIn: ["rejected", "withdrawn", "cancelled"] }, event: { competitionId: scene.competitionId } },
      },
    });
    expect(rows).toEqual([]);
  });

  it("holds up neither the start nor the end of the competition", async () => {
    const { competitionId, electrician } = scene;
    await setPhase(runtime, competitionId, "running");
    const unmet = async (act: "start" | "open-publicity") => {
      const facts = await getCompetitionFacts(runtime.database.read, competitionId, {
        now: runtime.clock.now(),
        actorId: scene.organiser.userId,
      });
      return computeConditions(act, facts).filter(({ event, unmet: open }) => event === "DG" && open.length > 0).length;
    };
    expect(await unmet("start")).toBeGreaterThan(0);
    expect(await unmet("open-publicity")).toBe(1);
    must(await cancel());
    expect([await unmet("start"), await unmet("open-publicity")]).toEqual([0, 0]);
    expect(codesOf(await freezeRoster(runtime, scene.organiser, { roundId: electrician.roundId }))).not.toEqual([]);
  });

  it("is refused with every reason at once, and then changes nothing", async () => {
    expect(codesOf(await cancel(" "))).toEqual(["event-cancellation-reason-required"]);
    await register();
    await setPhase(runtime, scene.competitionId, "running");
    must(await freezeRoster(runtime, scene.organiser, { roundId: scene.electrician.roundId }));
    await setPhase(runtime, scene.competitionId, "publicity");
    const before = await statuses();
    expect(codesOf(await cancel(" "))).toEqual([
      "event-cancellation-closed",
      "event-drawn",
      "event-cancellation-reason-required",
    ]);
    expect(await statuses()).toEqual(before);
    const setup = { competitionId: scene.competitionId, eventId: scene.electrician.eventId };
    expect((await getEventSetup(runtime, scene.organiser, setup)).cancelled).toBeNull();
  });

  it("is refused twice, and for the last event that stands", async () => {
    must(await cancel());
    expect(codesOf(await cancel())).toEqual(["event-cancelled-already"]);
    must(await cancel(REASON, scene.network.eventId));
    const last = await runtime.database.read.event.findFirstOrThrow({
      where: { competitionId: scene.competitionId, cancelledAt: null },
    });
    expect(codesOf(await cancel(REASON, last.id))).toEqual(["event-is-last"]);
  });
});
