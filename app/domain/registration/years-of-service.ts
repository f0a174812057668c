/** Years of service (从业年限) as people state them: how many there can be. */
import { computeAge } from "#app/domain/registration/resident-id.ts";

export const HIGHEST_YEARS_OF_SERVICE = 60;

/** Nobody serves before this age (Labour Law, article 15). */
export const WORKING_AGE = 16;

/** How many full years somebody of this age can have worked by that day; both dates YYYY-MM-DD. */
export function computeMostYearsOfService(birthDate: string, onDate: string): number {
  return Math.max(0, computeAge(birthDate, onDate) - WORKING_AGE);
}
