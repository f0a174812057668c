/** What people achieved in competitions outside the system, as one officer recorded it and another confirmed. */
import type { KnownDuty } from "#app/domain/banks/bank-view.ts";
import type { RecordedResult } from "#app/domain/policy/recorded-fact.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type OutsideResult = {
  readonly personId: string;
  /** Where he works, else studies, as it was then. */
  readonly organisationId: string | null;
  readonly regionCode: string | null;
  /** Occupation code; null where the record says none. */
  readonly trade: string | null;
  /** Names are as they were published, in one language. */
  readonly known: KnownDuty;
};

/** The latest first. @param personIds only theirs; left out: everybody's */
export async function listOutsideResults(tables: Tables, personIds?: readonly string[]): Promise<readonly OutsideResult[]> {
  const parts = personIds === undefined ? [{}] : chunk([...personIds]).map((part) => ({ personId: { in: [...part] } }));
  const results: OutsideResult[] = [];
  for (const part of parts) {
    const members = await tables.recordedMember.findMany({
      where: { ...part, fact: { kind: "result", confirmedAt: { not: null }, droppedAt: null } },
      select: {
        personId: true,
        employerId: true,
        employerRegion: true,
        schoolId: true,
        schoolRegion: true,
        fact: { select: { content: true, occurredOn: true } },
      },
    });
    for (const { personId, employerId, employerRegion, schoolId, schoolRegion, fact } of members) {
      const content = fact.content as unknown as RecordedResult;
      results.push({
        personId,
        organisationId: employerId ?? schoolId,
        regionCode: employerId === null ? schoolRegion : employerRegion,
        trade: content.occupationCode,
        known: toKnownDuty(content, fact.occurredOn),
      });
    }
  }
  return results.sort((left, right) => (left.known.on < right.known.on ? 1 : -1));
}

/** @param on YYYY-MM-DD */
export function toKnownDuty({ competition, event, place, award }: RecordedResult, on: string): KnownDuty {
  return { competition: asNamed(competition), event: asNamed(event), place, award, on };
}

function asNamed(name: string) {
  return { name, nameEn: name };
}
