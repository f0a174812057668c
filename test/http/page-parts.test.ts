/** Each page is answered by its own branch, as the whole build would answer it: tried with every address of the app. */
import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import type { RouteConfigEntry } from "@remix-run/route-config";
import type { Request, Response } from "express";
import { expect, it } from "vitest";
import addresses from "#app/routes.ts";
import { createPageParts, takeBranch } from "../../server/page-parts.ts";
import { createRouteFinder } from "../../server/route-finder.ts";

type Route = { id: string; parentId?: string; path?: string; index?: boolean; module: object };
type Tree = { id: string; path?: string; index?: boolean; children?: Tree[] };

const ROOT: Route = { id: "root", path: "", module: {} };

function listRoutes(entries: readonly RouteConfigEntry[], parentId: string): Route[] {
  return entries.flatMap(({ id: given, file, path, index, children = [] }) => {
    const id = given ?? file.replace(/\.\w+$/, "");
    const own = { id, parentId, module: {}, ...(path === undefined ? {} : { path }), ...(index ? { index } : {}) };
    return [own, ...listRoutes(children, id)];
  });
}

const routes = [ROOT, ...listRoutes(await addresses, "root")];
const byId = Object.fromEntries(routes.map((one) => [one.id, one]));
const build = { routes: byId, assets: { version: "1", routes: byId } } as unknown as ServerBuild;

/** As Remix puts the routes of a build together. */
function treeOf(all: readonly Route[], parentId?: string): Tree[] {
  return all
    .filter((one) => one.parentId === parentId)
    .map(({ id, path, index }) =>
      index ? { id, index } : { id, ...(path === undefined ? {} : { path }), children: treeOf(all, id) },
    );
}

function idsOf(part: ServerBuild, path: string): string[] | undefined {
  const tree = treeOf(Object.values(part.routes) as unknown as Route[]) as Parameters<typeof matchRoutes>[0];
  return matchRoutes(tree, path)?.map(({ route }) => String(route.id));
}

/** Which build answers. */
let answered: ServerBuild | undefined;
const handle = createPageParts({
  build,
  findRoute: createRouteFinder(build),
  create: (part) => () => {
    answered = part;
  },
});
function ask(path: string): ServerBuild {
  handle({ path } as Request, {} as Response, () => {});
  return answered as ServerBuild;
}

/** An address for each route: its parameters as any word, and as each fixed word that stands there in another address. */
function listPaths(): string[] {
  const patterns = routes.map((one) => {
    const branch: Route[] = [];
    for (let at: Route | undefined = one; at; at = byId[at.parentId ?? ""]) branch.unshift(at);
    return branch.flatMap(({ path }) => path?.split("/") ?? []).filter((segment) => segment !== "");
  });
  const isFixed = (segment: string) => !segment.startsWith(":") && segment !== "*";
  const wordsAt = (before: readonly string[]) =>
    patterns.flatMap((other) => {
      const segment = other[before.length];
      const isThere = before.every((word, at) => other[at] === word || !isFixed(other[at] ?? "*"));
      return segment !== undefined && isThere && isFixed(segment) ? [segment] : [];
    });
  const fill = (pattern: readonly string[], before: readonly string[] = []): string[] => {
    const [segment, ...rest] = pattern;
    if (segment === undefined) return [`/${before.join("/")}`];
    const words = isFixed(segment)
      ? [segment]
      : segment === "*"
        ? ["any/way/down"]
        : [...new Set(["tz-2026", ...wordsAt(before)])];
    const without = segment.endsWith("?") ? fill(rest, before) : [];
    return [...without, ...words.flatMap((word) => fill(rest, [...before, word]))];
  };
  return [...new Set(patterns.flatMap((pattern) => fill(pattern)))];
}

it("every address of the app is answered by the branch of the route that the whole would choose", () => {
  const paths = listPaths();
  expect(paths.length).toBeGreaterThan(routes.length);
  for (const path of paths) {
    const expected = idsOf(build, path);
    for (const asked of [path, path === "/" ? "/_root.data" : `${path}.data`])
      expect(idsOf(ask(asked), path), asked).toEqual(expected);
  }
}, 60_000);

it.each([
  "/nowhere",
  "/office",
  "/results/nothing/of/this",
  "/__manifest",
  "/%72esults",
  "/office/tz-2026/%65vents",
  "//results",
])("%s, which is no page by the letter, is left to the whole build", (path) => {
  expect(ask(path)).toBe(build);
});

it.each(["/Results", "/OFFICE/tz-2026/Events/", "/registrations/IMPORT"])(
  "%s: capitals are no difference, as to the router",
  (path) => {
    expect(idsOf(ask(path), path)).toEqual(idsOf(build, path));
  },
);

it("a branch has the pages of its frames and the last resort, and its manifest the same", () => {
  const part = takeBranch(build, "routes/office/panels");
  const frames = ["root", "routes/office/layout"];
  const ids = [...frames, "routes/public/home", "routes/public/missing", "routes/office/overview", "routes/office/panels"].sort();
  expect(Object.keys(part.routes).sort()).toEqual(ids);
  expect(Object.keys(part.assets.routes).sort()).toEqual(ids);
});
