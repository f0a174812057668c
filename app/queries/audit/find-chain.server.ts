/** The chain that a person names: the system's, or that of a competition by its code or id. */
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** @returns null where there is none; a chain whose competition is gone is found by its id */
export async function findChain({ database: { read } }: Runtime, name: string): Promise<string | null> {
  if (name === SYSTEM_CHAIN) return SYSTEM_CHAIN;
  const competition = await read.competition.findFirst({ where: { OR: [{ code: name }, { id: name }] }, select: { id: true } });
  if (competition !== null) return competition.id;
  const chain = await read.auditChain.findUnique({ where: { chain: name }, select: { chain: true } });
  return chain?.chain ?? null;
}
