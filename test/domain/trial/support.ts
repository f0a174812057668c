/** Rules and entries of a trial as text, and what comes out. */

import { runTrial, writeTrial } from "#app/domain/trial/compute-trial.ts";
import type { TrialFault } from "#app/domain/trial/fault.ts";
import { readTrialRules } from "#app/forms/trial-rules.ts";

export type Run = { readonly csv: string } | { readonly faults: readonly TrialFault[] };

/** Exactly what the command and the page do with two files. */
export function run(rules: object | string, entries: string | readonly string[]): Run {
  const read = readTrialRules(typeof rules === "string" ? rules : JSON.stringify(rules));
  const trial = read.ok ? runTrial(typeof entries === "string" ? entries : entries.join("\n"), read.value) : read;
  return trial.ok ? { csv: writeTrial(trial.value, "\n") } : { faults: trial.faults };
}

/** The rows without the header. @throws Error with the faults, if there are any */
export function rowsOf(rules: object | string, entries: string | readonly string[]): string[] {
  const result = run(rules, entries);
  if ("faults" in result) throw new Error(JSON.stringify(result.faults));
  const [header, ...rows] = result.csv.trimEnd().split("\n");
  if (header !== "entry,total,place,scaleScore,award") throw new Error(`header ${header}`);
  return rows;
}

/** "row:column code", in the order found. */
export function faultsOf(rules: object | string, entries: string | readonly string[] = ["entry,total"]): string[] {
  const result = run(rules, entries);
  if (!("faults" in result)) return [];
  return result.faults.map(({ row, column, refusal }) => `${row}:${column} ${refusal.code}`);
}
