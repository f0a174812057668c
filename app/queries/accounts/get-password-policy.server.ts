/** What the page of security settings shows: the policy of passwords and PINs, and who set it. */
import type { PasswordPolicy } from "#app/domain/access/password-policy.ts";
import { PASSWORD_POLICY, readPasswordPolicy } from "#app/platform/accounts/password-policy.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type PasswordPolicyPage = {
  readonly policy: PasswordPolicy;
  /** Null: nobody has set it, and the default holds. */
  readonly changed: { readonly by: string /** ISO. */; readonly at: string } | null;
};

export async function getPasswordPolicy({ database: { read } }: Runtime): Promise<PasswordPolicyPage> {
  const row = await read.setting.findUnique({ where: { name: PASSWORD_POLICY }, select: { changedById: true, changedAt: true } });
  const user = row && (await read.user.findUnique({ where: { id: row.changedById }, select: { displayName: true } }));
  return {
    policy: await readPasswordPolicy(read),
    changed: row && { by: user?.displayName ?? "", at: row.changedAt.toISOString() },
  };
}
