/** The built app, from which the server takes everything that the app has, so that nothing exists twice. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";

/** What app/entry.server.tsx exports beside the request handler. */
export type Entry = typeof import("../app/entry.server.tsx");

export async function loadEntry(): Promise<{ readonly build: ServerBuild; readonly entry: Entry }> {
  const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as unknown as ServerBuild;
  return { build, entry: build.entry.module as unknown as Entry };
}
