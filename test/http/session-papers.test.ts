/** The papers of a round of several sessions: of all of them, or of the one that is asked for, which its title names. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type AppServer, startAppServer } from "../support/app-server.ts";
import { readFileText } from "../support/file-text.ts";
import { value } from "../support/judging-steps.ts";
import { checkInOne, createSessionScene, giveCodes, type SessionScene } from "../support/session-steps.ts";
import { openSession } from "../support/sign-in.ts";

/** Nobody is in the third. */
const SIZES = [2, 3, 0];

let server: AppServer;
let scene: SessionScene;
beforeAll(async () => {
  server = await startAppServer();
  scene = await createSessionScene(server.runtime, SIZES);
  for (const entryId of scene.bySession.flat()) value(await checkInOne(server.runtime, scene, entryId));
  value(await giveCodes(server.runtime, scene));
}, 180_000);
afterAll(() => server?.close());

async function ask(actor: Actor, path: string) {
  const cookie = await openSession(server, actor);
  const response = await server.ask(`/office/${scene.competitionCode}/events/E1/${path}`, { cookie });
  const name = decodeURIComponent(response.headers.get("content-disposition") ?? "");
  const text = response.status === 200 ? readFileText(new Uint8Array(await response.arrayBuffer())).replace(/\s+/g, "") : "";
  return { status: response.status, name, text };
}

/** Seats of the first and of the second session. */
const SEATS = [
  ["1-01", "1-02"],
  ["2-01", "2-02", "2-03"],
];

describe.each([
  ["papers/check-in-sheet", "organiser"],
  ["papers/seat-cards", "organiser"],
  ["draw/sheet", "organiser"],
  ["hall-record/sheet", "chief"],
  ["code-sheets/3/pdf", "blinding"],
  ["code-sheets/3/xlsx", "blinding"],
] as const)("%s", (path, who) => {
  const holds = (text: string) => SEATS.map((seats) => seats.map((seat) => text.includes(seat)));

  it("is of all sessions, or of one, whose seats only it has", async () => {
    const whole = await ask(scene[who], path);
    expect([whole.status, holds(whole.text)]).toEqual([200, SEATS.map((seats) => seats.map(() => true))]);
    expect(whole.name).not.toContain("session");
    for (const [index, session] of [1, 2].entries()) {
      const one = await ask(scene[who], `${path}?session=${session}`);
      expect([one.status, holds(one.text)]).toEqual([200, SEATS.map((seats, other) => seats.map(() => other === index))]);
      expect(`${one.text} ${one.name.replaceAll(" ", "")}`).toContain(`第${session}场`);
      expect(one.name).toMatch(new RegExp(`session-${session}|第 ${session} 场`));
    }
  });

  it("of a session that the round has not, or where nobody is, is nothing", async () => {
    for (const session of ["3", "9", "0", "two", "1e3"])
      expect([session, (await ask(scene[who], `${path}?session=${session}`)).status]).toEqual([session, 404]);
  });
});

it("badges are those of the session", async () => {
  const { status, text } = await ask(scene.organiser, "papers/badges?session=2");
  expect([status, ...["E1001", "E1002", "E1003", "E1005"].map((number) => text.includes(number))]).toEqual([
    ...[200, false, false, true, true],
  ]);
});

it("the page of papers lets one choose, and prints of all where nothing is chosen", async () => {
  const cookie = await openSession(server, scene.organiser);
  const page = await (await server.ask(`/office/${scene.competitionCode}/papers`, { cookie })).text();
  const forms = page.match(/<form method="get"[\s\S]*?<\/form>/g) ?? [];
  expect(forms.map((form) => /action="[^"]*\/events\/E1\/([^"]+)"/.exec(form)?.[1])).toEqual([
    "papers/badges",
    "papers/check-in-sheet",
    "draw/sheet",
    "papers/seat-cards",
  ]);
  // Nobody is in the third.
  for (const form of forms)
    expect([...form.matchAll(/<option value="(\d*)"/g)].map(([, value]) => value)).toEqual(["", "1", "2"]);
});
