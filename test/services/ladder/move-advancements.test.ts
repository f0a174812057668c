/** From a final to the event above: offered once, step by step, given up and moved up, missed and tried again. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { AdvancementAct } from "#app/domain/ladder/advancement-states.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { getEventSetup } from "#app/queries/competitions/get-event-setup.server.ts";
import { listAdvancements } from "#app/queries/ladder/list-advancements.server.ts";
import { listRegistrations } from "#app/queries/registration/list-registrations.server.ts";
import { setUpperEvent } from "#app/services/competitions/set-upper-event.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { moveAdvancements } from "#app/services/ladder/move-advancements.server.ts";
import { offerDuePlaces } from "#app/services/ladder/offer-due-places.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { withdrawEntry } from "#app/services/registration/withdraw-entry.server.ts";
import { addTheory, THEORY_AND_PRACTICAL } from "../../support/component-steps.ts";
import { setRules } from "../../support/entry-steps.ts";
import {
  completeRound,
  createScene,
  refusalCodes,
  type Scene,
  settleScene,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { seeEntries } from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("advancement", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let upper: Scene;
  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterEach(() => runtime.dispose());

  async function runJob(): Promise<void> {
    await runtime.database.write(async ({ enqueue, audit }) => {
      const { competitionId } = scene;
      await enqueue({ kind: "compute-advancement", payload: { competitionId }, competitionId });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "job", objectId: "advancement" });
      return allow(null);
    });
    // Publishing left jobs of its own, which wait longer.
    while (await runNextJob(runtime));
    expect(
      await runtime.database.read.job.findMany({ where: { lastError: { not: null } }, select: { lastError: true } }),
    ).toEqual([]);
  }

  /** Three entries in different places, of which the rule takes two up. */
  async function toFinal(
    route: "direct" | "squad",
    upperPhase = "registration",
    { theory, ...rules }: Partial<EventRules> & { theory?: Record<string, string> } = {},
  ): Promise<void> {
    upper = await createScene(runtime, { entries: [] });
    scene = await createScene(runtime, {
      entries: [{}, {}, {}],
      rules: { ...DEFAULT_RULES, advancement: { kind: "top", places: 2, capPerDelegation: null, route }, ...rules },
    });
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    if (theory) await addTheory(runtime, scene, theory);
    await settleScene(runtime, scene);
    await setPhase(upper, upperPhase);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.event.update({ where: { id: scene.eventId }, data: { upperEventId: upper.eventId } });
      await audit({ chain: scene.competitionId, actorId: null, act: "test", objectKind: "event", objectId: scene.eventId });
      return allow(null);
    });
    await setPhase(scene, "final");
    await runJob();
  }

  async function setPhase({ competitionId }: Scene, phase: string, tier = "district"): Promise<void> {
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.competition.update({ where: { id: competitionId }, data: { phase, tier } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "competition", objectId: competitionId });
      return allow(null);
    });
  }

  const list = async () => (await listAdvancements(runtime, scene.competitionId)).outgoing;
  const states = async () => (await list()).map(({ place, state, status }) => [place, state, status]);
  const idAt = async (place: number) => (await list()).find((row) => row.place === place)?.id ?? "";
  const move = async (act: AdvancementAct, places: readonly number[], reason = "") =>
    moveAdvancements(runtime, scene.organiser, {
      from: { competitionId: scene.competitionId },
      act,
      ids: await Promise.all(places.map(idAt)),
      reason,
    });

  it("enters those confirmed at once at the event above, once however often the job runs", async () => {
    await toFinal("direct");
    const expected = [
      [1, "confirmed", "submitted"],
      [2, "confirmed", "submitted"],
    ];
    expect(await states()).toEqual(expected);
    await runJob();
    expect(await states()).toEqual(expected);
    expect(await runtime.database.read.entry.count({ where: { eventId: upper.eventId } })).toBe(2);
    expect((await list())[0]?.steps.map(({ to, by }) => [to, by])).toEqual([
      ["qualified", null],
      ["confirmed", null],
    ]);
    expect((await listAdvancements(runtime, upper.competitionId)).incoming).toHaveLength(2);
  });

  it("passes over who failed a pass mark, though his total stands before others", async () => {
    // 84.00 of 70.00 and 90.00; 79.95 of 59.99, below 60.00, and 88.50; 78.90 of 60.00 and 87.00.
    await toFinal("direct", "registration", {
      components: THEORY_AND_PRACTICAL as never,
      failed: "by-total",
      theory: { E1001: "70", E1002: "59.99", E1003: "60" },
    });
    expect(await states()).toEqual([
      [1, "confirmed", "submitted"],
      [3, "confirmed", "submitted"],
    ]);
    const { notOffered } = await listAdvancements(runtime, scene.competitionId);
    expect(notOffered).toEqual([]);
    expect(refusalCodes(await offerDuePlaces(runtime, scene.organiser, scene))).toEqual(["advancement-nothing-due"]);
  });

  it("offers the places of final results when it is said at last where they lead, which stays from then on", async () => {
    upper = await createScene(runtime, { entries: [] });
    scene = await createScene(runtime, {
      entries: [{}, {}, {}],
      rules: { advancement: { kind: "top", places: 2, capPerDelegation: null, route: "direct" } },
    });
    const { eventId, organiser } = scene;
    const lead = (upperEventId: string | null) => setUpperEvent(runtime, organiser, { eventId, upperEventId });
    await setPhase(upper, "registration");
    expect(refusalCodes(await lead(upper.eventId))).toEqual(["upper-event-not-above"]);
    expect(refusalCodes(await lead(null))).toEqual(["upper-event-unchanged"]);
    await setPhase(upper, "registration", "city");
    // Before the results are final it only leads there, and may lead elsewhere again.
    expect(value(await lead(upper.eventId))).toEqual({ upperOffered: 0 });
    expect(value(await lead(null))).toEqual({ upperOffered: 0 });
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    await settleScene(runtime, scene);
    await setPhase(scene, "final");
    await runJob();
    expect(await states()).toEqual([]);
    expect(value(await lead(upper.eventId))).toEqual({ upperOffered: 2 });
    expect(await states()).toEqual([
      [1, "confirmed", "submitted"],
      [2, "confirmed", "submitted"],
    ]);
    expect(refusalCodes(await lead(null))).toEqual(["upper-event-offered"]);
    const acts = await runtime.database.read.auditRecord.findMany({
      where: { act: "set-upper-event", objectId: eventId },
      orderBy: { sequence: "asc" },
    });
    expect(acts.map(({ payload }) => payload)).toEqual([
      { from: null, to: upper.eventId, offered: 0 },
      { from: upper.eventId, to: null, offered: 0 },
      { from: null, to: upper.eventId, offered: 2 },
    ]);
    const setup = await getEventSetup(runtime, organiser, scene);
    expect([setup.upper?.eventId, setup.upperChoices]).toEqual([upper.eventId, null]);
  });

  it("is accepted above only with all that the event above asks for on record: nobody handed it in", async () => {
    await toFinal("direct");
    const requires = { attachments: ["photo"], consent: true, clause: "技术文件 2.3" } as const;
    await setRules(runtime, upper.eventId, { requires });
    const ids = (await runtime.database.read.entry.findMany({ where: { eventId: upper.eventId } })).map(({ id }) => id);
    const entries = await seeEntries(runtime, ids.slice(0, 1));
    const { competitionId, organiser } = upper;
    expect(refusalCodes(await reviewEntries(runtime, organiser, { competitionId, act: "accept", reason: "", entries }))).toEqual([
      "birth-date-unknown",
      "attachment-missing",
      "consent-missing",
    ]);
  });

  it("offers the place of who is rejected above to the next below", async () => {
    await toFinal("direct");
    const first = await runtime.database.read.advancement.findFirstOrThrow({ where: { place: 1 } });
    const entries = await seeEntries(runtime, [first.newEntryId ?? ""]);
    const { competitionId, organiser } = upper;
    value(await reviewEntries(runtime, organiser, { competitionId, act: "reject", reason: "年龄不符合要求", entries }));
    expect(await states()).toEqual([
      [1, "declined", "rejected"],
      [2, "confirmed", "submitted"],
      [3, "confirmed", "submitted"],
    ]);
  });

  it("takes a squad step by step; the entry above exists from the confirmation on", async () => {
    await toFinal("squad");
    expect(await states()).toEqual([
      [1, "qualified", null],
      [2, "qualified", null],
    ]);
    expect(refusalCodes(await move("confirm", [1, 2]))).toEqual(["advancement-not-in-state", "advancement-not-in-state"]);
    value(await move("take-into-squad", [1, 2]));
    value(await move("select", [1]));
    // One of the two cannot be confirmed yet: neither is.
    expect(refusalCodes(await move("confirm", [1, 2]))).toEqual(["advancement-not-in-state"]);
    expect(await runtime.database.read.entry.count({ where: { eventId: upper.eventId } })).toBe(0);
    value(await move("confirm", [1]));
    expect(await states()).toEqual([
      [1, "confirmed", "submitted"],
      [2, "training-squad", null],
    ]);
  });

  it("offers a place given up to the next in order, never beyond the rule, and withdraws the entry above", async () => {
    await toFinal("direct");
    expect(refusalCodes(await move("decline", [1]))).toEqual(["advancement-reason-missing"]);
    expect(value(await move("decline", [1], "出国进修"))).toEqual({ moved: 1, offered: 1 });
    expect(await states()).toEqual([
      [1, "declined", "withdrawn"],
      [2, "confirmed", "submitted"],
      [3, "confirmed", "submitted"],
    ]);
    expect(value(await move("decline", [3], "伤病"))).toEqual({ moved: 1, offered: 0 });
    await runJob();
    expect((await states()).filter(([, state]) => state === "confirmed")).toHaveLength(1);
  });

  it("ends the way of who withdraws above, and offers the place to the next below", async () => {
    await toFinal("direct");
    const [first] = await runtime.database.read.advancement.findMany({ where: { place: 1 }, include: { newEntry: true } });
    const { id: entryId = "", delegationId = "" } = first?.newEntry ?? {};
    // The results below are public again: nothing is offered until they are final.
    await setPhase(scene, "publicity");
    value(await withdrawEntry(runtime, upper.organiser, { delegationId, entryId }));
    expect(await states()).toEqual([
      [1, "declined", "withdrawn"],
      [2, "confirmed", "submitted"],
    ]);
    await setPhase(scene, "final");
    await runJob();
    const [second] = await runtime.database.read.advancement.findMany({ where: { place: 2 } });
    value(await withdrawEntry(runtime, upper.organiser, { delegationId, entryId: second?.newEntryId ?? "" }));
    // The third had the place of the first; nobody is left for that of the second.
    expect(await states()).toEqual([
      [1, "declined", "withdrawn"],
      [2, "declined", "withdrawn"],
      [3, "confirmed", "submitted"],
    ]);
    expect((await list())[0]?.steps.at(-1)).toMatchObject({ from: "confirmed", to: "declined", by: upper.organiser.displayName });
    const acts = await runtime.database.read.auditRecord.findMany({
      where: { act: "advancement-decline", chain: scene.competitionId },
      orderBy: { sequence: "asc" },
    });
    expect(acts.map(({ payload }) => payload)).toEqual([
      { advancements: [first?.id], offered: 0, entry: entryId },
      { advancements: [second?.id], offered: 0, entry: second?.newEntryId },
    ]);
  });

  it("offers the place of who withdraws above at once where the results below are final, not to one who may come no more", async () => {
    await toFinal("direct");
    const [first] = await runtime.database.read.advancement.findMany({ where: { place: 1 }, include: { newEntry: true } });
    const { id: entryId = "", delegationId = "" } = first?.newEntry ?? {};
    value(await withdrawEntry(runtime, upper.organiser, { delegationId, entryId }));
    expect(await states()).toEqual([
      [1, "declined", "withdrawn"],
      [2, "confirmed", "submitted"],
      [3, "confirmed", "submitted"],
    ]);
    expect(refusalCodes(await offerDuePlaces(runtime, scene.organiser, scene))).toEqual(["advancement-nothing-due"]);
  });

  it("lists what the upper competition took no more, and tries again when it does", async () => {
    await toFinal("direct", "running");
    expect(await states()).toEqual([
      [1, "missed", null],
      [2, "missed", null],
    ]);
    expect(refusalCodes(await move("confirm", [1]))).toEqual(["advancement-upper-closed"]);
    await setPhase(upper, "registration");
    value(await move("confirm", [1]));
    expect(await states()).toEqual([
      [1, "confirmed", "submitted"],
      [2, "missed", null],
    ]);
  });

  it("moves nobody while the results are public again, and goes on when they are final", async () => {
    await toFinal("squad");
    await setPhase(scene, "publicity");
    expect((await listAdvancements(runtime, scene.competitionId)).isReopened).toBe(true);
    expect(refusalCodes(await move("take-into-squad", [1, 2]))).toEqual([
      "advancement-results-reopened",
      "advancement-results-reopened",
    ]);
    expect(refusalCodes(await move("decline", [1], "出国进修"))).toEqual(["advancement-results-reopened"]);
    expect(await states()).toEqual([
      [1, "qualified", null],
      [2, "qualified", null],
    ]);
    await setPhase(scene, "final");
    expect((await listAdvancements(runtime, scene.competitionId)).isReopened).toBe(false);
    value(await move("take-into-squad", [1, 2]));
  });

  it("offers nothing by a job that runs after the results were opened again", async () => {
    await toFinal("direct");
    // As if the job of finality had waited until after the reopening.
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.advancementAct.deleteMany({});
      await tables.advancement.deleteMany({});
      await audit({ chain: scene.competitionId, actorId: null, act: "test", objectKind: "round", objectId: scene.roundId });
      return allow(null);
    });
    await setPhase(scene, "publicity");
    await runJob();
    expect(await states()).toEqual([]);
    expect((await listAdvancements(runtime, scene.competitionId)).isReopened).toBe(false);
    const last = await runtime.database.read.auditRecord.findFirst({
      where: { act: "compute-advancement", chain: scene.competitionId },
      orderBy: { sequence: "desc" },
    });
    expect(JSON.stringify(last)).toContain("results-not-final");
  });

  it("moves nothing of another competition", async () => {
    await toFinal("squad");
    const ids = [await idAt(1)];
    const foreign = { from: { competitionId: upper.competitionId }, act: "take-into-squad", ids, reason: "" } as const;
    expect(refusalCodes(await moveAdvancements(runtime, upper.organiser, foreign))).toEqual(["advancement-unknown"]);
    expect(await states()).toEqual([
      [1, "qualified", null],
      [2, "qualified", null],
    ]);
  });

  it("reports who is due and was not offered a place, and offers it by a person's act", async () => {
    await toFinal("direct");
    const { competitionId } = scene;
    expect(refusalCodes(await offerDuePlaces(runtime, scene.organiser, { competitionId }))).toEqual(["advancement-nothing-due"]);
    // The third was taken instead of the second, as if a ruling had exchanged them since.
    const all = (await runtime.database.read.roundEntry.findMany({ where: { roundId: scene.roundId } })).map(
      ({ entryId }) => entryId,
    );
    const rows = await runtime.database.read.advancement.findMany({ orderBy: { place: "asc" } });
    const left = all.find((entryId) => !rows.some((row) => row.entryId === entryId)) ?? "";
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.advancement.update({ where: { id: rows[1]?.id ?? "" }, data: { entryId: left } });
      await tables.entry.update({ where: { id: rows[1]?.newEntryId ?? "" }, data: { rosterNumber: "of-the-third" } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "entry", objectId: left });
      return allow(null);
    });
    const page = await listAdvancements(runtime, competitionId);
    expect(page.outgoing.map(({ isNoLongerDue }) => isNoLongerDue)).toEqual([false, true]);
    expect(page.notOffered.map(({ entryId }) => entryId)).toEqual([rows[1]?.entryId]);
    expect(value(await offerDuePlaces(runtime, scene.organiser, { competitionId }))).toEqual({ offered: 1 });
    // What was advanced stays.
    expect(await states()).toHaveLength(3);
  });

  it("shows of each entry above where it comes from, tier by tier down to the first", async () => {
    await toFinal("direct");
    const national = await createScene(runtime, { entries: [{}] });
    const [first] = await runtime.database.read.advancement.findMany({ where: { place: 1 } });
    const entryAbove = await runtime.database.read.entry.findFirstOrThrow({ where: { eventId: national.eventId } });
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.advancement.create({
        data: {
          id: "second-step",
          roundId: upper.roundId,
          entryId: first?.newEntryId ?? null,
          toEventId: national.eventId,
          newEntryId: entryAbove.id,
          place: 4,
          state: "confirmed",
          createdAt: runtime.clock.now(),
        },
      });
      await audit({ chain: national.competitionId, actorId: null, act: "test", objectKind: "entry", objectId: entryAbove.id });
      return allow(null);
    });
    const [row] = (await listRegistrations(runtime, national.competitionId)).rows;
    const codeOf = async ({ competitionId }: Scene) =>
      (await runtime.database.read.competition.findUniqueOrThrow({ where: { id: competitionId } })).code;
    expect(row?.origin).toMatchObject({
      competitionCode: await codeOf(upper),
      place: 4,
      before: { competitionCode: await codeOf(scene), place: 1, before: null },
    });
  });
});
