/** 通知 and 技术文件: what is published before the day. A new version replaces one; none is changed. */
import { recogniseScan } from "#app/domain/marking/scan-file.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export const NOTICE_KINDS = ["notice", "technical-document"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What the server takes as one form, less what stands around the file. */
export const LARGEST_NOTICE_BYTES = 10 * 1024 * 1024;
const MEGABYTES = 10;

export const NOTICE_REFUSALS = [
  "notice-empty",
  "notice-file-too-large",
  "notice-file-not-pdf",
  "notice-unknown",
  "notice-replaced",
  "notice-withdrawn",
  "notice-reason-required",
  "notice-event-unknown",
  "preparation-archived",
] as const;
export type NoticeRefusal = (typeof NOTICE_REFUSALS)[number];

/** What stands of a version that is to be replaced or withdrawn. */
export type StandingNotice = { readonly isReplaced: boolean; readonly isWithdrawn: boolean };

/** @param input.file null: text alone @param input.replaced null: a new document */
export function decideNotice(input: {
  readonly phase: CompetitionPhase;
  readonly body: string;
  readonly file: Uint8Array | null;
  readonly replaced: StandingNotice | null;
}): Decision<null, NoticeRefusal> {
  const { body, file, phase, replaced } = input;
  const refusals: Refusal<NoticeRefusal>[] = [...checkStanding(replaced), ...checkPhase(phase)];
  if (body.trim() === "" && file === null) refusals.push({ code: "notice-empty", params: { field: "body" } });
  if (file !== null && file.length > LARGEST_NOTICE_BYTES) {
    refusals.push({ code: "notice-file-too-large", params: { field: "file", limit: MEGABYTES } });
  }
  if (file !== null && recogniseScan(file) !== "application/pdf") {
    refusals.push({ code: "notice-file-not-pdf", params: { field: "file" } });
  }
  return decide(refusals, null);
}

/** Withdrawing takes the document with all its versions. */
export function decideWithdrawal(input: {
  readonly phase: CompetitionPhase;
  readonly notice: StandingNotice;
  readonly reason: string;
}): Decision<null, NoticeRefusal> {
  const refusals: Refusal<NoticeRefusal>[] = [...checkStanding(input.notice), ...checkPhase(input.phase)];
  if (input.reason.trim() === "") refusals.push({ code: "notice-reason-required", params: { field: "reason" } });
  return decide(refusals, null);
}

function checkStanding(notice: StandingNotice | null): Refusal<NoticeRefusal>[] {
  if (notice === null) return [];
  if (notice.isWithdrawn) return [{ code: "notice-withdrawn" }];
  return notice.isReplaced ? [{ code: "notice-replaced" }] : [];
}

function checkPhase(phase: CompetitionPhase): Refusal<NoticeRefusal>[] {
  return phase === "archived" ? [{ code: "preparation-archived" }] : [];
}
