/** Rules of published competitions to start from: a link that fills part of the form, at once where there are scripts. */
import { Link } from "@remix-run/react";
import { Wand2 } from "lucide-react";
import type { MouseEvent, RefObject } from "react";
import { useTranslation } from "react-i18next";
import {
  AWARD_PRESETS,
  type AwardPreset,
  awardPreset,
  COMPONENT_PRESETS,
  type ComponentPreset,
  componentPreset,
  type PresetComponent,
} from "#app/domain/results/rule-presets.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { type RulesTexts, toRulesFields } from "#app/forms/event-rules.ts";
import classes from "./rules.module.css";

export type ChosenPresets = { readonly award: AwardPreset | null; readonly components: ComponentPreset | null };

/** What an address chooses; a word that is none chooses nothing. */
export function readPresets(search: URLSearchParams): ChosenPresets {
  const award = search.get("award");
  const components = search.get("components");
  return {
    award: AWARD_PRESETS.find((known) => known === award) ?? null,
    components: COMPONENT_PRESETS.find((known) => known === components) ?? null,
  };
}

/** What presets call their components, in the reader's language. */
export function usePresetNames(): Readonly<Record<PresetComponent, string>> {
  const { t } = useTranslation("rules");
  return { theory: t("preset.name.theory"), practical: t("preset.name.practical"), defence: t("preset.name.defence") };
}

/** The fields that a preset of the kind fills. */
const FILLS = {
  components: [
    "componentKey[]",
    "componentName[]",
    "componentWeight[]",
    "componentPassMark[]",
    "componentSource[]",
    "componentModules[]",
  ],
  award: [
    "scheme",
    "scale",
    "first",
    "second",
    "third",
    "excellenceTo",
    "rounding",
    "tiesAtCut",
    "on",
    "tolerance",
    "medallionFrom",
    "base",
    "minimumMark",
    "minimumBelow[]",
    "minimumTiers[]",
  ],
} as const;

export function PresetLinks({ kind, form }: { kind: "award" | "components"; form: RefObject<HTMLElement> }) {
  const { t } = useTranslation("rules");
  const names = usePresetNames();
  const presets: readonly { id: string; label: string; rules: Partial<EventRules> }[] =
    kind === "award"
      ? AWARD_PRESETS.map((id) => ({ id, label: t(`preset.award.${id}`), rules: awardPreset(id) }))
      : COMPONENT_PRESETS.map((id) => ({ id, label: t(`preset.components.${id}`), rules: componentPreset(id, names) }));
  return (
    <p className={classes.presets}>
      <span className={classes.presetsLabel}>
        <Wand2 size={16} aria-hidden="true" />
        {t("preset.title")}
      </span>
      {presets.map(({ id, label, rules }) => (
        <Link
          key={id}
          to={`?${kind}=${id}#edit-rules`}
          preventScrollReset
          className={classes.preset}
          onClick={(event) => fill(event, form.current, toRulesFields({ ...DEFAULT_RULES, ...rules }), FILLS[kind])}
        >
          {label}
        </Link>
      ))}
    </p>
  );
}

/** Fills the fields in place, so that everything else that was typed stays. */
function fill(event: MouseEvent, form: HTMLElement | null, texts: RulesTexts, names: readonly string[]): void {
  if (!form) return;
  event.preventDefault();
  for (const name of names) {
    const fields = form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`);
    const values = texts[name] ?? [];
    [...fields].forEach((field, row) => {
      if (field instanceof HTMLInputElement && field.type === "radio") field.checked = field.value === values[0];
      else field.value = values[row] ?? (field instanceof HTMLSelectElement ? (field.options[0]?.value ?? "") : "");
    });
  }
}
