/** Founds a series of competitions: in words of its own, or as a policy document asks for it. */
import type { SeriesRefusal } from "#app/domain/ladder/series-calendar.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { Sphere, Tier } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findCadence } from "#app/queries/competitions/list-series-editions.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

type Stated = {
  readonly name: string;
  readonly nameEn: string;
  readonly tier: Tier;
  readonly sphere: Sphere;
  /** Host regions' codes, one or more. */
  readonly regionCodes: readonly string[];
  /** Null: no cadence of its own. */
  readonly everyYears: number | null;
};
type Founded = { readonly seriesId: string };

export function foundSeries(runtime: Runtime, actor: Actor, input: Stated): Promise<Decision<Founded, SeriesRefusal>> {
  return runtime.database.write<Founded, SeriesRefusal>(({ tables, audit }) =>
    store({ tables, audit }, actor, { ...input, packName: null, cadenceId: null }, runtime.clock.now()),
  );
}

/** Name, tier, regions and years are those of the cadence; what a later version of the document says of the years counts then. */
export function foundCadenceSeries(
  runtime: Runtime,
  actor: Actor,
  input: { readonly packName: string; readonly cadenceId: string; readonly sphere: Sphere },
): Promise<Decision<Founded, SeriesRefusal>> {
  return runtime.database.write<Founded, SeriesRefusal>(async ({ tables, audit }) => {
    const { packName, cadenceId, sphere } = input;
    const found = findCadence(await listCurrentPacks(tables, [packName]), input);
    if (!found) return refuse({ code: "cadence-unknown" });
    if ((await tables.competitionSeries.count({ where: { packName, cadenceId } })) > 0) return refuse({ code: "cadence-taken" });
    const { name, nameEn, tier, regionCodes } = found.cadence;
    const series = { name, nameEn, tier, regionCodes, sphere, everyYears: null, packName, cadenceId };
    return store({ tables, audit }, actor, series, runtime.clock.now());
  });
}

async function store(
  { tables, audit }: Pick<Write, "tables" | "audit">,
  actor: Actor,
  series: Stated & { readonly packName: string | null; readonly cadenceId: string | null },
  now: Date,
): Promise<Decision<Founded, SeriesRefusal>> {
  const refusals: Refusal<SeriesRefusal>[] = [];
  const regionCodes = [...new Set(series.regionCodes)];
  if ((await tables.competitionSeries.count({ where: { name: series.name } })) > 0) {
    refusals.push({ code: "series-name-taken", params: { field: "name", name: series.name } });
  }
  const known = await tables.region.findMany({ where: { code: { in: regionCodes } }, select: { code: true } });
  for (const code of regionCodes.filter((regionCode) => !known.some((region) => region.code === regionCode))) {
    refusals.push({ code: "region-unknown", params: { field: "regionCodes", region: code } });
  }
  if (regionCodes.length === 0) refusals.push({ code: "series-region-missing", params: { field: "regionCodes" } });
  if (refusals.length > 0) return refuse(...refusals);
  const seriesId = newId();
  await tables.competitionSeries.create({
    data: { ...series, regionCodes, id: seriesId, createdById: actor.userId, createdAt: now },
  });
  await audit({
    chain: SYSTEM_CHAIN,
    actorId: actor.userId,
    act: "found-series",
    objectKind: "series",
    objectId: seriesId,
    payload: {
      tier: series.tier,
      sphere: series.sphere,
      regions: regionCodes,
      everyYears: series.everyYears,
      pack: series.packName,
      cadence: series.cadenceId,
    },
  });
  return allow({ seriesId });
}
