/** Two processes of one installation on PostgreSQL: what one commits the other hears, once and in order; what only one may do, one does. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { allow, refuse } from "#app/domain/shared/decision.ts";
import type { Notice } from "#app/platform/bus.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { openPool, type Pool } from "#app/platform/processes/pool.server.ts";
import { openSharedBus } from "#app/platform/processes/shared-bus.server.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { ATTEMPTS } from "#app/platform/throttle.server.ts";
import { keepKey } from "#app/services/installation/keep-key.server.ts";
import { makeScheme, plantCompetition, plantEvent, plantRegion } from "../../support/plant.ts";
import { createTestRuntime, postgresUrl, type TestRuntime } from "../../support/runtime.ts";
import { openSecondRuntime } from "../../support/two-runtimes.ts";

describe.runIf(postgresUrl)("two processes on PostgreSQL", () => {
  let one: TestRuntime;
  let other: Runtime;
  let pool: Pool;

  beforeEach(async () => {
    one = await createTestRuntime("postgresql");
    other = await openSecondRuntime(one);
    pool = openPool(one.env.databaseUrl, 2);
  });
  afterEach(async () => {
    await pool.end();
    await other.close();
    await one.dispose();
  });

  function listen(runtime: Pick<Runtime, "bus">): Notice[] {
    const heard: Notice[] = [];
    runtime.bus.subscribe((notice) => heard.push(notice));
    return heard;
  }

  async function say(runtime: Runtime, ...roundIds: string[]): Promise<void> {
    await runtime.database.write(async ({ announce, audit }) => {
      for (const roundId of roundIds) announce({ kind: "round-changed", roundId });
      await record(audit);
      return allow(null);
    });
  }

  function record(audit: Write["audit"]): Promise<void> {
    return audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
  }

  const idsOf = (notices: readonly Notice[]) => notices.map((notice) => ("roundId" in notice ? notice.roundId : notice.kind));

  it("hear of each commit once, in order, wherever it was made", async () => {
    const [here, there] = [listen(one), listen(other)];
    await say(one, "1");
    await say(other, "2");
    await say(one, "3");
    await vi.waitFor(() => expect(here).toHaveLength(3));
    await vi.waitFor(() => expect(there).toHaveLength(3));
    expect(idsOf(here).sort()).toEqual(["1", "2", "3"]);
    expect(idsOf(there).filter((id) => id !== "2")).toEqual(["1", "3"]);
    // By the next look of each, nothing came a second time.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect([here.length, there.length]).toEqual([3, 3]);
  });

  it("hear nothing of a write that was refused or failed, and a job is for whoever asked", async () => {
    const there = listen(other);
    await one.database.write(async ({ announce }) => {
      announce({ kind: "round-changed", roundId: "refused" });
      return refuse({ code: "not-now" });
    });
    const failed = one.database.write(async ({ announce }) => {
      announce({ kind: "round-changed", roundId: "failed" });
      throw new Error("broken");
    });
    await expect(failed).rejects.toThrow("broken");
    await one.database.write(async ({ enqueue, audit }) => {
      await enqueue({ kind: "test", payload: {} });
      await record(audit);
      return allow(null);
    });
    await say(one, "last");
    await vi.waitFor(() => expect(idsOf(there)).toEqual(["last"]));
  });

  it("read back what they announced themselves where nobody heard that it was committed, once", async () => {
    const bus = await openSharedBus(pool, one.logger, { polls: false });
    const here = listen({ bus });
    const carry = (roundId: string) =>
      bus.carry(
        async (text, values) => {
          let count = 0;
          // The statement commits by itself, as a transaction does whose answer is lost.
          await pool.query(
            text.replaceAll("?", () => {
              count += 1;
              return `$${count}`;
            }),
            [...values],
          );
        },
        [{ kind: "round-changed", roundId }],
      );
    const published = await carry("heard of");
    published();
    await carry("never heard of");
    await bus.look();
    expect(idsOf(here)).toEqual(["never heard of"]);
    await bus.look();
    expect(here).toHaveLength(1);
    await bus.close();
  });

  it("hear of more than a notification can hold", async () => {
    const there = listen(other);
    const ids = Array.from({ length: 3_000 }, (_, index) => `round-${"x".repeat(60)}-${index}`);
    await say(one, ...ids);
    await vi.waitFor(() => expect(there).toHaveLength(3_000), 5_000);
    expect(idsOf(there)).toEqual(ids);
  });

  it("read by looking what no notification brought, and look at everything when rows are gone", async () => {
    const blind = await openSharedBus(pool, one.logger, { polls: false });
    const heard = listen({ bus: blind });
    await say(one, "1", "2");
    await blind.look();
    expect(idsOf(heard)).toEqual(["1", "2"]);

    const roundId = await plantRound();
    heard.length = 0;
    await say(one, "gone");
    await say(one, "kept");
    await pool.query(`DELETE FROM "Announcement" WHERE "notices"::text LIKE '%gone%'`);
    await blind.look();
    expect(heard).toEqual([
      // Whose session ended is among what is gone: each socket is asked again.
      { kind: "sessions-changed", sessionIds: [] },
      { kind: "round-changed", roundId },
      { kind: "board-changed", roundId },
    ]);
    await blind.close();
  });

  async function plantRound(): Promise<string> {
    let planted = "";
    await one.database.write(async ({ tables, audit }) => {
      const at = one.clock.now();
      const hostRegion = await plantRegion(tables, { code: "110112", name: "Tongzhou" });
      const competitionId = await plantCompetition(tables, { code: "tz26", name: "Planted", phase: "running", hostRegion, at });
      const event = { competitionId, code: "E1", name: "Welding", phase: "judging", createdById: "nobody", at } as const;
      planted = (await plantEvent(tables, { ...event, scheme: makeScheme(4) })).roundId;
      await record(audit);
      return allow(null);
    });
    return planted;
  }

  it("count attempts together, under no name that anyone could read", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other).throttle.attempt("sign-in:lin")),
    );
    expect(answers.filter(Boolean)).toHaveLength(ATTEMPTS);
    expect(await other.throttle.attempt("sign-in:lin")).toBe(false);
    const { rows } = await pool.query(`SELECT * FROM "Attempt"`);
    expect(JSON.stringify(rows)).not.toContain("lin");
    await one.throttle.attempt("sign-in:wang");
    await one.throttle.succeed("sign-in:wang");
    expect((await pool.query(`SELECT * FROM "Attempt"`)).rows).toHaveLength(1);
  });

  it("work at one import one after the other, see how far the other is, and stop it", async () => {
    const rows: string[] = [];
    let tellMore = (_rowsDone: number) => {};
    const first = one.imports.run("import-1", "reading", async (tell, signal) => {
      tellMore = (rowsDone) => tell(500, rowsDone);
      rows.push("first");
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      rows.push("stopped");
    });
    await vi.waitFor(() => expect(rows).toEqual(["first"]));
    expect(await other.imports.isRunning("import-1")).toBe(true);
    const second = other.imports.run("import-1", "reading", async () => void rows.push("second"));
    await vi.waitFor(
      () => {
        tellMore(250);
        expect(one.imports.findProgress("import-1")).toEqual({ work: "reading", rowsTotal: 500, rowsDone: 250 });
      },
      { timeout: 5_000, interval: 300 },
    );
    await other.peers.hold("something else", async () => {});
    // A third process, which works at nothing, sees what the first one told.
    const third = await openSecondRuntime(one);
    await vi.waitFor(
      () => {
        tellMore(300);
        expect(third.imports.findProgress("import-1")).toEqual({ work: "reading", rowsTotal: 500, rowsDone: 300 });
      },
      { timeout: 5_000, interval: 300 },
    );
    await third.imports.stop("import-1");
    await Promise.all([first, second]);
    expect(rows).toEqual(["first", "stopped", "second"]);
    expect(await third.imports.isRunning("import-1")).toBe(false);
    await third.close();
  });

  it("have the same key, or do not start", async () => {
    await keepKey(one);
    await keepKey(other);
    const env = { ...one.env, secretKey: Buffer.alloc(32, 8).toString("base64") };
    const stranger = await createRuntime(env, one.clock);
    await expect(keepKey(stranger)).rejects.toThrow("sealed with another key");
    await stranger.close();
  });
});
