/** 领队会 and 裁判培训: a meeting that was held, with its minutes. A record is voided with a reason, never changed. */
import { LARGEST_SCAN_BYTES, recogniseScan, type ScanType } from "#app/domain/marking/scan-file.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export const MEETING_KINDS = ["leaders-meeting", "judges-training"] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

export const LARGEST_MINUTES_BYTES = LARGEST_SCAN_BYTES;
const MEGABYTES = 8;

export const MEETING_REFUSALS = [
  "meeting-ahead",
  "meeting-minutes-missing",
  "meeting-empty",
  "meeting-file-too-large",
  "meeting-file-not-readable",
  "meeting-unknown",
  "meeting-voided",
  "meeting-reason-required",
  "meeting-attendee-unknown",
  "meeting-event-unknown",
  "preparation-archived",
] as const;
export type MeetingRefusal = (typeof MEETING_REFUSALS)[number];

/** @returns the type of the scan; null: text alone; or every reason against the record */
export function decideMeeting(input: {
  readonly phase: CompetitionPhase;
  readonly heldAt: Date;
  readonly now: Date;
  readonly minutes: string;
  readonly file: Uint8Array | null;
  /** How many delegations or judges were there. */
  readonly attendees: number;
}): Decision<ScanType | null, MeetingRefusal> {
  const { file } = input;
  const type = file === null ? null : recogniseScan(file);
  const refusals: Refusal<MeetingRefusal>[] = [];
  if (input.phase === "archived") refusals.push({ code: "preparation-archived" });
  if (input.heldAt.getTime() > input.now.getTime()) refusals.push({ code: "meeting-ahead", params: { field: "heldAt" } });
  if (input.minutes.trim() === "" && file === null) {
    refusals.push({ code: "meeting-minutes-missing", params: { field: "minutes" } });
  }
  if (input.attendees === 0) refusals.push({ code: "meeting-empty", params: { field: "attendees" } });
  if (file !== null && file.length > LARGEST_MINUTES_BYTES) {
    refusals.push({ code: "meeting-file-too-large", params: { field: "file", limit: MEGABYTES } });
  }
  if (file !== null && type === null) refusals.push({ code: "meeting-file-not-readable", params: { field: "file" } });
  return decide(refusals, type);
}

export function decideVoiding(
  meeting: { readonly isVoided: boolean },
  reason: string,
  phase: CompetitionPhase,
): Decision<null, MeetingRefusal> {
  const refusals: Refusal<MeetingRefusal>[] = [];
  if (phase === "archived") refusals.push({ code: "preparation-archived" });
  if (meeting.isVoided) refusals.push({ code: "meeting-voided" });
  if (reason.trim() === "") refusals.push({ code: "meeting-reason-required", params: { field: "reason" } });
  return decide(refusals, null);
}
