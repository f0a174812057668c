/** Entries that are to be accepted, and everything that stands against their people; the places are counted elsewhere. */
import { type FrozenMember, freezeMember } from "#app/domain/registration/review.ts";
import { compareRosterNumbers } from "#app/domain/registration/roster-number.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listEligibility, listOneEventClauses, type Substitute } from "#app/queries/registration/list-eligibility.server.ts";

export type AcceptanceEntry = Awaited<ReturnType<typeof loadAcceptanceEntries>>[number];
type Organisations = ReadonlyMap<string, { readonly kind: OrganisationKind; readonly regionCode: string }>;

/** Entries of a competition that were handed in, in the order of events, delegations and their rosters. */
export async function loadAcceptanceEntries(tables: Tables, competitionId: string, ids: readonly string[]) {
  const entries = [];
  for (const part of chunk(ids)) {
    entries.push(
      ...(await tables.entry.findMany({
        where: { id: { in: part }, status: { not: "draft" }, event: { competitionId } },
        select: {
          id: true,
          eventId: true,
          delegationId: true,
          status: true,
          rosterNumber: true,
          submittedById: true,
          updatedAt: true,
          delegation: { select: { name: true, regionCode: true } },
          event: { select: { code: true, name: true, competition: { select: { phase: true } } } },
          members: {
            select: { id: true, personId: true, employerId: true, schoolId: true, trainingOrganisationId: true },
          },
        },
      })),
    );
  }
  return entries.sort(
    (left, right) =>
      compareText(left.event.code, right.event.code) ||
      compareText(left.delegation.name, right.delegation.name) ||
      compareRosterNumbers(left.rosterNumber, right.rosterNumber),
  );
}

/**
 * What acceptance freezes of each member, by the id of the member, and every reason against the people of these entries together.
 * @param substitutes by the id of the member in whose place each would stand
 */
export async function checkAcceptance(
  tables: Tables,
  keys: Keys,
  competitionId: string,
  accepted: readonly AcceptanceEntry[],
  substitutes: ReadonlyMap<string, Substitute> = new Map(),
): Promise<{ readonly refusals: readonly Refusal[]; readonly frozen: ReadonlyMap<string, FrozenMember> }> {
  const refusals: Refusal[] = [];
  const frozen = new Map<string, FrozenMember>();
  const entries = accepted.map((entry) => ({
    ...entry,
    members: entry.members.map((member) => ({ ...member, ...substitutes.get(member.id) })),
  }));
  const members = entries.flatMap((entry) => entry.members);
  const organisations = await loadOrganisations(tables, members);
  for (const member of members) {
    const decision = freezeMember(member, organisations);
    if (decision.ok) frozen.set(member.id, decision.value);
    else refusals.push(...decision.refusals);
  }
  refusals.push(...(await checkOneEntryPerPerson(tables, competitionId, entries)));
  const findings = await listEligibility(
    tables,
    keys,
    entries.map(({ id }) => id),
    substitutes,
  );
  refusals.push(...[...findings.values()].flatMap((finding) => finding.refusals));
  return { refusals, frozen };
}

/**
 * A person advances from the tier below and is registered by his delegation as well: only one of the two may be accepted, and
 * one event of the competition, unless both events let their people enter others.
 */
async function checkOneEntryPerPerson(
  tables: Tables,
  competitionId: string,
  entries: readonly AcceptanceEntry[],
): Promise<readonly Refusal[]> {
  const clauses = await listOneEventClauses(tables, competitionId);
  /** Null: both may be accepted. */
  const findClause = (one: string, other: string): string | null => {
    if (one === other) return "";
    return (clauses.get(one) ?? clauses.get(other))?.clause ?? null;
  };
  const refusals: Refusal[] = [];
  const people = entries.flatMap(({ eventId, members }) => members.map(({ personId }) => ({ personId, eventId })));
  const isTwice = people.some(({ personId, eventId }, index) =>
    people.slice(0, index).some((other) => other.personId === personId && findClause(other.eventId, eventId) !== null),
  );
  if (isTwice) refusals.push({ code: "person-accepted-twice" });
  // An accepted entry that changes its people is no other entry of theirs.
  const own = entries.filter(({ status }) => status === "accepted").map(({ id }) => id);
  for (const part of chunk(people)) {
    const others = await tables.entryMember.findMany({
      where: {
        personId: { in: part.map(({ personId }) => personId) },
        entryId: { notIn: own },
        entry: { status: "accepted", event: { competitionId } },
      },
      select: {
        personId: true,
        entry: { select: { entrantNumber: true, eventId: true, event: { select: { name: true } } } },
      },
    });
    for (const { personId, entry } of others) {
      for (const { eventId } of part.filter((one) => one.personId === personId)) {
        const clause = findClause(eventId, entry.eventId);
        if (clause === null) continue;
        const params = { event: entry.event.name, entrantNumber: entry.entrantNumber ?? "" };
        refusals.push(
          clause === ""
            ? { code: "person-already-accepted", params }
            : { code: "eligibility-one-event", params: { ...params, clause } },
        );
      }
    }
  }
  return refusals;
}

async function loadOrganisations(tables: Tables, members: readonly AcceptanceEntry["members"][number][]): Promise<Organisations> {
  const ids = members.flatMap(({ employerId, schoolId, trainingOrganisationId }) =>
    [employerId, schoolId, trainingOrganisationId].filter((id) => id !== null),
  );
  const organisations = new Map<string, { kind: OrganisationKind; regionCode: string }>();
  for (const part of chunk([...new Set(ids)])) {
    const found = await tables.organisation.findMany({
      where: { id: { in: part } },
      select: { id: true, kind: true, regionCode: true },
    });
    for (const { id, kind, regionCode } of found) organisations.set(id, { kind: kind as OrganisationKind, regionCode });
  }
  return organisations;
}
