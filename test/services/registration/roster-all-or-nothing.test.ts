/** A roster is stored whole or not at all: cancelled while it is read or stored, or when the process is gone in the middle. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { findRosterImport } from "#app/queries/registration/find-roster-import.server.ts";
import { cancelRosterImport } from "#app/services/registration/cancel-roster-import.server.ts";
import { readRosterImport } from "#app/services/registration/read-roster-import.server.ts";
import { startRosterImport } from "#app/services/registration/start-roster-import.server.ts";
import { storeRosterImport } from "#app/services/registration/store-roster-import.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { addRegistrationScene, type RegistrationScene } from "../../support/registration-steps.ts";
import { makeFaultyRoster } from "../../support/roster-faults.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

/** Few enough to be stored beside other writes, and enough for a transaction of its own. */
const SIZES = [600, 1_500] as const;

const threads = new Set<Worker>();
const watch = (worker: Worker) => {
  threads.add(worker);
  worker.once("exit", () => threads.delete(worker));
};
beforeAll(() => void process.on("worker", watch));
afterAll(() => void process.off("worker", watch));

describeOnEachDatabase("a roster that does not come to its end", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    scene = await addRegistrationScene(runtime);
    // A thread that was kept from before is not kept after so many rows: from here on all are seen.
    must(await readRosterImport(runtime, await handIn(2_100)));
  });
  beforeEach(async () => {
    scene = await addRegistrationScene(runtime);
  });
  afterAll(() => runtime.dispose());

  const place = () => ({ competitionId: scene.competitionId, delegationId: scene.delegationId });
  async function handIn(rows: number): Promise<string> {
    const { bytes } = await makeFaultyRoster(rows, 0, {
      delegations: ["通州区工业园代表队"],
      event: "电工",
      employer: "北京运通电气有限公司",
      training: "北京运河工匠职业技能培训学校",
    });
    return must(await startRosterImport(runtime, scene.leader, { ...place(), fileName: "报名表.xlsx", bytes })).importId;
  }

  async function countRows(): Promise<readonly number[]> {
    const { entry, entryMember, entryCoach, person, personKey } = runtime.database.read;
    const counted = await Promise.all([
      entry.count(),
      entryMember.count(),
      entryCoach.count(),
      person.count(),
      personKey.count(),
    ]);
    const acts = await runtime.database.read.auditRecord.count({ where: { act: "import-roster" } });
    return [...counted, acts];
  }
  const rowOf = (id: string) =>
    runtime.database.read.rosterImport.findUniqueOrThrow({ where: { id }, select: { state: true, file: true } });

  async function waitUntil(holds: () => boolean): Promise<void> {
    const deadline = performance.now() + 20_000;
    while (!holds()) {
      if (performance.now() > deadline) throw new Error("It did not come so far.");
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  it("leaves nothing when it is cancelled while it is read, and ends its thread", async () => {
    const before = await countRows();
    const importId = await handIn(3_000);
    const reading = readRosterImport(runtime, importId);
    await waitUntil(() => (runtime.imports.findProgress(importId)?.rowsTotal ?? 0) > 0);
    expect(threads.size).toBeGreaterThan(0);
    must(await cancelRosterImport(runtime, scene.leader, { importId, ...place() }));
    await reading;
    await waitUntil(() => threads.size === 0);
    expect(await rowOf(importId)).toEqual({ state: "cancelled", file: new Uint8Array() });
    expect(runtime.imports.findProgress(importId)).toBeNull();
    expect(await countRows()).toEqual(before);
  });

  it.each(SIZES)("leaves nothing when it is cancelled while its %s rows are stored, and ends its threads", async (rows) => {
    const before = await countRows();
    const importId = await handIn(rows);
    must(await readRosterImport(runtime, importId));
    const storing = storeRosterImport(runtime, scene.leader, { importId, ...place() });
    await waitUntil(() => (runtime.imports.findProgress(importId)?.rowsDone ?? 0) > 0);
    must(await cancelRosterImport(runtime, scene.leader, { importId, ...place() }));
    expect(codesOf(await storing)).toEqual(["import-stopped"]);
    await waitUntil(() => threads.size === 0);
    expect(await rowOf(importId)).toEqual({ state: "cancelled", file: new Uint8Array() });
    expect(await countRows()).toEqual(before);
    expect(codesOf(await storeRosterImport(runtime, scene.leader, { importId, ...place() }))).toEqual(["import-not-waiting"]);
  });

  it("leaves nothing when the process is killed while it is stored, and is stored whole afterwards", async () => {
    const rows = 1_500;
    const before = await countRows();
    const importId = await handIn(rows);
    must(await readRosterImport(runtime, importId));
    const { competitionId, delegationId, leader } = scene;
    const words = [
      "--import",
      "tsx",
      "test/support/store-roster-process.ts",
      importId,
      competitionId,
      delegationId,
      leader.userId,
    ];
    const child = spawn(process.execPath, words, {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        NODE_ENV: "test",
        LOG_LEVEL: "silent",
        DATA_DIR: runtime.env.dataDirectory,
        DATABASE_URL: runtime.env.databaseUrl,
        SECRET_KEY: runtime.env.secretKey ?? "",
      },
    });
    const said: Buffer[] = [];
    child.stdout.on("data", (piece: Buffer) => said.push(piece));
    const [, signal] = await once(child, "exit");
    expect([signal, Buffer.concat(said).toString()]).toEqual(["SIGKILL", ""]);
    expect(await countRows()).toEqual(before);
    expect(await findRosterImport(runtime, { importId, ...place() })).toMatchObject({ state: "checked" });

    must(await storeRosterImport(runtime, scene.leader, { importId, ...place() }));
    const [entries = 0, members = 0] = before;
    expect((await countRows()).slice(0, 2)).toEqual([entries + rows, members + rows]);
    const own = { entry: { delegationId }, person: { key: { isNot: null } } };
    expect(await runtime.database.read.entryMember.count({ where: own })).toBe(rows);
    const audited = await runtime.database.read.auditRecord.findMany({
      where: { act: "import-roster", objectId: delegationId },
      select: { payload: true },
    });
    const ids = audited.flatMap(({ payload }) => (payload as { added: string[] }).added);
    expect([audited.length, new Set(ids).size]).toEqual([Math.ceil(rows / 1_000), rows]);
  }, 120_000);
});
