/** Boards over real publications: what is public counts, once; a ruling is followed; nothing blind or unconfirmed stands there. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { USUAL_BOARD } from "#app/domain/boards/board-request.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { findBoards, findCompetitionBoard } from "#app/queries/boards/get-boards.server.ts";
import { addBoardWorld, type BoardWorld } from "../../support/board-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("boards", (provider) => {
  let runtime: TestRuntime;
  let world: BoardWorld;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    world = await addBoardWorld(runtime);
  });
  afterEach(() => runtime.dispose());

  const write = (work: (tables: Tables) => Promise<unknown>) =>
    runtime.database.write(async ({ tables, audit }) => {
      await work(tables);
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
      return allow(null);
    });

  /** Published with these awards, by place. */
  const publish = (awards: readonly (string | null)[], { version = 1, kind = "on-site", phase = "published" } = {}) =>
    write(async (tables) => {
      const at = runtime.clock.now();
      await tables.round.update({ where: { id: world.roundId }, data: { phase } });
      const results = awards.map((award, index) => ({
        entryId: world.entries[index]?.entryId ?? "",
        status: "checked-in",
        total: 9000 - index,
        place: index + 1,
        tied: false,
        award,
      }));
      const data = { roundId: world.roundId, kind, version, results, resultsHash: "00", publishedById: "x" };
      await tables.publication.create({ data: { ...data, id: newId(), publishedAt: at, closesAt: at } });
    });
  const boards = async (more: Partial<typeof USUAL_BOARD> = {}) => {
    const page = await findBoards(runtime, { ...USUAL_BOARD, ...more });
    if (page === null) throw new Error("there is no such board");
    return page;
  };

  it("shows nothing before the results are published by name, and nothing of a draft", async () => {
    expect((await boards()).board.total.results).toBe(0);
    await publish(["gold", "silver", null], { phase: "unblinded" });
    expect((await boards()).board.total.results).toBe(0);
    await publish(["gold", "silver", null], { kind: "winners", phase: "published" });
    await write((tables) => tables.competition.update({ where: { id: world.competitionId }, data: { phase: "draft" } }));
    expect((await boards()).board.total.results).toBe(0);
    expect(await findBoards(runtime, { ...USUAL_BOARD, competition: "tz-2026" })).toBeNull();
    expect(await findBoards(runtime, { ...USUAL_BOARD, competition: "nowhere" })).toBeNull();
  });

  it("counts medals and points of what is published, by region, unit and delegation", async () => {
    await publish(["gold", "silver", null]);
    const page = await boards();
    expect(page.board.medals).toMatchObject([{ key: "110112", name: "通州区", place: 1, awards: { gold: 1, silver: 1 } }]);
    // 10 + 9 + 8 by place.
    expect(page.board.points).toMatchObject([{ points: 27, firsts: [1, 1, 1] }]);
    expect(page).toMatchObject({ years: [2026], counted: { competitions: 1, notFinal: 1, pointless: 0 } });
    expect((await boards({ by: "organisation" })).board.medals).toMatchObject([{ name: "运河机电有限公司" }]);
    expect((await boards({ by: "delegation" })).board.medals).toMatchObject([{ name: "潞城代表队" }]);
    expect((await boards({ level: "province" })).board.medals).toMatchObject([{ key: "110000" }]);
    expect((await boards({ year: 2025 })).board.medals).toEqual([]);
    expect((await boards({ tier: "nation" })).board.medals).toEqual([]);
    expect((await boards({ competition: "tz-2026" })).board.medals).toHaveLength(1);
    for (const name of world.entries.map((entry) => entry.name)) expect(JSON.stringify(page)).not.toContain(name);
  });

  it("leaves what is not final out where it is asked to, and shows the competition's own board only once it is final", async () => {
    await publish(["gold", null, null]);
    expect((await boards({ finalOnly: true })).board.medals).toEqual([]);
    expect(await findCompetitionBoard(runtime, world.competitionId)).toBeNull();
    await write((tables) => tables.competition.update({ where: { id: world.competitionId }, data: { phase: "final" } }));
    expect((await boards({ finalOnly: true })).board.medals).toHaveLength(1);
    expect((await findCompetitionBoard(runtime, world.competitionId))?.medals).toHaveLength(1);
  });

  it("follows what a ruling published anew", async () => {
    await publish(["gold", "silver", null]);
    expect((await boards()).board.total.awards).toMatchObject({ gold: 1, silver: 1 });
    await publish(["gold", null, "bronze"], { version: 2 });
    expect((await boards()).board.total.awards).toMatchObject({ gold: 1, silver: 0, bronze: 1 });
  });

  it("counts no entry that is not eligible for awards, and points by the competition's own rule", async () => {
    await write(async (tables) => {
      const id = world.entries[2].entryId;
      await tables.entry.update({ where: { id }, data: { eligible: false } });
      const points = { kind: "by-award", awards: { first: 8, second: 4 }, passed: 1 };
      const rules = { points, bestOfDelegation: false, highest: false, organisationPlaces: null, coachAwards: [] };
      await tables.competition.update({ where: { id: world.competitionId }, data: { specialAwards: rules } });
    });
    await publish(["first", "second", null]);
    expect((await boards()).board.points).toMatchObject([{ points: 12, results: 2 }]);
    await write(async (tables) => {
      const rules = { points: null, bestOfDelegation: false, highest: false, organisationPlaces: null, coachAwards: [] };
      await tables.competition.update({ where: { id: world.competitionId }, data: { specialAwards: rules } });
    });
    expect(await boards()).toMatchObject({ board: { points: [], total: { points: 0 } }, counted: { pointless: 1 } });
  });

  it("counts results from outside only where it is asked for, and only once a second person confirmed them", async () => {
    const record = (confirmed: boolean, dropped: boolean) =>
      write((tables) =>
        tables.recordedFact.create({
          data: {
            id: newId(),
            kind: "result",
            content: { kind: "result", tier: "nation", place: 1, award: "gold" },
            occurredOn: "2024-09-20",
            reference: "",
            recordedById: "a",
            recordedAt: runtime.clock.now(),
            ...(confirmed ? { confirmedById: "b", confirmedAt: runtime.clock.now() } : {}),
            ...(dropped ? { droppedById: "b", droppedAt: runtime.clock.now() } : {}),
            members: {
              create: {
                id: newId(),
                personId: world.entries[0].personId,
                position: 1,
                employerId: "unit-works",
                employerRegion: "110112",
              },
            },
          },
        }),
      );
    await record(false, false);
    await record(true, true);
    expect((await boards({ outside: true })).board.medals).toEqual([]);
    await record(true, false);
    expect((await boards()).board.medals).toEqual([]);
    const page = await boards({ outside: true });
    expect(page.board.medals).toMatchObject([{ key: "110112", outside: 1, awards: { gold: 1 } }]);
    expect(page.board.points).toMatchObject([{ points: 10, outside: 10 }]);
    expect(page.overYears).toMatchObject({ years: [2024], rows: [{ byYear: [1] }] });
    expect((await boards({ outside: true, by: "delegation" })).board).toMatchObject({ medals: [], unplaced: 1 });
  });
});
