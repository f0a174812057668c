/** The addresses that the shells themselves link to. */
import type { EventPage } from "#app/domain/access/office-rooms.ts";

export const PATHS = {
  home: "/",
  signIn: "/sign-in",
  signInCode: "/sign-in/code",
  signOut: "/sign-out",
  ownAccount: "/account",
  secondFactor: "/account/second-factor",
  renewPassword: "/account/password",
  security: "/security",
  /** Where a signed-in person finds what is his to do. */
  desk: "/desk",
  /** What he was told. */
  inbox: "/inbox",
} as const;

/**
 * The address of a page of one event's work; the hall stands outside the office.
 * @param round its number where the event has several; without it the page is that of the current one
 */
export function toEventPage(competition: string, event: string, page: EventPage, round: number | null = null): string {
  return `${findPath(competition, event, page)}${round === null ? "" : `?round=${round}`}`;
}

function findPath(competition: string, event: string, page: EventPage): string {
  if (page === "hall") return `/hall/${competition}/events/${event}`;
  if (page === "paper") return `/hall/${competition}/events/${event}/paper`;
  return `/office/${competition}/events/${event}/${page}`;
}
