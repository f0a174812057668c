/** The password policy of the installation: what its administrator set, or the default. */
import { DEFAULT_PASSWORD_POLICY, type PasswordPolicy } from "#app/domain/access/password-policy.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** The name of its row among the settings. */
export const PASSWORD_POLICY = "password-policy";

export async function readPasswordPolicy(tables: Tables): Promise<PasswordPolicy> {
  const row = await tables.setting.findUnique({ where: { name: PASSWORD_POLICY }, select: { content: true } });
  return { ...DEFAULT_PASSWORD_POLICY, ...((row?.content ?? {}) as Partial<PasswordPolicy>) };
}
