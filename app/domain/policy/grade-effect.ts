/** What a map of grades does to the results of a competition: how many there are of each grade, and how many each clause answers to. */
import { computeAwardGrade, type GradeMap } from "#app/domain/policy/award-grade.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { AwardGrade, PolicyPack, PolicyRow } from "#app/domain/policy/pack.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

/** A place counts among those who may win and passed; null: the result has none of these. */
export type GradedResult = { readonly award: Award | null; readonly place: number | null };

/** How many results are of each grade; `none`: won something that counts as no grade. */
export type GradeCounts = Readonly<Record<AwardGrade | "none", number>>;

export function countGrades(results: readonly GradedResult[], map: GradeMap): GradeCounts {
  const counts = { 1: 0, 2: 0, 3: 0, none: 0 };
  for (const { award, place } of results) {
    const grade = computeAwardGrade(award, place, map);
    if (grade !== null) counts[grade] += 1;
    else if (award !== null) counts.none += 1;
  }
  return counts;
}

/** A row whose answer hangs on the grade, with how many beneficiaries it answers to under the map in use and under another. */
export type ClauseEffect = {
  readonly pack: PolicyPack;
  readonly row: PolicyRow;
  readonly now: number;
  readonly proposed: number;
};

/** The rows that leave the grade open and answer to somebody under one of the maps; in the order of packs and rows. */
export function countByClause(
  packs: readonly PolicyPack[],
  now: readonly Finding[],
  proposed: readonly Finding[],
): readonly ClauseEffect[] {
  const [counted, supposed] = [countMet(now), countMet(proposed)];
  return packs.flatMap((pack) =>
    pack.rows.flatMap((row): ClauseEffect[] => {
      const key = `${pack.name}/${row.id}`;
      const effect = { pack, row, now: counted.get(key) ?? 0, proposed: supposed.get(key) ?? 0 };
      const hangsOnGrade = (row.conditions as readonly string[]).includes("award-grade-mapping");
      return hangsOnGrade && effect.now + effect.proposed > 0 ? [effect] : [];
    }),
  );
}

function countMet(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { pack, rowId, outcome } of findings) {
    if (outcome !== "not-met") counts.set(`${pack}/${rowId}`, (counts.get(`${pack}/${rowId}`) ?? 0) + 1);
  }
  return counts;
}
