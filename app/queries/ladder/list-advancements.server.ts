/** Who goes on from this competition to the tier above, and who came to it from the tier below. */

import type { RegistrationStatus, Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

type Side = {
  readonly competitionCode: string;
  readonly competitionName: string;
  readonly competitionNameEn: string;
  readonly tier: Tier;
  readonly eventName: string;
  readonly eventNameEn: string;
};

export type AdvancementRow = {
  readonly id: string;
  readonly holders: readonly string[];
  readonly place: number;
  readonly from: Side;
  readonly to: Side;
  /** Where the new entry stands at the upper event. */
  readonly status: RegistrationStatus;
};

export type Advancements = { readonly outgoing: readonly AdvancementRow[]; readonly incoming: readonly AdvancementRow[] };

const SIDE = {
  name: true,
  nameEn: true,
  code: true,
  competition: { select: { code: true, name: true, nameEn: true, tier: true } },
} as const;

/** Both lists in the order of events and places. */
export async function listAdvancements(runtime: Runtime, competitionId: string): Promise<Advancements> {
  const rows = await runtime.database.read.advancement.findMany({
    where: { OR: [{ toEvent: { competitionId } }, { round: { event: { competitionId } } }] },
    orderBy: [{ toEvent: { code: "asc" } }, { place: "asc" }, { id: "asc" }],
    select: {
      id: true,
      place: true,
      entryId: true,
      round: { select: { event: { select: SIDE } } },
      toEvent: { select: SIDE },
      newEntry: { select: { status: true } },
      toEventId: true,
      entry: { select: { event: { select: { competitionId: true } } } },
    },
  });
  const holders = await listEntryHolders(
    runtime,
    rows.flatMap(({ entryId }) => entryId ?? []),
  );
  const toRow = ({ id, entryId, place, round, toEvent, newEntry }: (typeof rows)[number]): AdvancementRow[] =>
    entryId === null || round === null || newEntry === null
      ? []
      : [
          {
            id,
            holders: (holders.get(entryId) ?? []).map(({ name }) => name),
            place,
            from: toSide(round.event),
            to: toSide(toEvent),
            status: newEntry.status as RegistrationStatus,
          },
        ];
  return {
    outgoing: rows.filter(({ entry }) => entry?.event.competitionId === competitionId).flatMap(toRow),
    incoming: rows.filter(({ entry }) => entry?.event.competitionId !== competitionId).flatMap(toRow),
  };
}

function toSide(event: {
  name: string;
  nameEn: string;
  competition: { code: string; name: string; nameEn: string; tier: string };
}): Side {
  return {
    competitionCode: event.competition.code,
    competitionName: event.competition.name,
    competitionNameEn: event.competition.nameEn,
    tier: event.competition.tier as Tier,
    eventName: event.name,
    eventNameEn: event.nameEn,
  };
}
