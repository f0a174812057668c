/**
 * Takes over the photos that earlier versions kept as they came from tablets: each is sealed under a key of its own. Keys are no matter
 * of the database, so that its migration cannot do it; the first start after it does, photo by photo.
 */
import { allow } from "#app/domain/shared/decision.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { sealFile } from "#app/platform/crypto/vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** Others write between the parts; so many photos lie in memory at once. */
const AT_ONCE = 20;

/** @returns how many photos were sealed; 0 from the second start on */
export async function sealPlainPhotos({ database, keys }: Runtime): Promise<number> {
  let sealed = 0;
  for (;;) {
    const notes = await database.read.aspectNote.findMany({
      where: { photo: { not: null }, photoDigest: null },
      orderBy: { key: "asc" },
      take: AT_ONCE,
      select: { key: true, photo: true },
    });
    if (notes.length === 0) return sealed;
    await database.write(async ({ tables, audit }) => {
      for (const { key, photo } of notes) {
        const plain = photo ?? new Uint8Array();
        const kept = sealFile(keys, plain);
        const data = { photo: kept.sealed, photoKey: kept.wrapped, photoDigest: sha256(plain) };
        await tables.aspectNote.updateMany({ where: { key, photoDigest: null }, data });
      }
      await audit({
        chain: SYSTEM_CHAIN,
        actorId: null,
        act: "seal-photos",
        objectKind: "note",
        objectId: "all",
        payload: { notes: notes.map(({ key }) => key) },
      });
      return allow(null);
    });
    sealed += notes.length;
  }
}
