/** The tablet's page is small enough for a hall, and its worker keeps everything that it stands on. */
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const CLIENT = "build/client";
const LIMIT_BYTES = 220_000;
/** So much is left for what a later day adds: a page that stands at its limit can be given nothing any more. */
const RESERVE_BYTES = 5_000;
/** What the marking page loads by itself once it runs: its texts, the place for comments, who else has the form open, the worker's registration. */
const LATER = /^(on-tablet|notes|form-presence|register-worker)-/;
/** A first page in one language. */
const ENGLISH = "On this device only";

type Routes = { readonly entry: Part; readonly routes: Readonly<Record<string, Part>> };
type Part = { readonly module: string; readonly imports?: readonly string[] };

function readRoutes(): Routes {
  const folder = path.join(CLIENT, "assets");
  const [file = ""] = fs.readdirSync(folder).filter((name) => /^manifest-.*\.js$/.test(name));
  const text = fs.readFileSync(path.join(folder, file), "utf8");
  return JSON.parse(text.slice(text.indexOf("=") + 1).replace(/;\s*$/, "")) as Routes;
}

/** Addresses of all scripts that these import, themselves included; `also` are those they may load later. */
function listScripts(starts: readonly string[], also: RegExp): Set<string> {
  const found = new Set<string>();
  const visit = (address: string) => {
    if (found.has(address)) return;
    found.add(address);
    const text = fs.readFileSync(path.join(CLIENT, address), "utf8");
    for (const [, name] of text.matchAll(/(?:\bimport|\bfrom)\s*["']\.\/([^"']+\.js)["']/g)) visit(`/assets/${name}`);
    for (const [, name = ""] of text.matchAll(/import\(["']\.\/([^"']+\.js)["']\)/g))
      if (also.test(name)) visit(`/assets/${name}`);
  };
  for (const start of starts) visit(start);
  return found;
}

function listStarts(): string[] {
  const { entry, routes } = readRoutes();
  return [entry, routes.root, routes["routes/judge/tablet"]].flatMap((part) =>
    part ? [part.module, ...(part.imports ?? [])] : [],
  );
}

const read = (address: string) => fs.readFileSync(path.join(CLIENT, address), "utf8");

it("loads less than 220 kB of scripts, compressed, before one can mark, with 5 kB to spare", () => {
  const scripts = [...listScripts(listStarts(), LATER)].filter((address) => !read(address).includes(ENGLISH));
  const bytes = scripts.reduce((sum, address) => sum + gzipSync(read(address)).length, 0);
  expect(scripts.length).toBeGreaterThan(10);
  expect(bytes, scripts.join(" ")).toBeLessThan(LIMIT_BYTES - RESERVE_BYTES);
  console.log(`marking page: ${bytes} bytes of scripts, compressed`);
});

it("is kept whole by its worker: page, scripts and styles", () => {
  const worker = fs.readFileSync(path.join(CLIENT, "tablet-worker.js"), "utf8");
  const missing = [...listScripts(listStarts(), LATER)].filter((address) => !worker.includes(address));
  expect(missing).toEqual([]);
  expect(worker).toContain('"/judge"');
});

it("keeps what is loaded on demand, too: a judge may need it first when there is no network", () => {
  const worker = fs.readFileSync(path.join(CLIENT, "tablet-worker.js"), "utf8");
  for (const part of ["notes", "conflicts", "sign-off", "rescue", "judges", "sign-in", "on-paper", "form-presence"]) {
    expect(worker, part).toMatch(new RegExp(`/assets/${part}-[\\w-]+\\.js`));
  }
});
