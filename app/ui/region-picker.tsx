/** One region of the nation's, found by name, pinyin or code; without scripts a box for its six-digit code. */
import { Select } from "@mantine/core";
import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import { type Named, useNamed } from "./use-named.ts";

export type RegionPickerProps = {
  name: string;
  label: string;
  description?: string;
  error?: string;
  required?: boolean;
  /** What is chosen already. */
  chosen?: (Named & { readonly code: string }) | null;
};

/** Long enough for a word to be typed. */
const PAUSE_MS = 200;

export function RegionPicker({ name, label, description, error, required, chosen = null }: RegionPickerProps) {
  const { t } = useTranslation();
  const named = useNamed();
  const fetcher = useFetcher<{ regions: readonly RegionOption[] }>();
  const [typed, setTyped] = useState("");
  const [picked, setPicked] = useState(chosen && { value: chosen.code, label: named(chosen) });
  const { load } = fetcher;
  useEffect(() => {
    if (typed.trim() === "" || typed === picked?.label) return;
    const timer = setTimeout(() => load(`/regions?q=${encodeURIComponent(typed)}`), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, load, picked]);
  const found = (fetcher.data?.regions ?? []).map((region) => ({
    value: region.code,
    label: [named(region), ...region.within.map(named)].join(t("region.within")),
  }));
  // What was picked stays among the options while something else is typed: the box shows its name.
  const kept = picked && !found.some(({ value }) => value === picked.value) ? [picked] : [];
  return (
    <>
      <Select
        name={name}
        label={label}
        description={description}
        error={error}
        required={required}
        searchable
        clearable={!required}
        value={picked?.value ?? null}
        onChange={(_value, option) => setPicked(option ?? null)}
        onSearchChange={setTyped}
        data={[...kept, ...found]}
        // The server found them: by code or by the other language's name, too.
        filter={({ options }) => options}
        placeholder={t("region.type")}
        nothingFoundMessage={t(typed.trim() === "" ? "region.type" : "region.nothing")}
      />
      <noscript>
        <input name={name} aria-label={`${label} (${t("region.code")})`} placeholder={t("region.code")} pattern="\d{6}" />
      </noscript>
    </>
  );
}
