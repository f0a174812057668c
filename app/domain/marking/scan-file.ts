/** Which files are taken as scans of paper: by their first bytes, whatever they are called. */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";

export const LARGEST_SCAN_BYTES = 8 * 1024 * 1024;
const MEGABYTES = 8;

export const SCAN_TYPES = ["image/png", "image/jpeg", "application/pdf"] as const;
export type ScanType = (typeof SCAN_TYPES)[number];

const SIGNATURES: Readonly<Record<ScanType, readonly number[]>> = {
  "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  "image/jpeg": [0xff, 0xd8, 0xff],
  "application/pdf": [0x25, 0x50, 0x44, 0x46, 0x2d],
};

/** What the bytes are; null when they are none of these. */
export function recogniseScan(bytes: Uint8Array): ScanType | null {
  return SCAN_TYPES.find((type) => SIGNATURES[type].every((byte, index) => bytes[index] === byte)) ?? null;
}

export const SCAN_REFUSALS = ["scan-too-large", "scan-not-an-image", "scan-already-archived", "marks-published"] as const;
export type ScanRefusal = (typeof SCAN_REFUSALS)[number];

/** Answers the file's type, or every reason why it is not archived. */
export function decideScan(input: {
  readonly bytes: Uint8Array;
  readonly phase: RoundPhase;
  /** The same bytes stand in the archive at this place. */
  readonly isKnown: boolean;
}): Decision<ScanType, ScanRefusal> {
  const type = recogniseScan(input.bytes);
  const refusals: Refusal<ScanRefusal>[] = [];
  if (input.bytes.length > LARGEST_SCAN_BYTES) refusals.push({ code: "scan-too-large", params: { limit: MEGABYTES } });
  if (type === null) refusals.push({ code: "scan-not-an-image" });
  if (input.isKnown) refusals.push({ code: "scan-already-archived" });
  if (input.phase !== "draw" && input.phase !== "judging" && input.phase !== "recheck")
    refusals.push({ code: "marks-published" });
  return decide(refusals, type ?? "application/pdf");
}
