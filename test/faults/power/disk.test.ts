/** The disk that loses its power: what was synced is always found, what was not in any part, by sectors, and nothing else. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Dice } from "../../golden/second-scorer/generate.ts";
import { openSqliteFile } from "../../support/sqlite-file.ts";
import { Disk } from "./disk.ts";
import { openRecorder, parseLog, type Recorded } from "./recorder.ts";

const CUTS = 400;

/** Acts in their order, numbered by themselves. */
function number(
  acts: readonly (Recorded extends infer One ? (One extends Recorded ? Omit<One, "at"> : never) : never)[],
): Recorded[] {
  return acts.map((act, index) => ({ at: (index + 1) * 10, ...act }) as Recorded);
}

/** Every state that many cuts after these acts find, as text: "." for a zero byte. */
function listFound(
  records: readonly Recorded[],
  before: ConstructorParameters<typeof Disk>[0] = {},
  name: "main" | "wal" = "main",
) {
  const disk = new Disk(before);
  for (const record of records) disk.play(record);
  const dice = new Dice(7);
  const found = new Set<string>();
  for (let cut = 0; cut < CUTS; cut += 1) {
    const bytes = disk.cut(dice).get(name);
    found.add(bytes === undefined ? "nothing" : bytes.toString("latin1").replaceAll("\0", "."));
  }
  return [...found].sort();
}

const write = (file: "main" | "wal", offset: number, text: string) => ({
  ...({ file, kind: "write" } as const),
  ...{ offset, bytes: Buffer.from(text, "latin1") },
});
const main = (text: string) => ({ main: Buffer.from(text, "latin1") });

describe("a cut", () => {
  it("finds what was synced, and nothing else", () => {
    const acts = number([
      write("main", 1, "xy"),
      { file: "main", kind: "sync-begin" },
      { file: "main", kind: "sync-end", begunAt: 20 },
    ]);
    expect(listFound(acts, main("abcd"))).toEqual(["axyd"]);
  });

  it("finds what was not synced, or not: each write by itself", () => {
    const acts = number([write("main", 0, "x"), write("main", 3, "y")]);
    expect(listFound(acts, main("abcd"))).toEqual(["abcd", "abcy", "xbcd", "xbcy"]);
  });

  it("finds what a sync under way did not promise: it began before the write, or has not ended", () => {
    const begun = number([
      { file: "main", kind: "sync-begin" },
      write("main", 0, "x"),
      { file: "main", kind: "sync-end", begunAt: 10 },
    ]);
    expect(listFound(begun, main("ab"))).toEqual(["ab", "xb"]);
    const unended = number([write("main", 0, "x"), { file: "main", kind: "sync-begin" }]);
    expect(listFound(unended, main("ab"))).toEqual(["ab", "xb"]);
  });

  it("tears a write at sectors of 512 bytes, wherever it begins", () => {
    const acts = number([write("main", 510, "x".repeat(516))]);
    const found = listFound(acts, main("a".repeat(1_536)));
    // Sectors 0 (its last two bytes), 1 (whole) and 2 (its first two): each there or not.
    const states = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => {
      const part = (bit: number, length: number) => (bits & bit ? "x" : "a").repeat(length);
      return `${"a".repeat(510)}${part(1, 2)}${part(2, 512)}${part(4, 2)}${"a".repeat(510)}`;
    });
    expect(found).toEqual(states.sort());
  });

  it("finds a file that grew before its bytes came, with zeros in it", () => {
    const acts = number([write("main", 2, "x"), write("main", 3, "y")]);
    expect(listFound(acts, main("ab"))).toEqual(
      ["ab", "ab.", "ab..", "ab.y", "abx", "abx.", "abxy"].filter((text) => text !== ""),
    );
  });

  it("finds a truncation or not, and always one that was synced", () => {
    const acts = number([{ file: "main", kind: "truncate", size: 1 }]);
    expect(listFound(acts, main("ab"))).toEqual(["a", "ab"]);
    const synced = [...acts, ...number([{ file: "main", kind: "sync-end", begunAt: 11 }]).map((act) => ({ ...act, at: 20 }))];
    expect(listFound(synced, main("ab"))).toEqual(["a"]);
  });

  it("finds a new file only when its folder was synced, or by luck; what was written under an old name never under a new one", () => {
    const made = number([{ file: "wal", kind: "create" }, write("wal", 0, "x"), { file: "wal", kind: "sync-end", begunAt: 25 }]);
    expect(listFound(made, {}, "wal")).toEqual(["nothing", "x"]);
    const known = [...made, { at: 40, file: "directory", kind: "sync-end", begunAt: 35 } as const];
    expect(listFound(known, {}, "wal")).toEqual(["x"]);
    const anew = [...known, { at: 50, file: "wal", kind: "remove" } as const, { at: 60, file: "wal", kind: "create" } as const];
    expect(listFound(anew, {}, "wal")).toEqual(["", "nothing", "x"]);
  });

  it("is the same again with the same seed", () => {
    const disk = new Disk(main("a".repeat(4_096)));
    for (const record of number([write("main", 0, "x".repeat(4_096))])) disk.play(record);
    const cut = () => disk.cut(new Dice(3)).get("main")?.toString("latin1");
    expect(cut()).toBe(cut());
  });

  it("will not play a file that was never made", () => {
    expect(() => listFound(number([write("wal", 0, "x")]))).toThrow("never created");
  });
});

describe.runIf(process.platform === "linux")("the recorder", () => {
  const record = (script: string) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-recorder-"));
    const recorder = openRecorder(path.join(folder, "one.db"), folder);
    const run = (text: string) => {
      const before = `const Database = require("better-sqlite3"); const db = new Database(${JSON.stringify(path.join(folder, "one.db"))});`;
      return spawnSync(process.execPath, ["-e", before + text], { env: { ...process.env, ...recorder.env }, encoding: "utf8" });
    };
    return { folder, recorder, done: run(script) };
  };
  const OPEN = `db.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (a);");`;

  it("records what SQLite did: played whole, it is the file that is there", () => {
    const { folder, recorder, done } = record(
      `${OPEN} for (let i = 0; i < 50; i += 1) db.exec("INSERT INTO t VALUES (" + i + ")"); db.close();`,
    );
    expect(done.stderr).toBe("");
    const disk = new Disk({});
    for (const one of recorder.read()) disk.play(one);
    disk.play({ at: Number.MAX_SAFE_INTEGER, file: "directory", kind: "sync-end", begunAt: Number.MAX_SAFE_INTEGER });
    expect(disk.isWhole).toBe(true);
    expect(
      disk
        .cut(new Dice(1))
        .get("main")
        ?.equals(fs.readFileSync(path.join(folder, "one.db"))),
    ).toBe(true);
    // A commit in FULL syncs the log each time.
    expect(recorder.read().filter(({ file, kind }) => file === "wal" && kind === "sync-end").length).toBeGreaterThanOrEqual(50);
    fs.rmSync(folder, { recursive: true });
  });

  it("makes writes and syncs fail while it is told to", () => {
    const { folder, recorder, done } = record(`${OPEN} const fs = require("node:fs");
      const told = process.env.RECORD_WRITES_FAIL, codes = [];
      for (const text of ["write 28", "sync 5", ""]) {
        if (text) fs.writeFileSync(told, text); else fs.rmSync(told);
        try { db.exec("INSERT INTO t VALUES ('" + text + "')"); codes.push("ok"); } catch (error) { codes.push(error.code); }
      }
      console.log(codes.join(" "));`);
    expect(done.stdout.trim()).toBe("SQLITE_FULL SQLITE_IOERR_FSYNC ok");
    expect(recorder.read().filter(({ kind }) => kind === "failed")).toHaveLength(2);
    const file = openSqliteFile(path.join(folder, "one.db"));
    expect(file.all("SELECT a FROM t")).toEqual([{ a: "" }]);
    file.close();
    fs.rmSync(folder, { recursive: true });
  });

  it("reads a log that was cut off in the middle of a record, and refuses what is none", () => {
    const { folder, done } = record(`${OPEN} db.close();`);
    expect(done.stderr).toBe("");
    const log = fs.readFileSync(path.join(folder, "writes.log"));
    expect(parseLog(log.subarray(0, log.length - 1))).toHaveLength(parseLog(log).length - 1);
    expect(() => parseLog(Buffer.alloc(48, 0xff))).toThrow("no log");
    fs.rmSync(folder, { recursive: true });
  });
});
