/** Whom a message can be narrowed to: the events and delegations of the competition. */
import type { Runtime } from "#app/platform/runtime.server.ts";

export async function listAddressees({ database: { read } }: Runtime, competitionId: string) {
  const select = { id: true, name: true, nameEn: true } as const;
  return {
    events: await read.event.findMany({ where: { competitionId }, orderBy: { code: "asc" }, select }),
    delegations: await read.delegation.findMany({ where: { competitionId }, orderBy: { name: "asc" }, select }),
  };
}
