/** The server's time in components: a tablet's own clock may be minutes off. */
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

type ServerClock = { readonly loadedAt: number; readonly offset: number };

const ClockContext = createContext<ServerClock | null>(null);

/** Takes the server's time (ISO) at which the page was made, and keeps the difference to this device's clock. */
export function ClockProvider({ now, children }: { now: string; children: ReactNode }) {
  const loadedAt = Date.parse(now);
  const [offset, setOffset] = useState(0);
  useEffect(() => setOffset(loadedAt - Date.now()), [loadedAt]);
  return <ClockContext.Provider value={{ loadedAt, offset }}>{children}</ClockContext.Provider>;
}

/** When the page was made, in milliseconds; the same on server and browser. Null outside a page with data. */
export function useLoadedAt(): number | null {
  return useContext(ClockContext)?.loadedAt ?? null;
}

/**
 * The server's present time in milliseconds, again every `everyMs`; with null it stands still. The first rendering gives the
 * time at which the page was made, so that server and browser agree. Null outside a page with data.
 */
export function useNow(everyMs: number | null): number | null {
  const clock = useContext(ClockContext);
  const [now, setNow] = useState(clock?.loadedAt ?? null);
  const offset = clock?.offset;
  useEffect(() => {
    if (offset === undefined || everyMs === null) return;
    const tick = () => setNow(Date.now() + offset);
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [offset, everyMs]);
  return now;
}
