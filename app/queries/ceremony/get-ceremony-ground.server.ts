/** What a ceremony is prepared from: awards as they are computed now, and what still stands against each event. */
import { canonicalJson, type Json } from "#app/domain/audit/canonical-json.ts";
import { type CeremonyBasis, findOutdated } from "#app/domain/ceremony/changes.ts";
import type { CeremonyEvent, PreparingFacts } from "#app/domain/ceremony/preparing.ts";
import { type AwardedEntry, type CeremonyAwards, type CeremonyPlan, TEAM_PLACES } from "#app/domain/ceremony/programme.ts";
import { isUnderWay } from "#app/domain/ceremony/steps.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listOpenCases } from "#app/queries/appeals/list-open-cases.server.ts";
import {
  type AllSpecialAwards,
  computeAllSpecialAwards,
  getSpecialAwardRules,
} from "#app/queries/awards/compute-all-special-awards.server.ts";
import { type Ceremony, findCeremony } from "#app/queries/ceremony/find-ceremony.server.ts";

export type GroundEvent = CeremonyEvent & { readonly name: string; readonly nameEn: string; readonly roundId: string | null };

export type CeremonyGround = {
  readonly facts: Omit<PreparingFacts, "events"> & { readonly events: readonly GroundEvent[] };
  readonly awards: CeremonyAwards;
  readonly current: Ceremony | null;
  /** What a programme of this plan rests on now. */
  readonly basisOf: (plan: CeremonyPlan) => CeremonyBasis;
};

export async function getCeremonyGround(tables: Tables, competitionId: string, now: Date): Promise<CeremonyGround> {
  const all = await computeAllSpecialAwards(tables, competitionId);
  const publications = await listLatestPublications(tables, { competitionId });
  const cases = await listOpenCases(tables, { competitionId });
  const current = await findCeremony(tables, competitionId);
  const awards = await gatherAwards(tables, all);
  const events = all.events.map(({ id, code, name, nameEn, isCancelled, isPublished, roundId }): GroundEvent => {
    const open = roundId === null ? undefined : cases.get(roundId);
    return {
      ...{ eventId: id, code, name, nameEn, isCancelled, isPublished, roundId },
      onSiteEndsAt: (isPublished && publications.get(roundId ?? "")?.closesAt) || null,
      openCases: (open?.appeals ?? 0) + (open?.rescoreSets ?? 0),
      winners: awards.events.get(id)?.length ?? 0,
    };
  });
  const { coaches, organisation, bestOfDelegation, teams, highest } = awards.specials;
  return {
    facts: {
      now: now.getTime(),
      events,
      specials: {
        coaches: coaches.length,
        organisation: organisation.length,
        "best-of-delegation": bestOfDelegation.length,
        teams: teams.length,
        highest: highest.length,
      },
      isUnderWay: current !== null && isUnderWay(current, current.items),
    },
    awards,
    current,
    basisOf: (plan) => {
      // Special awards look at every event.
      const looked = plan.specials.length > 0 ? events : events.filter(({ eventId }) => plan.events.includes(eventId));
      const versions = looked.flatMap(({ roundId }) => {
        const published = publications.get(roundId ?? "");
        return roundId !== null && published ? [[roundId, published.version] as const] : [];
      });
      return {
        publications: Object.fromEntries(versions),
        specialRules: plan.specials.length > 0 ? hashRules(all.rules) : null,
      };
    },
  };
}

/** Whether what a ceremony rests on is another by now: no results are computed for it. */
export async function findOutdatedBasis(tables: Tables, competitionId: string, { basis }: Pick<Ceremony, "basis">) {
  const roundIds = Object.keys(basis.publications);
  const publications = await listLatestPublications(tables, { roundIds });
  const rules = basis.specialRules === null ? null : hashRules(await getSpecialAwardRules(tables, competitionId));
  const now = {
    publications: Object.fromEntries([...publications].map(([roundId, { version }]) => [roundId, version])),
    specialRules: rules,
  };
  const outdated = findOutdated(basis, now);
  return { ...outdated, isOutdated: outdated.rounds.length > 0 || outdated.specialRules };
}

async function listLatestPublications(
  tables: Tables,
  of: { readonly competitionId: string } | { readonly roundIds: readonly string[] },
): Promise<ReadonlyMap<string, { readonly version: number; readonly closesAt: number }>> {
  const found = await tables.publication.findMany({
    where: {
      kind: "on-site",
      ...("roundIds" in of ? { roundId: { in: [...of.roundIds] } } : { round: { event: { competitionId: of.competitionId } } }),
    },
    orderBy: { version: "asc" },
    select: { roundId: true, version: true, closesAt: true },
  });
  return new Map(found.map(({ roundId, version, closesAt }) => [roundId, { version, closesAt: closesAt.getTime() }]));
}

function hashRules(rules: AllSpecialAwards["rules"]): string {
  return sha256(canonicalJson(rules as unknown as Json));
}

async function gatherAwards(tables: Tables, { events, entries, awards }: AllSpecialAwards): Promise<CeremonyAwards> {
  const delegationOf = new Map(entries.map(({ entryId, delegationId }) => [entryId, delegationId]));
  const coaches = await tables.entryCoach.findMany({
    where: { entryId: { in: [...awards.coached] } },
    orderBy: [{ entryId: "asc" }, { position: "asc" }],
    select: { entryId: true, personId: true },
  });
  const coached = new Map(
    coaches.map(({ entryId, personId }) => [personId, { personId, delegationId: delegationOf.get(entryId) ?? "" }]),
  );
  const awarded = new Map(
    events.map(({ id }): [string, AwardedEntry[]] => [
      id,
      entries.flatMap(({ entryId, eventId, place, award }) => {
        return eventId === id && award !== null && place !== null ? [{ entryId, place, award }] : [];
      }),
    ]),
  );
  return {
    events: awarded,
    specials: {
      coaches: [...coached.values()],
      organisation: awards.organisation,
      bestOfDelegation: [...awards.bestOfDelegation].map(([delegationId, entryIds]) => ({ delegationId, entryIds })),
      teams: awards.teams.filter(({ place }) => place <= TEAM_PLACES).map(({ delegationId, place }) => ({ delegationId, place })),
      highest: awards.highest,
    },
  };
}
