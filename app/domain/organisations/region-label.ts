/** Which region a cell means: a six-digit code, or a name with as much of what it lies in as tells it apart. */
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";

export type RegionLabelCode = "region-not-found" | "region-ambiguous";

/** By the last name of a label, so that thousands of rows do not each look through three thousand regions. */
export type RegionIndex = {
  readonly byCode: ReadonlyMap<string, RegionOption>;
  readonly byName: ReadonlyMap<string, readonly RegionOption[]>;
  /** The longest name, in characters. */
  readonly longest: number;
};

export function makeRegionIndex(regions: readonly RegionOption[]): RegionIndex {
  const byName = new Map<string, RegionOption[]>();
  for (const region of regions) byName.set(region.name, [...(byName.get(region.name) ?? []), region]);
  return {
    byCode: new Map(regions.map((region) => [region.code, region])),
    byName,
    longest: Math.max(0, ...regions.map(({ name }) => name.length)),
  };
}

/** All that the text may mean: "通州区" is one of Beijing and one of Nantong, "北京市通州区" is one. */
export function findRegionsOf(text: string, index: RegionIndex): readonly RegionOption[] {
  const label = text.normalize("NFKC").replace(/[\s/·>-]+/gu, "");
  const ofCode = index.byCode.get(label);
  if (ofCode) return [ofCode];
  const found: RegionOption[] = [];
  for (let length = Math.min(index.longest, label.length); length > 0; length -= 1) {
    const rest = label.slice(0, label.length - length);
    found.push(...(index.byName.get(label.slice(-length)) ?? []).filter((region) => isPathOf(rest, region)));
  }
  return found;
}

/** The code of the one region that the text means. */
export function readRegionLabel(text: string, index: RegionIndex): Decision<string, RegionLabelCode> {
  const [region, ...others] = findRegionsOf(text, index);
  if (region === undefined) return refuse({ code: "region-not-found", params: { value: text } });
  if (others.length === 0) return allow(region.code);
  const names = [region, ...others].map(
    ({ code, name, within }) =>
      `${[...within]
        .reverse()
        .map((one) => one.name)
        .join("")}${name} ${code}`,
  );
  return refuse({ code: "region-ambiguous", params: { value: text, regions: names.slice(0, 5).join("、") } });
}

/** Whether a text is made of names of what the region lies in, from the outermost in. */
function isPathOf(text: string, { within }: RegionOption): boolean {
  let rest = text;
  for (const { name } of [...within].reverse()) if (rest.startsWith(name)) rest = rest.slice(name.length);
  return rest === "";
}
