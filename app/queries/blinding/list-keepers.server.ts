/** The blinding judges of an event and the layers that they keep. */
import { BLIND_LAYERS, type Keeper } from "#app/domain/blinding/layers.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** Those whose duty holds and whose account is open. */
export async function listKeepers(tables: Tables, eventId: string): Promise<readonly Keeper[]> {
  const grants = await tables.roleGrant.findMany({
    where: { eventId, role: "blinding-judge", revokedAt: null, user: { disabledAt: null } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { layers: true, user: { select: { id: true } } },
  });
  return grants.map(toKeeper);
}

export function toKeeper({ layers, user }: { readonly layers: unknown; readonly user: { readonly id: string } }): Keeper {
  return { userId: user.id, layers: toKeptLayers(layers) };
}

/** Layers as a grant stores them; null: all. */
export function toKeptLayers(stored: unknown): Keeper["layers"] {
  return Array.isArray(stored) ? BLIND_LAYERS.filter((layer) => stored.includes(layer)) : null;
}
