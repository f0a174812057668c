/** The policy documents that there are: the version that counts now, and whether another one waits. */
import type { PolicyDocument } from "#app/domain/policy/pack.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

export type PackRow = {
  readonly name: string;
  readonly document: PolicyDocument;
  readonly region: { readonly name: string; readonly nameEn: string };
  readonly version: number;
  readonly rows: number;
  /** The number of the version that waits for a second officer; null: none does. */
  readonly proposed: number | null;
  /** Competitions that pinned some version of it. */
  readonly competitions: number;
};

export async function listPacks({ database }: Runtime): Promise<readonly PackRow[]> {
  const tables = database.read;
  const current = await listCurrentPacks(tables);
  const [proposed, pins, regions] = await Promise.all([
    tables.policyPack.findMany({ where: { state: "proposed" }, select: { name: true, version: true } }),
    tables.competitionPack.findMany({ select: { pack: { select: { name: true } } } }),
    tables.region.findMany({
      where: { code: { in: current.map(({ content }) => content.document.regionCode) } },
      select: { code: true, name: true, nameEn: true },
    }),
  ]);
  return current.map(({ content: { name, version, document, rows } }) => {
    const region = regions.find(({ code }) => code === document.regionCode);
    return {
      name,
      document,
      region: { name: region?.name ?? document.regionCode, nameEn: region?.nameEn ?? document.regionCode },
      version,
      rows: rows.length,
      proposed: proposed.find((one) => one.name === name)?.version ?? null,
      competitions: pins.filter(({ pack }) => pack.name === name).length,
    };
  });
}
