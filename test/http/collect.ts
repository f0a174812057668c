/** Everything that one person can collect from the running server: what answers to an address, what links lead to, files, sockets. */
import type { ServerBuild } from "@remix-run/node";
import { io, type Socket } from "socket.io-client";
import type { AppServer } from "../support/app-server.ts";
import { readFileText } from "../support/file-text.ts";
import { type Collected, decodePageData } from "./leak-check.ts";

/** Asks for an address as this person, its data too where it is a page; nothing where he is not admitted. */
export async function collectAddress(
  server: AppServer,
  { path, routeId, cookie }: { readonly path: string; readonly routeId: string; readonly cookie: string },
): Promise<Collected[]> {
  if (!isPage(server.build, routeId)) return (await askFor(server, path, cookie)).collected;
  const address = path === "/" ? "/_root.data" : `${path}.data`;
  const response = await server.ask(`${address}?_routes=${encodeURIComponent(routeId)}`, { cookie });
  return response.status === 200 ? [{ from: `${path}.data`, tree: decodePageData(await response.text()) }] : [];
}

/**
 * Follows links from the start pages on, each address once, in the order in which they are met.
 * @param input.isInteresting which of the addresses are followed
 * @param input.most where it stops: a loop of addresses would never end
 */
export async function crawl(
  server: AppServer,
  input: {
    readonly cookie: string;
    readonly from: readonly string[];
    readonly isInteresting: (path: string) => boolean;
    readonly most: number;
  },
): Promise<Collected[]> {
  const seen = new Set<string>(input.from);
  const queue = [...input.from];
  const collected: Collected[] = [];
  for (let path = queue.shift(); path !== undefined && seen.size <= input.most; path = queue.shift()) {
    const { collected: found, links } = await askFor(server, path, input.cookie);
    collected.push(...found);
    for (const link of links) {
      if (seen.has(link) || !input.isInteresting(link)) continue;
      seen.add(link);
      queue.push(link);
    }
  }
  return collected;
}

async function askFor(server: AppServer, path: string, cookie: string): Promise<{ collected: Collected[]; links: string[] }> {
  const response = await server.ask(path, { cookie });
  const location = response.headers.get("location");
  if (location !== null) return { collected: [], links: toLinks([location], path) };
  if (response.status !== 200) return { collected: [], links: [] };
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!(response.headers.get("content-type") ?? "").includes("text/html")) {
    // What a file is called is sent, too.
    const name = decodeURIComponent(response.headers.get("content-disposition") ?? "");
    return { collected: [{ from: path, text: `${name}\n${readFileText(bytes)}` }], links: [] };
  }
  const html = Buffer.from(bytes).toString("utf8");
  const hrefs = [...html.matchAll(/\s(?:href|action)="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
  return { collected: [{ from: path, text: toLines(html) }], links: toLinks(hrefs, path) };
}

/** What stands on a page and in its fields and links, a row of a table or a part of a list to a line. */
function toLines(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, "")
    .replace(/<\/(?:tr|li|form|p|dd|h\d|section|option)>/g, "\n")
    .replace(/<[^>]*>/g, (tag) => ` ${[...tag.matchAll(/="([^"]*)"/g)].map(([, value]) => value).join(" ")} `);
}

function toLinks(hrefs: readonly string[], base: string): string[] {
  return hrefs.flatMap((href) => {
    const url = new URL(href, `http://here${base}`);
    return url.host === "here" && !url.pathname.startsWith("/assets/") ? [`${url.pathname}${url.search}`] : [];
  });
}

function isPage(build: ServerBuild, routeId: string): boolean {
  return build.routes[routeId]?.module.default !== undefined;
}

export type Listener = { readonly collected: Collected[]; close(): void };

/** Watches everything that is named here, as this person, and keeps the snapshots and all that is sent until it is closed. */
export async function listen(
  server: AppServer,
  input: { readonly cookie: string; readonly watches: readonly { readonly name: string; readonly payload: unknown }[] },
): Promise<Listener> {
  const collected: Collected[] = [];
  const socket: Socket = io(server.url, {
    forceNew: true,
    reconnection: false,
    transports: ["websocket"],
    extraHeaders: input.cookie ? { cookie: input.cookie } : {},
  });
  socket.onAny((name: string, ...messages: unknown[]) => collected.push({ from: `socket ${name}`, tree: messages }));
  for (const { name, payload } of input.watches) {
    collected.push({ from: `watch ${name}`, tree: await socket.timeout(10_000).emitWithAck(name, payload) });
  }
  return { collected, close: () => socket.close() };
}
