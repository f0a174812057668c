/** What COPY gives out arrives as it was, however slowly it is taken: the driver uses its buffer again while a reader waits. */
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { connectPostgresql } from "#app/platform/backup/postgresql-backup.server.ts";
import { copyOut } from "#app/platform/backup/postgresql-copy.server.ts";
import { postgresUrl } from "../../support/runtime.ts";

const ROWS = 40_000;
const LINE = "一行有多字节的文字";

describe.runIf(postgresUrl)("a table that passes through in pieces", () => {
  it.each([0, 1])("is the same for a reader who waits %s ms with each piece", async (wait) => {
    const client = await connectPostgresql(String(postgresUrl));
    try {
      const rows = copyOut(client, `COPY (SELECT i, repeat('${LINE}', 1 + i % 30) FROM generate_series(1, ${ROWS}) i) TO STDOUT`);
      const pieces: Buffer[] = [];
      let taken = 0;
      const reader = new Writable({
        highWaterMark: 64 * 1024,
        write: (piece: Buffer, _encoding, done) => {
          taken += 1;
          // As a compressor takes it: some time later.
          const later = wait > 0 && taken % 50 === 0 ? sleep(wait) : Promise.resolve();
          void later.then(() => {
            pieces.push(Buffer.from(piece));
            done();
          });
        },
      });
      await pipeline(rows, reader);
      const lines = Buffer.concat(pieces).toString("utf8").split("\n");
      expect(lines.pop()).toBe("");
      const wrong = lines.findIndex((line, index) => line !== `${index + 1}\t${LINE.repeat(1 + ((index + 1) % 30))}`);
      expect([lines.length, wrong, rows.rows]).toEqual([ROWS, -1, ROWS]);
    } finally {
      await client.end();
    }
  });
});
