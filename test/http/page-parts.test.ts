/** A part of the house answers what the whole would, and nothing else. */
import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import type { Request, Response } from "express";
import { expect, it } from "vitest";
import { createPageParts, splitBuild } from "../../server/page-parts.ts";

const route = (id: string, parentId: string | undefined, path: string | undefined, isIndex = false) => ({
  id,
  parentId,
  path,
  index: isIndex,
});
const all = [
  route("root", undefined, ""),
  route("home", "root", undefined, true),
  route("missing", "root", "*"),
  route("shell", "root", undefined),
  route("inbox", "shell", "inbox"),
  route("results", "root", "results"),
  route("mine", "root", "results/mine"),
  route("mine-of-entry", "root", "results/mine/:entry"),
  route("verification", "root", "verify/:code?"),
  route("keys", "root", ".well-known/certificate-keys.json"),
  route("office", "root", "office/:competition"),
  route("overview", "office", undefined, true),
  route("people", "office", "people"),
  route("api", "root", "api/v1/*"),
  route("policy", "root", "policy"),
  route("policies", "root", "policy-papers/:paper"),
];
const byId = Object.fromEntries(all.map((one) => [one.id, one]));
const build = { routes: byId, assets: { version: "1", routes: byId } } as unknown as ServerBuild;
type Tree = { id: string; path?: string; index?: boolean; children?: Tree[] };

/** As Remix puts the routes of a build together. */
function treeOf({ routes }: Pick<ServerBuild, "routes">, parentId?: string): Tree[] {
  return Object.values(routes)
    .filter((one) => one?.parentId === parentId)
    .map((one) => {
      const { id, path, index } = one as Tree;
      return index ? { id, index: true } : { id, ...(path === undefined ? {} : { path }), children: treeOf({ routes }, id) };
    });
}

const idsOf = (part: ServerBuild, path: string) =>
  matchRoutes(treeOf(part) as Parameters<typeof matchRoutes>[0], path)?.map(({ route: found }) => found.id);

it.each([
  ["/", ["home"]],
  ["/inbox", ["inbox"]],
  ["/results", ["results"]],
  ["/results/mine", ["mine"]],
  ["/results/mine/42", ["mine-of-entry"]],
  ["/results/nothing/of/this", ["missing"]],
  ["/verify", ["verification"]],
  ["/verify/ABCD", ["verification"]],
  ["/.well-known/certificate-keys.json", ["keys"]],
  ["/office/tz-2026", ["overview"]],
  ["/office/tz-2026/people", ["people"]],
  ["/office", ["missing"]],
  ["/api/v1/boards/3", ["api"]],
  ["/policy", ["policy"]],
  ["/policy-papers/dalian", ["policies"]],
  ["/nowhere", ["missing"]],
  ["/__manifest", ["missing"]],
  // Written in other ways, the router knows them too.
  ["/Results", ["results"]],
  ["/%72esults", ["results"]],
])("%s is answered by %s, of its part and of the whole", (path, [id]) => {
  let answered: ServerBuild | undefined;
  const handle = createPageParts(build, (part) => () => {
    answered = part;
  });
  for (const asked of [path, path === "/" ? "/_root.data" : `${path}.data`]) {
    handle({ path: asked } as Request, {} as Response, () => {});
    const found = idsOf(answered as ServerBuild, path);
    expect(found).toEqual(idsOf(build, path));
    expect(found?.at(-1)).toBe(id);
  }
});

it("a part knows its own addresses and what stands under any, in its manifest too; all parts together are the whole", () => {
  const parts = splitBuild(build);
  const ids = (part: ServerBuild | undefined) => Object.keys(part?.routes ?? {});
  expect(ids(parts.get("results"))).toEqual(["root", "home", "missing", "shell", "results", "mine", "mine-of-entry"]);
  expect(ids(parts.get("office"))).toEqual(["root", "home", "missing", "shell", "office", "overview", "people"]);
  expect(ids(parts.get("policy"))).toEqual(["root", "home", "missing", "shell", "policy"]);
  for (const part of parts.values()) expect(Object.keys(part.assets.routes)).toEqual(ids(part));
  expect(new Set([...parts.values()].flatMap(ids))).toEqual(new Set(Object.keys(build.routes)));
});
