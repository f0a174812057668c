/** Reads that are asked for one by one in one turn of the event loop share one query: a statement costs more than a row of it. */

/**
 * @param read answers the rows of all keys, in any order; each key once
 * @returns the rows of one key; throws what the query threw for everyone who shared it
 */
export function readTogether<Row>(
  read: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): (key: string) => Promise<readonly Row[]> {
  type Together = { readonly keys: Set<string>; readonly rows: Promise<ReadonlyMap<string, readonly Row[]>> };
  let next: Together | null = null;

  function open(): Together {
    const keys = new Set<string>();
    const rows = new Promise((resolve) => setImmediate(resolve)).then(async () => {
      // Whoever asks from here on is told what is there then.
      next = null;
      const found = new Map<string, Row[]>();
      for (const row of await read([...keys])) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
      return found;
    });
    return { keys, rows };
  }

  return async (key) => {
    next ??= open();
    next.keys.add(key);
    return (await next.rows).get(key) ?? [];
  };
}
