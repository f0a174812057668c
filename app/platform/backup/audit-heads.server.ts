/** Computes every audit chain of a restored database again, record by record, and holds its end against what the manifest noted. */
import type { Json } from "#app/domain/audit/canonical-json.ts";
import { type ChainHead, computeRecordHash, GENESIS_HASH } from "#app/domain/audit/chain.ts";
import type { Manifest } from "#app/platform/backup/manifest.server.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";

/** As stored; `at` in whatever spelling the database has, `payload` as the text of its JSON. */
export type StoredRecord = {
  readonly chain: string;
  readonly sequence: number;
  readonly at: string;
  readonly actorId: string | null;
  readonly act: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly payload: string;
  readonly previousHash: string;
  readonly hash: string;
};

/** What a restore reads, in both databases. */
export const CHAIN_COLUMNS = [
  ...["chain", "sequence", "at", "actorId", "act"],
  ...["objectKind", "objectId", "payload", "previousHash", "hash"],
] as const;

export type HeadsCheck = {
  /** Chain after chain, each in the order of its sequence. */
  add(record: StoredRecord): void;
  /** @returns a sentence for each chain that is not as it was */
  finish(): readonly string[];
};

export function checkHeads(noted: Manifest["heads"]): HeadsCheck {
  const ends = new Map<string, ChainHead>();
  const faults = new Map<string, string>();

  return {
    add: (record) => {
      const { chain, sequence, hash } = record;
      const before = ends.get(chain) ?? { sequence: 0, hash: GENESIS_HASH };
      ends.set(chain, { sequence, hash });
      if (faults.has(chain)) return;
      const isNext = sequence === before.sequence + 1 && record.previousHash === before.hash;
      if (!isNext || !isIntact(record)) faults.set(chain, `audit chain ${chain} breaks at record ${sequence}`);
    },
    finish: () => {
      for (const [chain, head] of Object.entries(noted)) {
        const end = ends.get(chain) ?? { sequence: 0, hash: GENESIS_HASH };
        if (faults.has(chain) || (end.sequence === head.sequence && end.hash === head.hash)) continue;
        faults.set(chain, `audit chain ${chain} ends at record ${end.sequence}, and the backup noted record ${head.sequence}`);
      }
      for (const chain of ends.keys())
        if (!Object.hasOwn(noted, chain)) faults.set(chain, `audit chain ${chain} is not noted in the backup`);
      return [...faults.values()];
    },
  };
}

function isIntact(record: StoredRecord): boolean {
  try {
    const content = { ...record, at: new Date(record.at).toISOString(), payload: JSON.parse(record.payload) as Json };
    return computeRecordHash(content, sha256) === record.hash;
  } catch {
    return false;
  }
}
