/** The regions that a policy pack names, each with its place in the file: of the document, of whose competition counts, of cadences. */
import type { CompetitionTests, PolicyPack } from "#app/domain/policy/pack.ts";
import type { PackFault } from "#app/domain/policy/pack-version.ts";

export type RegionPlace = { readonly path: string; readonly code: string };

/** In the order of the file; a code stands as often as it is written. */
export function listRegionPlaces({ document, rows, cadences }: PolicyPack): readonly RegionPlace[] {
  return [
    { path: "document.regionCode", code: document.regionCode },
    ...rows.flatMap(({ tests }, index) => {
      const { result, ...own } = tests as Partial<CompetitionTests> & { readonly result?: CompetitionTests | null };
      const path = `rows[${index}].tests`;
      return [...listHosts(path, own), ...listHosts(`${path}.result`, result ?? {})];
    }),
    ...cadences.flatMap(({ regionCodes }, index) => listCodes(`cadences[${index}].regionCodes`, regionCodes)),
  ];
}

/** Codes that are no region's, each at its place. */
export function listRegionFaults(pack: PolicyPack, known: ReadonlySet<string>): readonly PackFault[] {
  return listRegionPlaces(pack)
    .filter(({ code }) => !known.has(code))
    .map(({ path }) => ({ path, problem: "region-unknown" }));
}

function listHosts(path: string, { hostRegionCode, jointHostRegionCodes = [] }: Partial<CompetitionTests>): RegionPlace[] {
  const own = hostRegionCode ? [{ path: `${path}.hostRegionCode`, code: hostRegionCode }] : [];
  return [...own, ...listCodes(`${path}.jointHostRegionCodes`, jointHostRegionCodes)];
}

function listCodes(path: string, codes: readonly string[]): RegionPlace[] {
  return codes.map((code, index) => ({ path: `${path}[${index}]`, code }));
}
