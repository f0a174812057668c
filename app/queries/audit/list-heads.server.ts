/** The signed heads of a chain, as they were noted. */
import type { SignedHead } from "#app/domain/audit/head.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** By sequence. @param upTo the last sequence; null: all */
export async function listHeads(runtime: Runtime, chain: string, upTo: number | null = null): Promise<readonly SignedHead[]> {
  const heads = await runtime.database.read.auditHead.findMany({
    where: { chain, ...(upTo === null ? {} : { sequence: { lte: upTo } }) },
    orderBy: { sequence: "asc" },
  });
  return heads.map(({ sequence, hash, at, keyId, signature }) => ({
    ...{ chain, sequence, hash, at: at.toISOString(), keyId },
    signature: Buffer.from(signature).toString("base64url"),
  }));
}
