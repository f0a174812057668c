/** The navigation of the office leads exactly where its pages let people in. */
import { expect, it } from "vitest";
import { EVENT_PAGES, OFFICE_READERS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";

type Page = { readonly loader: { readonly access: unknown } };

/** Files by room or page; the hall stands outside the office. */
const ROOMS: Readonly<Record<keyof typeof OFFICE_ROOMS, () => Promise<Page>>> = {
  overview: () => import("#app/routes/office/overview.tsx"),
  events: () => import("#app/routes/office/events.tsx"),
  people: () => import("#app/routes/office/people.tsx"),
  conflicts: () => import("#app/routes/office/conflicts.tsx"),
  registrations: () => import("#app/routes/office/registrations.tsx"),
  preparation: () => import("#app/routes/office/preparation.tsx"),
  messages: () => import("#app/routes/office/messages.tsx"),
  promotions: () => import("#app/routes/office/promotions.tsx"),
  programme: () => import("#app/routes/office/programme.tsx"),
  papers: () => import("#app/routes/office/papers.tsx"),
  "special-awards": () => import("#app/routes/office/special-awards.tsx"),
  live: () => import("#app/routes/office/live.tsx"),
  ceremony: () => import("#app/routes/office/ceremony.tsx"),
  cases: () => import("#app/routes/office/cases.tsx"),
  certificates: () => import("#app/routes/office/certificates.tsx"),
  entitlements: () => import("#app/routes/office/entitlements.tsx"),
  advancement: () => import("#app/routes/office/advancement.tsx"),
  interchange: () => import("#app/routes/office/interchange.tsx"),
  history: () => import("#app/routes/office/history.tsx"),
};
const PAGES: Readonly<Record<keyof typeof EVENT_PAGES, () => Promise<Page>>> = {
  scheme: () => import("#app/routes/office/scheme.tsx"),
  draw: () => import("#app/routes/office/draw.tsx"),
  "check-in": () => import("#app/routes/office/check-in.tsx"),
  panels: () => import("#app/routes/office/panels.tsx"),
  hall: () => import("#app/routes/hall/matrix.tsx"),
  paper: () => import("#app/routes/hall/paper.tsx"),
  notes: () => import("#app/routes/office/notes.tsx"),
  corrections: () => import("#app/routes/office/corrections.tsx"),
  recheck: () => import("#app/routes/office/recheck.tsx"),
  unblinding: () => import("#app/routes/office/unblinding.tsx"),
  "hall-record": () => import("#app/routes/office/hall-record.tsx"),
  "component-marks": () => import("#app/routes/office/component-marks.tsx"),
  results: () => import("#app/routes/office/results.tsx"),
  rescore: () => import("#app/routes/office/rescore.tsx"),
};

function rolesOf({ loader }: Page): readonly string[] {
  const access = loader.access as { roles: readonly string[]; within: string };
  expect(access.within).toBe("scope");
  return [...access.roles].sort();
}

it.each(Object.entries(ROOMS))("room %s", async (room, load) => {
  expect(rolesOf(await load())).toEqual([...OFFICE_ROOMS[room as keyof typeof OFFICE_ROOMS]].sort());
});

it.each(Object.entries(PAGES))("page %s of an event", async (page, load) => {
  const roles = rolesOf(await load());
  expect(roles).toEqual([...EVENT_PAGES[page as keyof typeof EVENT_PAGES]].sort());
  if (page !== "hall") expect(roles.filter((role) => !OFFICE_READERS.some((reader) => reader === role))).toEqual([]);
});
