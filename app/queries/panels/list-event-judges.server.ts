/** The judges of events with everything that keeps them from being neutral there: what panels are put together by. */
import type { Grant } from "#app/domain/access/access.ts";
import { JUDGE_ROLES, listExcludingDuties } from "#app/domain/access/duties.ts";
import type { EventJudge } from "#app/domain/panels/assignment.ts";
import {
  type ConflictKind,
  type EnteredEntry,
  listPartialities,
  type Partiality,
  type StandingConflict,
} from "#app/domain/panels/partiality.ts";
import { OVER_STATUSES, type Role } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** An entry in these states takes no part any more. */

/**
 * By event id, in the order of their appointment. It holds names of units and delegations: what a reader may not know is taken
 * out by the query that he asks.
 */
export async function listEventJudges(
  tables: Tables,
  { competitionId, eventIds }: { readonly competitionId: string; readonly eventIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly EventJudge[]>> {
  const grants = await tables.roleGrant.findMany({
    where: { eventId: { in: [...eventIds] }, role: { in: [...JUDGE_ROLES] }, revokedAt: null, user: { disabledAt: null } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { eventId: true, role: true, user: { select: { id: true, displayName: true, organisationId: true } } },
  });
  const userIds = [...new Set(grants.map(({ user }) => user.id))];
  const held = await tables.roleGrant.findMany({
    where: { userId: { in: userIds }, revokedAt: null, OR: [{ competitionId }, { competitionId: null }] },
    select: { userId: true, role: true, competitionId: true, eventId: true, delegationId: true },
  });
  const conflicts = await listStandingConflicts(tables, { competitionId, judgeIds: userIds });
  const entries = await listEnteredEntries(tables, eventIds);
  const names = await listTargetNames(tables, competitionId);
  const judges = new Map<string, EventJudge[]>(eventIds.map((eventId) => [eventId, []]));
  for (const eventId of eventIds) {
    const own = grants.filter((grant) => grant.eventId === eventId);
    for (const user of new Map(own.map((grant) => [grant.user.id, grant.user])).values()) {
      const marks: Grant = { role: "marking-judge", competitionId, eventId, delegationId: null };
      const others = held.filter(({ userId }) => userId === user.id).map((grant) => ({ ...grant, role: grant.role as Role }));
      const partialities = listPartialities(
        { organisationId: user.organisationId, conflicts: conflicts.get(user.id) ?? [] },
        entries.get(eventId) ?? [],
      );
      judges.get(eventId)?.push({
        judgeId: user.id,
        displayName: user.displayName,
        roles: own.filter((grant) => grant.user.id === user.id).map(({ role }) => role as Role),
        partialities: partialities.map((partiality) => ({ ...partiality, named: names(partiality) })),
        excluding: listExcludingDuties(marks, others),
      });
    }
  }
  return judges;
}

/** The entries that take part in each event, by event id. */
export async function listEnteredEntries(
  tables: Tables,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, readonly EnteredEntry[]>> {
  const entries = await tables.entry.findMany({
    where: { eventId: { in: [...eventIds] }, status: { notIn: [...OVER_STATUSES] } },
    orderBy: { id: "asc" },
    select: {
      id: true,
      eventId: true,
      delegationId: true,
      members: { select: { employerId: true, schoolId: true, trainingOrganisationId: true } },
    },
  });
  const byEvent = new Map<string, EnteredEntry[]>(eventIds.map((eventId) => [eventId, []]));
  for (const { id, eventId, delegationId, members } of entries) {
    const units = members.flatMap(({ employerId, schoolId, trainingOrganisationId }) => [
      employerId,
      schoolId,
      trainingOrganisationId,
    ]);
    byEvent.get(eventId)?.push({ entryId: id, delegationId, units: new Set(units.filter((unit) => unit !== null)) });
  }
  return byEvent;
}

/** The conflicts of these judges that were not withdrawn, by judge. */
export async function listStandingConflicts(
  tables: Tables,
  { competitionId, judgeIds }: { readonly competitionId: string; readonly judgeIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly StandingConflict[]>> {
  const conflicts = await tables.conflict.findMany({
    where: { competitionId, judgeId: { in: [...judgeIds] }, withdrawnAt: null },
    orderBy: [{ declaredAt: "asc" }, { id: "asc" }],
    select: { judgeId: true, kind: true, organisationId: true, delegationId: true, entryId: true },
  });
  const byJudge = new Map<string, StandingConflict[]>();
  for (const { judgeId, kind, organisationId, delegationId, entryId } of conflicts) {
    const conflict = { kind: kind as ConflictKind, targetId: organisationId ?? delegationId ?? entryId ?? "" };
    byJudge.set(judgeId, [...(byJudge.get(judgeId) ?? []), conflict]);
  }
  return byJudge;
}

/** What a partiality is about, in words: the unit, the delegation, or the entrant number. */
async function listTargetNames(tables: Tables, competitionId: string): Promise<(partiality: Partiality) => string> {
  const conflicts = await tables.conflict.findMany({
    where: { competitionId, withdrawnAt: null, entryId: { not: null } },
    select: { entryId: true },
  });
  const organisations = await tables.organisation.findMany({ select: { id: true, name: true } });
  const delegations = await tables.delegation.findMany({ where: { competitionId }, select: { id: true, name: true } });
  const entries = await tables.entry.findMany({
    where: { id: { in: conflicts.flatMap(({ entryId }) => entryId ?? []) } },
    select: { id: true, entrantNumber: true },
  });
  const names = new Map([
    ...organisations.map(({ id, name }) => [id, name] as const),
    ...delegations.map(({ id, name }) => [id, name] as const),
    ...entries.map(({ id, entrantNumber }) => [id, entrantNumber ?? ""] as const),
  ]);
  return ({ targetId }) => names.get(targetId) ?? "";
}
