/**
 * Pages, each with a router of its own. The router puts all addresses of a build in order anew whenever it looks for one, five times and more for
 * a document: of some 230 that was half of what a page cost. So each page is answered by a build of its own branch.
 */
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import type { FoundRoute } from "./route-finder.ts";

type Route = NonNullable<ServerBuild["routes"][string]>;

type Parts = {
  readonly build: ServerBuild;
  readonly findRoute: (path: string) => FoundRoute | null;
  /** A handler of the pages of one build. */
  readonly create: (build: ServerBuild) => RequestHandler;
};

/** @returns a handler of all pages; what no page is found for by the letter, the whole build decides */
export function createPageParts({ build, findRoute, create }: Parts): RequestHandler {
  const whole = create(build);
  const parts = new Map<string, RequestHandler>();
  const find = (path: string) => {
    const id = path.includes("%") ? undefined : findRoute(path)?.id;
    if (id === undefined || build.routes[id]?.path === "*") return whole;
    const part = parts.get(id) ?? create(takeBranch(build, id));
    parts.set(id, part);
    return part;
  };
  return (request, response, next) => find(request.path)(request, response, next);
}

/**
 * The build with one route, those around it, and what stands in these where nothing else does: their own page, which a browser that has a frame
 * must have, and the last resort, which it finds for a link until it knows better.
 */
export function takeBranch(build: ServerBuild, id: string): ServerBuild {
  const branch = new Set<string>();
  for (let route: Route | undefined = build.routes[id]; route; route = build.routes[route.parentId ?? ""]) branch.add(route.id);
  const isHere = (route: Route | undefined) =>
    route !== undefined &&
    (branch.has(route.id) || (branch.has(route.parentId ?? "") && (route.path === undefined || route.path === "*")));
  const pick = <Value>(values: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => isHere(build.routes[key])));
  return { ...build, routes: pick(build.routes), assets: { ...build.assets, routes: pick(build.assets.routes) } };
}
