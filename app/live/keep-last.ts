/** Pages of the hall on a network that drops: what was loaded last stays on the screen, and nothing else is asked for. */
import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";

const kept = new Map<string, unknown>();

/**
 * For a route's `clientLoader`: what the server answers, or what it answered last for this address when no answer comes.
 * @throws what the server refuses with, and the failure of the network where nothing is kept.
 */
export async function loadOrKeep<Data>(request: Request, serverLoader: () => Promise<Data>): Promise<Data> {
  const { pathname } = new URL(request.url);
  try {
    const data = await serverLoader();
    kept.set(pathname, data);
    return data;
  } catch (error) {
    if (isAnswer(error) || !kept.has(pathname)) throw error;
    return kept.get(pathname) as Data;
  }
}

/** A redirect or a refusal came from the server; anything else is a network without one. */
export function isAnswer(error: unknown): boolean {
  return error instanceof Response || (typeof error === "object" && error !== null && "status" in error);
}

/**
 * Loads one route's data again without touching the routes around it; for a component that stands as long as its address.
 * @param loaded what the page was made with
 * @param everyMs again and again while the page is looked at; null: only when asked
 * @returns the newest data, and the function that asks for newer
 */
export function useNewest<Data>(path: string, loaded: Data, everyMs: number | null): readonly [Data, () => void] {
  const { load, data } = useFetcher({ key: `newest ${path}` });
  const [newest, setNewest] = useState(loaded);
  useEffect(() => setNewest(loaded), [loaded]);
  useEffect(() => {
    if (data !== undefined) setNewest(data as Data);
  }, [data]);
  const refresh = useCallback(() => load(path), [load, path]);
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, refresh]);
  return [newest, refresh];
}
