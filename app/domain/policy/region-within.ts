/** Whether a region lies within another, read from the national 6-digit codes (GB/T 2260): province, prefecture, county in pairs. */

/**
 * True when `code` is `ancestor` or lies within it: 110112 within 110000, 210211 within 210200; never the other way round.
 * Both are 6-digit codes.
 */
export function isRegionWithin(code: string, ancestor: string): boolean {
  return code.startsWith(significantDigits(ancestor));
}

/** The leading pairs that name the region. Cut by position, because a county may end in a zero of its own. */
function significantDigits(code: string): string {
  if (code.endsWith("0000")) return code.slice(0, 2);
  if (code.endsWith("00")) return code.slice(0, 4);
  return code;
}
