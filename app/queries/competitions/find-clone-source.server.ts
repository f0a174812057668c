/** A competition as the beginning of its next edition: what it states, and its place in its series. */
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { findNextNumber } from "#app/domain/ladder/series-calendar.ts";
import type { CompetitionPlan } from "#app/domain/phases/competition-plan.ts";
import type { CompetitionClass, HostRelation, Sphere, Tier } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findSeriesEditions } from "#app/queries/competitions/list-series-editions.server.ts";

export type CloneSource = {
  readonly competitionId: string;
  readonly code: string;
  readonly stated: CompetitionPlan & { readonly sphere: Sphere };
  /** From this edition to the next: as the series is asked for, else one year. */
  readonly years: number;
  /** The series with the number of the next edition; null for a competition of none. */
  readonly series: { readonly seriesId: string; readonly name: string; readonly nameEn: string; readonly edition: number } | null;
};

/** Null when it does not exist for this person: only who leads a competition carries its schemes into another. */
export async function findCloneSource(
  tables: Tables,
  actor: Actor,
  where: { readonly id: string } | { readonly code: string },
): Promise<CloneSource | null> {
  const found = await tables.competition.findUnique({
    where,
    include: {
      hosts: { orderBy: { id: "asc" }, select: { relation: true, regionCode: true, organisationId: true } },
      packs: { orderBy: { pack: { name: "asc" } }, select: { pack: { select: { name: true } } } },
      series: { select: { id: true, name: true, nameEn: true } },
    },
  });
  if (!found || !hasRole(actor.grants, OFFICE_ACTORS, { competitionId: found.id, eventId: null, delegationId: null }))
    return null;
  const editions = found.series && (await findSeriesEditions(tables, found.series.id));
  return {
    competitionId: found.id,
    code: found.code,
    stated: {
      name: found.name,
      nameEn: found.nameEn,
      tier: found.tier as Tier,
      class: found.class as CompetitionClass,
      sphere: found.sphere as Sphere,
      venue: found.venue,
      registrationClosesAt: found.registrationClosesAt,
      startsOn: found.startsOn,
      endsOn: found.endsOn,
      publicityWorkingDays: found.publicityWorkingDays,
      offerHours: found.offerHours,
      hosts: found.hosts.map((host) => ({ ...host, relation: host.relation as HostRelation })),
      packs: found.packs.map(({ pack }) => pack.name),
    },
    years: editions?.everyYears ?? 1,
    series: found.series && {
      seriesId: found.series.id,
      name: found.series.name,
      nameEn: found.series.nameEn,
      edition: findNextNumber(editions?.editions ?? []),
    },
  };
}

/** The same by the code in its address, outside a write. */
export function findCloneSourceByCode(runtime: Runtime, actor: Actor, code: string): Promise<CloneSource | null> {
  return findCloneSource(runtime.database.read, actor, { code });
}

/** The last edition of each series, and every competition of none, that this person leads; the newest first. */
export async function listCloneSources({ database }: Runtime, actor: Actor) {
  const competitions = await database.read.competition.findMany({
    where: { phase: { not: "draft" } },
    orderBy: [{ startsOn: "desc" }, { code: "asc" }],
    select: { id: true, code: true, name: true, nameEn: true, tier: true, startsOn: true, seriesId: true },
  });
  return competitions
    .filter(({ id }) => hasRole(actor.grants, OFFICE_ACTORS, { competitionId: id, eventId: null, delegationId: null }))
    .filter(({ seriesId }, index, all) => seriesId === null || all.findIndex((one) => one.seriesId === seriesId) === index)
    .map(({ code, name, nameEn, tier, startsOn }) => ({
      code,
      name,
      nameEn,
      tier: tier as Tier,
      startsOn: startsOn.toISOString(),
    }));
}
