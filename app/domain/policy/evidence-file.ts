/** Which files are taken as evidence of a recorded fact: by their first bytes, whatever they are called. */

import { LARGEST_SCAN_BYTES, recogniseScan, type ScanType } from "#app/domain/marking/scan-file.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export const LARGEST_EVIDENCE_BYTES = LARGEST_SCAN_BYTES;
const MEGABYTES = 8;

export type EvidenceRefusal = "evidence-too-large" | "evidence-not-readable";

/** Answers the file's type (PDF, PNG or JPEG), or every reason why it is not taken. */
export function decideEvidence(bytes: Uint8Array): Decision<ScanType, EvidenceRefusal> {
  const type = recogniseScan(bytes);
  const refusals: Refusal<EvidenceRefusal>[] = [];
  if (bytes.length > LARGEST_EVIDENCE_BYTES) {
    refusals.push({ code: "evidence-too-large", params: { field: "file", limit: MEGABYTES } });
  }
  if (type === null) refusals.push({ code: "evidence-not-readable", params: { field: "file" } });
  return decide(refusals, type ?? "application/pdf");
}
