/**
 * The review of qualifications (资格审查): accepts, returns or rejects the entries named, all or none. Acceptance freezes each
 * member's relations with their regions, and gives the entrant number.
 */
import { computeEntrantNumber, decidePlaces } from "#app/domain/registration/acceptance.ts";
import { decideReview, freezeMember, type ReviewAct } from "#app/domain/registration/review.ts";
import { compareRosterNumbers } from "#app/domain/registration/roster-number.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { CompetitionPhase, OrganisationKind, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables, Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listEligibility, listOneEventClauses } from "#app/queries/registration/list-eligibility.server.ts";

/** An entry as the reviewer saw it. */
export type SeenEntry = {
  readonly id: string;
  /** Its `updatedAt` on the page: what has changed since then was not reviewed. */
  readonly seenAt: Date;
};

export type ReviewInput = {
  readonly competitionId: string;
  readonly act: ReviewAct;
  /** May be empty for acceptance only. */
  readonly reason: string;
  readonly entries: readonly SeenEntry[];
};

/** Numbers are given in the order of delegations and of their rosters. @returns how many entries were reviewed. */
export async function reviewEntries(
  runtime: Runtime,
  actor: Actor,
  input: ReviewInput,
): Promise<Decision<{ readonly count: number }>> {
  return runtime.database.write(async (write) => {
    const seen = new Map(input.entries.map(({ id, seenAt }) => [id, seenAt.getTime()]));
    const entries = await loadEntries(write.tables, input.competitionId, [...seen.keys()]);
    if (entries.length === 0 || entries.length < seen.size) return refuse({ code: "not-found" });
    const reason = input.reason.trim();
    const refusals: Refusal[] = entries.flatMap((entry) => {
      const decision = decideReview({
        phase: entry.event.competition.phase as CompetitionPhase,
        status: entry.status as RegistrationStatus,
        act: input.act,
        reason,
        reviewerId: actor.userId,
        submittedById: entry.submittedById,
      });
      const isStale = entry.updatedAt.getTime() !== seen.get(entry.id);
      return [...(isStale ? [{ code: "changed-meanwhile" }] : []), ...(decision.ok ? [] : decision.refusals)];
    });
    const organisations = await loadOrganisations(write.tables, entries);
    if (input.act === "accept") {
      refusals.push(...(await checkAcceptance(write.tables, input.competitionId, entries, organisations)));
      const findings = await listEligibility(
        write.tables,
        runtime.keys,
        entries.map(({ id }) => id),
      );
      refusals.push(...[...findings.values()].flatMap((finding) => finding.refusals));
    }
    if (refusals.length > 0) return refuse(...refusals);

    const now = runtime.clock.now();
    const status = { accept: "accepted", return: "returned", reject: "rejected" }[input.act];
    const numbers = input.act === "accept" ? await giveNumbers(write.tables, entries) : new Map<string, string>();
    for (const entry of entries) {
      const entrantNumber = numbers.get(entry.id);
      await write.tables.entry.update({
        where: { id: entry.id },
        data: { status, updatedAt: now, ...(entrantNumber === undefined ? {} : { entrantNumber }) },
      });
      if (input.act === "accept") await freeze(write, entry, organisations, now);
      await write.tables.registrationReview.create({
        data: { id: newId(), entryId: entry.id, decision: status, reason, reviewerId: actor.userId, createdAt: now },
      });
      await write.audit({
        chain: input.competitionId,
        actorId: actor.userId,
        act: `${input.act}-entry`,
        objectKind: "entry",
        objectId: entry.id,
        payload: { entrantNumber: entrantNumber ?? null },
      });
    }
    return allow({ count: entries.length });
  });
}

type LoadedEntry = Awaited<ReturnType<typeof loadEntries>>[number];

async function loadEntries(tables: Tables, competitionId: string, ids: readonly string[]) {
  const entries = [];
  for (const part of chunk(ids)) {
    entries.push(
      ...(await tables.entry.findMany({
        where: { id: { in: part }, status: { not: "draft" }, event: { competitionId } },
        select: {
          id: true,
          eventId: true,
          status: true,
          rosterNumber: true,
          submittedById: true,
          updatedAt: true,
          delegation: { select: { name: true, regionCode: true } },
          event: { select: { code: true, name: true, quota: true, competition: { select: { phase: true } } } },
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

/** Everything that stands against accepting these entries together. */
async function checkAcceptance(
  tables: Tables,
  competitionId: string,
  entries: readonly LoadedEntry[],
  organisations: Organisations,
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  for (const [eventId, group] of groupByEvent(entries)) {
    const accepted = await tables.entry.count({ where: { eventId, status: "accepted" } });
    const event = group[0]?.event;
    if (event === undefined) continue;
    const decision = decidePlaces({ event: event.name, quota: event.quota, accepted, accepting: group.length });
    if (!decision.ok) refusals.push(...decision.refusals);
  }
  for (const { members } of entries) {
    for (const member of members) {
      const frozen = freezeMember(member, organisations);
      if (!frozen.ok) refusals.push(...frozen.refusals);
    }
  }
  return [...refusals, ...(await checkOneEntryPerPerson(tables, competitionId, entries))];
}

/**
 * A person advances from the tier below and is registered by his delegation as well: only one of the two may be accepted, and
 * one event of the competition, unless both events let their people enter others.
 */
async function checkOneEntryPerPerson(
  tables: Tables,
  competitionId: string,
  entries: readonly LoadedEntry[],
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
  for (const part of chunk(people)) {
    const others = await tables.entryMember.findMany({
      where: { personId: { in: part.map(({ personId }) => personId) }, entry: { status: "accepted", event: { competitionId } } },
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

type Organisations = ReadonlyMap<string, { readonly kind: OrganisationKind; readonly regionCode: string }>;

async function loadOrganisations(tables: Tables, entries: readonly LoadedEntry[]): Promise<Organisations> {
  const ids = entries.flatMap(({ members }) =>
    members.flatMap(({ employerId, schoolId, trainingOrganisationId }) =>
      [employerId, schoolId, trainingOrganisationId].filter((id) => id !== null),
    ),
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

/** The next numbers of each event; a number once given stays with its entry, also when it is withdrawn. */
async function giveNumbers(tables: Tables, entries: readonly LoadedEntry[]): Promise<ReadonlyMap<string, string>> {
  const numbers = new Map<string, string>();
  for (const [eventId, group] of groupByEvent(entries)) {
    let serial = await tables.entry.count({ where: { eventId, entrantNumber: { not: null } } });
    for (const { id, event } of group) {
      serial += 1;
      numbers.set(id, computeEntrantNumber(event.code, serial));
    }
  }
  return numbers;
}

async function freeze({ tables }: Write, entry: LoadedEntry, organisations: Organisations, now: Date): Promise<void> {
  for (const member of entry.members) {
    const frozen = freezeMember(member, organisations);
    if (!frozen.ok) throw new Error(`The members of entry ${entry.id} changed inside a transaction.`);
    const { employer, school, trainingOrganisation } = frozen.value;
    await tables.entryMember.update({
      where: { id: member.id },
      data: {
        employerRegion: employer?.regionCode ?? null,
        schoolRegion: school?.regionCode ?? null,
        trainingRegion: trainingOrganisation?.regionCode ?? null,
        delegationRegion: entry.delegation.regionCode,
        frozenAt: now,
      },
    });
  }
}

function groupByEvent(entries: readonly LoadedEntry[]): ReadonlyMap<string, LoadedEntry[]> {
  const groups = new Map<string, LoadedEntry[]>();
  for (const entry of entries) groups.set(entry.eventId, [...(groups.get(entry.eventId) ?? []), entry]);
  return groups;
}
