/** Winners by name: for a scene that names them, for the papers, and for a presenter who looks. */
import { type CeremonyItem, type CeremonyWinner, type Given, keyOfWinner } from "#app/domain/ceremony/programme.ts";
import type { Heading, Named } from "#app/domain/ceremony/shown.ts";
import type { NamedWinner } from "#app/domain/ceremony/views.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

/** By key; whoever was erased has no name. */
export async function nameWinners(
  runtime: Runtime,
  winners: readonly CeremonyWinner[],
): Promise<ReadonlyMap<string, NamedWinner>> {
  const { read } = runtime.database;
  const entryIds = winners.flatMap((winner) => (winner.kind === "entry" ? [winner.entryId] : []));
  const holders = await listEntryHolders(runtime, entryIds);
  const entries = await read.entry.findMany({
    where: { id: { in: entryIds } },
    select: {
      id: true,
      delegation: { select: { name: true, nameEn: true } },
      event: { select: { name: true, nameEn: true } },
    },
  });
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  const delegations = await read.delegation.findMany({
    where: { id: { in: winners.flatMap((winner) => (winner.kind === "entry" ? [] : [winner.delegationId])) } },
    select: { id: true, name: true, nameEn: true },
  });
  const delegationOf = new Map(delegations.map(({ id, ...named }) => [id, named]));
  const coaches = await read.person.findMany({
    where: { id: { in: winners.flatMap((winner) => (winner.kind === "coach" ? [winner.personId] : [])) } },
    select: { id: true, sealed: true, key: { select: { wrapped: true } } },
  });
  const coachOf = new Map(coaches.map((person) => [person.id, openPerson(runtime.keys, person)?.name ?? ""]));
  const describe = (winner: CeremonyWinner): NamedWinner => {
    switch (winner.kind) {
      case "entry": {
        const entry = entryOf.get(winner.entryId);
        const names = (holders.get(winner.entryId) ?? []).map(({ name }) => name).filter((name) => name !== "");
        return { names, delegation: entry?.delegation ?? null, event: entry?.event ?? null };
      }
      case "delegation":
        return { names: [], delegation: delegationOf.get(winner.delegationId) ?? null, event: null };
      case "coach": {
        const name = coachOf.get(winner.personId) ?? "";
        return { names: name === "" ? [] : [name], delegation: delegationOf.get(winner.delegationId) ?? null, event: null };
      }
    }
  };
  return new Map(winners.map((winner) => [keyOfWinner(winner), describe(winner)]));
}

/** What an award is called by: its event and its words. */
export async function nameGiven({ database }: Runtime, items: readonly CeremonyItem[]): Promise<(given: Given) => Heading> {
  const events = await database.read.event.findMany({
    where: { id: { in: items.flatMap(({ given }) => (given.kind === "event" ? [given.eventId] : [])) } },
    select: { id: true, name: true, nameEn: true },
  });
  const eventOf = new Map<string, Named>(events.map(({ id, name, nameEn }) => [id, { name, nameEn }]));
  return (given) =>
    given.kind === "event"
      ? { event: eventOf.get(given.eventId) ?? null, award: given.award }
      : { event: null, award: given.special };
}
