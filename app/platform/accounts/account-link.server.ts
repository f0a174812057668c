/** One-time links: made inside a write, found by their token, stored as its hash only. */
import { LINK_HOURS } from "#app/domain/access/account-link.ts";
import { newSecret, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";

/** What is handed over to the person. Nothing shows it again: only the hash of the token is stored. */
export type OneTimeLink = {
  readonly url: string;
  /** ISO. */
  readonly expiresAt: string;
};

/** The row id of a link: the table alone opens no account. */
export function linkIdOf(token: string): string {
  return sha256(token);
}

/** Makes the one link that is open for the account: those before it do not work any more. */
export async function makeLink(
  { tables }: Pick<Write, "tables">,
  input: {
    readonly userId: string;
    /** An account; null: the installation. */
    readonly createdById: string | null;
    readonly resetsSecondFactor: boolean;
    readonly at: Date;
    readonly publicUrl: string;
  },
): Promise<OneTimeLink> {
  const { userId, createdById, resetsSecondFactor, at } = input;
  const token = newSecret();
  const expiresAt = new Date(at.getTime() + LINK_HOURS * 3_600_000);
  await tables.accountLink.updateMany({ where: { userId, usedAt: null, revokedAt: null }, data: { revokedAt: at } });
  await tables.accountLink.create({
    data: { id: linkIdOf(token), userId, createdById, resetsSecondFactor, createdAt: at, expiresAt },
  });
  return { url: `${input.publicUrl}/set-password/${token}`, expiresAt: expiresAt.toISOString() };
}
