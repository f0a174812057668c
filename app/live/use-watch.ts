/** Watching from a component: snapshots arrive on joining and after each commit that concerns what is watched. */
import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { getConnection, type WatchState } from "./connection.ts";
import type { Watches, WatchName } from "./contract.ts";

export type { WatchState } from "./connection.ts";

/**
 * Watches while the component stands. `payload` null watches nothing yet.
 * @returns whether what is shown is live; `connecting` before the first answer.
 */
export function useWatch<Name extends WatchName>(
  name: Name,
  payload: Watches[Name]["payload"] | null,
  onSnapshot: (snapshot: Watches[Name]["snapshot"]) => void,
): WatchState {
  const [state, setState] = useState<WatchState>({ kind: "connecting" });
  const latest = useRef(onSnapshot);
  useEffect(() => {
    latest.current = onSnapshot;
  });
  const key = payload && JSON.stringify(payload);
  useEffect(() => {
    if (key === null) return;
    setState({ kind: "connecting" });
    return getConnection().watch(name, JSON.parse(key), {
      onSnapshot: (snapshot) => latest.current(snapshot),
      onState: setState,
    });
  }, [name, key]);
  return state;
}

/**
 * Loads the page's data again whenever what is watched changed: for pages whose own loader says what this reader may see.
 * Nudges that arrive while the page is loading lead to one more load, so that a stream of them cannot keep a load from ending.
 */
export function useFreshPage<Name extends Exclude<WatchName, "board">>(
  name: Name,
  payload: Watches[Name]["payload"] | null,
): WatchState {
  const { revalidate, state } = useRevalidator();
  const isAwaited = useRef(false);
  useEffect(() => {
    if (state !== "idle" || !isAwaited.current) return;
    isAwaited.current = false;
    revalidate();
  }, [state, revalidate]);
  return useWatch(name, payload, () => {
    if (state === "idle") revalidate();
    else isAwaited.current = true;
  });
}
