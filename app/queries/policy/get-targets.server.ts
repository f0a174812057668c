/** Each document's targets beside what was recorded of them and what the system itself sees, for one year. */
import { assessIndicator, toTargetValue } from "#app/domain/policy/indicators.ts";
import type { DocumentTargets, ReadingRow, TargetRow } from "#app/domain/policy/target-view.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { prepareMeasures } from "#app/queries/policy/count-measures.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

export type TargetsPage = {
  readonly year: number;
  readonly presentYear: number;
  /** Years that something was recorded for, and this one; the last first. */
  readonly years: readonly number[];
  readonly documents: readonly DocumentTargets[];
  readonly readings: readonly ReadingRow[];
};

/** @param asked the year; null: this one */
export async function getTargets(runtime: Runtime, asked: number | null): Promise<TargetsPage> {
  const { read } = runtime.database;
  const presentYear = Number(shanghaiDay(runtime.clock.now()).slice(0, 4));
  const year = asked ?? presentYear;
  const packs = await listCurrentPacks(read);
  const stored = await read.indicatorReading.findMany({ orderBy: [{ recordedAt: "desc" }, { id: "desc" }] });
  const names = await getUserNames(
    runtime,
    stored.map(({ recordedById }) => recordedById),
  );
  const count = await prepareMeasures(read);
  const documents = packs.map(({ content }): DocumentTargets => {
    const { name: pack, document, targets } = content;
    const rows = targets.map(({ id, clause, text, summary, summaryEn, unit, by, figure, measure }): TargetRow => {
      const standing = listStanding(stored.filter((one) => one.packName === pack && one.targetId === id));
      const { state, reading } = assessIndicator({ figure, by }, standing, year);
      const found = standing.find((one) => one.year === reading?.year) ?? null;
      return {
        ...{ id, clause, text, summary, summaryEn, unit, by, pack },
        aim: toTargetValue({ figure }),
        state,
        reading: found && { year: found.year, value: found.value, reference: found.reference },
        measure: measure ? { of: measure, ...count(measure, document.regionCode, year) } : null,
      };
    });
    return { pack, document: { title: document.title, titleEn: document.titleEn, status: document.status }, targets: rows };
  });
  return {
    year,
    presentYear,
    years: [...new Set([presentYear, year, ...stored.map((one) => one.year)])].sort((left, right) => right - left),
    documents: documents.filter(({ targets }) => targets.length > 0),
    readings: stored.map(({ id, packName, targetId, year: of, value, reference, recordedById, recordedAt, voidedAt }) => ({
      ...{ id, pack: packName, targetId, year: of, value, reference },
      recordedBy: names.get(recordedById) ?? "",
      recordedAt: recordedAt.toISOString(),
      isVoid: voidedAt !== null,
    })),
  };
}

/** Of each year the last that was not voided. @param readings the last recorded first */
function listStanding<Row extends { readonly year: number; readonly voidedAt: Date | null }>(readings: readonly Row[]): Row[] {
  const standing = new Map<number, Row>();
  for (const reading of readings) {
    if (reading.voidedAt === null && !standing.has(reading.year)) standing.set(reading.year, reading);
  }
  return [...standing.values()];
}
