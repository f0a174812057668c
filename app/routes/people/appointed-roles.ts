/** The duties that an office appoints people to, by what each is held over. */
import { ROLE_SCOPES } from "#app/domain/access/duties.ts";
import { ROLES } from "#app/domain/shared/vocabulary.ts";

export const COMPETITION_ROLES = ROLES.filter((role) => ROLE_SCOPES[role] === "competition");
export const EVENT_ROLES = ROLES.filter((role) => ROLE_SCOPES[role] === "event");
export const DELEGATION_ROLES = ROLES.filter((role) => ROLE_SCOPES[role] === "delegation");
