/** What everyone may read, and what a competitor may read of himself; nothing that was not announced, opened or published. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { findDrawPage } from "#app/queries/draw/find-draw-page.server.ts";
import { findBoardPage, findScreenPage } from "#app/queries/public/find-board-page.server.ts";
import { findCompetitionPage } from "#app/queries/public/find-competition-page.server.ts";
import { findJourneys } from "#app/queries/public/find-journeys.server.ts";
import { getHome } from "#app/queries/public/get-home.server.ts";
import {
  addBoardWorld,
  addCertificate,
  type BoardWorld,
  confirmMark,
  publishOnSite,
  setDisclosure,
} from "../../support/board-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("public pages", (provider) => {
  let runtime: TestRuntime;
  let world: BoardWorld;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    world = await addBoardWorld(runtime);
  });
  afterEach(() => runtime.dispose());

  async function publish(): Promise<void> {
    for (const [index, entry] of world.entries.entries()) {
      await confirmMark(runtime, entry, "A1", 5000 - 1000 * index);
      await confirmMark(runtime, entry, "B1", 3000);
    }
    await publishOnSite(runtime, world);
  }

  it("hides a competition that was not announced from every page", async () => {
    const draft = await addBoardWorld(runtime, { competition: "draft-2026", phase: "draft" });
    expect(await findCompetitionPage(runtime, draft.competitionId)).toBeNull();
    expect(await findBoardPage(runtime, draft.eventId)).toBeNull();
    expect(await findScreenPage(runtime, draft.competitionId)).toBeNull();
    expect(JSON.stringify(await getHome(runtime, "2026"))).not.toContain("draft-2026");
  });

  it("tells on the front page how far a board is only as far as it is open", async () => {
    await confirmMark(runtime, world.entries[0], "A1", 5000);
    expect((await getHome(runtime, "")).live[0]?.events[0]).toMatchObject({ code: "ELE", progress: { confirmed: 1, total: 6 } });
    await setDisclosure(runtime, world, "closed");
    expect((await getHome(runtime, "")).live[0]?.events[0]).toMatchObject({ disclosure: "closed", progress: null });
  });

  it("finds competitions by name, event and region, in both languages and any case", async () => {
    for (const query of ["通州", "职业技能", "TONGZHOU", "skills 2026"]) {
      expect((await getHome(runtime, query)).found).toMatchObject([{ code: "tz-2026", events: [] }]);
    }
    for (const query of ["电工", "electrician", "通州 电工"]) {
      expect((await getHome(runtime, query)).found).toMatchObject([{ code: "tz-2026", events: [{ code: "ELE" }] }]);
    }
    expect((await getHome(runtime, "焊工")).found).toEqual([]);
    expect((await getHome(runtime, " ")).found).toBeNull();
  });

  it("keeps the secret of a draw until it is held, and opens it then", async () => {
    const draw = {
      id: "draw-1",
      kind: "seat",
      slot: "seat",
      version: 1,
      way: "computer",
      format: 2,
      sessions: [],
      avoidNeighbours: true,
      rosterHash: "aa",
      commitment: "bb",
      secret: "the-secret",
      frozenAt: runtime.clock.now(),
      frozenById: "organiser",
    };
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.draw.create({ data: { roundId: world.roundId, roster: [], ...draw } });
      await audit({ chain: "system", actorId: null, act: "freeze-roster", objectKind: "round", objectId: world.roundId });
      return allow(null);
    });
    const publish = async () => JSON.stringify(await findDrawPage(runtime, { drawId: "draw-1", eventId: world.eventId }));
    const listed = async () => (await findCompetitionPage(runtime, world.competitionId))?.events[0]?.draws;
    expect(await listed()).toMatchObject([{ id: "draw-1", isDrawn: false, isSuperseded: false }]);
    const before = await publish();
    expect(before).toContain('"rosterHash":"aa"');
    for (const sealed of ["the-secret", "a contribution"]) expect(before).not.toContain(sealed);
    await runtime.database.write(async ({ tables, audit }) => {
      const drawnAt = runtime.clock.now();
      await tables.drawContribution.create({
        data: { drawId: "draw-1", userId: "u", number: 1, by: "supervisor-1", text: "a contribution", createdAt: drawnAt },
      });
      await tables.draw.update({ where: { id: "draw-1" }, data: { seed: "dd", drawnAt } });
      await audit({ chain: "system", actorId: null, act: "hold-draw", objectKind: "round", objectId: world.roundId });
      return allow(null);
    });
    const after = await publish();
    for (const opened of ["the-secret", "a contribution", "dd"]) expect(after).toContain(opened);
    expect(await listed()).toMatchObject([{ isDrawn: true }]);
    expect(await findDrawPage(runtime, { drawId: "draw-1", eventId: "another" })).toBeNull();
  });

  it("shows a competitor no result before it is published, and his own afterwards", async () => {
    const [first, second] = world.entries;
    await confirmMark(runtime, first, "A1", 5000);
    const before = await findJourneys(runtime, first.personId);
    expect(before).toMatchObject({
      name: first.name,
      journeys: [{ entrantNumber: "ELE001", participation: "checked-in", roundPhase: "judging", result: null, findings: null }],
    });
    expect(JSON.stringify(before)).not.toContain(first.reviewCode);
    expect(JSON.stringify(before)).not.toContain(`"${first.publicCode}"`);
    await confirmMark(runtime, first, "B1", 3000);
    for (const entry of world.entries.slice(1)) {
      await confirmMark(runtime, entry, "A1", 4000);
      await confirmMark(runtime, entry, "B1", 3000);
    }
    await publishOnSite(runtime, world);
    const certificateId = await addCertificate(runtime, world, first);
    const mine = await findJourneys(runtime, first.personId);
    expect(mine?.journeys[0]).toMatchObject({
      result: { mark: 8000, maximum: 10000, place: 1, tied: false, ranked: 3 },
      certificate: { id: certificateId, isInForce: false, isPrintable: true },
    });
    expect(JSON.stringify(mine)).not.toContain(second.name);
    expect((await findJourneys(runtime, second.personId))?.journeys[0]?.certificate).toBeNull();
  });

  it("gives of a team's findings those that concern the competitor", async () => {
    await publish();
    const [entry] = world.entries;
    const finding = (memberIds: readonly string[]) => ({
      pack: "tongzhou",
      version: 1,
      rowId: "row",
      clause: "(14)",
      kind: "head-count-subsidy",
      beneficiary: { kind: "organisation", organisationId: null, memberIds },
      outcome: "not-met",
      reasons: [],
      conditions: [],
      draft: false,
      amount: null,
    });
    const document = { title: "办法", titleEn: "Measures", number: null, issuer: null, status: "in-force" };
    const row = { id: "row", text: "条文", summary: "补贴", summaryEn: "Subsidy", heading: null };
    await runtime.database.write(async ({ tables, audit }) => {
      const createdAt = runtime.clock.now();
      const pack = { id: newId(), name: "tongzhou", version: 1, createdAt };
      await tables.policyPack.create({ data: { ...pack, content: { name: "tongzhou", version: 1, document, rows: [row] } } });
      await tables.competitionPack.create({ data: { competitionId: world.competitionId, packId: pack.id } });
      await tables.policyAssessment.create({
        data: {
          id: newId(),
          competitionId: world.competitionId,
          entryId: entry.entryId,
          findings: [finding(["someone-else"]), finding([entry.memberId])],
          computedAt: createdAt,
        },
      });
      await audit({ chain: "system", actorId: null, act: "assess", objectKind: "entry", objectId: entry.entryId });
      return allow(null);
    });
    expect((await findJourneys(runtime, entry.personId))?.journeys[0]?.findings).toHaveLength(1);
  });

  it("lists a publication with its hash once it is made", async () => {
    expect((await findBoardPage(runtime, world.eventId))?.publications).toEqual([]);
    await publish();
    expect((await findBoardPage(runtime, world.eventId))?.publications).toMatchObject([
      { kind: "on-site", resultsHash: "0f".repeat(32), closesAt: "2026-11-20T03:00:00.000Z" },
    ]);
    expect((await getHome(runtime, "")).published).toMatchObject([{ code: "ELE", competition: { code: "tz-2026" } }]);
  });
});
