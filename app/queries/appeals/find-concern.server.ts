/** What ties a person to a case, so that he cannot rule on it: his unit, his delegation, what was declared, an earlier ruling. */
import type { Concern } from "#app/domain/appeals/ruling.ts";
import { OVER_STATUSES } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listEnteredUnits } from "#app/queries/competitions/list-entered-units.server.ts";

/** What a case is about; an objection names no delegation, and with no event it is about all of them. */
export type CaseSubject = {
  readonly eventId: string | null;
  readonly delegationId: string | null;
  readonly entryId: string | null;
  /** Of an appeal of the second instance: who ruled in the first. */
  readonly firstRuledById: string | null;
};

type Person = { readonly userId: string; readonly organisationId: string | null };

/** @returns a function over the cases of one competition, so that a page asks the tables once. */
export async function prepareConcerns(
  tables: Tables,
  competitionId: string,
  person: Person,
): Promise<(subject: CaseSubject) => Concern> {
  const { userId, organisationId } = person;
  const events = await tables.event.findMany({ where: { competitionId }, select: { id: true } });
  const eventIds = events.map(({ id }) => id);
  const units = await listEnteredUnits(tables, eventIds);
  const own =
    organisationId === null
      ? []
      : await tables.entryMember.findMany({
          where: {
            entry: { event: { competitionId }, status: { notIn: [...OVER_STATUSES] } },
            OR: [{ employerId: organisationId }, { schoolId: organisationId }, { trainingOrganisationId: organisationId }],
          },
          select: { entry: { select: { eventId: true, delegationId: true } } },
        });
  const led = await tables.roleGrant.findMany({
    where: { userId, competitionId, delegationId: { not: null } },
    select: { delegationId: true },
  });
  const declared = await tables.conflict.findMany({
    where: { competitionId, judgeId: userId, withdrawnAt: null },
    select: { organisationId: true, delegationId: true, entryId: true },
  });
  return ({ eventId, delegationId, entryId, firstRuledById }) => ({
    unit:
      delegationId === null
        ? organisationId !== null &&
          eventIds.some((id) => (eventId === null || id === eventId) && units.get(id)?.has(organisationId))
        : own.some(({ entry }) => entry.eventId === eventId && entry.delegationId === delegationId),
    delegation: delegationId !== null && led.some((grant) => grant.delegationId === delegationId),
    declared: declared.some(
      (conflict) =>
        (delegationId !== null && conflict.delegationId === delegationId) ||
        (entryId !== null && conflict.entryId === entryId) ||
        (conflict.organisationId !== null &&
          eventIds.some((id) => (eventId === null || id === eventId) && units.get(id)?.has(conflict.organisationId ?? ""))),
    ),
    firstInstance: firstRuledById !== null && firstRuledById === userId,
  });
}
