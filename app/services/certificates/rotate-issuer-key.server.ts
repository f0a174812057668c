/** A new key signs from now on; the one before it is retired and still verifies, or is declared not to be trusted any more. */
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { addIssuerKey } from "#app/services/certificates/issuer-key.server.ts";

/** @param actor null: the command of whoever runs the installation @param input.distrusts the key before came into other hands @returns the new key's id */
export function rotateIssuerKey(
  runtime: Runtime,
  actor: Actor | null,
  { distrusts }: { readonly distrusts: boolean },
): Promise<Decision<{ readonly keyId: string }>> {
  return runtime.database.write(async (write) => {
    const now = runtime.clock.now();
    const retired = await write.tables.issuerKey.findMany({ where: { retiredAt: null }, select: { id: true } });
    await write.tables.issuerKey.updateMany({
      where: { retiredAt: null },
      data: { retiredAt: now, ...(distrusts ? { distrustedAt: now } : {}) },
    });
    const { id } = await addIssuerKey(runtime, write, actor?.userId ?? null);
    await write.audit({
      chain: SYSTEM_CHAIN,
      actorId: actor?.userId ?? null,
      act: distrusts ? "distrust-issuer-key" : "retire-issuer-key",
      objectKind: "issuer-key",
      objectId: retired[0]?.id ?? "none",
      payload: { retired: retired.map((key) => key.id), next: id },
    });
    return allow({ keyId: id });
  });
}
