/** The inputs of the rules' form: each shows what was typed, what stands or what a preset says, with its own fault under it. */
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { RulesTexts } from "#app/forms/event-rules.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { hintBelow } from "./hint-below.ts";

export type Option = { readonly value: string; readonly label: string };

export type RulesInputs = {
  /** What the field holds; of several the first. */
  readonly firstOf: (name: string) => string;
  readonly allOf: (name: string) => readonly string[];
  /** The fault of a field, or of one row of a column. */
  readonly faultOf: (path: string) => string | undefined;
  /** Refusals that no field shows. */
  readonly others: readonly Refusal[];
  readonly number: (name: string, label: string, hint?: string) => ReactNode;
  readonly mark: (name: string, label: string, hint?: string) => ReactNode;
  readonly text: (name: string, label: string, hint?: string) => ReactNode;
  readonly select: (name: string, label: string, options: readonly Option[], hint?: string) => ReactNode;
  readonly check: (name: string, label: string) => ReactNode;
};

/** @param texts what the fields hold */
export function useRulesFields(texts: RulesTexts, refusals: readonly Refusal[]): RulesInputs {
  const { i18n } = useTranslation();
  const sentence = useSentence("competition");
  const faults = new Map<string, string>();
  for (const refusal of refusals) {
    const field = refusal.params?.field;
    if (field !== undefined) faults.set(String(field), sentence(refusal));
  }
  const allOf = (name: string) => texts[name] ?? [];
  const firstOf = (name: string) => allOf(name)[0] ?? "";
  const faultOf = (path: string) => faults.get(path);
  const common = (name: string, label: string, hint?: string) => ({
    name,
    label,
    description: hint,
    defaultValue: firstOf(name),
    error: faultOf(name),
    ...hintBelow,
  });
  return {
    firstOf,
    allOf,
    faultOf,
    others: refusals.filter(({ params }) => params?.field === undefined),
    // Not of the type "number": a field that is hidden with its scheme must not hold up the form.
    number: (name, label, hint) => <TextInput inputMode="numeric" autoComplete="off" {...common(name, label, hint)} />,
    mark: (name, label, hint) => <TextInput inputMode="decimal" autoComplete="off" {...common(name, label, hint)} />,
    text: (name, label, hint) => (
      <TextInput maxLength={200} autoComplete="off" lang={i18n.language} {...common(name, label, hint)} />
    ),
    select: (name, label, options, hint) => <NativeSelect data={[...options]} {...common(name, label, hint)} />,
    check: (name, label) => (
      <Checkbox name={name} value="yes" label={label} defaultChecked={allOf(name).length > 0} error={faultOf(name)} />
    ),
  };
}
