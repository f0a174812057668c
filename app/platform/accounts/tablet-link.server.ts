/** The codes that are printed for judges: made inside a write, found by their token, stored as its hash only. */
import { newSecret, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";

/** A competition's days in the hall; a code that was lost is replaced by printing anew. */
export const TABLET_LINK_HOURS = 14 * 24;

/** The row id of a code: the table alone signs nobody in. */
export function tabletLinkIdOf(token: string): string {
  return sha256(token);
}

/** Makes the one code of this judge that holds: those printed before do not any more. @returns the token, for the paper */
export async function makeTabletLink(
  { tables }: Pick<Write, "tables">,
  input: { readonly userId: string; readonly competitionId: string; readonly createdById: string; readonly at: Date },
): Promise<string> {
  const { userId, competitionId, createdById, at } = input;
  const token = newSecret(24);
  await tables.tabletLink.updateMany({ where: { userId, competitionId, revokedAt: null }, data: { revokedAt: at } });
  await tables.tabletLink.create({
    data: {
      id: tabletLinkIdOf(token),
      userId,
      competitionId,
      createdById,
      createdAt: at,
      expiresAt: new Date(at.getTime() + TABLET_LINK_HOURS * 3_600_000),
    },
  });
  return token;
}
