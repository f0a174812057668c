/** The story's competitions as editions of their series; one cadence of Tongzhou (12) is left for an officer to found. */
import type { Sphere, Tier } from "#app/domain/shared/vocabulary.ts";
import { addEdition } from "#app/services/competitions/add-edition.server.ts";
import { foundCadenceSeries, foundSeries } from "#app/services/competitions/found-series.server.ts";
import { must, type Stage } from "./stage.ts";

type Editions = {
  /** Edition by the competition's code. */
  readonly editions: Readonly<Record<string, number>>;
};
type OwnSeries = Editions & {
  readonly name: string;
  readonly nameEn: string;
  readonly tier: Tier;
  readonly sphere: Sphere;
  readonly everyYears: number | null;
  readonly regionCodes: readonly string[];
};

const BY_CADENCE: readonly (Editions & { readonly cadenceId: string })[] = [
  { cadenceId: "12-tongzhou", editions: { "tongzhou-2026": 6 } },
  { cadenceId: "12-tongwulang", editions: { "tongwulang-2026": 4 } },
];

const OWN: readonly OwnSeries[] = [
  {
    name: "北京市职业技能大赛",
    nameEn: "Beijing Vocational Skills Competition",
    tier: "city",
    sphere: "comprehensive",
    everyYears: 2,
    regionCodes: ["110000"],
    editions: { "bj-2024": 7, "bj-2026": 8 },
  },
  {
    name: "大连市职工技能大赛",
    nameEn: "Dalian Workers' Skills Competition",
    tier: "city",
    sphere: "comprehensive",
    everyYears: 1,
    regionCodes: ["210200"],
    editions: { "dalian-2026": 14 },
  },
  {
    name: "通州区装备制造行业职业技能竞赛",
    nameEn: "Tongzhou Equipment Manufacturing Trade Competition",
    tier: "district",
    sphere: "trade",
    everyYears: null,
    regionCodes: ["110112"],
    editions: {},
  },
];

export async function runSeriesAct(stage: Stage): Promise<void> {
  const { runtime } = stage;
  const officer = await stage.actor("bureau");
  for (const { cadenceId, editions } of BY_CADENCE) {
    const cadence = { packName: "tongzhou", cadenceId, sphere: "comprehensive" } as const;
    const { seriesId } = must(await foundCadenceSeries(runtime, officer, cadence));
    await putIn(stage, seriesId, editions);
  }
  for (const { editions, ...series } of OWN) {
    const { seriesId } = must(await foundSeries(runtime, officer, series));
    await putIn(stage, seriesId, editions);
  }
}

async function putIn(stage: Stage, seriesId: string, editions: Editions["editions"]): Promise<void> {
  for (const [code, edition] of Object.entries(editions)) {
    const { id } = await stage.runtime.database.read.competition.findUniqueOrThrow({ where: { code }, select: { id: true } });
    must(await addEdition(stage.runtime, await stage.actor("bureau"), { seriesId, competitionId: id, edition }));
  }
}
