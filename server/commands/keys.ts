/**
 * `npm run -s keys -- rotate` changes the master key of the installation, `issuer` the key that certificates are signed with, `make` prints
 * a new master key. It works on the database that the server works on (DATABASE_URL, DATA_DIR, SECRET_KEY); the master key is
 * changed while no process serves. Refusals go to standard error, and the exit code is then 2.
 */
import { randomBytes } from "node:crypto";
import type { Decision, Refusal } from "#app/domain/shared/decision.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import { isDatabaseInUse } from "#app/platform/db/in-use.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { rotateIssuerKey } from "#app/services/certificates/rotate-issuer-key.server.ts";
import { keepKey } from "#app/services/installation/keep-key.server.ts";
import { hasNextKey, type Rotated, rotateKey, settleKey } from "#app/services/installation/rotate-key.server.ts";
import { compareMigrations } from "#prisma/migrate.ts";

function findLocale({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Locale {
  return /^en/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "en" : "zh-CN";
}

const texts = await createI18n(findLocale(process.env));
const sentence = createSentence(texts, "keys");
const env = { ...readEnv(process.env), logLevel: "silent" };

function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

function refuseBy(refusals: readonly Refusal[]): void {
  process.stderr.write(refusals.map((refusal) => `${sentence(refusal)}\n`).join(""));
  process.exitCode = 2;
}

async function withRuntime(work: (runtime: Runtime) => Promise<void>): Promise<void> {
  const runtime = await createRuntime(env);
  await work(runtime).finally(() => runtime.close());
}

/** Whether the key that was given is the one of the database. */
function isKept(runtime: Runtime): Promise<boolean> {
  return keepKey(runtime).then(
    () => true,
    () => false,
  );
}

/** Of another version's database a change of keys would leave under the old one what this program does not know. Says why not. */
async function hasOwnMigrations(): Promise<boolean> {
  const compared = await compareMigrations(env.databaseUrl).catch((error: Error) => error);
  if (compared instanceof Error) process.stderr.write(`${compared.message}\n`);
  else if (compared.lacking.length > 0) refuseBy([{ code: "database-older" }]);
  else return true;
  process.exitCode = 2;
  return false;
}

async function rotate(): Promise<void> {
  if (!(await hasOwnMigrations())) return;
  if (await isDatabaseInUse(env.databaseUrl)) return refuseBy([{ code: "server-running" }]);
  if (hasNextKey(env)) {
    let isSettled = false;
    await withRuntime(async (runtime) => {
      isSettled = await settleKey(runtime);
    });
    if (isSettled) return say(texts.t("keys:settled"));
  }
  await withRuntime(async (runtime) => {
    if (!(await isKept(runtime))) return refuseBy([{ code: "key-other" }]);
    const steps = rotateKey(runtime, process.env.NEW_SECRET_KEY ?? null);
    let step = await steps.next();
    while (!step.done) step = await steps.next();
    tell(step.value);
  });
  // Of several processes each hears of it and ends; one over a SQLite file would go on with the key that it read before.
  if (await isDatabaseInUse(env.databaseUrl)) refuseBy([{ code: "server-started" }]);
}

function tell(decision: Decision<Rotated>): void {
  if (!decision.ok) {
    refuseBy(decision.refusals);
    return;
  }
  const { rows, aside } = decision.value;
  for (const [of, count] of Object.entries(rows)) say(texts.t("keys:rows", { of, count }));
  say(texts.t("keys:rotated"), aside === null ? texts.t("keys:environment") : texts.t("keys:aside", { file: aside }));
}

/** Beside a server that runs, too: each certificate is signed with the key that the database says signs then. */
async function issuer(distrusts: boolean): Promise<void> {
  if (!(await hasOwnMigrations())) return;
  await withRuntime(async (runtime) => {
    if (!(await isKept(runtime))) return refuseBy([{ code: "key-other" }]);
    const decision = await rotateIssuerKey(runtime, null, { distrusts });
    if (!decision.ok) return refuseBy(decision.refusals);
    say(texts.t(distrusts ? "keys:issuerDistrusted" : "keys:issuer", { id: decision.value.keyId }));
  });
}

const words = process.argv.slice(2).join(" ");
if (words === "rotate") await rotate();
else if (words === "issuer" || words === "issuer --distrust") await issuer(words !== "issuer");
else if (words === "make") say(randomBytes(32).toString("base64"));
else {
  process.stderr.write(`${texts.t("keys:usage")}\n`);
  process.exitCode = 2;
}
