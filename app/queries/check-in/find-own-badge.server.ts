/** The badge (参赛证) of an accepted entry for a telephone: its code of check-in, for its people and their team leader only. */
import { makeBadge } from "#app/platform/crypto/badge.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type OwnBadge = {
  readonly competition: Named;
  readonly event: Named;
  readonly delegation: Named & { readonly id: string };
  readonly entrantNumber: string;
  /** A person's own name only; for the team leader those of all members. Without people whose data were erased. */
  readonly names: readonly string[];
  /** What the QR code says: the same as on paper. */
  readonly code: string;
};

/** @param input.of whose badge may be shown @returns null where the entry is not theirs, or not accepted */
export async function findOwnBadge(
  runtime: Runtime,
  input: { readonly of: { readonly personId: string } | { readonly delegationId: string }; readonly entryId: string },
): Promise<OwnBadge | null> {
  const { of, entryId } = input;
  const entry = await runtime.database.read.entry.findFirst({
    where: {
      id: entryId,
      status: "accepted",
      entrantNumber: { not: null },
      ...("personId" in of ? { members: { some: { personId: of.personId } } } : { delegationId: of.delegationId }),
    },
    select: {
      entrantNumber: true,
      delegation: { select: { id: true, name: true, nameEn: true } },
      event: {
        select: { code: true, name: true, nameEn: true, competition: { select: { code: true, name: true, nameEn: true } } },
      },
      members: {
        orderBy: { position: "asc" },
        select: { personId: true, person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
      },
    },
  });
  if (!entry) return null;
  const { event, delegation } = entry;
  const entrantNumber = entry.entrantNumber ?? "";
  return {
    competition: { name: event.competition.name, nameEn: event.competition.nameEn },
    event: { name: event.name, nameEn: event.nameEn },
    delegation,
    entrantNumber,
    names: entry.members
      .filter(({ personId }) => !("personId" in of) || personId === of.personId)
      .flatMap(({ person }) => openPerson(runtime.keys, person)?.name ?? []),
    code: makeBadge(runtime.keys, { competition: event.competition.code, event: event.code, entrantNumber }),
  };
}
