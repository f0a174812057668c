/**
 * Bench `certificates`: each in a file of its own against the same pages in one document; the size of a file; and five thousand of
 * them as one archive from the real server while judges' marks are acknowledged.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import type { Hall } from "../faults/hall.ts";
import { openAskedProcess } from "./asked-process.ts";
import type { Bench } from "./bench.ts";
import type { DrawAnswer, DrawWish } from "./certificates-process.ts";
import type { LoadAnswer, LoadWish } from "./marks-load.ts";
import { openWatchedServer } from "./watched-process.ts";

const JUDGES = 50;
const CERTIFICATES = 5_000;
const PAIRS = 7;
/** As long as an archive may take. */
const MOST_SECONDS = 60;
const MARKS_PER_SECOND = 100;
const WARM_UP = { kind: "drain", seconds: 4, marksPerRequest: 1 } as const;
const ROOT = path.resolve(".cache/bench-certificates");

type Archive = { readonly seconds: number; readonly bytes: number; readonly told: number };
type Busy = { readonly archive: Archive; readonly p99: number };

export const certificates: Bench = {
  open: async () => {
    fs.rmSync(ROOT, { recursive: true, force: true });
    const data = path.join(ROOT, "data");
    fs.mkdirSync(data, { recursive: true });
    const hall = JSON.parse(run(data, "test/faults/world.ts", JUDGES)) as Hall;
    const code = run(data, "test/bench/certificates-world.ts", CERTIFICATES).trim();
    const draw = openAskedProcess<DrawWish, DrawAnswer>("certificates-process.ts");
    const load = openAskedProcess<LoadWish, LoadAnswer>("marks-load.ts");
    const server = await openWatchedServer(data);
    await load.ask({ kind: "sign-in", url: server.url, hall });
    const cookie = await signIn(server.url, hall);
    await load.ask(WARM_UP);
    // The first pages of a process are the slow ones, of either kind.
    await draw.ask({ kind: "one-document" });
    await draw.ask({ kind: "own-files" });
    let largest = 0;
    let busy: Promise<Busy> | null = null;
    const beBusy = (): Promise<Busy> => {
      busy ??= drawWhileMarking();
      return busy;
    };

    async function drawWhileMarking(): Promise<Busy> {
      const marks = load.ask({ kind: "pace", seconds: MOST_SECONDS / 2, marksPerSecond: MARKS_PER_SECOND });
      const archive = await fetchArchive(`${server.url}/office/${code}/certificates/bundle`, cookie);
      const { p50, p99 } = await marks;
      console.log(
        `${CERTIFICATES} certificates: ${archive.seconds.toFixed(1)} s, ${(archive.bytes / 1e6).toFixed(1)} MB; ` +
          `marks p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
      );
      return { archive, p99 };
    }

    return {
      figures: [
        {
          name: "archive-of-5000",
          unit: "s",
          of: "worst",
          goal: { atMost: MOST_SECONDS },
          pairs: 1,
          floor: async () => 1,
          subject: async () => (await beBusy()).archive.seconds,
        },
        {
          name: "archive-bytes-beside-the-told",
          unit: "B",
          of: "worst",
          goal: { atMost: 0 },
          pairs: 1,
          floor: async () => 1,
          subject: async () => {
            const { bytes, told } = (await beBusy()).archive;
            return Math.abs(bytes - told);
          },
        },
        {
          name: "marks-p99-meanwhile",
          unit: "ms",
          of: "worst",
          goal: { atMost: 200 },
          pairs: 1,
          floor: async () => 1,
          subject: async () => (await beBusy()).p99,
        },
        {
          name: "own-files-to-one-document",
          unit: "x",
          of: "ratio",
          goal: { atLeast: 0.5 },
          pairs: PAIRS,
          floor: async () => (await draw.ask({ kind: "one-document" })).rate,
          subject: async () => {
            const answer = await draw.ask({ kind: "own-files" });
            largest = Math.max(largest, answer.largest);
            return answer.rate;
          },
        },
        {
          name: "largest-file",
          unit: "B",
          of: "worst",
          goal: { atMost: 35_000 },
          pairs: 1,
          floor: async () => 1,
          subject: async () => largest,
        },
      ],
      clear: async () => {
        await draw.end();
        await load.end();
        await server.end();
        fs.rmSync(ROOT, { recursive: true, force: true });
      },
    };
  },
};

function run(dataDirectory: string, file: string, count: number): string {
  const own = { DATA_DIR: dataDirectory, DATABASE_URL: "", NODE_ENV: "production", LOG_LEVEL: "warn" } as const;
  return execFileSync(process.execPath, ["--import", "tsx", file, String(count)], {
    env: { ...process.env, ...own },
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
}

async function signIn(url: string, hall: Hall): Promise<string> {
  const response = await fetch(`${url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: url },
    body: new URLSearchParams({ intent: "sign-in", username: hall.organiser, password: hall.password }),
  });
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith("session="));
  if (!cookie) throw new Error(`The organiser could not sign in (${response.status}).`);
  return cookie.split(";")[0] ?? "";
}

/** Reads it as a browser does that saves it: as it comes. @throws Error when it is not given, or ends with no directory */
async function fetchArchive(url: string, cookie: string): Promise<Archive> {
  const begin = performance.now();
  const response = await fetch(url, { headers: { cookie, "Accept-Encoding": "identity" } });
  if (response.status !== 200 || !response.body) throw new Error(`The archive was answered with ${response.status}.`);
  const told = Number(response.headers.get("content-length") ?? Number.NaN);
  let bytes = 0;
  let last: Uint8Array = new Uint8Array();
  for await (const piece of Readable.fromWeb(response.body as WebStream<Uint8Array>)) {
    bytes += piece.length;
    last = piece.length >= 22 ? piece : Buffer.concat([last, piece]).subarray(-22);
  }
  const end = Buffer.from(last).subarray(-22);
  if (end.readUInt32LE(0) !== 0x06054b50 || end.readUInt16LE(10) !== CERTIFICATES)
    throw new Error(`The archive has no directory of ${CERTIFICATES} files.`);
  return { seconds: (performance.now() - begin) / 1_000, bytes, told };
}
