/** Where a recheck is shown: the round of an event, and a code of it laid open. */

export type RecheckPlace = {
  readonly competition: string;
  readonly event: string;
  /** Left out where the event has one round. */
  readonly round?: number | undefined;
};

/** The address of the page with a code laid open, or with none. */
export function toCodePage({ round }: RecheckPlace, code: string | null): string {
  const search = new URLSearchParams();
  if (round !== undefined) search.set("round", String(round));
  if (code !== null) search.set("code", code);
  return `?${search}`;
}
