/** What a session that was opened on a tablet carries: a PIN stands neither for a password nor for a second factor (DOMAIN 11, 14). */
import type { Grant } from "#app/domain/access/access.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

/** Those whom the tablet serves: who marks and signs forms there, and who confirms them. */
export const TABLET_ROLES: readonly Role[] = ["marking-judge", "chief-judge", "tally-clerk"];

/** Of all grants of an account those that hold on a tablet: no office, whatever else its person is. */
export function listTabletGrants(grants: readonly Grant[]): readonly Grant[] {
  return grants.filter(({ role }) => TABLET_ROLES.includes(role));
}
