/** The calendar of the ladder: every series with its editions by year, what its cadence asks for next, and what has no series yet. */
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import type { CadenceView, CalendarPage, CalendarSeries } from "#app/domain/ladder/calendar-page.ts";
import { computeCalendar } from "#app/domain/ladder/series-calendar.ts";
import type { PolicyCadence, PolicyDocument } from "#app/domain/policy/pack.ts";
import { shanghaiYear } from "#app/domain/shared/day.ts";
import { compareText } from "#app/domain/shared/order.ts";
import { SPHERES, type Sphere, TIERS, type Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { EDITION, findCadence, toEdition } from "#app/queries/competitions/list-series-editions.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

const YEARS_AROUND = 3;

export async function getCalendar(runtime: Runtime, actor: Actor): Promise<CalendarPage> {
  const { read } = runtime.database;
  const opensOffices = hasRole(actor.grants, OFFICE_ROOMS.overview, NO_SCOPE);
  const shown = opensOffices ? {} : { phase: { not: "draft" } };
  const [found, packs, loose] = await Promise.all([
    read.competitionSeries.findMany({
      include: {
        competitions: { orderBy: { edition: "desc" }, select: { ...EDITION, code: true, name: true, nameEn: true } },
      },
    }),
    listCurrentPacks(read),
    read.competition.findMany({
      where: { seriesId: null, ...shown },
      orderBy: [{ startsOn: "desc" }, { code: "asc" }],
      select: { id: true, name: true, nameEn: true, tier: true, startsOn: true },
    }),
  ]);
  const thisYear = shanghaiYear(runtime.clock.now());
  const span = { thisYear, from: thisYear - YEARS_AROUND, to: thisYear + YEARS_AROUND };
  const hosts = [
    ...found.flatMap(({ regionCodes }) => regionCodes as string[]),
    ...packs.flatMap(({ content }) => content.cadences.flatMap(({ regionCodes }) => regionCodes)),
  ];
  const regions = await read.region.findMany({
    where: { code: { in: [...new Set(hosts)] } },
    select: { code: true, name: true, nameEn: true },
  });
  const regionOf = new Map(regions.map(({ code, name, nameEn }) => [code, { name, nameEn }]));
  const namesOf = (codes: readonly string[]) => codes.map((code) => regionOf.get(code) ?? { name: code, nameEn: code });
  const series = found.map((one): CalendarSeries => {
    const source = findCadence(packs, one);
    const everyYears = one.everyYears ?? source?.cadence.everyYears ?? null;
    // To who opens no offices a draft does not exist: neither its year nor what comes after it says that it does.
    const editions = one.competitions.filter(({ phase }) => opensOffices || phase !== "draft");
    const { cells, next } = computeCalendar({ everyYears, editions: editions.map(toEdition) }, span);
    return {
      seriesId: one.id,
      name: one.name,
      nameEn: one.nameEn,
      tier: one.tier as Tier,
      sphere: one.sphere as Sphere,
      regions: namesOf(one.regionCodes as string[]),
      everyYears,
      cadence: source ? toView(source) : null,
      cells,
      next,
      editions: editions.map((competition) => {
        const { code, name, nameEn } = competition;
        return { ...toEdition(competition), code, name, nameEn };
      }),
    };
  });
  return {
    years: series[0]?.cells.map(({ year }) => year) ?? [],
    thisYear,
    series: series.sort(
      (left, right) =>
        TIERS.indexOf(left.tier) - TIERS.indexOf(right.tier) ||
        SPHERES.indexOf(left.sphere) - SPHERES.indexOf(right.sphere) ||
        compareText(left.name, right.name),
    ),
    uncovered: packs.flatMap(({ content }) =>
      content.cadences
        .filter(({ id }) => !found.some(({ packName, cadenceId }) => packName === content.name && cadenceId === id))
        .map((cadence) => ({
          packName: content.name,
          cadenceId: cadence.id,
          name: cadence.name,
          nameEn: cadence.nameEn,
          tier: cadence.tier,
          regions: namesOf(cadence.regionCodes),
          cadence: toView({ cadence, document: content.document }),
        })),
    ),
    loose: loose.map(({ id, name, nameEn, tier, startsOn }) => {
      return { competitionId: id, name, nameEn, tier: tier as Tier, year: shanghaiYear(startsOn) };
    }),
  };
}

function toView({ cadence, document }: { cadence: PolicyCadence; document: PolicyDocument }): CadenceView {
  const { clause, text, everyYears } = cadence;
  const { title, titleEn, number, issuer, status } = document;
  return { clause, text, everyYears, document: { title, titleEn, number, issuer, status } };
}
