/** The default reading of "grade of result" (等第): which award counts as which grade for policy. */

import type { AwardGrade } from "#app/domain/policy/pack.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

const GRADES: Readonly<Record<Award, AwardGrade | null>> = {
  gold: 1,
  first: 1,
  silver: 2,
  second: 2,
  bronze: 3,
  third: 3,
  medallion: null,
  excellence: null,
};

/**
 * The award grade of an award; null when there is no award, or one below the three grades that documents pay.
 * Tongzhou (14) does not say whether grade means medal, prize tier or place: rows that rest on this default carry the
 * condition "award-grade-mapping" until an officer confirms it for the competition.
 */
export function computeAwardGrade(award: Award | null): AwardGrade | null {
  return award === null ? null : GRADES[award];
}
