/** The hash of a round's results, every figure of them: what a re-score set is prepared on, and what it leaves. */
import { canonicalJson, type Json } from "#app/domain/audit/canonical-json.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { ResultByEntry } from "#app/queries/results/get-round-results.server.ts";

export function hashResults(rows: readonly ResultByEntry[]): string {
  return sha256(canonicalJson(rows as unknown as Json));
}
