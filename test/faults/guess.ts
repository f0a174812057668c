/**
 * Fault `guess`: whoever guesses codes, links, tokens, PINs and passwords finds nothing: over HTTP at the running server, and a hundred times
 * as often in process, with the very makers of the app. Every secret has 64 bits or is slowed down, from however many addresses it comes.
 * Who signs in wrongly waits as long for an account that exists as for one that does not, or is disabled.
 */
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { hash, verify } from "@node-rs/argon2";
import { openWatchedServer } from "../bench/watched-process.ts";
import { openSqliteFile } from "../support/sqlite-file.ts";
import { type DemoServer, openDemo } from "./attack/demo.ts";
import { findFree, guessOverHttp } from "./attack/guesses.ts";
import { measureBits, readStored, SECRETS, sha256 } from "./attack/secrets.ts";
import { compareTimes, isAlike, type Kind } from "./attack/sign-in-time.ts";
import { defineFault } from "./fault.ts";
import { prepareHall } from "./place.ts";

const FEWEST_BITS = 64;
const SHORT = () => String(Math.floor(Math.random() * 10));
const TIMES_TRIED = 3;

export const guess = defineFault({
  name: "guess",
  holds: "guessed codes, links, tokens, PINs and passwords: 0 hits; known and unknown accounts take the same time",
  databases: ["sqlite"],
  counts: {
    guesses: { usual: 10_000, nightly: 10_000 },
    within: { usual: 1_000_000, nightly: 1_000_000 },
    accounts: { usual: 30, nightly: 120 },
  },
  // Codes of one digit; an unknown account that is answered without hashing; a server that answers every attempt.
  controls: {
    short: { finds: ["within", "over", "weak"], counts: { guesses: 800, within: 2_000, accounts: 1 } },
    hasty: { finds: ["apart"], counts: { guesses: 1, within: 1, accounts: 12 } },
    patient: { finds: ["free"], counts: { guesses: 1, within: 1, accounts: 1 } },
  },
  run: async ({ counts, control, directory }) => {
    const demo = await openDemo(directory, { TRUSTED_PROXIES: "1" });
    const within: string[] = [];
    const over: string[] = [];
    const weak: string[] = [];
    const free: string[] = [];
    try {
      if (control === "short") plantShort(demo);
      const make = control === "short" ? SHORT : null;
      for (const secret of SECRETS) {
        const bits = measureBits(make ?? secret.make);
        console.log(
          `guess: ${secret.name}: ${bits.toFixed(1)} bits${secret.throttled === null ? "" : `, ${secret.throttled} in five minutes`}`,
        );
        if (bits < FEWEST_BITS && secret.throttled === null) weak.push(`${secret.name} has ${bits.toFixed(1)} bits`);
      }
      within.push(...guessWithin(demo, counts.within, make));
      over.push(...(await guessOverHttp(demo, counts.guesses, make)));
      const judge = await demo.signIn("judge-2");
      const tryMany = (url: string) => findFree(url, judge);
      free.push(...(await (control === "patient" ? whileRefused(async () => {}, tryMany) : tryMany(demo.url))));
    } finally {
      await demo.close();
    }
    const apart = await measureTimes(directory, counts.accounts, control === "hasty");
    return { cases: counts.guesses + counts.within, findings: { within, over, weak, free, apart } };
  },
});

/** Guesses against everything that the database keeps. */
function guessWithin(demo: DemoServer, count: number, make: (() => string) | null): string[] {
  const hits: string[] = [];
  const guessed = SECRETS.filter(({ stored }) => stored !== null);
  for (const secret of guessed) {
    const known = readStored(demo.file, secret);
    for (let left = Math.ceil(count / guessed.length); left > 0; left -= 1) {
      const code = (make ?? secret.make)();
      if (known.has(secret.stored?.isHashed ? sha256(code) : code)) hits.push(`${secret.name} in process: ${code}`);
    }
  }
  return hits;
}

/** A token and a certificate that one digit opens. */
function plantShort({ file }: DemoServer): void {
  const at = new Date(Date.now() - 60_000).toISOString();
  const until = new Date(Date.now() + 86_400_000).toISOString();
  for (const code of ["3", "6"])
    file.run(
      `INSERT INTO "ApiToken" ("id", "name", "scopes", "createdById", "createdAt", "expiresAt") VALUES (?, 'short', '["results"]', 'planted', ?, ?)`,
      sha256(code),
      at,
      until,
    );
  file.run(`UPDATE "Certificate" SET "verifyCode" = '9' WHERE rowid = (SELECT min(rowid) FROM "Certificate")`);
}

/** More turns when the first say that they differ: a busy machine is no finding. */
async function measureTimes(directory: string, accounts: number, isHasty: boolean): Promise<string[]> {
  let told: string[] = [];
  for (let time = 0; time < TIMES_TRIED; time += 1) {
    const ratios = isHasty ? await timeHasty(accounts) : await timeReal(path.join(directory, `hall-${time}`), accounts);
    console.log(`guess: time of a refused sign-in, of that of a known account: ${JSON.stringify(ratios)}`);
    told = Object.entries(ratios).flatMap(([kind, ratio]) =>
      isAlike(ratio) ? [] : [`an account that is ${kind} takes ${ratio.toFixed(2)} of the time`],
    );
    if (told.length === 0) break;
  }
  return told;
}

/** Accounts with passwords as everyone's are kept; those of the story are told to everyone, and cost less. */
async function timeReal(data: string, accounts: number): Promise<Readonly<Record<string, number>>> {
  fs.mkdirSync(data, { recursive: true });
  const file = path.join(data, "skillladder.db");
  const hall = prepareHall(data, `file:${file}`, accounts * 2);
  const known = hall.judges.slice(0, accounts).map(({ username }) => username);
  const disabled = hall.judges.slice(accounts).map(({ username }) => username);
  const database = openSqliteFile(file);
  for (const username of disabled)
    database.run(`UPDATE "User" SET "disabledAt" = ? WHERE "username" = ?`, new Date().toISOString(), username);
  database.close();
  const server = await openWatchedServer(data);
  try {
    return await compareTimes(server.url, { known, disabled, unknown: makeNames(accounts) });
  } finally {
    await server.end();
  }
}

/** For a control: nothing is hashed for who is unknown. */
async function timeHasty(accounts: number): Promise<Readonly<Record<string, number>>> {
  const kept = await hash("a password");
  const answer = async (body: string) => void (body.includes("unknown") || (await verify(kept, "no such password")));
  const of = (kind: Kind) => Array.from({ length: accounts }, (_, index) => `${kind}-${index}`);
  return whileRefused(answer, (url) =>
    compareTimes(url, { known: of("known"), disabled: of("disabled"), unknown: of("unknown") }),
  );
}

/** A server for controls: everyone is told that he is wrong, however often he tries, once what he sent has been considered. */
async function whileRefused<Value>(
  consider: (body: string) => Promise<void>,
  work: (url: string) => Promise<Value>,
): Promise<Value> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", async () => {
      await consider(body);
      response.writeHead(422).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function makeNames(count: number): string[] {
  return Array.from({ length: count }, () => `unknown-${randomBytes(4).toString("hex")}`);
}
