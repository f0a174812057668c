/** Writes the signed heads of all chains that moved to a file outside of the database, so that a copy of it can be kept elsewhere. */
import fs from "node:fs/promises";
import path from "node:path";
import { writeHeadLine } from "#app/domain/audit/export-lines.ts";
import type { SignedHead } from "#app/domain/audit/head.ts";
import { allow } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { signHead } from "#app/services/audit/sign-head.server.ts";
import { getSigningKey } from "#app/services/certificates/issuer-key.server.ts";

/** Of several processes one does it at a time; the others then find that nothing moved. */
const CLAIM = "audit-heads";

/**
 * Appends one line for each chain whose head moved since it was last written. A line is on disk before it counts as written: a crash
 * in between writes it twice, and never not at all.
 * @returns how many lines were written
 */
export function exportHeads(runtime: Runtime): Promise<number> {
  return runtime.peers.hold(CLAIM, async () => {
    const moved = await listMoved(runtime);
    if (moved.length === 0) return 0;
    const heads = await signHeads(runtime, moved);
    await append(runtime, heads);
    await runtime.database.write(
      async ({ tables }) => {
        const exportedAt = runtime.clock.now();
        for (const { chain, sequence } of heads) {
          await tables.auditHead.update({ where: { chain_sequence: { chain, sequence } }, data: { exportedAt } });
        }
        return allow(null);
      },
      { isNoAct: true },
    );
    return heads.length;
  });
}

async function listMoved({ database: { read } }: Runtime): Promise<readonly string[]> {
  const [ends, written] = await Promise.all([
    read.auditChain.findMany({ select: { chain: true, sequence: true }, orderBy: { chain: "asc" } }),
    read.auditHead.groupBy({ by: ["chain"], where: { exportedAt: { not: null } }, _max: { sequence: true } }),
  ]);
  const last = new Map(written.map(({ chain, _max }) => [chain, _max.sequence ?? 0]));
  return ends.filter(({ chain, sequence }) => sequence > (last.get(chain) ?? 0)).map(({ chain }) => chain);
}

async function signHeads(runtime: Runtime, chains: readonly string[]): Promise<readonly SignedHead[]> {
  const decision = await runtime.database.write(
    async (write) => {
      const key = await getSigningKey(runtime, write);
      const heads: SignedHead[] = [];
      for (const chain of chains) {
        const head = await signHead(runtime, write.tables, chain, key);
        if (head !== null) heads.push(head);
      }
      return allow(heads);
    },
    { isNoAct: true },
  );
  return decision.ok ? decision.value : [];
}

/** One file for each day (UTC) under DATA_DIR/audit-heads, for its owner alone. */
async function append({ env, clock }: Runtime, heads: readonly SignedHead[]): Promise<void> {
  const folder = path.join(env.dataDirectory, "audit-heads");
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await fs.open(path.join(folder, `${clock.now().toISOString().slice(0, 10)}.jsonl`), "a+", 0o600);
  try {
    // What a crash left of a line is no line, and its head was not counted as written.
    const text = await file.readFile("utf8");
    const whole = text.lastIndexOf("\n") + 1;
    if (whole < text.length) await file.truncate(Buffer.byteLength(text.slice(0, whole)));
    await file.appendFile(heads.map(writeHeadLine).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}
