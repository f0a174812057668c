/** Dates, times, marks and money in the reader's language; the present year is left out. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createFormats, type Formats } from "#app/i18n/formats.ts";
import { useLoadedAt } from "./clock.tsx";

export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const loadedAt = useLoadedAt();
  return useMemo(() => createFormats(i18n, loadedAt ?? undefined), [i18n, loadedAt]);
}
