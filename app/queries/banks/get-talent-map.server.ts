/** Winners by trade and region, from public results and from confirmed ones of competitions outside the system; who consented to stand in a bank is told by name, the others are counted. */
import type { BankChoice } from "#app/domain/banks/bank-view.ts";
import { computeTalentMap, type TalentCell, type TalentMap, type TalentResult } from "#app/domain/banks/talent-map.ts";
import type { RegionLevel } from "#app/domain/boards/region-cut.ts";
import type { SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listOccupations } from "#app/queries/banks/list-occupations.server.ts";
import { listOutsideResults } from "#app/queries/banks/list-outside-results.server.ts";
import { listBoardResults } from "#app/queries/boards/list-board-results.server.ts";

export type TalentMapPage = Omit<TalentMap, "cells" | "trades" | "regions"> & {
  readonly level: RegionLevel;
  readonly trades: readonly (BankChoice & { readonly people: number })[];
  readonly regions: readonly (BankChoice & { readonly people: number })[];
  readonly cells: readonly (Omit<TalentCell, "personIds"> & { readonly people: number })[];
  /** The cell that was asked for: those who consented, and how many others there are. */
  readonly chosen: {
    readonly trade: BankChoice;
    readonly region: BankChoice;
    readonly levels: TalentCell["levels"];
    readonly named: readonly { readonly bank: string; readonly memberId: string; readonly name: string }[];
    readonly others: number;
  } | null;
};

export async function getTalentMap(
  runtime: Runtime,
  asked: { readonly level: RegionLevel; readonly trade: string | null; readonly region: string | null },
): Promise<TalentMapPage> {
  const { read } = runtime.database;
  const { results } = await listBoardResults(read, { withOutside: false });
  const talents: TalentResult[] = [];
  for (const part of chunk(results.filter(({ award }) => award !== null).map(({ resultId }) => resultId))) {
    const members = await read.entryMember.findMany({
      where: { entryId: { in: part } },
      select: {
        personId: true,
        levelHeld: true,
        employerRegion: true,
        schoolRegion: true,
        delegationRegion: true,
        entry: { select: { event: { select: { occupationCode: true } } } },
      },
    });
    for (const { personId, levelHeld, employerRegion, schoolRegion, delegationRegion, entry } of members) {
      talents.push({
        personId,
        trade: entry.event.occupationCode,
        regionCode: employerRegion ?? schoolRegion ?? delegationRegion,
        level: levelHeld as SkillLevel | null,
      });
    }
  }
  for (const { personId, trade, regionCode, known } of await listOutsideResults(read)) {
    if (known.award !== null && trade !== null) talents.push({ personId, trade, regionCode, level: null });
  }
  const map = computeTalentMap(talents, asked.level);
  const occupations = await listOccupations(read);
  const regions = await read.region.findMany({ select: { code: true, name: true, nameEn: true } });
  const known = new Map(regions.map((region) => [region.code, region]));
  const tradeOf = (code: string): BankChoice => ({ code, ...(occupations.get(code) ?? { name: code, nameEn: code }) });
  const regionOf = (code: string): BankChoice => known.get(code) ?? { code, name: code, nameEn: code };
  const cell = map.cells.find(({ trade, region }) => trade === asked.trade && region === asked.region) ?? null;
  return {
    level: asked.level,
    people: map.people,
    unplaced: map.unplaced,
    trades: map.trades.map(({ code, people }) => ({ ...tradeOf(code), people })),
    regions: map.regions.map(({ code, people }) => ({ ...regionOf(code), people })),
    cells: map.cells.map(({ personIds, ...rest }) => ({ ...rest, people: personIds.length })),
    chosen: cell && {
      trade: tradeOf(cell.trade),
      region: regionOf(cell.region),
      levels: cell.levels,
      ...(await nameConsenting(runtime, cell.personIds)),
    },
  };
}

/** A person once, whatever the number of banks that he stands in. */
async function nameConsenting(runtime: Runtime, personIds: readonly string[]) {
  const named = new Map<string, { bank: string; memberId: string; name: string }>();
  for (const part of chunk([...personIds])) {
    const members = await runtime.database.read.bankMember.findMany({
      where: { personId: { in: part }, withdrawnAt: null },
      orderBy: { consentAt: "asc" },
      select: { id: true, bank: true, personId: true, person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
    });
    for (const { id, bank, personId, person } of members) {
      const opened = person && openPerson(runtime.keys, person);
      if (personId !== null && opened) named.set(personId, { bank, memberId: id, name: opened.name });
    }
  }
  return { named: [...named.values()], others: personIds.length - named.size };
}
