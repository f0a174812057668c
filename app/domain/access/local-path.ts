/** Where someone goes after signing in: back to the page that asked for it, and never to another site. */

const HERE = "http://here.invalid";

/** The path and query of an address on this site; `otherwise` for any other, and for what is no address. */
export function toLocalPath(address: string | null | undefined, otherwise: string): string {
  if (!address?.startsWith("/") || !URL.canParse(address, HERE)) return otherwise;
  const url = new URL(address, HERE);
  return url.origin === HERE ? `${url.pathname}${url.search}` : otherwise;
}
