/** Fault `tamper`: a log is changed in every way that a file or a row can be, by outsiders and by who has the key; a standalone program looks. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type DatabaseKind, defineFault } from "./fault.ts";
import { placeOf } from "./place.ts";
import { DATABASE_MUTATIONS, keepRows, openRows, restoreRows } from "./tamper-database.ts";
import { openSigner, type Signer } from "./tamper-file.ts";
import { MUTATIONS, seedRandom, type Target } from "./tamper-mutations.ts";
import type { TamperWorld } from "./tamper-world.ts";

const RECORDS = 300;
const PKCS8_BYTES = 16;
const SPKI_BYTES = 12;

type Verifier = {
  verifyExport(pieces: Iterable<Buffer>, kept: object): Promise<{ readonly faults: readonly string[] }>;
  readHeads(text: string): readonly { readonly chain: string; readonly sequence: number }[];
  readPem(text: string): readonly Buffer[];
};

/** What is left out of the program, so that something must pass it. */
const LEFT_OUT = {
  "no-linkage": ["previousHash !== previous.hash", "previousHash === undefined"],
  "no-hashes": ["sha256(canonical(content)) !== hash", "hash === undefined"],
  "no-digest": ["line.sha256 !== digest", "line.sha256 === undefined"],
} as const;

export const tamper = defineFault({
  name: "tamper",
  holds: "whatever is changed, left out, added, cut off or written anew in an exported log or in its rows is found",
  databases: ["sqlite", "postgresql"],
  counts: { mutations: { usual: 5_000, nightly: 50_000 }, rows: { usual: 18, nightly: 200 } },
  controls: {
    // Nothing was kept elsewhere: who has a key writes a chain anew.
    "no-heads": { finds: ["file", "rows"], counts: { mutations: 500, rows: 9 } },
    "no-linkage": { finds: ["file"], counts: { mutations: 500, rows: 1 } },
    "no-hashes": { finds: ["file"], counts: { mutations: 500, rows: 1 } },
    "no-digest": { finds: ["file"], counts: { mutations: 500, rows: 1 } },
  },
  run: async ({ counts, database, control, directory }) => {
    const data = path.join(directory, "data");
    const place = await placeOf(database, data);
    try {
      const env = { ...process.env, NODE_ENV: "production" as const, LOG_LEVEL: "warn", DATA_DIR: data, DATABASE_URL: place.url };
      const run = (file: string, ...words: string[]) =>
        execFileSync(process.execPath, ["--import", "tsx", file, ...words], { env, encoding: "utf8", maxBuffer: 1 << 28 });
      const world = JSON.parse(run("test/faults/tamper-world.ts", String(RECORDS))) as TamperWorld;
      const text = run("server/commands/audit.ts", "export", world.chain);
      const insider = openSigner(world.keyId, Buffer.from(world.secret, "base64"));
      const hasHeads = control !== "no-heads";
      const inFile = await tamperWithFile({ text, world, insider, data, directory, control, count: counts.mutations });
      // Elsewhere means: where who changes the database does not get at it.
      if (!hasHeads) fs.rmSync(path.join(data, "audit-heads"), { recursive: true });
      const kept = inFile.kept;
      const inRows = await tamperWithRows({ database, url: place.url, env, world, insider, kept, hasHeads, count: counts.rows });
      return { cases: inFile.cases + inRows.cases, findings: { file: inFile.missed, rows: inRows.missed } };
    } finally {
      await place.clear();
    }
  },
});

async function tamperWithFile(of: {
  readonly text: string;
  readonly world: TamperWorld;
  readonly insider: Signer;
  readonly data: string;
  readonly directory: string;
  readonly control: string | null;
  readonly count: number;
}) {
  const { text, world, insider, control } = of;
  const verifier = await loadVerifier(of.directory, control);
  const heads = readKeptHeads(verifier, of.data).filter(({ chain }) => chain === world.chain);
  const keptElsewhere = control === "no-heads" ? {} : { keys: verifier.readPem(world.pem), heads };
  const untouched = await verifier.verifyExport([Buffer.from(text)], keptElsewhere);
  if (untouched.faults.length > 0) throw new Error(`What nobody touched is found to be wrong: ${untouched.faults[0]}`);
  const kept = heads.map(({ sequence }) => sequence);
  const target: Target = { text, insider, stranger: makeStranger(), kept };
  const names = Object.keys(MUTATIONS);
  const missed: string[] = [];
  let cases = 0;
  for (let seed = 0; cases < of.count; seed += 1) {
    const name = names[seed % names.length] ?? "";
    const bytes = MUTATIONS[name]?.(target, seedRandom(seed)) ?? null;
    if (bytes === null || bytes.equals(Buffer.from(text))) continue;
    cases += 1;
    const { faults } = await verifier.verifyExport([bytes], keptElsewhere);
    if (faults.length === 0) missed.push(`${name}, seed ${seed}: the file passes`);
  }
  return { cases, missed, kept };
}

async function tamperWithRows(of: {
  readonly database: DatabaseKind;
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  readonly world: TamperWorld;
  readonly insider: Signer;
  readonly kept: readonly number[];
  readonly hasHeads: boolean;
  readonly count: number;
}) {
  const { world, insider, kept, env } = of;
  const words = ["verify", "--database", ...(of.hasHeads ? ["--key", path.join(String(env.DATA_DIR), "issuer.pem")] : [])];
  const verify = () =>
    spawnSync(process.execPath, ["--import", "tsx", "server/commands/audit.ts", ...words], { env, encoding: "utf8" });
  const before = verify();
  if (before.status !== 0) throw new Error(`Rows that nobody touched are found to be wrong: ${before.stdout}${before.stderr}`);
  const rows = await openRows(of.database, of.url);
  const signatureOf = (bytes: Buffer) =>
    of.database === "sqlite" ? `x'${bytes.toString("hex")}'` : `'\\x${bytes.toString("hex")}'`;
  const missed: string[] = [];
  try {
    await keepRows(rows);
    const names = Object.keys(DATABASE_MUTATIONS);
    for (let seed = 0; seed < of.count; seed += 1) {
      // Of a short run the last one is the insider, too.
      const name = names[(names.length - 1 + seed) % names.length] ?? "";
      await DATABASE_MUTATIONS[name]?.({ rows, chain: world.chain, kept, insider, signatureOf }, seedRandom(seed));
      const { status, stdout, stderr } = verify();
      if (status === 0) missed.push(`${name}, seed ${seed}: the rows pass`);
      else if (status !== 1) throw new Error(`The command broke off: ${stdout}${stderr}`);
      await restoreRows(rows);
    }
  } finally {
    await rows.close();
  }
  return { cases: of.count, missed };
}

/** The published program; of a control a copy of it in which one check is left out. */
async function loadVerifier(directory: string, control: string | null): Promise<Verifier> {
  const published = "app/public/verify-audit.mjs";
  if (control === null || !(control in LEFT_OUT)) return (await import(pathToFileURL(path.resolve(published)).href)) as Verifier;
  const [check, never] = LEFT_OUT[control as keyof typeof LEFT_OUT];
  const text = fs.readFileSync(published, "utf8");
  if (!text.includes(check)) throw new Error(`The program has no such check any more: ${check}`);
  const copy = path.join(directory, "verify.mjs");
  fs.writeFileSync(copy, text.replace(check, never));
  return (await import(pathToFileURL(copy).href)) as Verifier;
}

function readKeptHeads(verifier: Verifier, data: string) {
  const folder = path.join(data, "audit-heads");
  return fs.readdirSync(folder).flatMap((name) => verifier.readHeads(fs.readFileSync(path.join(folder, name), "utf8")));
}

function makeStranger(): Target["stranger"] {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const own = createPublicKey(publicKey.export({ format: "pem", type: "spki" }))
    .export({ format: "der", type: "spki" })
    .subarray(SPKI_BYTES);
  const keyId = createHash("sha256").update(own).digest("hex").slice(0, 16);
  const secret = privateKey.export({ format: "der", type: "pkcs8" }).subarray(PKCS8_BYTES);
  return { ...openSigner(keyId, secret), publicKey: own.toString("base64url") };
}
