/**
 * Writes through Prisma, in a process of its own that is killed in the end: by the app's database module, or (`bare`) by the adapter
 * of SQLite as it comes. `node --import tsx test/faults/commit/write-process.ts COUNT [bare]` on DATA_DIR and DATABASE_URL. A first
 * write, whose COMMIT must fail; a line on stdin; then COUNT writes, each told on stdout when it was acknowledged.
 */
import { once } from "node:events";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { allow } from "#app/domain/shared/decision.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime } from "#app/platform/runtime.server.ts";
import { PrismaClient } from "#prisma/generated/sqlite/client.ts";

type Writing = {
  readonly write: (objectId: string) => Promise<void>;
  /** What only this process can end. */
  readonly endFailing: () => Promise<void>;
};

const env = readEnv(process.env);
const { write, endFailing } = process.argv[3] === "bare" ? await openBare() : await openModule();

await write("fails").then(
  () => console.log("committed"),
  () => console.log("failed"),
);
await once(process.stdin, "data");
await endFailing();
for (let number = 1; number <= Number(process.argv[2]); number += 1) {
  const isAcknowledged = await write(`probe-${number}`).then(
    () => true,
    () => false,
  );
  if (isAcknowledged) console.log(`probe-${number}`);
}
console.log("end");
setInterval(() => undefined, 1_000);

async function openModule(): Promise<Writing> {
  const { database } = await createRuntime(env);
  return {
    write: async (objectId) => {
      await database.write<null, never>(async ({ audit }) => {
        await audit({ chain: "probe", actorId: null, act: "probe", objectKind: "probe", objectId });
        return allow(null);
      });
    },
    endFailing: async () => {},
  };
}

async function openBare(): Promise<Writing> {
  const client = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: env.databaseUrl }) });
  let sequence = 0;
  return {
    write: async (objectId) => {
      sequence += 1;
      const content = { chain: "bare", sequence, at: new Date(), act: "probe", objectKind: "probe", objectId };
      const data = { id: objectId, payload: {}, previousHash: "", hash: "", ...content };
      // The transaction that failed is still open: what is written afterwards joins it unasked, and everyone else is kept out.
      if (sequence === 1) await client.$transaction(async (tables) => void (await tables.auditRecord.create({ data })));
      else await client.auditRecord.create({ data });
    },
    endFailing: async () => void (await client.$executeRawUnsafe(`DELETE FROM "FailingCommit"`)),
  };
}
