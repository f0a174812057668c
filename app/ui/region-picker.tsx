/** One region of the nation's, found by name or code; until scripts run, a box for its six-digit code. */
import { Select, TextInput } from "@mantine/core";
import { useFetcher } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import { type Named, useNamed } from "./use-named.ts";

export type RegionPickerProps = {
  name: string;
  label?: string;
  "aria-label"?: string;
  description?: string;
  /** In which order label, input and hint stand. */
  inputWrapperOrder?: ("label" | "input" | "description" | "error")[];
  error?: ReactNode;
  required?: boolean;
  /** What is chosen already. */
  chosen?: RegionOption | null;
  /** Is told the code that is picked; empty where none is any more. */
  onPick?: (code: string) => void;
};

/** Long enough for a word to be typed. */
const PAUSE_MS = 200;

export function RegionPicker({ name, required, chosen = null, onPick, ...shown }: RegionPickerProps) {
  const { t } = useTranslation();
  const named = useNamed();
  const fetcher = useFetcher<{ regions: readonly RegionOption[] }>();
  const [isScripted, setIsScripted] = useState(false);
  const [typed, setTyped] = useState("");
  const [picked, setPicked] = useState(chosen && toItem(chosen, named));
  const { load } = fetcher;
  useEffect(() => setIsScripted(true), []);
  useEffect(() => {
    if (typed.trim() === "" || typed === picked?.label) return;
    const timer = setTimeout(() => load(`/regions?q=${encodeURIComponent(typed.trim())}`), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, load, picked]);
  if (!isScripted) {
    return (
      <TextInput
        {...shown}
        name={name}
        required={required}
        defaultValue={chosen?.code}
        placeholder={t("region.code")}
        pattern="[0-9]{6}"
        inputMode="numeric"
        autoComplete="off"
      />
    );
  }
  const found = (fetcher.data?.regions ?? []).map((region) => toItem(region, named));
  // What was picked stays among the options while something else is typed: the box shows its name.
  const kept = picked && !found.some(({ value }) => value === picked.value) ? [picked] : [];
  return (
    <Select
      {...shown}
      name={name}
      required={required}
      searchable
      clearable={!required}
      value={picked?.value ?? null}
      onChange={(value, option) => {
        setPicked(option ?? null);
        onPick?.(value ?? "");
      }}
      onSearchChange={setTyped}
      data={[...kept, ...found]}
      // The server found them: by code or by the other language's name, too.
      filter={({ options }) => options}
      placeholder={t("region.type")}
      nothingFoundMessage={t(typed.trim() === "" || !fetcher.data ? "region.type" : "region.nothing")}
    />
  );
}

/** From the province down, as an address is written. */
function toItem(region: RegionOption, named: (thing: Named) => string): { value: string; label: string } {
  const path = [...region.within].reverse();
  return { value: region.code, label: [...path, region].map(named).join(" / ") };
}
