/**
 * Pages by the first word of their address. The router puts all addresses of a build in order anew for each request, three times for a
 * document: of some 230 that is a third of what a page costs. So each part of the house has a router of its own, which knows its addresses only.
 */
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";

type Routes = Pick<ServerBuild, "routes">["routes"];
type Route = NonNullable<Routes[string]>;

/**
 * @param create a handler of the pages of one build
 * @returns a handler of all pages: each by its part, and by the whole build where an address is of no part, or is written in another way
 */
export function createPageParts(build: ServerBuild, create: (build: ServerBuild) => RequestHandler): RequestHandler {
  const whole = create(build);
  const parts = new Map([...splitBuild(build)].map(([word, part]) => [word, create(part)]));
  return (request, response, next) => (parts.get(firstWordOf(request.path)) ?? whole)(request, response, next);
}

/** @returns for each first word the build with what may answer under it, as the whole would: the word's own routes, and those under any word */
export function splitBuild(build: ServerBuild): ReadonlyMap<string, ServerBuild> {
  const routes = Object.values(build.routes).filter((route): route is Route => route !== undefined);
  const words = new Map(routes.map((route) => [route.id, wordOf(build.routes, route)]));
  // What stands under any word is a part of its own: the first page.
  const parts = new Set([...words.values()].map((word) => word ?? ""));
  return new Map(
    [...parts].map((word) => {
      const isHere = (id: string) => words.get(id) === null || words.get(id) === word;
      const assets = { ...build.assets, routes: pick(build.assets.routes, isHere) };
      return [word, { ...build, routes: pick(build.routes, isHere), assets }];
    }),
  );
}

/** Null where any word may stand, or none. */
function wordOf(routes: Routes, { path, parentId }: Route): string | null {
  const parent = parentId === undefined ? undefined : routes[parentId];
  const before = parent === undefined ? null : wordOf(routes, parent);
  if (before !== null) return before;
  const [first = ""] = (path ?? "").split("/").filter((segment) => segment !== "");
  return /^[\w.-]+$/.test(first) ? first : null;
}

/** Of an address in the browser's own words: what a page asks for by itself ends with `.data`. */
function firstWordOf(path: string): string {
  return (path.split("/", 2)[1] ?? "").replace(/\.data$/, "");
}

function pick<Value>(values: Readonly<Record<string, Value>>, isWanted: (id: string) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([id]) => isWanted(id)));
}
