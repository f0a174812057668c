/** The key that signs now: made by the first certificate of an installation. A step of what signs. */
import type { IssuerKeyRow } from "#app/platform/crypto/issuer-key.server.ts";
import { makeIssuerKey } from "#app/platform/crypto/issuer-key.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export async function getSigningKey(runtime: Runtime, { tables, audit }: Pick<Write, "tables" | "audit">): Promise<IssuerKeyRow> {
  const current = await tables.issuerKey.findFirst({ where: { retiredAt: null }, orderBy: { validFrom: "desc" } });
  return current ?? addIssuerKey(runtime, { tables, audit }, null);
}

/** @param actorId null: nobody asked for it, the first one is made when it is needed */
export async function addIssuerKey(
  runtime: Runtime,
  { tables, audit }: Pick<Write, "tables" | "audit">,
  actorId: string | null,
): Promise<IssuerKeyRow> {
  const made = makeIssuerKey(runtime.keys);
  await tables.issuerKey.create({ data: { ...made, createdById: actorId, validFrom: runtime.clock.now() } });
  await audit({
    chain: SYSTEM_CHAIN,
    actorId,
    act: "make-issuer-key",
    objectKind: "issuer-key",
    objectId: made.id,
    payload: {},
  });
  return made;
}
