/** Who is looking at the page, as the root loader tells it. */
import { useRouteLoaderData } from "@remix-run/react";
import type { Locale } from "#app/domain/shared/vocabulary.ts";

export type RootData = {
  readonly locale: Locale;
  /** The server's time when the page was made, ISO. */
  readonly now: string;
  /** Null when nobody is signed in. */
  readonly viewer: { readonly displayName: string; readonly unread: number } | null;
};

/** Null when nobody is signed in; undefined on error pages that have no data. */
export function useViewer(): RootData["viewer"] | undefined {
  return useRouteLoaderData<RootData>("root")?.viewer;
}
