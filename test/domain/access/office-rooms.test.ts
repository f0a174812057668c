/** Which rooms of the office are open to whom. */

import { expect, it } from "vitest";
import type { Grant } from "#app/domain/access/access.ts";
import { listOpenPages, listOpenRooms } from "#app/domain/access/office-rooms.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

const SCOPE = { competitionId: "C", eventId: "E", delegationId: null };

function rooms(role: Role, scope: Partial<Grant> = {}) {
  return listOpenRooms([{ role, competitionId: "C", eventId: null, delegationId: null, ...scope }], SCOPE);
}

it("opens each room to those who work in it", () => {
  expect(rooms("organiser")).toEqual([
    "overview",
    "events",
    "people",
    "conflicts",
    "registrations",
    "preparation",
    "messages",
    "programme",
    "papers",
    "special-awards",
    "live",
    "ceremony",
    "cases",
    "certificates",
    "entitlements",
    "promotions",
    "advancement",
    "interchange",
    "history",
  ]);
  expect(rooms("administrator", { competitionId: null })).toEqual(
    rooms("organiser").filter((room) => room !== "registrations" && room !== "papers"),
  );
  expect(rooms("reviewer")).toEqual(["overview", "registrations", "advancement"]);
  expect(rooms("policy-officer")).toEqual([
    "overview",
    "programme",
    "special-awards",
    "certificates",
    "entitlements",
    "promotions",
    "advancement",
  ]);
});

it("opens the pages of an event to the duties in it", () => {
  const pages = (role: Role, eventId: string | null) =>
    listOpenPages([{ role, competitionId: "C", eventId, delegationId: null }], SCOPE);
  expect(pages("blinding-judge", "E")).toEqual(["check-in", "unblinding"]);
  expect(pages("blinding-judge", "other")).toEqual([]);
  expect(pages("supervisor", null)).toEqual([
    "scheme",
    "draw",
    "panels",
    "hall-record",
    "notes",
    "corrections",
    "recheck",
    "unblinding",
    "results",
    "rescore",
  ]);
  expect(pages("marking-judge", "E")).toEqual([]);
});

it("opens none to duties of one event, nor to another competition", () => {
  expect(rooms("blinding-judge", { eventId: "E" })).toEqual([]);
  expect(rooms("marking-judge", { eventId: "E" })).toEqual([]);
  expect(rooms("organiser", { competitionId: "other" })).toEqual([]);
});
