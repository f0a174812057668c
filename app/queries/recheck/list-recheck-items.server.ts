/** The sample of a round's recheck with what became of each code and of the corrections that its errors asked for. */
import type { RecheckBasis, RecheckOutcome } from "#app/domain/results/recheck.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type RecheckItemAsFound = {
  readonly itemId: string;
  readonly subjectId: string;
  readonly code: string;
  readonly basis: RecheckBasis;
  readonly outcome: RecheckOutcome | null;
  readonly note: string;
  readonly checkedById: string | null;
  readonly checkedAt: Date | null;
  /** Of the code's forms since it was checked: under way, brought to its end, or none that still counts. */
  readonly correction: "open" | "corrected" | "none";
};

/** By code. Empty before the sample was drawn. */
export async function listRecheckItems(tables: Tables, roundId: string): Promise<readonly RecheckItemAsFound[]> {
  const items = await tables.recheckItem.findMany({
    where: { roundId },
    orderBy: { subject: { code: "asc" } },
    select: {
      id: true,
      subjectId: true,
      basis: true,
      outcome: true,
      note: true,
      checkedById: true,
      checkedAt: true,
      subject: { select: { code: true } },
    },
  });
  const corrections = await tables.correction.findMany({
    where: { refusedAt: null, form: { roundId } },
    select: { closedAt: true, form: { select: { subjectId: true } } },
  });
  return items.map(({ id, subject, basis, outcome, ...item }) => {
    const own = corrections.filter(({ form }) => form.subjectId === item.subjectId).map(({ closedAt }) => closedAt);
    const isOpen = own.some((closedAt) => closedAt === null);
    const isCorrected = own.some((closedAt) => closedAt !== null && item.checkedAt !== null && closedAt >= item.checkedAt);
    return {
      ...item,
      itemId: id,
      code: subject.code,
      basis: basis as RecheckBasis,
      outcome: outcome as RecheckOutcome | null,
      correction: isOpen ? "open" : isCorrected ? "corrected" : "none",
    };
  });
}

/** How far the recheck is, as the acts on the round look at it; null before its sample was drawn. */
export async function findRecheckProgress(
  tables: Tables,
  roundId: string,
): Promise<{ readonly items: number; readonly unchecked: number; readonly openErrors: number } | null> {
  if ((await tables.recheck.count({ where: { roundId } })) === 0) return null;
  const items = await listRecheckItems(tables, roundId);
  return {
    items: items.length,
    unchecked: items.filter(({ outcome }) => outcome === null).length,
    openErrors: items.filter(({ outcome, correction }) => outcome === "error" && correction !== "corrected").length,
  };
}
