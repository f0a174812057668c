/** The entry for which somebody is about to ask for another person: whom it has, and the organisations that are offered. */
import type { Requirements } from "#app/domain/registration/requirements.ts";
import { checkSubstitutionWindow, isOnTheSpot } from "#app/domain/registration/substitution.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listNearOrganisations, type OfferedOrganisation } from "#app/queries/registration/list-near-organisations.server.ts";
import {
  SUBSTITUTION_EVENT,
  SUBSTITUTION_PARTS,
  toSubstitutionWindow,
} from "#app/queries/registration/substitution-window.server.ts";

export type SubstitutionEntry = {
  readonly entryId: string;
  readonly event: { readonly name: string; readonly nameEn: string };
  readonly entrantNumber: string;
  readonly isOnTheSpot: boolean;
  /** In the order of their positions; a name is empty when the person was erased. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly organisations: readonly OfferedOrganisation[];
  /** What the event asks of who comes in. */
  readonly requires: Requirements;
};

/** @param input.within as in requestSubstitution @returns null where nobody can be replaced by this reader now */
export async function findSubstitutionEntry(
  runtime: Runtime,
  input: { readonly within: { readonly delegationId: string } | { readonly eventId: string }; readonly entryId: string },
): Promise<SubstitutionEntry | null> {
  const tables = runtime.database.read;
  const entry = await tables.entry.findFirst({
    where: { id: input.entryId, ...input.within },
    select: {
      id: true,
      status: true,
      entrantNumber: true,
      rounds: SUBSTITUTION_PARTS,
      substitutions: { where: { state: "asked" }, select: { id: true } },
      delegation: { select: { regionCode: true } },
      event: { select: { name: true, nameEn: true, competition: { select: { phase: true } }, ...SUBSTITUTION_EVENT } },
      members: {
        orderBy: { position: "asc" },
        select: { id: true, person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
      },
    },
  });
  if (!entry) return null;
  const window = toSubstitutionWindow(entry.event.competition.phase, entry.event, entry);
  const onTheSpot = isOnTheSpot(window);
  if (checkSubstitutionWindow(window).length > 0 || entry.substitutions.length > 0) return null;
  // At check-in only what is on the spot is asked for.
  if ("eventId" in input.within && !onTheSpot) return null;
  return {
    entryId: entry.id,
    event: { name: entry.event.name, nameEn: entry.event.nameEn },
    entrantNumber: entry.entrantNumber ?? "",
    isOnTheSpot: onTheSpot,
    members: entry.members.map(({ id, person }) => ({ id, name: openPerson(runtime.keys, person)?.name ?? "" })),
    requires: toEventRules(entry.event.rules[0]?.content).requires,
    organisations: await listNearOrganisations(tables, entry.delegation.regionCode),
  };
}
