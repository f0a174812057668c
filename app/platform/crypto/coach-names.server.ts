/** The coaches of an entry as they are printed: opened like everybody else, and gone with their keys. */
import { COACH_SEPARATOR } from "#app/domain/registration/coach-by-name.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";

/** What a query selects of an entry's `coaches`. */
export const COACHES = {
  orderBy: { position: "asc" },
  select: { person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
} as const;

type Coach = { readonly person: Parameters<typeof openPerson>[1] };

/** In their order, without those who were erased; empty when there is none. */
export function nameCoaches(keys: Keys, coaches: readonly Coach[]): string {
  return coaches.flatMap(({ person }) => openPerson(keys, person)?.name ?? []).join(COACH_SEPARATOR);
}
