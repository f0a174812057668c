/** Sets what passwords and PINs must be from now on; those that are set already stay until they are changed. */
import type { PasswordPolicy } from "#app/domain/access/password-policy.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { PASSWORD_POLICY, readPasswordPolicy } from "#app/platform/accounts/password-policy.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function setPasswordPolicy(
  runtime: Runtime,
  actor: Actor,
  policy: PasswordPolicy,
): Promise<Decision<null, "policy-unchanged">> {
  return runtime.database.write<null, "policy-unchanged">(async ({ tables, audit }) => {
    const before = toPayload(await readPasswordPolicy(tables));
    const after = toPayload(policy);
    if (JSON.stringify(before) === JSON.stringify(after)) return refuse({ code: "policy-unchanged" });
    const changed = { content: { ...policy, refusedWords: [...policy.refusedWords] }, changedById: actor.userId };
    const changedAt = runtime.clock.now();
    await tables.setting.upsert({
      where: { name: PASSWORD_POLICY },
      create: { name: PASSWORD_POLICY, ...changed, changedAt },
      update: { ...changed, changedAt },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "set-password-policy",
      objectKind: "setting",
      objectId: PASSWORD_POLICY,
      payload: {
        ...Object.fromEntries(Object.entries(before).map(([name, value]) => [`${name}Before`, value])),
        ...after,
      },
    });
    return allow(null);
  });
}

/** In a fixed order, for the record and for comparing. */
function toPayload({ shortest, classes, longestDays, shortestPin, refusedWords }: PasswordPolicy) {
  return { shortest, classes, longestDays, shortestPin, refusedWords: [...refusedWords] };
}
