/**
 * Brings everyone who watches a thing to what it shows now, some at a time: always those first who were told longest ago, so that
 * a change that comes while thousands are told of the one before it does not wait for all of them.
 */

/** So many viewers are told at a time, in some milliseconds: between them others are answered. */
const SLICE = 500;

export type Telling<Shown> = {
  /** This is shown from now on. The same object means that nothing differs. */
  show(shown: Shown): void;
  /** Somebody has what is shown, by another way. @throws Error before anything is shown */
  add(id: string): void;
  remove(id: string): void;
};

/**
 * @param handlers `tell` sends what leads from the one to the other to these; `told`: everyone has this now, or what came after it
 */
export function createTelling<Shown extends object>(
  handlers: {
    readonly tell: (ids: readonly string[], from: Shown, to: Shown) => void;
    readonly told: (shown: Shown) => void;
    readonly fail: (error: unknown) => void;
  },
  slice = SLICE,
): Telling<Shown> {
  /** What each was told last: who was told longest ago comes first, and those who have what is shown come last. */
  const has = new Map<string, Shown>();
  let shown: Shown | null = null;
  let toldOf: Shown | null = null;
  let isRunning = false;

  function run(): void {
    isRunning = false;
    try {
      isRunning = tellSlice();
    } catch (error) {
      handlers.fail(error);
    }
    if (isRunning) setImmediate(run);
  }

  /** @returns whether somebody is left who has something older */
  function tellSlice(): boolean {
    const now = shown;
    if (now === null) return false;
    const behind = new Map<Shown, string[]>();
    let count = 0;
    for (const [id, from] of has) {
      if (from === now || count === slice) break;
      const ids = behind.get(from);
      if (ids) ids.push(id);
      else behind.set(from, [id]);
      count += 1;
    }
    for (const [from, ids] of behind) {
      for (const id of ids) {
        has.delete(id);
        has.set(id, now);
      }
      handlers.tell(ids, from, now);
    }
    const [oldest = now] = has.values();
    if (oldest !== toldOf) {
      toldOf = oldest;
      handlers.told(oldest);
    }
    return oldest !== now;
  }

  return {
    show: (value) => {
      if (value === shown) return;
      shown = value;
      if (!isRunning) run();
    },
    add: (id) => {
      if (shown === null) throw new Error("Nothing is shown yet.");
      has.delete(id);
      has.set(id, shown);
    },
    remove: (id) => void has.delete(id),
  };
}
