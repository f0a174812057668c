/** A result outside the system as an origin: its people enter the event above, are traced to it, and can be given up again. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findUpwardWay } from "#app/queries/facts/find-upward-way.server.ts";
import { listAdvancements } from "#app/queries/ladder/list-advancements.server.ts";
import { findJourneys } from "#app/queries/public/find-journeys.server.ts";
import { confirmFact } from "#app/services/facts/confirm-fact.server.ts";
import { dropFact } from "#app/services/facts/drop-fact.server.ts";
import { recordFact } from "#app/services/facts/record-fact.server.ts";
import { moveAdvancements } from "#app/services/ladder/move-advancements.server.ts";
import { takeInResult } from "#app/services/ladder/take-in-result.server.ts";
import { withdrawEntry } from "#app/services/registration/withdraw-entry.server.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { addOfficer, makePerson, makeRecord, OUTSIDE_RESULT } from "../../support/fact-steps.ts";
import { createScene, type Scene } from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const CITY_RESULT = {
  ...OUTSIDE_RESULT,
  competition: "第五届市级行业大赛",
  tier: "city",
  hostRegionCodes: ["110112"],
  place: 2,
} as const;

describeOnEachDatabase("an outside result", (provider) => {
  let runtime: TestRuntime;
  let first: Actor;
  let second: Actor;
  let upper: Scene;
  let delegationId: string;
  let factId: string;
  let people = 0;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    first = await addOfficer(runtime, "bureau");
    second = await addOfficer(runtime, "bureau-2");
  });
  afterAll(() => runtime.dispose());

  /** A national competition that takes entries, and second place at a city's that was held elsewhere. */
  beforeEach(async () => {
    upper = await createScene(runtime, { entries: [] });
    delegationId = newId();
    await change(async (tables) => {
      await tables.competition.update({ where: { id: upper.competitionId }, data: { tier: "nation", phase: "registration" } });
      await tables.delegation.create({
        data: { id: delegationId, competitionId: upper.competitionId, name: "北京队", nameEn: "Beijing", regionCode: "110112" },
      });
    });
    people += 1;
    const person = makePerson("李卫国", `E1000100${people}`);
    const reference = `人社函〔2026〕${people}号`;
    factId = must(await recordFact(runtime, first, makeRecord([person], { content: CITY_RESULT, reference }))).factId;
  });

  async function change(work: (tables: Tables) => Promise<void>): Promise<void> {
    await runtime.database.write(async ({ tables, audit }) => {
      await work(tables);
      await audit({ chain: upper.competitionId, actorId: null, act: "test", objectKind: "test", objectId: "test" });
      return allow(null);
    });
  }

  const take = (more: { delegationId?: string; reason?: string } = {}) =>
    takeInResult(runtime, first, { factId, eventId: upper.eventId, delegationId, reason: "选拔通知", ...more });
  const entriesAbove = () =>
    runtime.database.read.entry.findMany({ where: { eventId: upper.eventId }, include: { members: true } });

  it("enters the person as he was recorded, in the delegation chosen, once", async () => {
    must(await confirmFact(runtime, second, { factId }));
    const way = await findUpwardWay(runtime, factId);
    expect(way?.targets.flatMap(({ events }) => events).map(({ eventId }) => eventId)).toContain(upper.eventId);
    must(await take());
    const [entry, ...others] = await entriesAbove();
    expect(others).toEqual([]);
    expect([entry?.status, entry?.delegationId, entry?.submittedById]).toEqual(["submitted", delegationId, null]);
    const recorded = await runtime.database.read.recordedMember.findFirstOrThrow({ where: { factId } });
    expect(entry?.members).toMatchObject([
      {
        personId: recorded.personId,
        position: 1,
        residenceRegion: "110112",
        employerId: "unit-works",
        employerRegion: "110112",
        delegationRegion: "110112",
      },
    ]);
    expect(codesOf(await take())).toEqual(["outside-already-taken", "outside-already-entered"]);
    expect(await entriesAbove()).toHaveLength(1);
    const acts = await runtime.database.read.auditRecord.findMany({ where: { objectId: { in: [factId, entry?.id ?? ""] } } });
    expect(acts.map(({ act }) => act).sort()).toEqual([
      "confirm-fact",
      "receive-advanced-entry",
      "record-fact",
      "take-in-result",
    ]);
    expect(JSON.stringify(acts)).not.toContain("李卫国");
  });

  it("stands in the list above and on the way of the person, with competition, tier, place and reference", async () => {
    must(await confirmFact(runtime, second, { factId }));
    must(await take());
    const { incoming, outgoing } = await listAdvancements(runtime, upper.competitionId);
    expect(outgoing).toEqual([]);
    expect(incoming).toMatchObject([
      {
        holders: ["李卫国"],
        place: 2,
        state: "confirmed",
        reference: `人社函〔2026〕${people}号`,
        from: { competitionCode: null, competitionName: "第五届市级行业大赛", tier: "city" },
        isNoLongerDue: false,
      },
    ]);
    const { personId } = await runtime.database.read.recordedMember.findFirstOrThrow({ where: { factId } });
    const journeys = await findJourneys(runtime, personId);
    expect(journeys?.journeys.map(({ origin }) => origin)).toMatchObject([
      { competitionCode: null, competitionName: "第五届市级行业大赛", tier: "city", place: 2, before: null },
    ]);
  });

  it("changes nothing without a second person, in another's delegation, or once the entries are closed", async () => {
    expect(codesOf(await take({ delegationId: "none", reason: "" }))).toEqual([
      "outside-not-confirmed",
      "outside-delegation-elsewhere",
      "outside-reason-missing",
    ]);
    must(await confirmFact(runtime, second, { factId }));
    await change(async (tables) => {
      await tables.competition.update({ where: { id: upper.competitionId }, data: { phase: "running" } });
    });
    expect(codesOf(await take())).toEqual(["outside-upper-closed"]);
    expect(await entriesAbove()).toEqual([]);
    expect(await runtime.database.read.advancement.count({ where: { factId } })).toBe(0);
  });

  it("is given up with a reason, which withdraws the entry; another's place is not reached through it", async () => {
    must(await confirmFact(runtime, second, { factId }));
    const { advancementId } = must(await take());
    const decline = (from: { factId: string }, reason: string) =>
      moveAdvancements(runtime, second, { from, act: "decline", ids: [advancementId], reason });
    expect(codesOf(await decline({ factId: "another" }, "伤病"))).toEqual(["advancement-unknown"]);
    expect(codesOf(await decline({ factId }, ""))).toEqual(["advancement-reason-missing"]);
    expect(must(await decline({ factId }, "伤病"))).toEqual({ moved: 1, offered: 0 });
    expect((await entriesAbove()).map(({ status }) => status)).toEqual(["withdrawn"]);
  });

  it("ends where the entry is withdrawn above", async () => {
    must(await confirmFact(runtime, second, { factId }));
    const { advancementId } = must(await take());
    const [entry] = await entriesAbove();
    await change(async (tables) => {
      await tables.competition.update({ where: { id: upper.competitionId }, data: { phase: "registration" } });
    });
    must(await withdrawEntry(runtime, second, { delegationId, entryId: entry?.id ?? "" }));
    const { incoming } = await listAdvancements(runtime, upper.competitionId);
    expect(incoming.map(({ id, state, status }) => [id, state, status])).toEqual([[advancementId, "declined", "withdrawn"]]);
    const acts = await runtime.database.read.auditRecord.findMany({ where: { act: "advancement-decline", objectId: factId } });
    expect(acts).toMatchObject([{ chain: "system", objectKind: "recorded-fact" }]);
  });

  it("is marked where the record is dropped after it was taken in", async () => {
    must(await confirmFact(runtime, second, { factId }));
    must(await take());
    must(await dropFact(runtime, second, { factId, reason: "名次有误" }));
    const { incoming } = await listAdvancements(runtime, upper.competitionId);
    expect(incoming.map(({ isNoLongerDue }) => isNoLongerDue)).toEqual([true]);
    expect((await findUpwardWay(runtime, factId))?.targets).toEqual([]);
    expect(codesOf(await take())).toContain("outside-dropped");
  });
});
