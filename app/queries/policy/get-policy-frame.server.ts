/** Everything that clauses test besides the result itself: tier, hosts, packs and members; the same for the job and for a preview. */
import { findDecisionMoment } from "#app/domain/phases/reopening.ts";
import { type ConfirmedGradeMap, computeAwardGrade } from "#app/domain/policy/award-grade.ts";
import { computeFindings, type Finding } from "#app/domain/policy/findings.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type {
  Award,
  CompetitionClass,
  EntryKind,
  Participation,
  RoundKind,
  Sphere,
  Tier,
} from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { findGradeMap } from "#app/queries/policy/find-grade-map.server.ts";
import { listFrozenMembers } from "#app/queries/policy/list-frozen-members.server.ts";

/** A result as clauses look at it; for a grade its place among those who may win counts, of the whole round. */
export type PolicyResult = {
  readonly entryId: string;
  readonly status: Participation;
  readonly award: Award | null;
  readonly winningPlace: number | null;
};

export type PolicyRound = {
  readonly roundId: string;
  readonly kind: RoundKind;
  readonly entryKind: EntryKind;
  /** Only a place in the last round is one of the event. */
  readonly isLast: boolean;
};

export type PolicyFrame = {
  readonly packs: readonly { readonly id: string; readonly content: PolicyPack }[];
  /** Of each event from the last back: who is in a later round reached that one. */
  readonly rounds: readonly PolicyRound[];
  /** What every clause says of the competition itself: of support for holding it. */
  readonly ofCompetition: readonly Finding[];
  /** By entry id, what every clause says of each result of a round. */
  find(round: PolicyRound, results: readonly PolicyResult[]): Promise<ReadonlyMap<string, readonly Finding[]>>;
};

/** What a preview asks for in the place of what stands. */
export type PolicySupposition = {
  /** Pack versions that are not pinned, or not saved at all. */
  readonly packs?: readonly PolicyPack[];
  /** Null: the default reading of grades. */
  readonly gradeMap?: ConfirmedGradeMap | null;
};

/** The day whose clauses count is that of the first decision. @param now counts while there was none */
export async function getPolicyFrame(
  tables: Tables,
  competitionId: string,
  now: Date,
  supposed: PolicySupposition = {},
): Promise<PolicyFrame> {
  const competition = await tables.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      tier: true,
      class: true,
      sphere: true,
      finalisedAt: true,
      reopenings: { select: { finalisedAt: true } },
      hosts: { where: { relation: "host-authority" }, select: { regionCode: true } },
      packs: { select: { pack: { select: { id: true, content: true } } }, orderBy: { pack: { name: "asc" } } },
      events: { select: { entryKind: true, rounds: { orderBy: { number: "desc" }, select: { id: true, kind: true } } } },
    },
  });
  const packs = competition.packs.map(({ pack }) => ({ id: pack.id, content: pack.content as unknown as PolicyPack }));
  const asked = supposed.packs ?? packs.map(({ content }) => content);
  const graded = supposed.gradeMap === undefined ? await findGradeMap(tables, competitionId) : supposed.gradeMap;
  const earlier = competition.reopenings.map(({ finalisedAt }) => finalisedAt);
  const onDate = shanghaiDay(findDecisionMoment(earlier, competition.finalisedAt) ?? now);
  const held = { tier: competition.tier as Tier, hostRegionCodes: competition.hosts.map(({ regionCode }) => regionCode) };
  return {
    packs,
    rounds: competition.events.flatMap(({ entryKind, rounds }) =>
      rounds.map(({ id, kind }, index) => {
        return { roundId: id, kind: kind as RoundKind, entryKind: entryKind as EntryKind, isLast: index === 0 };
      }),
    ),
    ofCompetition: computeFindings(
      { kind: "competition", competitionId, sphere: competition.sphere as Sphere, ...held },
      asked,
      onDate,
    ),
    find: async ({ entryKind, kind, isLast }, results) => {
      const members = await listFrozenMembers(
        tables,
        results.map(({ entryId }) => entryId),
      );
      return new Map(
        results.map(({ entryId, status, award, winningPlace }) => [
          entryId,
          computeFindings(
            {
              kind: "result",
              ...held,
              class: competition.class as CompetitionClass,
              entryKind,
              roundReached: kind,
              participation: status,
              award,
              awardGrade: computeAwardGrade(award, isLast ? winningPlace : null, graded?.map),
              gradeReference: graded?.reference ?? null,
              members: members.get(entryId) ?? [],
            },
            asked,
            onDate,
          ),
        ]),
      );
    },
  };
}
