/** The honours that people hold, or that are under way for them, whether in a case or as a record of officers. */
import type { StandingHonour } from "#app/domain/honours/honour-case.ts";
import type { RecordedHonour } from "#app/domain/policy/recorded-fact.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type ListedHonour = StandingHonour & {
  readonly factId: string;
  /** Null: recorded by officers as conferred elsewhere. */
  readonly caseId: string | null;
};

/** In the order in which they were recorded; dropped ones left out. */
export async function listStandingHonours(tables: Tables, personIds: readonly string[]): Promise<readonly ListedHonour[]> {
  const honours: ListedHonour[] = [];
  for (const part of chunk([...new Set(personIds)])) {
    const members = await tables.recordedMember.findMany({
      where: { personId: { in: part }, fact: { kind: "honour", droppedAt: null } },
      orderBy: [{ fact: { recordedAt: "asc" } }, { id: "asc" }],
      select: {
        personId: true,
        fact: { select: { id: true, content: true, reference: true, confirmedAt: true, honour: { select: { id: true } } } },
      },
    });
    for (const { personId, fact } of members) {
      honours.push({
        personId,
        honour: (fact.content as unknown as RecordedHonour).honour,
        isHeld: fact.confirmedAt !== null,
        reference: fact.reference,
        factId: fact.id,
        caseId: fact.honour?.id ?? null,
      });
    }
  }
  return honours;
}
