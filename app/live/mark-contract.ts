/** What a tablet and the server say to each other about marks (DOMAIN 11): `POST /judge/marks`, with the cookie of the judge's session. */
import { z } from "zod";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { MARKS_PATH, MOST_MARKS } from "./tablet/limits.ts";

export { MARKS_PATH, MOST_MARKS };

const LONGEST_REASON = 200;
/** A device's keys are UUIDs; those of values that came from paper name the keyings that agreed, the aspect and the judge. */
const LONGEST_VALUE_KEY = 250;
/** Readings are thousandths and may lie below zero; the database keeps 32 bits. */
const LARGEST_VALUE = 2_000_000_000;

const id = z.string().min(1).max(64);

/** One value of one aspect as it was entered. */
export const MarkEntrySchema = z.strictObject({
  /** Made on the device: however often it is sent, it is one act, and has one answer for ever. */
  key: z.uuid(),
  formId: id,
  aspectId: z.string().min(1).max(20),
  /** A score from 0 to 3 for a judgement, else what the way of the measurement asks for (a mark in hundredths, a count, a reading). */
  value: z.int().min(-LARGEST_VALUE).max(LARGEST_VALUE),
  /** Of a judgement: the score round that the judge had before him; else 1. */
  scoreRound: z.int().min(1).max(99),
  /** Needed to replace a settled value; null where none was given. */
  reason: z
    .string()
    .trim()
    .max(LONGEST_REASON)
    .nullable()
    .transform((reason) => reason || null),
  /** ISO in UTC, by the device's clock. */
  enteredAt: z.iso.datetime(),
  /**
   * The key of the value of this aspect that was on the judge's screen when he entered this one: his own where each judge
   * enters his own, the team's where it agrees on one; of a judgement, his own in this score round. Null when none was. What
   * waits in his outbox is on his screen, too.
   */
  replaces: z.string().min(1).max(LONGEST_VALUE_KEY).nullable(),
});
export type MarkEntry = z.output<typeof MarkEntrySchema>;

/** The body of the request: what one judge entered on one device, in the order of entry. */
export const MarksRequestSchema = z.strictObject({
  /** The user id of the judge who entered them; he must be signed in on this browser. */
  judge: id,
  /** The device, as it names itself. */
  device: id,
  marks: z.array(MarkEntrySchema).min(1).max(MOST_MARKS),
});
export type MarksRequest = z.output<typeof MarksRequestSchema>;

/**
 * - `recorded`: on the server's disk; `revision` is the form's revision that it made.
 * - `conflict`: another value stands that this judge had not seen. Both are kept, on the server's disk; a person of the team settles it.
 * - `refused`: nothing of it is kept, for every reason named; what the judge entered is only on his device.
 */
export type MarkAnswer =
  | { readonly key: string; readonly kind: "recorded"; readonly revision: number; readonly receivedAt: string }
  | { readonly key: string; readonly kind: "conflict"; readonly conflictId: string; readonly standing: StandingValue }
  | { readonly key: string; readonly kind: "refused"; readonly refusals: readonly Refusal[] };

/** The value that stood when the entry came; `receivedAt` ISO by the server's clock. */
export type StandingValue = { readonly key: string; readonly value: number; readonly receivedAt: string };

/**
 * The body of a 200, in the order sent. Else: 401 the session of this judge has ended, or lacks a second factor or a new password;
 * 404 he marks nowhere; 413 and 422 a request that no tablet makes, with one sentence; 503 with Retry-After when the database cannot
 * commit now, and nothing is acknowledged.
 */
export type MarksAnswer = { readonly answers: readonly MarkAnswer[] };
