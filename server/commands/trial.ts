/**
 * `npm run -s trial -- --rules rules.json --entries entries.csv`: results out of two files, without a database and without the
 * server. Standard output is the CSV and nothing else; faults go to standard error, one a line as `file:row:column: sentence`,
 * and the exit code is then 2. It speaks Chinese, and English where LC_ALL, LC_MESSAGES or LANG asks for it.
 */
import fs from "node:fs";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { runTrial, writeTrial } from "#app/domain/trial/compute-trial.ts";
import { decodeText } from "#app/domain/trial/csv.ts";
import type { TrialFault } from "#app/domain/trial/fault.ts";
import { readTrialRules } from "#app/forms/trial-rules.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence, type Sentence } from "#app/i18n/sentence.ts";

const MEGABYTES = 64;
const OPTIONS = ["rules", "entries"] as const;
type Option = (typeof OPTIONS)[number];
type Files = Readonly<Record<Option, string>>;

/** What is wrong before a file is read: the sentence stands alone. */
class Refused extends Error {
  readonly refusals: readonly Refusal[];
  readonly showsUsage: boolean;
  constructor(refusals: readonly Refusal[], showsUsage: boolean) {
    super(refusals.map(({ code }) => code).join(", "));
    this.refusals = refusals;
    this.showsUsage = showsUsage;
  }
}

function findLocale({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Locale {
  return /^en/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "en" : "zh-CN";
}

/** `--rules FILE` or `--rules=FILE`, each once. @throws Refused with everything that is wrong */
function readOptions(words: readonly string[]): Files {
  const files: Partial<Record<Option, string>> = {};
  const refusals: Refusal[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name, , inline] = /^--([a-z]+)(=(.*))?$/s.exec(word) ?? [];
    const option = OPTIONS.find((known) => known === name);
    if (!option || files[option] !== undefined) refusals.push({ code: "option-unknown", params: { option: word } });
    else files[option] = inline ?? rest.shift() ?? "";
  }
  for (const option of OPTIONS) if (!files[option]) refusals.push({ code: "option-missing", params: { option } });
  if (refusals.length > 0) throw new Refused(refusals, true);
  return files as Files;
}

/** @throws Refused when one of them cannot be read */
function readFiles(files: Files): Readonly<Record<Option, string>> {
  const refusals: Refusal[] = [];
  const read = (path: string) => {
    try {
      if (fs.statSync(path).size <= MEGABYTES * 1_000_000) return decodeText(fs.readFileSync(path));
      refusals.push({ code: "file-too-large", params: { path, megabytes: MEGABYTES } });
    } catch {
      refusals.push({ code: "file-unreadable", params: { path } });
    }
    return "";
  };
  const texts = { rules: read(files.rules), entries: read(files.entries) };
  if (refusals.length > 0) throw new Refused(refusals, false);
  return texts;
}

function compute(files: Files, sentence: Sentence): string {
  const texts = readFiles(files);
  const rules = readTrialRules(texts.rules);
  const trial = rules.ok ? runTrial(texts.entries, rules.value) : rules;
  if (trial.ok) return writeTrial(trial.value, "\n");
  throw new Faulty(trial.faults.map((fault) => `${toPlace(fault, files)} ${sentence(fault.refusal)}`));
}

function toPlace({ file, row, column }: TrialFault, files: Files): string {
  return `${files[file]}:${row}:${column}:`;
}

class Faulty extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(`${lines.length} faults`);
    this.lines = lines;
  }
}

const texts = await createI18n(findLocale(process.env));
const sentence = createSentence(texts, "trial");

/** What stood in a cell may hold breaks; a fault has one line. */
function complain(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line.replace(/\s+/g, " ")}\n`).join(""));
  process.exitCode = 2;
}

process.stdout.on("error", () => process.exit(0));
try {
  process.stdout.write(compute(readOptions(process.argv.slice(2)), sentence));
} catch (error) {
  if (error instanceof Faulty) complain(error.lines);
  else if (error instanceof Refused)
    complain([...error.refusals.map(sentence), ...(error.showsUsage ? [texts.t("trial:usage")] : [])]);
  else throw error;
}
