/** The rooms of a competition's office and who finds them open; the pages declare the same, and the navigation shows no other. */

import { type Grant, hasRole, type Scope } from "#app/domain/access/access.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

/** Who sets a competition up and leads it from phase to phase. */
export const OFFICE_ACTORS = ["organiser", "administrator"] as const satisfies readonly Role[];

/** Who prepares a re-score set, from a ruling or for a mistake that was found; and who, as the second person, decides on it. */
export const RESCORE_PREPARERS = ["arbitrator", "chief-judge", ...OFFICE_ACTORS] as const satisfies readonly Role[];
export const RESCORE_DECIDERS = ["supervisor", "arbitrator", ...OFFICE_ACTORS] as const satisfies readonly Role[];

/** By room, in the order of the navigation. */
export const OFFICE_ROOMS = {
  overview: ["organiser", "reviewer", "supervisor", "policy-officer", "administrator"],
  events: ["organiser", "supervisor", "administrator"],
  people: ["organiser", "supervisor", "administrator"],
  conflicts: ["organiser", "supervisor", "administrator"],
  registrations: ["organiser", "reviewer"],
  preparation: ["organiser", "supervisor", "administrator"],
  messages: ["organiser", "supervisor", "administrator"],
  programme: ["organiser", "policy-officer", "supervisor", "administrator"],
  papers: ["organiser"],
  "special-awards": ["organiser", "policy-officer", "supervisor", "administrator"],
  live: ["organiser", "administrator"],
  ceremony: ["organiser", "administrator"],
  cases: ["arbitrator", "supervisor", "organiser", "administrator"],
  certificates: ["organiser", "policy-officer", "supervisor", "administrator"],
  entitlements: ["organiser", "policy-officer", "supervisor", "administrator"],
  promotions: ["organiser", "policy-officer", "supervisor", "administrator"],
  advancement: ["organiser", "reviewer", "policy-officer", "supervisor", "administrator"],
  interchange: ["organiser", "administrator"],
  history: ["organiser", "supervisor", "arbitrator", "administrator"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type OfficeRoom = keyof typeof OFFICE_ROOMS;

/** Who takes the log of a competition away as a file, to verify it elsewhere. */
export const LOG_KEEPERS = ["organiser", "supervisor", "administrator"] as const satisfies readonly Role[];

/** The pages of one event's work, in the order of the work. */
export const EVENT_PAGES = {
  scheme: ["organiser", "administrator", "supervisor", "chief-judge"],
  draw: ["organiser", "supervisor"],
  "check-in": ["organiser", "blinding-judge"],
  panels: ["organiser", "administrator", "chief-judge", "supervisor"],
  hall: ["chief-judge"],
  paper: ["organiser", "chief-judge", "tally-clerk"],
  "hall-record": ["floor-judge", "chief-judge", "organiser", "supervisor"],
  "component-marks": ["organiser", "administrator", "tally-clerk"],
  notes: ["chief-judge", "tally-clerk", "supervisor", "arbitrator"],
  corrections: ["supervisor", "chief-judge", "organiser", "administrator"],
  recheck: ["supervisor", "chief-judge", "organiser", "administrator"],
  unblinding: ["blinding-judge", "supervisor", "organiser", "administrator"],
  results: ["organiser", "administrator", "supervisor", "chief-judge", "tally-clerk"],
  rescore: ["organiser", "administrator", "supervisor", "arbitrator", "chief-judge"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type EventPage = keyof typeof EVENT_PAGES;

/** The pages that have marks by code and nothing else: closed to who may not see these. */
export const MARK_PAGES: readonly EventPage[] = ["notes", "corrections", "recheck"];

/** Everyone for whom something in the office is open: beside its own people those whose duty in one event has a page here. */
export const OFFICE_READERS = [
  ...OFFICE_ROOMS.overview,
  "chief-judge",
  "floor-judge",
  "blinding-judge",
  "tally-clerk",
  "arbitrator",
] as const satisfies readonly Role[];

/** The rooms that these grants open, in the order of the navigation. */
export function listOpenRooms(grants: readonly Grant[], scope: Scope): readonly OfficeRoom[] {
  // A duty in one event opens no room of the whole competition, even while the address names that event.
  const whole = { ...scope, eventId: null, delegationId: null };
  return (Object.keys(OFFICE_ROOMS) as OfficeRoom[]).filter((room) => hasRole(grants, OFFICE_ROOMS[room], whole));
}

/** The pages of the event that these grants open, in the order of the work. */
export function listOpenPages(grants: readonly Grant[], scope: Scope): readonly EventPage[] {
  return (Object.keys(EVENT_PAGES) as EventPage[]).filter((page) => hasRole(grants, EVENT_PAGES[page], scope));
}
