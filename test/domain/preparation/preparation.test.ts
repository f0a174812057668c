/** What is refused of notices, meetings and the filing number, every reason at once. */
import { describe, expect, it } from "vitest";
import { decideMeeting, decideVoiding, LARGEST_MINUTES_BYTES } from "#app/domain/preparation/meeting.ts";
import { decideNotice, decideWithdrawal, LARGEST_NOTICE_BYTES } from "#app/domain/preparation/notice.ts";
import { decideFilingNumber, decideGates } from "#app/domain/preparation/preparing.ts";
import type { Decision } from "#app/domain/shared/decision.ts";
import { COMPETITION_PHASES } from "#app/domain/shared/vocabulary.ts";

const codes = (decision: Decision<unknown>) => (decision.ok ? [] : decision.refusals.map(({ code }) => code));
const PDF = new TextEncoder().encode("%PDF-1.7\n");
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PROGRAM = new TextEncoder().encode("MZ not a document");

function padded(head: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(head);
  return bytes;
}

describe("a notice", () => {
  const NOTICE = { phase: "registration", body: "正文", file: null, replaced: null } as const;
  const standing = { isReplaced: false, isWithdrawn: false };

  it("needs a text or a PDF", () => {
    expect(codes(decideNotice(NOTICE))).toEqual([]);
    expect(codes(decideNotice({ ...NOTICE, body: "", file: PDF }))).toEqual([]);
    expect(codes(decideNotice({ ...NOTICE, body: "  \n" }))).toEqual(["notice-empty"]);
    expect(codes(decideNotice({ ...NOTICE, file: PNG }))).toEqual(["notice-file-not-pdf"]);
    expect(codes(decideNotice({ ...NOTICE, file: PROGRAM }))).toEqual(["notice-file-not-pdf"]);
  });

  it("has a file of at most 10 MB", () => {
    expect(codes(decideNotice({ ...NOTICE, file: padded(PDF, LARGEST_NOTICE_BYTES) }))).toEqual([]);
    expect(codes(decideNotice({ ...NOTICE, file: padded(PROGRAM, LARGEST_NOTICE_BYTES + 1) }))).toEqual([
      "notice-file-too-large",
      "notice-file-not-pdf",
    ]);
  });

  it("replaces only what stands, and not in an archive", () => {
    expect(codes(decideNotice({ ...NOTICE, replaced: standing }))).toEqual([]);
    expect(codes(decideNotice({ ...NOTICE, replaced: { ...standing, isReplaced: true } }))).toEqual(["notice-replaced"]);
    expect(codes(decideNotice({ ...NOTICE, phase: "archived", replaced: { ...standing, isWithdrawn: true } }))).toEqual([
      "notice-withdrawn",
      "preparation-archived",
    ]);
  });

  it("is withdrawn once, with a reason", () => {
    expect(codes(decideWithdrawal({ phase: "running", notice: standing, reason: "有误" }))).toEqual([]);
    const withdrawn = { ...standing, isWithdrawn: true };
    expect(codes(decideWithdrawal({ phase: "running", notice: withdrawn, reason: " " }))).toEqual([
      "notice-withdrawn",
      "notice-reason-required",
    ]);
  });
});

describe("a meeting", () => {
  const now = new Date("2026-11-20T01:00:00Z");
  const MEETING = { phase: "registration", heldAt: now, now, minutes: "议定", file: null, attendees: 1 } as const;

  it("was held, by someone, with minutes", () => {
    expect(codes(decideMeeting(MEETING))).toEqual([]);
    const ahead = new Date(now.getTime() + 1);
    expect(codes(decideMeeting({ ...MEETING, heldAt: ahead, minutes: " ", attendees: 0 }))).toEqual([
      "meeting-ahead",
      "meeting-minutes-missing",
      "meeting-empty",
    ]);
  });

  it("has a scan that can be read", () => {
    expect(decideMeeting({ ...MEETING, minutes: "", file: PNG })).toEqual({ ok: true, value: "image/png" });
    expect(codes(decideMeeting({ ...MEETING, file: padded(PROGRAM, LARGEST_MINUTES_BYTES + 1) }))).toEqual([
      "meeting-file-too-large",
      "meeting-file-not-readable",
    ]);
  });

  it("is voided once, with a reason", () => {
    expect(codes(decideVoiding({ isVoided: false }, "误登", "registration"))).toEqual([]);
    expect(codes(decideVoiding({ isVoided: true }, "", "archived"))).toEqual([
      "preparation-archived",
      "meeting-voided",
      "meeting-reason-required",
    ]);
  });
});

it("a filing number is put right until the results are final", () => {
  expect(decideFilingNumber(" 京人社竞备〔2026〕18 号 ", "running")).toEqual({ ok: true, value: "京人社竞备〔2026〕18 号" });
  expect(codes(decideFilingNumber(" ", "final"))).toEqual(["preparation-archived", "filing-number-required"]);
});

it("gates are switched before the start only", () => {
  expect(COMPETITION_PHASES.filter((phase) => decideGates(phase).ok)).toEqual(["draft", "announced", "registration"]);
});
