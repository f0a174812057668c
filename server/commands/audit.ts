/**
 * `npm run -s audit -- verify FILE …` verifies an exported chain by the standalone program app/public/verify-audit.mjs, which says how;
 * `export CHAIN > file.jsonl` writes a chain (the code or id of a competition, or "system"); `verify --database` walks every chain of
 * the database that the server works on (DATABASE_URL, DATA_DIR, SECRET_KEY), against the heads in DATA_DIR/audit-heads and those given:
 * `--heads FILE`, `--head CHAIN:SEQ:HASH16`, `--key issuer.pem`. One sentence for each fault; exit code 1 where there is one, 2 where
 * nothing could be looked at. It speaks Chinese, and English where LC_ALL, LC_MESSAGES or LANG asks for it.
 */

import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import type { SignedHead } from "#app/domain/audit/head.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import { computeKeyId } from "#app/platform/crypto/issuer-key.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { exportChain } from "#app/queries/audit/export-chain.server.ts";
import { findChain } from "#app/queries/audit/find-chain.server.ts";
import { type KeptHead, verifyChains } from "#app/queries/audit/verify-chains.server.ts";
import { noteHead } from "#app/services/audit/note-head.server.ts";

type Verifier = {
  run(words: readonly string[]): Promise<number>;
  readHeads(text: string): readonly SignedHead[];
  readPem(text: string): readonly Buffer[];
  readPrinted(text: string): { readonly sequence: number; readonly prefix: string };
};

function findLocale({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Locale {
  return /^en/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "en" : "zh-CN";
}

const texts = await createI18n(findLocale(process.env));
const sentence = createSentence(texts, "history");
const verifier = (await import(new URL("../../app/public/verify-audit.mjs", import.meta.url).href)) as Verifier;

async function exportTo(runtime: Runtime, name: string): Promise<number> {
  const chain = await findChain(runtime, name);
  const head = chain === null ? null : await noteHead(runtime, chain);
  if (head === null) return fail(sentence({ code: "no-such-chain", params: { name } }));
  for await (const piece of exportChain(runtime, head)) if (!process.stdout.write(piece)) await once(process.stdout, "drain");
  return 0;
}

async function verifyDatabase(runtime: Runtime, options: readonly string[]): Promise<number> {
  const heads = listOwnFiles(runtime.env.dataDirectory).flatMap(readHeadFile);
  const keys = new Map<string, Uint8Array>();
  for (let at = 0; at < options.length; at += 2) {
    const [option, value = ""] = [options[at], options[at + 1]];
    if (option === "--heads") heads.push(...readHeadFile(value));
    else if (option === "--key") {
      for (const key of verifier.readPem(fs.readFileSync(value, "utf8"))) keys.set(computeKeyId(key), key);
    } else if (option === "--head") {
      const [name = "", ...printed] = value.split(":");
      const chain = (await findChain(runtime, name)) ?? name;
      heads.push({ chain, ...verifier.readPrinted(printed.join(":")), signed: null });
    } else return usage();
  }
  let isWell = true;
  for await (const { chain, records, heads: count, faults, more } of verifyChains(runtime, {
    heads,
    keys: keys.size > 0 ? keys : null,
  })) {
    for (const fault of faults) console.log(texts.t("history:verify.fault", { chain, sentence: sentence(fault) }));
    if (more > 0) console.log(texts.t("history:verify.more", { chain, count: more }));
    if (faults.length > 0) isWell = false;
    else console.log(texts.t("history:verify.intact", { chain, records, heads: count }));
  }
  return isWell ? 0 : 1;
}

function listOwnFiles(dataDirectory: string): readonly string[] {
  const folder = path.join(dataDirectory, "audit-heads");
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  return names.sort().map((name) => path.join(folder, name));
}

function readHeadFile(file: string): KeptHead[] {
  const heads = verifier.readHeads(fs.readFileSync(file, "utf8"));
  return heads.map((signed) => ({ chain: signed.chain, sequence: signed.sequence, prefix: signed.hash, signed }));
}

function usage(): number {
  return fail(texts.t("history:verify.usage"));
}

function fail(line: string): number {
  process.stderr.write(`${line}\n`);
  return 2;
}

async function withRuntime(work: (runtime: Runtime) => Promise<number>): Promise<number> {
  const runtime = await createRuntime({ ...readEnv(process.env), logLevel: "silent" });
  try {
    return await work(runtime);
  } finally {
    await runtime.close();
  }
}

async function work([command, what, ...options]: readonly string[]): Promise<number> {
  if (command === "export" && what !== undefined && options.length === 0) return withRuntime((one) => exportTo(one, what));
  if (command !== "verify" || what === undefined) return usage();
  if (what === "--database") return withRuntime((one) => verifyDatabase(one, options));
  return verifier.run(process.argv.slice(2));
}

process.exitCode = await work(process.argv.slice(2)).catch((error: unknown) =>
  fail(error instanceof Error ? error.message : String(error)),
);
