/** Everything that one person can collect from the running server: what answers to an address, what links lead to, files, sockets. */
import type { ServerBuild } from "@remix-run/node";
import { io, type Socket } from "socket.io-client";
import type { AppServer } from "../support/app-server.ts";
import { digestOf, readFileText } from "../support/file-text.ts";
import { type Collected, decodePageData } from "./leak-check.ts";

/** `refusal`: whatever is not given: not there, not admitted, sent elsewhere, refused with reasons, broken. */
export type Channel = "page" | "data" | "file" | "socket" | "refusal";

export type Answer = Collected & {
  readonly channel: Channel;
  /** The digests of pictures in it, which nobody can search for words. */
  readonly pictures?: readonly string[];
};

/** Asks for an address as this person, its data where it is a page. */
export async function collectAddress(
  server: AppServer,
  { path, routeId, cookie }: { readonly path: string; readonly routeId: string; readonly cookie: string },
): Promise<Answer[]> {
  if (!isPage(server.build, routeId)) return (await askFor(server, path, cookie)).collected;
  return [await askForData(server, `${path}?_routes=${encodeURIComponent(routeId)}`, { cookie })];
}

/** Submits a form as this person. */
export async function collectIntent(
  server: AppServer,
  input: { readonly path: string; readonly routeId: string; readonly cookie: string; readonly body: FormData },
): Promise<Answer[]> {
  const { path, routeId, cookie, body } = input;
  const init = { method: "POST", cookie, body };
  if (!isPage(server.build, routeId)) return (await askFor(server, path, cookie, init)).collected;
  return [await askForData(server, server.build.routes[routeId]?.index ? `${path}?index` : path, init)];
}

/**
 * Follows links from the start pages on, each address once, in the order in which they are met; of a page, shown or refused, its data too.
 * @param input.isInteresting which of the addresses are followed
 * @param input.known addresses of files that were collected; what is collected here is added to them
 * @param input.questions how many addresses of one page that differ in their questions only: these multiply without end
 */
export async function crawl(
  server: AppServer,
  input: {
    readonly cookie: string;
    readonly from: readonly string[];
    readonly isInteresting: (path: string) => boolean;
    readonly known: ReadonlySet<string>;
    readonly questions: number;
  },
): Promise<Answer[]> {
  const seen = new Set<string>([...input.known, ...input.from]);
  const queue = [...input.from];
  const collected: Answer[] = [];
  const asked = new Map<string, number>();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const { collected: found, links, isHtml } = await askFor(server, path, input.cookie);
    collected.push(...found);
    if (isHtml) collected.push(await askForData(server, path, input));
    for (const link of links) {
      if (seen.has(link) || !input.isInteresting(link)) continue;
      const page = link.replace(/\?.*/s, "");
      const questions = asked.get(page) ?? 0;
      if (questions === input.questions) continue;
      asked.set(page, questions + 1);
      seen.add(link);
      queue.push(link);
    }
  }
  return collected;
}

async function askFor(
  server: AppServer,
  path: string,
  cookie: string,
  init: RequestInit = {},
): Promise<{ collected: Answer[]; links: string[]; isHtml: boolean }> {
  const response = await server.ask(path, { ...init, cookie });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const type = response.headers.get("content-type") ?? "";
  const isHtml = type.includes("text/html");
  const html = isHtml ? Buffer.from(bytes).toString("utf8") : "";
  const text = isHtml ? toLines(html) : readFileText(bytes);
  const all = { from: path, text: `${toHeaderLine(response)}\n${text}`, pictures: isPicture(bytes) ? [digestOf(bytes)] : [] };
  if (response.status !== 200) {
    const location = response.headers.get("location");
    const refusal = { ...all, from: `${response.status} ${path}`, channel: "refusal" } as const;
    return { collected: [refusal], links: location === null ? [] : toLinks([location], path), isHtml };
  }
  if (!isHtml) return { collected: [{ ...all, channel: "file" }], links: [], isHtml };
  const hrefs = [...html.matchAll(/\s(?:href|action)="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
  return { collected: [{ ...all, channel: "page" }], links: toLinks(hrefs, path), isHtml };
}

/** What Remix sends to its own pages. A redirect is data with a status of its own, so that the browser does not follow it. */
async function askForData(
  server: AppServer,
  path: string,
  { cookie, ...init }: RequestInit & { readonly cookie: string },
): Promise<Answer> {
  const url = new URL(path, "http://here");
  const { method, body } = init;
  const address = `${url.pathname === "/" ? "/_root" : url.pathname}.data${url.search}`;
  const response = await server.ask(address, { ...(method ? { method, body: body ?? null } : {}), cookie });
  const text = await response.text();
  const isData = (response.headers.get("content-type") ?? "").includes("text/x-script");
  const from = `${method ?? ""} ${path}`.trim();
  if (!isData) return { from: `${response.status} ${from}`, text: `${toHeaderLine(response)}\n${text}`, channel: "refusal" };
  const [first = "[]", ...later] = text.split("\n");
  const tree = { headers: toHeaderLine(response), data: decodePageData(first), later };
  return response.status === 200
    ? { from, tree, channel: "data" }
    : { from: `${response.status} ${from}`, tree, channel: "refusal" };
}

/** Headers are sent, too: what a file is called, where one is sent on to. */
function toHeaderLine({ headers }: Response): string {
  return ["content-disposition", "location", "etag"].map((name) => decodeURIComponent(headers.get(name) ?? "")).join(" ");
}

/** A picture, or a document or workbook with one in it. */
function isPicture(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString("latin1");
  return /^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP)/.test(text) || /\/Subtype\s*\/Image|xl\/media\//.test(text);
}

/** What stands on a page and in its fields and links, a row of a table or a part of a list to a line. */
function toLines(html: string): string {
  return (
    html
      // The names of the app's own files are the same for everyone.
      .replace(/<(script|style)(?![^>]*application\/json)[\s\S]*?<\/\1>|<link[^>]*>/g, "")
      .replace(/<\/(?:tr|li|form|p|dd|h\d|section|option)>/g, "\n")
      // So are the names of its styles.
      .replace(/<[^>]*>/g, (tag) => {
        const values = [...tag.matchAll(/\s([\w-]+)="([^"]*)"/g)].filter(([, name]) => name !== "class" && name !== "style");
        return ` ${values.map(([, , value]) => value).join(" ")} `;
      })
  );
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

export type Listener = { readonly collected: Answer[]; close(): void };

/** Watches everything that is named here, as this person, and keeps the snapshots and all that is sent until it is closed. */
export async function listen(
  server: AppServer,
  input: { readonly cookie: string; readonly watches: readonly { readonly name: string; readonly payload: unknown }[] },
): Promise<Listener> {
  const collected: Answer[] = [];
  const socket: Socket = io(server.url, {
    forceNew: true,
    reconnection: false,
    transports: ["websocket"],
    extraHeaders: input.cookie ? { cookie: input.cookie } : {},
  });
  socket.onAny((name: string, ...messages: unknown[]) =>
    collected.push({ from: `socket ${name}`, tree: messages, channel: "socket" }),
  );
  for (const { name, payload } of input.watches) {
    const tree: unknown = decodeAnswer(await socket.timeout(10_000).emitWithAck(name, payload));
    collected.push({ from: `watch ${name}`, tree, channel: (tree as { ok: boolean }).ok ? "socket" : "refusal" });
  }
  return { collected, close: () => socket.close() };
}

/** A crowd's snapshot comes as the bytes of its JSON. */
function decodeAnswer(answer: { readonly snapshot?: unknown }): unknown {
  const { snapshot } = answer;
  return Buffer.isBuffer(snapshot) ? { ...answer, snapshot: JSON.parse(snapshot.toString("utf8")) } : answer;
}

/** What a connection to another namespace than the only one is told. */
export function tryNamespace(server: AppServer, name: string, cookie: string): Promise<string> {
  const socket = io(`${server.url}${name}`, {
    forceNew: true,
    reconnection: false,
    transports: ["websocket"],
    extraHeaders: cookie ? { cookie } : {},
  });
  return new Promise<string>((resolve) => {
    socket.on("connect", () => resolve("connected"));
    socket.on("connect_error", ({ message }) => resolve(message));
  }).finally(() => socket.close());
}
