/** The pages for crowds load no framework: what their documents fetch at first, measured as it is sent. */
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type AppServer, startAppServer } from "../support/app-server.ts";
import { addBoardWorld } from "../support/board-steps.ts";

/** STACK: a board on a phone and on the big screen. */
const LIMIT_BYTES = 60_000;

let server: AppServer;

beforeAll(async () => {
  server = await startAppServer();
  await addBoardWorld(server.runtime);
});
afterAll(() => server.close());

/** Every script that the document names, and those that they import at once. */
async function listScripts(address: string): Promise<readonly string[]> {
  const answer = await server.ask(address);
  expect(answer.status).toBe(200);
  const document = await answer.text();
  const found = new Set<string>();
  const add = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    const code = fs.readFileSync(path.join("build/client", name), "utf8");
    for (const [, imported] of code.matchAll(/(?:from|import|import\()\s*["']\.\/([\w.-]+\.js)["']/g)) add(`/assets/${imported}`);
  };
  for (const [, name] of document.matchAll(/["'](\/assets\/[\w.-]+\.js)["']/g)) add(String(name));
  return [...found];
}

function sizeOf(scripts: readonly string[]): number {
  return scripts.reduce((sum, name) => sum + gzipSync(fs.readFileSync(path.join("build/client", name))).length, 0);
}

it.each([
  ["board", "/competitions/tz-2026/events/ELE"],
  ["big screen", "/competitions/tz-2026/screen"],
])("a %s fetches one script, under 60 kB", async (_name, address) => {
  const scripts = await listScripts(address);
  expect(scripts).toHaveLength(1);
  expect(sizeOf(scripts)).toBeLessThan(LIMIT_BYTES);
});

it("the same count finds a page with a framework too large", async () => {
  expect(sizeOf(await listScripts("/competitions/tz-2026"))).toBeGreaterThan(LIMIT_BYTES);
});
