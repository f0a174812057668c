/** Rules as published competitions have them, to start from: each fills part of the rules and leaves the rest (DOMAIN 6 and 7). */

import { DEFAULT_AWARD, type MedalsWithTolerance } from "#app/domain/awards/award-scheme.ts";
import type { Component } from "#app/domain/results/components.ts";
import type { EventRules } from "#app/domain/results/rules.ts";

export const AWARD_PRESETS = ["medals", "shares-10-20-30", "counts-1-2-3"] as const;
export type AwardPreset = (typeof AWARD_PRESETS)[number];

export const COMPONENT_PRESETS = ["30-70", "40-60", "20-80", "25-55-20", "0-100"] as const;
export type ComponentPreset = (typeof COMPONENT_PRESETS)[number];

export const PRESET_COMPONENTS = ["theory", "practical", "defence"] as const;
export type PresetComponent = (typeof PRESET_COMPONENTS)[number];

const MEDALS: MedalsWithTolerance = {
  scheme: "medals-with-tolerance",
  on: "scaleScore",
  tolerance: 2,
  medallionFrom: 700,
  base: "started",
  minimumMark: null,
  // Published for 2018 (moscow_ws_2018): with three or fewer nothing is given.
  minimumEntries: [
    { below: 4, tiers: [] },
    { below: 5, tiers: ["first"] },
    { below: 6, tiers: ["first", "second"] },
  ],
};

/** What the preset says about prizes; the scale with it, because medals are measured on it. */
export function awardPreset(preset: AwardPreset): Pick<EventRules, "award" | "scale"> {
  switch (preset) {
    case "medals":
      return { scale: "scale-700", award: MEDALS };
    case "shares-10-20-30":
      return { scale: "none", award: DEFAULT_AWARD };
    case "counts-1-2-3": {
      const { shares: _shares, ...cuts } = DEFAULT_AWARD;
      return { scale: "none", award: { ...cuts, scheme: "fixed-counts", counts: { first: 1, second: 2, third: 3 } } };
    }
  }
}

/** Theory comes out of a file, the practical part from judges, a defence (elevator: 25/55/20) out of a file of its own. */
export function componentPreset(
  preset: ComponentPreset,
  names: Readonly<Record<PresetComponent, string>>,
): Pick<EventRules, "components"> {
  const weights = preset.split("-").map(Number);
  return {
    components: weights.map((weight, index): Component => {
      const key = PRESET_COMPONENTS[index] as PresetComponent;
      return { key, name: names[key], weight, passMark: null, source: key === "practical" ? "scheme" : "file", modules: [] };
    }),
  };
}
