/** What is still open of appeals, objections and re-score sets, by round: for the acts that it blocks. */
import { startClock } from "#app/domain/appeals/appeal.ts";
import type { OpenCases } from "#app/domain/appeals/open-cases.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** By round id. No objection is about a round: `objections` is 0 here. */
export async function listOpenCases(
  tables: Tables,
  where: { readonly roundId: string } | { readonly competitionId: string },
): Promise<ReadonlyMap<string, OpenCases>> {
  const rounds = await tables.round.findMany({
    where: "roundId" in where ? { id: where.roundId } : { event: { competitionId: where.competitionId } },
    select: {
      id: true,
      rules: { select: { content: true } },
      publications: { where: { kind: "on-site" }, orderBy: { version: "desc" }, take: 1, select: { publishedAt: true } },
      appeals: {
        where: { withdrawnAt: null },
        select: { instance: true, ruling: { select: { outcome: true, ruledAt: true } }, secondAppeal: { select: { id: true } } },
      },
      _count: { select: { rescoreSets: { where: { status: "prepared" } } } },
    },
  });
  return new Map(
    rounds.map(({ id, rules, publications, appeals, _count }) => {
      const { appealMinutes, secondInstance } = toEventRules(rules?.content);
      const published = publications.map(({ publishedAt }) => publishedAt);
      const ruled = secondInstance
        ? appeals.flatMap(({ instance, ruling, secondAppeal }) =>
            instance === 1 && ruling !== null && ruling.outcome !== "upheld" && secondAppeal === null ? [ruling.ruledAt] : [],
          )
        : [];
      const ends = [...published, ...ruled].map((begun) => startClock(begun.getTime(), appealMinutes).dueAt);
      const cases: OpenCases = {
        appeals: appeals.filter(({ ruling }) => ruling === null).length,
        appealsUntil: ends.length === 0 ? null : Math.max(...ends),
        objections: 0,
        rescoreSets: _count.rescoreSets,
      };
      return [id, cases];
    }),
  );
}

/** Open objections by event id; those to the list as a whole under null. */
export async function countOpenObjections(tables: Tables, competitionId: string): Promise<ReadonlyMap<string | null, number>> {
  const groups = await tables.objection.groupBy({
    by: ["eventId"],
    where: { competitionId, withdrawnAt: null, ruling: { is: null } },
    _count: { _all: true },
  });
  return new Map(groups.map(({ eventId, _count }) => [eventId, _count._all]));
}
