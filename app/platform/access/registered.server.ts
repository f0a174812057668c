/** Reads the declared access of everything a build serves: what the boot check and the access matrix go by. */
import type { ServerBuild } from "@remix-run/node";
import type { Access } from "#app/domain/access/access.ts";
import type { Mount } from "#app/platform/access/mount.server.ts";

/** One thing that answers requests: a route's loader, one intent of its action, or a mount past Remix. */
export type Registered = { readonly routeId: string; readonly path: string; readonly kind: string; readonly access: Access };

/** @throws Error naming every loader or action that declares no access: the server must not start. */
export function listRegistered(build: Pick<ServerBuild, "routes">, mounts: readonly Mount[] = []): Registered[] {
  const registered: Registered[] = mounts.map(({ id, path, kind, access }) => ({ routeId: id, path, kind, access }));
  const undeclared: string[] = [];
  for (const route of Object.values(build.routes)) {
    if (!route) continue;
    const path = fullPath(build, route.id);
    const { loader, action } = route.module as { loader?: { access?: Access }; action?: { access?: Record<string, Access> } };
    if (loader && !loader.access) undeclared.push(`${route.id} (loader)`);
    if (action && !action.access) undeclared.push(`${route.id} (action)`);
    if (loader?.access) registered.push({ routeId: route.id, path, kind: "load", access: loader.access });
    for (const [intent, access] of Object.entries(action?.access ?? {}))
      registered.push({ routeId: route.id, path, kind: intent, access });
  }
  if (undeclared.length > 0) throw new Error(`No access declared: ${undeclared.join(", ")}`);
  return registered;
}

function fullPath(build: Pick<ServerBuild, "routes">, id: string): string {
  const parts: string[] = [];
  for (let route = build.routes[id]; route; route = route.parentId ? build.routes[route.parentId] : undefined) {
    if (route.path) parts.unshift(route.path);
  }
  return `/${parts.join("/")}`;
}
