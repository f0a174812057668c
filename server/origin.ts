/** Whether an Origin header names this very site. */

/** Of so many origins, which hosts they name is remembered: a browser sends its own with every request. */
const MOST_ORIGINS = 1_000;
const hosts = new Map<string, string>();

/** The host that the Origin names when it is the one asked for, or the public one; else null. */
export function findOwnHost(origin: string | undefined, askedHost: string | undefined, publicUrl: string): string | null {
  if (!origin) return null;
  const host = readHost(origin);
  return host !== "" && (host === askedHost || host === readHost(publicUrl)) ? host : null;
}

/** Empty where there is none. */
function readHost(address: string): string {
  const known = hosts.get(address);
  if (known !== undefined) return known;
  const host = URL.canParse(address) ? new URL(address).host : "";
  if (hosts.size >= MOST_ORIGINS) hosts.clear();
  hosts.set(address, host);
  return host;
}
