/** The files from which anyone can compute a round again: from unblinding on for the office, once published for everyone. */
import { computeShownDisclosure } from "#app/domain/board/shown-disclosure.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { Disclosure, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { writeTrialEntries, writeTrialRules } from "#app/domain/trial/write-files.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

export const TRIAL_FILES = ["rules.json", "entries.csv"] as const;
export type TrialFile = (typeof TRIAL_FILES)[number];

/** The text of the file; null for another name, and while this reader may not have it. */
export async function findTrialFile(
  runtime: Runtime,
  roundId: string,
  name: string | undefined,
  reader: "office" | "public",
): Promise<string | null> {
  const file = TRIAL_FILES.find((known) => known === name);
  const { read } = runtime.database;
  const round = await read.round.findUnique({
    where: { id: roundId },
    select: { phase: true, disclosure: true, publications: { where: { kind: "on-site" }, select: { id: true } } },
  });
  if (!file || !round) return null;
  const phase = round.phase as RoundPhase;
  const isPublished = round.publications.length > 0;
  const shown = computeShownDisclosure({
    disclosure: round.disclosure as Disclosure,
    phase,
    isPublished,
    isWhole: phase !== "judging",
  });
  if (reader === "office" ? !isUnblinded(phase) : shown !== "named") return null;
  const { rows, rules, isLast } = await getRoundResultsByEntry(read, roundId);
  return file === "rules.json" ? writeTrialRules(rules, isLast) : writeTrialEntries(rows, rules);
}
