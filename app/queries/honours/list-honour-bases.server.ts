/** The results that a recommendation can rest on: of final competitions with an award in force, and those that officers confirmed. */
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type HonourBasisRow = {
  /** Of the two, one is null. */
  readonly entryId: string | null;
  readonly factId: string | null;
  readonly names: readonly string[];
  readonly competition: Named;
  readonly event: Named;
  readonly award: Award | null;
  readonly place: number | null;
  /** ISO, or YYYY-MM-DD of a recorded one. */
  readonly on: string;
};

const PERSON = { select: { sealed: true, key: { select: { wrapped: true } } } } as const;
const MEMBERS = { orderBy: { position: "asc" }, select: { person: PERSON } } as const;

/** Newest first. */
export async function listHonourBases({ database: { read }, keys }: Runtime): Promise<readonly HonourBasisRow[]> {
  const entries = await read.entry.findMany({
    where: {
      event: { competition: { finalisedAt: { not: null } } },
      certificates: { some: { kind: "prize", revokedAt: null, inForceAt: { not: null } } },
    },
    select: {
      id: true,
      members: MEMBERS,
      event: { select: { name: true, nameEn: true, competition: { select: { name: true, nameEn: true, finalisedAt: true } } } },
      certificates: {
        where: { kind: "prize", revokedAt: null, inForceAt: { not: null } },
        orderBy: { id: "asc" },
        take: 1,
        select: { award: true, place: true },
      },
    },
  });
  const facts = await read.recordedFact.findMany({
    where: { kind: "result", confirmedAt: { not: null }, droppedAt: null },
    select: { id: true, content: true, occurredOn: true, members: MEMBERS },
  });
  type Member = { readonly person: Parameters<typeof openPerson>[1] };
  const namesOf = (members: readonly Member[]) => members.map(({ person }) => openPerson(keys, person)?.name ?? "");
  const rows = [
    ...entries.map(({ id, members, event: { competition, ...event }, certificates: [certificate] }): HonourBasisRow => {
      const { finalisedAt, ...named } = competition;
      return {
        entryId: id,
        factId: null,
        names: namesOf(members),
        competition: named,
        event,
        award: (certificate?.award as Award | undefined) ?? null,
        place: certificate?.place ?? null,
        on: finalisedAt?.toISOString() ?? "",
      };
    }),
    ...facts.flatMap(({ id, content, occurredOn, members }): HonourBasisRow[] => {
      const result = content as unknown as RecordedContent;
      if (result.kind !== "result") return [];
      const { competition, event, award, place } = result;
      return [
        {
          entryId: null,
          factId: id,
          names: namesOf(members),
          competition: { name: competition, nameEn: competition },
          event: { name: event, nameEn: event },
          award,
          place,
          on: occurredOn,
        },
      ];
    }),
  ];
  return rows.sort((left, right) =>
    left.on === right.on ? (left.place ?? 9999) - (right.place ?? 9999) : left.on < right.on ? 1 : -1,
  );
}
