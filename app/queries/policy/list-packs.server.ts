/** The policy documents that there are, or that wait to be founded: the version that counts now, and whether another one waits. */
import type { PolicyDocument, PolicyPack } from "#app/domain/policy/pack.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";
import { namePackRegions } from "#app/queries/policy/name-pack-regions.server.ts";

export type PackRow = {
  readonly name: string;
  readonly document: PolicyDocument;
  readonly region: { readonly name: string; readonly nameEn: string };
  /** Null: a second officer has not founded it yet. */
  readonly version: number | null;
  readonly rows: number;
  /** The number of the version that waits for a second officer; null: none does. */
  readonly proposed: number | null;
  /** Competitions that pinned some version of it. */
  readonly competitions: number;
};

export async function listPacks({ database }: Runtime): Promise<readonly PackRow[]> {
  const tables = database.read;
  const current = await listCurrentPacks(tables);
  const [proposed, pins] = await Promise.all([
    tables.policyPack.findMany({
      where: { state: "proposed" },
      orderBy: { name: "asc" },
      select: { name: true, version: true, content: true },
    }),
    tables.competitionPack.findMany({ select: { pack: { select: { name: true } } } }),
  ]);
  const packs = current.map(({ content }) => content);
  const waiting = proposed
    .filter(({ name }) => !packs.some((pack) => pack.name === name))
    .map(({ content }) => content as unknown as PolicyPack);
  const regions = await namePackRegions(tables, [...packs, ...waiting]);
  return [...packs, ...waiting].map((pack) => {
    const { name, document, rows } = pack;
    return {
      name,
      document,
      region: regions[document.regionCode] ?? { name: document.regionCode, nameEn: document.regionCode },
      version: waiting.includes(pack) ? null : pack.version,
      rows: rows.length,
      proposed: proposed.find((one) => one.name === name)?.version ?? null,
      competitions: pins.filter(({ pack }) => pack.name === name).length,
    };
  });
}
