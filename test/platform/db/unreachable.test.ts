/** Whatever way a database is lost, what comes out of Prisma and of the driver is known as that, and nothing else is. */
import { createServer, type Server, type Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { isUnreachable } from "#app/platform/db/unreachable.server.ts";
import { PrismaClient } from "#prisma/generated/postgresql/client.ts";

/** What stands where a database should be, by how it treats who connects. */
const WAYS: Readonly<Record<string, (socket: Socket) => void>> = {
  "ends the connection": (socket) => socket.end(),
  "resets the connection": (socket) => socket.resetAndDestroy(),
  "resets it after the first word": (socket) => void socket.once("data", () => socket.resetAndDestroy()),
};

describe("a database that is lost", () => {
  let server: Server | undefined;
  let client: PrismaClient | undefined;
  afterEach(async () => {
    await client?.$disconnect();
    server?.close();
  });

  async function connect(way: ((socket: Socket) => void) | null): Promise<{ url: string; prisma: PrismaClient }> {
    server = createServer((socket) => {
      socket.on("error", () => {});
      way?.(socket);
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    if (way === null) await new Promise((resolve) => server?.close(resolve));
    const url = `postgres://nobody@127.0.0.1:${port}/nothing`;
    client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
    return { url, prisma: client };
  }

  async function errorOf(work: () => PromiseLike<unknown>): Promise<unknown> {
    try {
      await work();
    } catch (error) {
      return error;
    }
    throw new Error("Nothing failed.");
  }

  it.each([...Object.entries(WAYS), ["is not there", null] as const])("one that %s", async (_name, way) => {
    const { url, prisma } = await connect(way);
    const errors = [
      await errorOf(() => prisma.user.findMany({ take: 1 })),
      await errorOf(() => prisma.$queryRaw`SELECT 1`),
      await errorOf(() => prisma.$transaction(async (tables) => tables.user.count())),
      await errorOf(() => new pg.Client({ connectionString: url }).connect()),
    ];
    expect(errors.map(isUnreachable)).toEqual([true, true, true, true]);
  });
});

describe("what the driver, the socket or the name's look-up says by a code", () => {
  it.each([
    ...["08006", "53400", "57P01", "57P05", "55P03", "58P01"],
    ...["SQLITE_BUSY_SNAPSHOT", "SQLITE_IOERR_FSYNC", "SQLITE_FULL"],
    ...["ECONNABORTED", "EAI_AGAIN", "EHOSTDOWN", "ERR_STREAM_DESTROYED"],
  ])("%s: it is away, also to whoever is told of it by another error", (code) => {
    const error = Object.assign(new Error("said"), { code });
    expect([isUnreachable(error), isUnreachable(new Error("the query failed", { cause: error }))]).toEqual([true, true]);
  });

  it.each(["23505", "42P01", "40001", "57014", "SQLITE_CONSTRAINT_UNIQUE", "ENOENT", "P2002"])("%s: it answered", (code) => {
    expect(isUnreachable(Object.assign(new Error("said"), { code }))).toBe(false);
  });
});

describe("anything else", () => {
  it.each([
    new Error("Unique constraint failed"),
    Object.assign(new Error("raw"), {
      code: "P2010",
      meta: { driverAdapterError: new Error("x", { cause: { kind: "ColumnNotFound" } }) },
    }),
    new TypeError("Cannot read properties of undefined"),
    { kind: "ConnectionClosed" },
    null,
  ])("is something else: %s", (error) => {
    expect(isUnreachable(error)).toBe(false);
  });

  it("a raw query's error says inside that the connection was closed", () => {
    const inner = new Error("x", { cause: { kind: "ConnectionClosed" } });
    expect(isUnreachable(Object.assign(new Error("raw"), { code: "P2010", meta: { driverAdapterError: inner } }))).toBe(true);
  });
});
