/** Who proves a second factor (TOTP) beside the password: the offices (DOMAIN 14). */
import type { Grant } from "#app/domain/access/access.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

/** Roles that decide on people, money or results from an office; who works in the hall signs with a PIN instead. */
export const OFFICE_ROLES = [
  "administrator",
  "organiser",
  "reviewer",
  "policy-officer",
  "treasurer",
  "supervisor",
  "arbitrator",
] as const satisfies readonly Role[];

/** Whether offices must have one before anything else, or are only offered it. */
export const SECOND_FACTOR_MODES = ["required", "offered"] as const;
export type SecondFactorMode = (typeof SECOND_FACTOR_MODES)[number];

/** Whether one of these grants is an office. */
export function isOffice(grants: readonly Pick<Grant, "role">[]): boolean {
  return grants.some(({ role }) => OFFICE_ROLES.some((office) => office === role));
}

/**
 * Whether a session may do nothing but set up the second factor. Asked at each request, so that it holds for who gets an office
 * later, too.
 */
export function mustEnrol(input: {
  readonly mode: SecondFactorMode;
  readonly grants: readonly Pick<Grant, "role">[];
  readonly isConfirmed: boolean;
}): boolean {
  return input.mode === "required" && !input.isConfirmed && isOffice(input.grants);
}
