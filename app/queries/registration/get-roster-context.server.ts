/** What the rows of one entry's page are checked against: the frame of the competition, and where its people stand already. */
import type { IdentityDocument } from "#app/domain/registration/document.ts";
import { listDocuments } from "#app/domain/registration/roster.ts";
import type { RosterContext, RosterRow } from "#app/domain/registration/roster-facts.ts";
import { makeRosterContext } from "#app/domain/registration/roster-people.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { openRosterPerson } from "#app/platform/roster/sealed-people.server.ts";
import { getRosterFrame } from "#app/queries/registration/get-roster-frame.server.ts";
import { listRosterPeople } from "#app/queries/registration/list-roster-people.server.ts";

export type RosterLookup = {
  readonly context: RosterContext;
  readonly competitionId: string;
  readonly phase: CompetitionPhase;
  readonly registrationClosesAt: Date;
  readonly delegationRegion: string;
};

/** @throws Error when there is no such delegation. */
export async function getRosterContext(
  tables: Tables,
  keys: Keys,
  input: { readonly delegationId: string; readonly rows: readonly RosterRow[] },
): Promise<RosterLookup> {
  const { delegationId } = input;
  const { regionCode, competition } = await tables.delegation.findUniqueOrThrow({
    where: { id: delegationId },
    select: { regionCode: true, competition: { select: { id: true, phase: true, registrationClosesAt: true } } },
  });
  const frame = await getRosterFrame(tables, { competitionId: competition.id, delegationId });
  const hash = ({ kind, text }: IdentityDocument) => keys.hashDocument(kind, text);
  const sealed = await listRosterPeople(tables, [...new Set(listDocuments(input.rows).map(hash))]);
  const people = new Map(sealed.map((person) => [person.documentHash, openRosterPerson(keys, person)]));
  return {
    context: makeRosterContext(frame, (document) => people.get(hash(document)) ?? null),
    competitionId: competition.id,
    phase: competition.phase as CompetitionPhase,
    registrationClosesAt: competition.registrationClosesAt,
    delegationRegion: regionCode,
  };
}
