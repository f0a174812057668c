/** Moves the rows of a list from where they were to where they are: a changed rank is seen, not only read. */
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

const DURATION_MS = 400;

/** Effects of layout do not run on the server, and React complains of them there. */
const useBrowserEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** For a list whose items carry `data-row`; an item that was not there before stands where it is. */
export function useRankMotion<Element extends HTMLElement>(): RefObject<Element> {
  const list = useRef<Element>(null);
  const places = useRef<ReadonlyMap<string, number>>(new Map());
  useBrowserEffect(() => {
    const rows = [...(list.current?.children ?? [])].filter((row): row is HTMLElement => row instanceof HTMLElement);
    const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const next = new Map<string, number>();
    for (const row of rows) {
      const key = row.dataset.row ?? "";
      const before = places.current.get(key);
      next.set(key, row.offsetTop);
      if (isStill || before === undefined || before === row.offsetTop) continue;
      const from = `translateY(${before - row.offsetTop}px)`;
      row.animate([{ transform: from }, { transform: "none" }], { duration: DURATION_MS, easing: "cubic-bezier(0.2, 0, 0, 1)" });
    }
    places.current = next;
  });
  return list;
}
