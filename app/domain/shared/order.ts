/** The one order of texts where nothing else decides, so that no result depends on the order of its input or on a locale. */

/** Compares by code units: negative, zero or positive, for `sort`. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
