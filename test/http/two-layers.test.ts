/** A round of two layers as the server answers it: nobody gets marks by code and who sits where; with three layers everyone gets both. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRoundResultsByCode } from "#app/queries/results/get-round-results.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import { type AppServer, startAppServer } from "../support/app-server.ts";
import { addKeeper, completeRound, createScene, recheckRound, type Scene, value } from "../support/judging-steps.ts";
import { openSession } from "../support/sign-in.ts";

let server: AppServer;
beforeAll(async () => {
  server = await startAppServer();
}, 180_000);
afterAll(() => server?.close());

const signIn = (actor: Actor) => openSession(server, actor);

async function makeRechecked(blindLayers: 2 | 3): Promise<Scene> {
  const scene = await createScene(server.runtime, { entries: [{}, {}], rules: { blindLayers } });
  await completeRound(server.runtime, scene);
  value(await submitRound(server.runtime, scene.chief, { roundId: scene.roundId }));
  await recheckRound(server.runtime, scene);
  return scene;
}

/** What is answered under the event's address: the status, and the text where it is a page. */
async function ask(scene: Scene, actor: Actor, path: string): Promise<{ status: number; text: string }> {
  const address = `/office/${scene.competitionCode}/events/E1/${path}`;
  const response = await server.ask(address, { cookie: await signIn(actor) });
  return { status: response.status, text: await response.text() };
}

describe.each([2, 3] as const)("%i layers", (layers) => {
  let scene: Scene;
  let marks: readonly string[];
  let codes: readonly string[];
  beforeAll(async () => {
    scene = await makeRechecked(layers);
    const { rows } = await getRoundResultsByCode(server.runtime.database.read, scene.roundId);
    marks = rows.map(({ total }) => formatHundredths(total ?? 0));
    codes = rows.map(({ code }) => code);
    expect(new Set(marks).size).toBe(2);
  }, 180_000);
  const isSeat = layers === 2;

  it("marks by code are for those who seat nobody", async () => {
    for (const [actor, sees] of [
      [scene.supervisor, true],
      [scene.chief, true],
      [scene.organiser, !isSeat],
    ] as const) {
      const { status, text } = await ask(scene, actor, "results");
      expect([status, marks.map((mark) => text.includes(mark))]).toEqual([200, [sees, sees]]);
      for (const path of ["recheck", "corrections", `results/${codes[0]}`, "recheck/sheet"]) {
        expect([path, (await ask(scene, actor, path)).status]).toEqual([path, sees ? 200 : 404]);
      }
    }
  });

  it("pages and lists call a code what it is", async () => {
    const [word, other] = isSeat ? ["工位号", "评审号"] : ["评审号", "工位号"];
    const event = `${scene.competitionCode}/events/E1`;
    const cookie = await signIn(scene.chief);
    for (const path of ["results", "recheck", "corrections", "notes"]
      .map((page) => `/office/${event}/${page}`)
      .concat([`/hall/${event}`, `/hall/${event}/paper`])) {
      const response = await server.ask(path, { cookie });
      const text = await response.text();
      expect([path, response.status]).toEqual([path, 200]);
      const shown = text.replace(/<script[\s\S]*?<\/script>/g, "");
      expect([path, shown.includes(word), shown.includes(other)]).toEqual([path, true, false]);
    }
  });

  it("who sits where is for those who seat, and for all where no seat is a code", async () => {
    for (const [actor, sees] of [
      [scene.organiser, true],
      [scene.supervisor, !isSeat],
    ] as const) {
      for (const path of ["draw", "hall-record"]) {
        const { status, text } = await ask(scene, actor, path);
        expect([path, status, text.includes("E1001")]).toEqual([path, 200, sees]);
      }
      expect((await ask(scene, actor, "draw/sheet")).status).toBe(sees ? 200 : 404);
      expect((await ask(scene, actor, "hall-record/sheet")).status).toBe(200);
    }
    const chief = await ask(scene, scene.chief, "hall-record");
    expect([chief.status, chief.text.includes("E1001")]).toEqual([200, !isSeat]);
  });

  it("a sheet is its keeper's alone", async () => {
    const keeper = await addKeeper(server.runtime, scene, [2]);
    for (const layer of [1, 2, 3, 4]) {
      for (const format of ["pdf", "xlsx"]) {
        const path = `code-sheets/${layer}/${format}`;
        expect([path, (await ask(scene, keeper, path)).status]).toEqual([path, layer === 2 ? 200 : 404]);
        for (const other of [scene.chief, scene.organiser, scene.supervisor, scene.clerk]) {
          expect([path, (await ask(scene, other, path)).status]).toEqual([path, 404]);
        }
      }
      // Who keeps everything keeps what there is.
      expect((await ask(scene, scene.blinding, `code-sheets/${layer}/pdf`)).status).toBe(layer <= layers ? 200 : 404);
    }
    expect((await ask(scene, keeper, "code-sheets/2/docx")).status).toBe(404);
    expect((await ask(scene, scene.supervisor, "unblinding/record/pdf")).status).toBe(404);
  });
});
