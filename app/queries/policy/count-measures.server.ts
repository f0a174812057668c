/** What the system itself sees of each document's indicators: never the indicator, which officers record, but a figure beside it. */
import type { TargetMeasure } from "#app/domain/policy/pack.ts";
import type { RecordedHonour, RecordedLevel } from "#app/domain/policy/recorded-fact.ts";
import { isRegionWithin } from "#app/domain/policy/region-within.ts";
import type { Measured } from "#app/domain/policy/target-view.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listBoardResults } from "#app/queries/boards/list-board-results.server.ts";

/** One thing that counts: when it was, and the regions that it belongs to. */
type Counted = { readonly year: number; readonly regions: readonly (string | null)[] };

export type CountMeasure = (measure: TargetMeasure, regionCode: string, year: number) => Measured;

/** Everything is read once; the answer counts it by document and year. Medals: gold, silver and bronze of public results. */
export async function prepareMeasures(tables: Tables): Promise<CountMeasure> {
  const facts = await tables.recordedFact.findMany({
    where: { kind: { in: ["carrier", "honour", "level"] }, confirmedAt: { not: null }, droppedAt: null },
    select: {
      kind: true,
      content: true,
      occurredOn: true,
      regionCode: true,
      members: { select: { residenceRegion: true, employerRegion: true, schoolRegion: true } },
    },
  });
  const { results } = await listBoardResults(tables, { withOutside: true });
  const competitions = await tables.competition.findMany({
    where: { sphere: { not: "comprehensive" }, phase: { not: "draft" } },
    select: {
      startsOn: true,
      hosts: { where: { relation: "host-authority" }, select: { regionCode: true } },
      _count: { select: { events: true } },
    },
  });
  const list = (measure: TargetMeasure): readonly Counted[] => {
    switch (measure.kind) {
      case "carriers":
        return facts.filter(({ kind }) => kind === "carrier").map((fact) => counted(fact, [fact.regionCode]));
      case "honour":
        return facts
          .filter(({ kind, content }) => kind === "honour" && (content as RecordedHonour).honour === measure.honour)
          .flatMap((fact) => fact.members.map((member) => counted(fact, regionsOf(member))));
      case "levels":
        return facts
          .filter(({ kind, content }) => {
            const lowest = SKILL_LEVELS.indexOf(measure.from);
            return kind === "level" && SKILL_LEVELS.indexOf((content as RecordedLevel).level) >= lowest;
          })
          .flatMap((fact) => fact.members.map((member) => counted(fact, regionsOf(member))));
      case "medals":
        return results
          .filter(({ tier, award }) => tier === measure.tier && (award === "gold" || award === "silver" || award === "bronze"))
          .map(({ year, members }) => ({
            year,
            regions: members.flatMap(({ delegationRegion, unitRegion }) => [delegationRegion, unitRegion]),
          }));
      case "events":
        return competitions.flatMap(({ startsOn, hosts, _count }) => {
          const year = yearOf(shanghaiDay(startsOn));
          return Array.from({ length: _count.events }, () => ({ year, regions: hosts.map(({ regionCode }) => regionCode) }));
        });
    }
  };
  return (measure, regionCode, year) => {
    const within = list(measure).filter(({ regions }) =>
      regions.some((code) => code !== null && isRegionWithin(code, regionCode)),
    );
    return {
      inYear: within.filter((one) => one.year === year).length,
      upToYear: within.filter((one) => one.year <= year).length,
    };
  };
}

type Member = {
  readonly residenceRegion: string | null;
  readonly employerRegion: string | null;
  readonly schoolRegion: string | null;
};

function regionsOf({ residenceRegion, employerRegion, schoolRegion }: Member): readonly (string | null)[] {
  return [employerRegion, schoolRegion, residenceRegion];
}

function counted({ occurredOn }: { readonly occurredOn: string }, regions: readonly (string | null)[]): Counted {
  return { year: yearOf(occurredOn), regions };
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
