/**
 * `npm run -s interchange -- export CODE > file.json` writes a whole competition as one document; `import file.json` takes one in, all
 * of it or nothing. It works on the database that the server works on (DATABASE_URL, DATA_DIR, SECRET_KEY). Standard output is the
 * document and nothing else; faults go to standard error, one a line as `path: sentence`, and the exit code is then 2. It speaks
 * Chinese, and English where LC_ALL, LC_MESSAGES or LANG asks for it.
 */
import fs from "node:fs";
import { type InterchangeFault, MOST_FAULTS, toJsonPath } from "#app/domain/interchange/faults.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { readDocumentText } from "#app/platform/interchange/read-document.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { getCompetitionDocument } from "#app/queries/interchange/get-competition-document.server.ts";
import { importCompetition } from "#app/services/interchange/import-competition.server.ts";

const MEGABYTES = 512;
const WITHOUT = "--without-personal-data";

/** What ends the command: lines for standard error. */
class Refused extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(`${lines.length} refusals`);
    this.lines = lines;
  }
}

function findLocale({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Locale {
  return /^en/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "en" : "zh-CN";
}

const texts = await createI18n(findLocale(process.env));
const sentence = createSentence(texts, "interchange");

function refuseBy(refusals: readonly Refusal[]): never {
  throw new Refused(refusals.map(sentence));
}

function refuseByFaults(faults: readonly InterchangeFault[]): never {
  const lines = faults.map(({ path, code, params = {} }) =>
    texts.t("interchange:fault", { path: toJsonPath(path), sentence: sentence({ code, params }) }),
  );
  const more = faults.length >= MOST_FAULTS ? [texts.t("interchange:more")] : [];
  throw new Refused([texts.t("interchange:faults", { count: faults.length }), ...lines, ...more]);
}

async function exportTo(runtime: Runtime, code: string, withPersonalData: boolean): Promise<void> {
  const decision = await getCompetitionDocument(runtime, code, { withPersonalData });
  if (!decision.ok) refuseBy(decision.refusals);
  process.stdout.write(`${JSON.stringify(decision.value, null, 1)}\n`);
}

async function importFrom(runtime: Runtime, path: string): Promise<void> {
  const document = readDocumentText(readFile(path));
  if (!document.ok) refuseByFaults(document.faults);
  const imported = await importCompetition(runtime, null, document.value);
  if (!imported.ok) return "faults" in imported ? refuseByFaults(imported.faults) : refuseBy(imported.refusals);
  const { code, rows, accounts, files } = imported.value;
  process.stderr.write(`${texts.t("interchange:imported", { code, rows, accounts })}\n`);
  if (files > 0) process.stderr.write(`${texts.t("interchange:files", { count: files })}\n`);
}

function readFile(path: string): string {
  try {
    if (fs.statSync(path).size <= MEGABYTES * 1_000_000) return fs.readFileSync(path, "utf8");
  } catch {
    return refuseBy([{ code: "file-unreadable", params: { path } }]);
  }
  return refuseBy([{ code: "file-too-large", params: { path, megabytes: MEGABYTES } }]);
}

/** What the words ask for; null where they ask for nothing that there is. */
function readWords(words: readonly string[]): ((runtime: Runtime) => Promise<void>) | null {
  const [command, what, ...options] = words.filter((word) => word !== WITHOUT);
  if (what === undefined || options.length > 0) return null;
  const isWithheld = words.includes(WITHOUT);
  if (command === "export") return (runtime) => exportTo(runtime, what, !isWithheld);
  return command === "import" && !isWithheld ? (runtime) => importFrom(runtime, what) : null;
}

const work = readWords(process.argv.slice(2));
if (work === null) {
  process.stderr.write(`${texts.t("interchange:usage")}\n`);
  process.exitCode = 2;
} else {
  const runtime = await createRuntime({ ...readEnv(process.env), logLevel: "silent" });
  try {
    await work(runtime);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(error.lines.map((line) => `${line}\n`).join(""));
    process.exitCode = 2;
  } finally {
    await runtime.close();
  }
}
