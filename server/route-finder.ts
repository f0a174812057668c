/** Which route of the build answers an address: for counts by route, for what may be kept of it, and for who answers. */
import type { ServerBuild } from "@remix-run/node";

export type FoundRoute = {
  /** Of the file that answers, such as `routes/public/board`. */
  readonly id: string;
  /** Whether it is one of the public's pages or documents, and everything that is loaded for it is open to everyone. */
  readonly isPublic: boolean;
};

/** What people come to see; a page to sign in at is open to everyone, too, and of no use without a database. */
const PUBLIC = /^routes\/public\//;

/** Nobody can fill the memory with addresses. */
const MOST_KNOWN = 2_000;

type Route = NonNullable<ServerBuild["routes"][string]>;

/** @returns a function of the path of an address, without its query; null where no route but the last resort answers */
export function createRouteFinder(build: Pick<ServerBuild, "routes">): (path: string) => FoundRoute | null {
  const found = Object.values(build.routes)
    .flatMap((route) => (route === undefined ? [] : [describe(build, route)]))
    .sort((left, right) => right.rank - left.rank);
  const known = new Map<string, FoundRoute | null>();
  return (path) => {
    // A crowd asks for the same few addresses.
    const before = known.get(path);
    if (before !== undefined) return before;
    if (known.size >= MOST_KNOWN) known.clear();
    // What a page asks for by itself, in the browser.
    const plain = path.replace(/(\/_root|_index)?\.data$/, "") || "/";
    const route = found.find(({ pattern }) => pattern.test(plain)) ?? null;
    known.set(path, route);
    return route;
  };
}

function describe(build: Pick<ServerBuild, "routes">, { id }: Route) {
  const branch: Route[] = [];
  for (let route = build.routes[id]; route; route = route.parentId ? build.routes[route.parentId] : undefined)
    branch.unshift(route);
  const segments = branch.flatMap(({ path }) => path?.split("/") ?? []).filter((segment) => segment !== "");
  const loaders = branch.flatMap(({ module }) => (module as { readonly loader?: { readonly access?: unknown } }).loader ?? []);
  return {
    id,
    isPublic:
      PUBLIC.test(id) && loaders.length > 0 && loaders.every(({ access }) => access === "public") && segments.at(-1) !== "*",
    pattern: new RegExp(`^${segments.map(toPattern).join("") || "/"}/?$`, "i"),
    // The router's own order: fixed words before parameters, and the page itself before what lies around it.
    rank: segments.reduce((sum, segment) => sum + rankOf(segment), branch.length),
  };
}

function toPattern(segment: string): string {
  if (segment === "*") return "(?:/.*)?";
  if (segment.startsWith(":")) return segment.endsWith("?") ? "(?:/[^/]+)?" : "/[^/]+";
  return `/${segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`;
}

function rankOf(segment: string): number {
  if (segment === "*") return -2_000;
  return segment.startsWith(":") ? 300 : 1_000;
}
