/** Recovery codes: made inside a write and shown once, found by their hash, each used once. */
import { formatRecoveryCode, RECOVERY_CODE_LENGTH, RECOVERY_CODES } from "#app/domain/access/recovery-code.ts";
import { newReadableCode, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";

type Of = { readonly userId: string; readonly at: Date };

/** Those made before do not work any more. @returns the codes as they are shown, this once */
export async function makeRecoveryCodes({ tables }: Pick<Write, "tables">, { userId, at }: Of): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => newReadableCode(RECOVERY_CODE_LENGTH));
  await tables.recoveryCode.deleteMany({ where: { userId } });
  await tables.recoveryCode.createMany({ data: codes.map((code) => ({ id: idOf(userId, code), userId, createdAt: at })) });
  return codes.map(formatRecoveryCode);
}

/** @param code as `readRecoveryCode` reads it @returns how many are left; null where it is none of this account, or was used */
export async function takeRecoveryCode(
  { tables }: Pick<Write, "tables">,
  { userId, code, at }: Of & { readonly code: string },
): Promise<number | null> {
  const { count } = await tables.recoveryCode.updateMany({
    where: { id: idOf(userId, code), userId, usedAt: null },
    data: { usedAt: at },
  });
  return count === 0 ? null : tables.recoveryCode.count({ where: { userId, usedAt: null } });
}

/** The table alone opens no account. */
function idOf(userId: string, code: string): string {
  return sha256(`${userId} ${code}`);
}
