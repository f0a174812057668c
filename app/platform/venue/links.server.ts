/** Where tablets of the hall find this machine. */
import type { Env } from "#app/platform/env.server.ts";

export type VenueLinks = {
  /** How to install the certificate, over HTTP. */
  readonly door: string;
  /** The system, over HTTPS: the public address first. */
  readonly systems: readonly string[];
};

/** @param addresses of this machine in the local network, the likeliest first */
export function listVenueLinks(
  { publicUrl, port }: Pick<Env, "publicUrl" | "port">,
  venue: { readonly httpPort: number },
  addresses: readonly string[],
): VenueLinks {
  const { hostname } = new URL(publicUrl);
  // What was the address at the start may have changed since, unless PUBLIC_URL said it.
  const host = hostname === "localhost" ? (addresses[0] ?? hostname) : hostname;
  const others = addresses.map((address) => `https://${address}:${port}`);
  return { door: `http://${host}:${venue.httpPort}`, systems: [...new Set([publicUrl, ...others])] };
}
