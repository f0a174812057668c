/**
 * Which records of a log a reader may see while works are blind. A log is stricter than the pages: its times would join what these keep
 * apart, such as a pause in the hall under an entry and under a seat. So nobody sees before a round is unblinded what was done to
 * works, who seats people sees what was done to entries, and who marks neither.
 */
import { decideSight } from "#app/domain/blinding/sight.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { Role, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** What a record is about, as far as it matters here. */
export type RecordSide = "works" | "people" | "neither";

/** About works: marks under a code. */
const WORK_KINDS: readonly string[] = ["form", "note", "rescore-set"];
const WORK_ACTS: readonly string[] = ["check-recheck-item", "draw-recheck", "decide-tie", "settle-paper-differences"];
/** About entries and whose they are. */
const PEOPLE_KINDS: readonly string[] = ["entry", "draw", "appeal", "certificate", "level-promotion", "conflict", "delegation"];
const PEOPLE_ACTS: readonly string[] = ["hold-draw", "start-all", "mark-rest-absent", "change-going-on", "import-roster"];

export function findSide({ act, objectKind }: { readonly act: string; readonly objectKind: string }): RecordSide {
  if (WORK_KINDS.includes(objectKind) || WORK_ACTS.includes(act)) return "works";
  return PEOPLE_KINDS.includes(objectKind) || PEOPLE_ACTS.includes(act) ? "people" : "neither";
}

/**
 * What was done to works waits for the unblinding, whoever asks: the order of its times is the order in which works came before their
 * judges, and that is one of people.
 * @param phases of the rounds that the record could tell something of: of its round, or of all rounds of its event or competition
 */
export function isRecordVisible(side: RecordSide, phases: readonly RoundPhase[], roles: readonly Role[]): boolean {
  if (side === "neither" || phases.every(isUnblinded)) return true;
  if (side === "works" || roles.includes("marking-judge")) return false;
  // As where the seat is the code: who seats people sees them.
  return decideSight({ layers: 2, phase: "judging", roles }).entrantsBySeat;
}

/** Whether a whole log may be had as a file: it holds both sides. */
export function isLogOpen(phases: readonly RoundPhase[]): boolean {
  return phases.every(isUnblinded);
}
