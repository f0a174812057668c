/** The standing computed again from stored marks agrees with what was published, and finds what was changed on either side. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { getBoard } from "#app/queries/board/get-board.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { completeRound, createScene, type Scene, unblindRound, value } from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { findStandingsThatDiffer, type PublishedRow } from "./standings.ts";

describeOnEachDatabase("the standing of a published round", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let board: readonly PublishedRow[];

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime);
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    value(await publishOnSite(runtime, scene.organiser, { roundId: scene.roundId }));
    const { rows } = await getBoard(runtime, scene.roundId);
    board = rows.map(({ publicCode, mark, place }) => ({ publicCode: String(publicCode), mark, place }));
  });
  afterAll(() => runtime.dispose());

  type Tables = Parameters<Parameters<TestRuntime["database"]["write"]>[0]>[0]["tables"];
  const change = (work: (tables: Tables) => Promise<unknown>) =>
    runtime.database.write<null, never>(async ({ tables, audit }) => {
      await work(tables);
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
      return allow(null);
    });
  const look = (rows = board) => findStandingsThatDiffer(runtime.env.databaseUrl, scene.roundId, rows);

  it("agrees with the board and with the snapshot", async () => {
    expect(board.length).toBeGreaterThan(2);
    expect(new Set(board.map(({ mark }) => mark)).size).toBeGreaterThan(2);
    expect(await look()).toEqual([]);
  });

  it("finds a total or a place that the board says otherwise, and an entry that it leaves out", async () => {
    const [first, ...rest] = board as [PublishedRow, ...PublishedRow[]];
    expect(await look([{ ...first, mark: (first.mark ?? 0) + 1 }, ...rest])).toHaveLength(1);
    expect(await look([{ ...first, place: 9 }, ...rest])).toHaveLength(1);
    expect(await look(rest)).toHaveLength(1);
    expect((await look([{ ...first, publicCode: "nobody" }, ...rest])).length).toBeGreaterThan(0);
  });

  it("finds a snapshot that says otherwise", async () => {
    const where = { roundId_kind_version: { roundId: scene.roundId, kind: "on-site", version: 1 } };
    const { results } = await runtime.database.read.publication.findUniqueOrThrow({ where });
    const [first, ...rest] = results as { total: number; award: string | null }[];
    const keep = (changed: object) =>
      change((tables) => tables.publication.update({ where, data: { results: [changed, ...rest] } }));
    await keep({ ...first, total: 1 });
    expect(await look()).toHaveLength(1);
    await keep({ ...first, award: "nothing" });
    expect(await look()).toHaveLength(1);
    await keep({ ...first });
    expect(await look()).toEqual([]);
  });

  it("finds a mark that was changed after the publication: by one hundredth, and as far as it moves anyone", async () => {
    const { read } = runtime.database;
    const mark = await read.markRevision.findFirstOrThrow({ where: { form: { roundId: scene.roundId }, aspectId: "B1.2" } });
    await change((tables) => tables.markRevision.update({ where: { key: mark.key }, data: { value: mark.value - 1 } }));
    // On the board, and in the snapshot.
    expect(await look()).toHaveLength(2);
  });
});
