/** Compiles the recorder of writes and reads what it logged. Linux only: it is loaded before libc. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const SOURCE = "test/faults/power/record-writes.c";
const HEADER_BYTES = 24;

export type RecordedFile = "main" | "wal" | "journal" | "directory";

/** `at` is where the record stands in the log; every one that stands after it happened after it. */
export type Recorded = { readonly at: number; readonly file: RecordedFile } & (
  | { readonly kind: "create" | "remove" | "failed" | "sync-begin" }
  | { readonly kind: "write"; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: "truncate"; readonly size: number }
  /** What was written before `begunAt` is on the disk. */
  | { readonly kind: "sync-end"; readonly begunAt: number }
);

const FILES = ["main", "wal", "journal", "directory"] as const;
const KINDS = ["create", "write", "truncate", "sync-begin", "sync-end", "remove", "failed"] as const;

/** @returns the compiled library, made once for each state of its source @throws Error without a C compiler, or not on Linux */
export function compileRecorder(): string {
  if (process.platform !== "linux")
    throw new Error("Writes are recorded by a library that is loaded before libc: on Linux only.");
  const stamp = createHash("sha256").update(fs.readFileSync(SOURCE)).digest("hex").slice(0, 16);
  const library = path.resolve(".cache", `record-writes-${stamp}.so`);
  if (fs.existsSync(library)) return library;
  fs.mkdirSync(path.dirname(library), { recursive: true });
  const half = `${library}.${process.pid}`;
  for (const compiler of ["cc", "gcc", "clang"]) {
    const done = spawnSync(compiler, ["-shared", "-fPIC", "-O2", "-Wall", "-o", half, SOURCE, "-ldl", "-lpthread"], {
      encoding: "utf8",
    });
    if (done.error) continue;
    if (done.status !== 0) throw new Error(`${SOURCE} does not compile:\n${done.stderr}`);
    fs.renameSync(half, library);
    return library;
  }
  throw new Error("Recording writes needs a C compiler (Debian: apt-get install gcc libc6-dev).");
}

export type Recorder = {
  /** For the process that is to be recorded. */
  readonly env: Readonly<Record<string, string>>;
  /** How long the log is now: all that was acknowledged by now was synced before this. */
  position(): number;
  /** From now on writes or syncs of the -wal file fail with this errno; null: no more. */
  fail(what: { readonly act: "write" | "sync"; readonly errno: number } | null): void;
  read(): Recorded[];
};

/** @param file the SQLite database whose files are recorded @param folder where the log and the command lie */
export function openRecorder(file: string, folder: string): Recorder {
  const [log, command] = [path.join(folder, "writes.log"), path.join(folder, "fail")];
  return {
    env: {
      LD_PRELOAD: compileRecorder(),
      RECORD_WRITES_OF: path.resolve(file),
      RECORD_WRITES_LOG: path.resolve(log),
      RECORD_WRITES_FAIL: path.resolve(command),
    },
    position: () => (fs.existsSync(log) ? fs.statSync(log).size : 0),
    fail: (what) => {
      fs.rmSync(command, { force: true });
      if (what === null) return;
      // Read by another process at any moment: it finds the whole command or none.
      fs.writeFileSync(`${command}.new`, `${what.act} ${what.errno}\n`);
      fs.renameSync(`${command}.new`, command);
    },
    read: () => parseLog(fs.existsSync(log) ? fs.readFileSync(log) : Buffer.alloc(0)),
  };
}

/** The last record may be cut off where its process was killed: what was not logged whole was not done. */
export function parseLog(log: Buffer): Recorded[] {
  const records: Recorded[] = [];
  let at = 0;
  while (at + HEADER_BYTES <= log.length) {
    const kind = KINDS[log.readUInt32LE(at) - 1];
    const file = FILES[log.readUInt32LE(at + 4) - 1];
    if (kind === undefined || file === undefined) throw new Error(`The log of writes is no log at ${at}.`);
    const [offset, length] = [Number(log.readBigUInt64LE(at + 8)), Number(log.readBigUInt64LE(at + 16))];
    const end = at + HEADER_BYTES + length;
    if (end > log.length) break;
    if (kind === "write") records.push({ at, file, kind, offset, bytes: log.subarray(at + HEADER_BYTES, end) });
    else if (kind === "truncate") records.push({ at, file, kind, size: offset });
    else if (kind === "sync-end") records.push({ at, file, kind, begunAt: offset });
    else records.push({ at, file, kind });
    at = end;
  }
  return records;
}
