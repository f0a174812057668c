/** What an installation asks of passwords and PINs: a setting of its administrator, with the defaults that hold until he sets it. */

export type PasswordPolicy = {
  /** In characters. */
  readonly shortest: number;
  /** How many of these kinds of characters: small letters, capitals, digits, others (Chinese among them). */
  readonly classes: number;
  /** Days after which a password has to be changed at the next sign-in; null: never. */
  readonly longestDays: number | null;
  /** In digits. */
  readonly shortestPin: number;
  /** Words that no password may be made of, beside the common ones. */
  readonly refusedWords: readonly string[];
};

export const DEFAULT_PASSWORD_POLICY: PasswordPolicy = {
  shortest: 10,
  classes: 1,
  longestDays: null,
  shortestPin: 6,
  refusedWords: [],
};

/** Within which an administrator may set it: nothing shorter is safe, and nothing longer is remembered. */
export const POLICY_LIMITS = {
  shortest: [8, 64],
  classes: [1, 4],
  longestDays: [30, 3_650],
  shortestPin: [6, 12],
} as const satisfies Partial<Record<keyof PasswordPolicy, readonly [number, number]>>;

const DAY_MS = 86_400_000;

/** Whether a password has to be changed before anything else. @param setAt when it was set, or the account was opened where that is not known */
export function isPasswordOver(policy: PasswordPolicy, setAt: Date, at: Date): boolean {
  return policy.longestDays !== null && at.getTime() - setAt.getTime() > policy.longestDays * DAY_MS;
}
