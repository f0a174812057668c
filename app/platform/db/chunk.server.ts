/** Long lists of values for the database, which takes only so many in one statement. */

/** The items in parts of at most `size`, in their order. */
export function chunk<Item>(items: readonly Item[], size = 500): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
