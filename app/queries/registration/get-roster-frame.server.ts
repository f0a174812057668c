/** What a roster file is checked against beside its own people: events, units, regions, delegations and the dates of the competition. */
import { toRegionOption } from "#app/domain/policy/region-option.ts";
import { findMinimumAge } from "#app/domain/registration/eligibility.ts";
import type { RosterFrame } from "#app/domain/registration/roster-people.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { EntryKind, Group, OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** @param of `delegationId` null: all delegations of the competition @throws Error when there is no such competition */
export async function getRosterFrame(
  tables: Tables,
  of: { readonly competitionId: string; readonly delegationId: string | null },
): Promise<RosterFrame> {
  const competition = await tables.competition.findUniqueOrThrow({
    where: { id: of.competitionId },
    select: {
      id: true,
      startsOn: true,
      delegations: {
        where: of.delegationId === null ? {} : { id: of.delegationId },
        select: { id: true, name: true, regionCode: true },
      },
      events: {
        orderBy: { code: "asc" },
        select: {
          id: true,
          name: true,
          group: true,
          entryKind: true,
          teamSize: true,
          cancelledAt: true,
          rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
        },
      },
    },
  });
  const organisations = await tables.organisation.findMany({ select: { id: true, name: true, kind: true, regionCode: true } });
  const regions = await tables.region.findMany({ select: { code: true, name: true, nameEn: true, parentCode: true } });
  const byCode = new Map(regions.map((region) => [region.code, region]));
  return {
    competitionId: competition.id,
    delegationId: of.delegationId,
    delegations: competition.delegations,
    events: competition.events.map(({ teamSize, rules, id, name, group, entryKind, cancelledAt }) => {
      const { eligibility } = toEventRules(rules[0]?.content);
      return {
        id,
        name,
        isCancelled: cancelledAt !== null,
        allowsOthers: eligibility.oneEvent === null,
        minimumAge: findMinimumAge(eligibility),
        group: group as Group,
        entryKind: entryKind as EntryKind,
        size: teamSize,
      };
    }),
    organisations: organisations.map((organisation) => ({ ...organisation, kind: organisation.kind as OrganisationKind })),
    regions: regions.map((region) => toRegionOption(region, byCode)),
    onDate: shanghaiDay(competition.startsOn),
  };
}
