/** A chain as a file that anyone can verify without this program: its keys, its noted heads, its records, and a signature over all of it. */
import { createHash } from "node:crypto";
import {
  type ExportKey,
  writeEndLine,
  writeHeaderLine,
  writeHeadLine,
  writeKeyLine,
  writeRecordLine,
} from "#app/domain/audit/export-lines.ts";
import { encodeExport, type SignedHead } from "#app/domain/audit/head.ts";
import { openSigner } from "#app/platform/crypto/issuer-key.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listHeads } from "#app/queries/audit/list-heads.server.ts";
import { readChain } from "#app/queries/audit/read-chain.server.ts";

/** So much text is handed over at once. */
const PIECE = 64 * 1024;

/**
 * The bytes of the export in pieces. Records that come while it is written are not part of it.
 * @param head the end of the chain as it was just noted
 */
export async function* exportChain(runtime: Runtime, head: SignedHead): AsyncGenerator<Uint8Array> {
  const { chain, sequence, hash, at } = head;
  const { read } = runtime.database;
  const [keys, heads, signing] = await Promise.all([
    listKeys(runtime),
    listHeads(runtime, chain, sequence),
    read.issuerKey.findFirstOrThrow({ where: { retiredAt: null }, orderBy: { validFrom: "desc" } }),
  ]);
  const whole = createHash("sha256");
  let lines = 0;
  let piece = "";
  function* put(line: string): Generator<Uint8Array> {
    lines += 1;
    whole.update(line);
    piece += line;
    if (piece.length < PIECE) return;
    yield new TextEncoder().encode(piece);
    piece = "";
  }

  const counts = { keys: keys.length, heads: heads.length, records: sequence };
  yield* put(writeHeaderLine({ chain, sequence, hash, at, ...counts }));
  for (const key of keys) yield* put(writeKeyLine(key));
  for (const one of heads) yield* put(writeHeadLine(one));
  for await (const record of readChain(runtime, chain, sequence)) yield* put(writeRecordLine(record));
  const sha256 = whole.digest("hex");
  const signature = openSigner(runtime.keys, signing)(new TextEncoder().encode(encodeExport({ chain, lines, sha256 })));
  const end = writeEndLine({ lines, sha256, keyId: signing.id, signature: Buffer.from(signature).toString("base64url") });
  yield new TextEncoder().encode(piece + end);
}

async function listKeys({ database: { read } }: Runtime): Promise<readonly ExportKey[]> {
  const rows = await read.issuerKey.findMany({ orderBy: { validFrom: "asc" } });
  return rows.map(({ id, publicKey, validFrom, retiredAt, distrustedAt }) => ({
    keyId: id,
    publicKey: Buffer.from(publicKey).toString("base64url"),
    validFrom: validFrom.toISOString(),
    retiredAt: retiredAt?.toISOString() ?? null,
    distrustedAt: distrustedAt?.toISOString() ?? null,
  }));
}
