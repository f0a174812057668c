/** Whether an Origin header names this very site. */

/** The host that the Origin names when it is the one asked for, or the public one; else null. */
export function findOwnHost(origin: string | undefined, askedHost: string | undefined, publicUrl: string): string | null {
  if (!origin || !URL.canParse(origin)) return null;
  const { host } = new URL(origin);
  return host !== "" && (host === askedHost || host === new URL(publicUrl).host) ? host : null;
}
