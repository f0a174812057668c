/** The known people of a roster file as the database has them, and opened. */
import { COACH_SEPARATOR, NAME_ONLY } from "#app/domain/registration/coach-by-name.ts";
import { checkDocument, type DocumentKind } from "#app/domain/registration/document.ts";
import type { RosterCoach } from "#app/domain/registration/roster-coaches.ts";
import type { RosterPerson, RosterStanding } from "#app/domain/registration/roster-people.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";

/** `wrapped` is null when the person's key was erased. */
export type SealedData = { readonly sealed: Uint8Array; readonly wrapped: Uint8Array | null };

export type SealedPerson = SealedData & {
  readonly id: string;
  readonly documentHash: string;
  readonly standings: readonly (Omit<RosterStanding, "coach" | "coaches"> & { readonly coaches: readonly SealedData[] })[];
  readonly coached: RosterPerson["coached"];
};

/** A known person with what is needed to change his data. */
export type KnownPerson = RosterPerson & { readonly wrapped: Uint8Array | null };

export function openRosterPerson(keys: Keys, person: SealedPerson): KnownPerson {
  const data = open(keys, person);
  return {
    id: person.id,
    wrapped: person.wrapped,
    name: data?.name ?? "",
    telephone: data?.telephone ?? "",
    birthDate: data?.birthDate ?? null,
    standings: person.standings.map(({ coaches, ...standing }) => ({
      ...standing,
      coach: coaches.flatMap((coach) => open(keys, coach)?.name ?? []).join(COACH_SEPARATOR),
      coaches: coaches.flatMap((coach) => openCoach(keys, coach)),
    })),
    coached: person.coached,
  };
}

function openCoach(keys: Keys, sealed: SealedData): readonly RosterCoach[] {
  const data = open(keys, sealed);
  const isByName = data?.documentKind === NAME_ONLY;
  const document = data === null || isByName ? null : checkDocument(data.documentKind as DocumentKind, data.documentNumber);
  return data !== null && document?.ok ? [{ name: data.name, document: document.value }] : [];
}

function open(keys: Keys, { sealed, wrapped }: SealedData) {
  return openPerson(keys, { sealed, key: wrapped === null ? null : { wrapped } });
}
