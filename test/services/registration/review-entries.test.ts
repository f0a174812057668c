/** Handing in, reviewing and withdrawing: what acceptance freezes and numbers, and what it is refused for. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { listRegistrations } from "#app/queries/registration/list-registrations.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { submitEntries } from "#app/services/registration/submit-entries.server.ts";
import { withdrawEntry } from "#app/services/registration/withdraw-entry.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import {
  addRegistrationScene,
  importFile,
  makeDocument,
  makeRosterFile,
  type RegistrationScene,
  seeEntries,
  setPhase,
  submitDrafts,
} from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("registration", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
  });
  afterAll(() => runtime.dispose());

  async function register(...names: string[]): Promise<readonly string[]> {
    await importFile(runtime, scene, await makeRosterFile(names.map((name) => ({ name }))));
    return submitDrafts(runtime, scene);
  }
  async function review(ids: readonly string[], act: "accept" | "return" | "reject", reason = "") {
    const entries = await seeEntries(runtime, ids);
    return reviewEntries(runtime, scene.reviewer, { competitionId: scene.competitionId, act, reason, entries });
  }
  const entriesByNumber = () =>
    runtime.database.read.entry.findMany({
      where: { event: { competitionId: scene.competitionId } },
      orderBy: { rosterNumber: "asc" },
      include: { members: true },
    });
  async function moveUnit(regionCode: string): Promise<void> {
    await runtime.database.write(async ({ tables, audit }) => {
      const { id } = await tables.organisation.update({ where: { name: "北京运通电气有限公司" }, data: { regionCode } });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "move", objectKind: "organisation", objectId: id });
      return allow(null);
    });
  }

  it("hands in what is a draft or returned and nothing twice", async () => {
    const ids = await register("张一", "张二");
    const { delegationId, leader } = scene;
    const entries = await entriesByNumber();
    expect(entries.map(({ status, submittedById }) => [status, submittedById])).toEqual([
      ["submitted", leader.userId],
      ["submitted", leader.userId],
    ]);
    expect(codesOf(await submitEntries(runtime, leader, { delegationId, entryIds: ids }))).toEqual([
      "entry-not-editable",
      "entry-not-editable",
    ]);
    expect(codesOf(await submitEntries(runtime, leader, { delegationId, entryIds: [] }))).toEqual(["nothing-to-submit"]);
  });

  it("knows no entry of another delegation or competition", async () => {
    const [entryId = ""] = await register("张一");
    const { otherDelegationId, otherLeader } = scene;
    const foreign = { delegationId: otherDelegationId, entryId };
    expect(codesOf(await withdrawEntry(runtime, otherLeader, foreign))).toEqual(["not-found"]);
    expect(codesOf(await submitEntries(runtime, otherLeader, { delegationId: otherDelegationId, entryIds: [entryId] }))).toEqual([
      "not-found",
    ]);
    const other = await addRegistrationScene(runtime);
    const entries = await seeEntries(runtime, [entryId]);
    const input = { competitionId: other.competitionId, act: "accept", reason: "", entries } as const;
    expect(codesOf(await reviewEntries(runtime, other.reviewer, input))).toEqual(["not-found"]);
  });

  it("freezes relations and regions of that moment, and numbers without gaps in the order of rosters", async () => {
    const [first = "", second = "", third = ""] = await register("张一", "张二", "张三");
    must(await review([third, first], "accept"));
    must(await review([second], "accept"));
    const entries = await entriesByNumber();
    expect(entries.map(({ rosterNumber, entrantNumber, status }) => [rosterNumber, entrantNumber, status])).toEqual([
      ["1", "DG001", "accepted"],
      ["2", "DG003", "accepted"],
      ["3", "DG002", "accepted"],
    ]);
    const [member] = entries[0]?.members ?? [];
    expect(member).toMatchObject({
      employerRegion: "110112",
      schoolRegion: null,
      trainingRegion: "110112",
      delegationRegion: "110112",
      frozenAt: runtime.clock.now(),
    });
    await moveUnit("110105");
    const { rows } = await listRegistrations(runtime, scene.competitionId);
    await moveUnit("110112");
    expect(rows[0]?.members[0]?.employer?.region.code).toBe("110112");
  });

  it("freezes the region that a unit has on acceptance, not on registration", async () => {
    const ids = await register("张一");
    await moveUnit("110105");
    must(await review(ids, "accept"));
    await moveUnit("110112");
    expect((await entriesByNumber())[0]?.members[0]?.employerRegion).toBe("110105");
  });

  it("respects the quota of the event for everyone together, all or none", async () => {
    const ids = await register("张一", "张二", "张三", "张四", "张五");
    const decision = await review(ids, "accept");
    expect(decision).toEqual({
      ok: false,
      refusals: [{ code: "quota-full", params: { event: "电工", quota: 4, taken: 0, accepting: 5 } }],
    });
    must(await review(ids.slice(0, 4), "accept"));
    expect(codesOf(await review(ids.slice(4), "accept"))).toEqual(["quota-full"]);
    must(await withdrawEntry(runtime, scene.leader, { delegationId: scene.delegationId, entryId: ids[0] ?? "" }));
    must(await review(ids.slice(4), "accept"));
    const numbers = (await entriesByNumber()).map(({ entrantNumber }) => entrantNumber).sort();
    expect(numbers).toEqual(["DG001", "DG002", "DG003", "DG004", "DG005"]);
  });

  it("returns with a reason that reaches the team leader, who corrects and hands in again", async () => {
    const ids = await register("张一");
    expect(codesOf(await review(ids, "return", "  "))).toEqual(["reason-required"]);
    must(await review(ids, "return", "请补充证明"));
    const [returned] = (await getRoster(runtime, scene.delegationId)).entries;
    expect(returned).toMatchObject({ status: "returned", reason: "请补充证明", canSubmit: true });
    const { delegationId, leader } = scene;
    must(await submitEntries(runtime, leader, { delegationId, entryIds: ids }));
    must(await review(ids, "accept"));
    const reviews = await runtime.database.read.registrationReview.findMany({ where: { entryId: { in: [...ids] } } });
    expect(reviews.map(({ decision }) => decision).sort()).toEqual(["accepted", "returned"]);
    expect(codesOf(await review(ids, "reject", "晚了"))).toEqual(["entry-not-submitted"]);
  });

  it("decides only what the reviewer saw, and nothing that he handed in himself", async () => {
    const document = makeDocument();
    await importFile(runtime, scene, await makeRosterFile([{ name: "张一", document }]));
    const ids = await submitDrafts(runtime, scene);
    const seen = await seeEntries(runtime, ids);
    runtime.clock.advanceMinutes(5);
    await importFile(runtime, scene, await makeRosterFile([{ name: "张一", document, training: "" }]));
    await submitDrafts(runtime, scene);
    const { competitionId, reviewer, leader } = scene;
    const input = { competitionId, act: "accept", reason: "" } as const;
    expect(codesOf(await reviewEntries(runtime, reviewer, { ...input, entries: seen }))).toEqual(["changed-meanwhile"]);
    const entries = await seeEntries(runtime, ids);
    expect(codesOf(await reviewEntries(runtime, leader, { ...input, entries }))).toEqual(["own-submission"]);
    await setPhase(runtime, competitionId, "running");
    expect(codesOf(await reviewEntries(runtime, reviewer, { ...input, entries }))).toEqual(["registration-closed"]);
  });

  it("shows reviewers no drafts", async () => {
    await importFile(runtime, scene, await makeRosterFile([{ name: "张一" }]));
    const before = await listRegistrations(runtime, scene.competitionId);
    expect([before.rows.length, before.drafts]).toEqual([0, 1]);
    const draft = await seeEntries(
      runtime,
      (await entriesByNumber()).map(({ id }) => id),
    );
    const input = { competitionId: scene.competitionId, act: "accept", reason: "", entries: draft } as const;
    expect(codesOf(await reviewEntries(runtime, scene.reviewer, input))).toEqual(["not-found"]);
    await submitDrafts(runtime, scene);
    const { rows, drafts } = await listRegistrations(runtime, scene.competitionId);
    expect([rows.length, drafts]).toEqual([1, 0]);
    expect(rows[0]).toMatchObject({ status: "submitted", members: [{ name: "张一", isFrozen: false }], origin: null });
    expect(JSON.stringify(rows)).not.toMatch(/\d{17}[\dX]/);
  });

  it("accepts a person once, also when he advanced from the tier below as well", async () => {
    const [entryId = ""] = await register("张一");
    const twinId = newId();
    await runtime.database.write(async ({ tables, audit }) => {
      const entry = await tables.entry.findUniqueOrThrow({ where: { id: entryId }, include: { members: true } });
      const { members, ...row } = entry;
      await tables.entry.create({
        data: { ...row, id: twinId, rosterNumber: "tz/DG001", delegationId: scene.otherDelegationId },
      });
      await tables.entryMember.createMany({ data: members.map((member) => ({ ...member, id: newId(), entryId: twinId })) });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "copy", objectKind: "entry", objectId: twinId });
      return allow(null);
    });
    expect(codesOf(await review([entryId, twinId], "accept"))).toEqual(["person-accepted-twice"]);
    must(await review([twinId], "accept"));
    expect(await review([entryId], "accept")).toMatchObject({
      refusals: [{ code: "person-already-accepted", params: { event: "电工", entrantNumber: "DG001" } }],
    });
  });

  it("lets a leader withdraw until the roster of the draw is frozen", async () => {
    const ids = await register("张一", "张二");
    must(await review(ids, "accept"));
    const { delegationId, leader, competitionId, organiser, electrician } = scene;
    await setPhase(runtime, competitionId, "running");
    must(await withdrawEntry(runtime, leader, { delegationId, entryId: ids[0] ?? "" }));
    expect(codesOf(await withdrawEntry(runtime, leader, { delegationId, entryId: ids[0] ?? "" }))).toEqual([
      "entry-not-withdrawable",
    ]);
    must(await freezeRoster(runtime, organiser, { roundId: electrician.roundId }));
    expect(codesOf(await withdrawEntry(runtime, leader, { delegationId, entryId: ids[1] ?? "" }))).toEqual(["draw-frozen"]);
  });
});
