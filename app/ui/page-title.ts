/** The title of the browser's tab: each route on the way to the page may add its part. */
import { type UIMatch, useMatches } from "@remix-run/react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { TextNamespace } from "#app/i18n/index.ts";
import { createLookup } from "#app/i18n/lookup.ts";

/** Looks up `namespace:key`; common words need no prefix. */
export type TitleText = TFunction<["common", ...TextNamespace[]]>;

/** What a route exports as `handle`: its part of the title, as the key of a text or made from its loader's data. */
export type PageHandle<Data = unknown> = {
  readonly title: `${TextNamespace}:${string}` | ((text: TitleText, data: Data) => string);
  /** The page takes over nothing in the browser: it brings one small script of its own (ui/light-page.tsx). */
  readonly isLight?: true;
};

/** The parts of all matched routes, innermost first, then the product; a part that asks for data which failed is left out. */
export function usePageTitle(): string {
  const { t, i18n } = useTranslation();
  const text = createLookup(i18n);
  const parts = useMatches().flatMap(({ handle, data }: UIMatch) => {
    if (!isPageHandle(handle)) return [];
    const { title } = handle;
    if (typeof title === "string") return [text(title)];
    // Undefined, or after a refused action null.
    return (data ?? null) === null && title.length > 1 ? [] : [title(t as unknown as TitleText, data)];
  });
  return [...parts.reverse(), t("product.full")].join(" · ");
}

function isPageHandle(handle: unknown): handle is PageHandle {
  return typeof handle === "object" && handle !== null && "title" in handle;
}

/** Whether the page is one that loads no framework; an error page in its place is not. */
export function useIsLight(): boolean {
  return useMatches().some(({ handle, data }) => isPageHandle(handle) && handle.isLight === true && (data ?? null) !== null);
}
