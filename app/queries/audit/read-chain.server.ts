/** The records of a chain in their order, a page at a time: a chain may be longer than what fits in memory. */
import type { Json } from "#app/domain/audit/canonical-json.ts";
import type { ChainRecord } from "#app/domain/audit/chain.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

const PAGE = 2_000;

type Row = Omit<ChainRecord, "payload"> & { readonly payload: string };

/** @param upTo the last sequence that is read; null: all, also what is out of order or twice */
export async function* readChain(runtime: Runtime, chain: string, upTo: number | null = null): AsyncGenerator<ChainRecord> {
  let after = 0;
  for (;;) {
    const rows = await runtime.database.readRows.all<Row>(
      `SELECT "chain", "sequence", "at", "actorId", "act", "objectKind", "objectId", "payload", "previousHash", "hash"
       FROM "AuditRecord" WHERE "chain" = ? AND "sequence" > ? AND "sequence" <= ? ORDER BY "sequence" LIMIT ${PAGE}`,
      [chain, after, upTo ?? LAST],
    );
    for (const row of rows) {
      yield { ...row, at: toIso(row.at), payload: readPayload(row.payload) };
      after = row.sequence;
    }
    if (rows.length < PAGE) return;
  }
}

/** The largest integer of a column of both databases. */
const LAST = 2_147_483_647;

/** A moment that reads as none was changed: as it stands it hashes to something else. */
function toIso(time: string): string {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? String(time) : at.toISOString();
}

function readPayload(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
