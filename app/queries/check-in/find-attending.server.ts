/** Which entry of a round a scanned badge, a typed number or a row means, and how it was found. */
import { readBadge } from "#app/domain/draw/badge-code.ts";
import type { CheckInCode, CheckInWay } from "#app/domain/draw/check-in.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { isTrueBadge } from "#app/platform/crypto/badge.server.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { type AttendingEntry, listAttendance } from "#app/queries/check-in/list-attendance.server.ts";

/** The entry of a row, or what a camera, a scanner or a person entered: a badge's text or an entrant number, small letters too. */
export type EntryChoice =
  | { readonly entryId: string; readonly way?: CheckInWay }
  | { readonly entrantNumber: string; readonly isCamera?: boolean };

export type FoundEntry = { readonly entry: AttendingEntry; readonly way: CheckInWay };

/** A badge that this installation did not make, or of another event, is refused as such. */
export async function findAttending(
  tables: Tables,
  keys: Keys,
  input: { readonly roundId: string; readonly choice: EntryChoice },
): Promise<Decision<FoundEntry, CheckInCode>> {
  const { roundId, choice } = input;
  const entries = await listAttendance(tables, roundId);
  if ("entryId" in choice) {
    const entry = entries.find(({ entryId }) => entryId === choice.entryId);
    return entry ? allow({ entry, way: choice.way ?? "typed" }) : refuse({ code: "entrant-unknown", params: unknown("") });
  }
  const reading = readBadge(choice.entrantNumber);
  if (reading.kind === "badge") {
    if (!isTrueBadge(keys, reading, reading.check)) return refuse({ code: "badge-forged", params: AT_FIELD });
    const { event } = await tables.round.findUniqueOrThrow({
      where: { id: roundId },
      select: { event: { select: { code: true, competition: { select: { code: true } } } } },
    });
    const isHere = isSame(reading.event, event.code) && isSame(reading.competition, event.competition.code);
    if (!isHere) return refuse({ code: "badge-of-another-event", params: { ...AT_FIELD, event: reading.event } });
  }
  const entry = entries.find(({ entrantNumber }) => isSame(entrantNumber, reading.entrantNumber));
  if (!entry) return refuse({ code: "entrant-unknown", params: unknown(reading.entrantNumber) });
  return allow({ entry, way: reading.kind === "number" ? "typed" : choice.isCamera ? "camera" : "scanner" });
}

const AT_FIELD = { field: "entrantNumber" };

function unknown(entrantNumber: string) {
  return { ...AT_FIELD, entrantNumber };
}

function isSame(left: string, right: string): boolean {
  return left.toUpperCase() === right.toUpperCase();
}
