/** Asks the running server for one registered thing as someone, and says in one word what the answer was. */
import type { ServerBuild } from "@remix-run/node";
import { io } from "socket.io-client";
import type { AppServer } from "../support/app-server.ts";
import { readFileText } from "../support/file-text.ts";

/**
 * - `done`: admitted, and it was answered or carried out
 * - `refused`: admitted, and the rules said no (422)
 * - `not-found`, `sign-in`, `look-up`: not admitted; nothing is there, or asked to sign in, or to name oneself as a competitor
 * - `broken`: anything else
 */
export type Outcome = "done" | "refused" | "not-found" | "sign-in" | "look-up" | `broken ${number}`;

/** What came back: every text and number in the data, for a search. */
export type Answer = { readonly outcome: Outcome; readonly texts: readonly string[]; readonly numbers: readonly number[] };

export type Request = {
  readonly routeId: string;
  /** The address of the route with its parameters filled in. */
  readonly path: string;
  readonly cookie: string;
};

/** Runs this loader alone: what another route of the page answers cannot hide it. */
export async function replayLoad(server: AppServer, { routeId, path, cookie }: Request): Promise<Answer> {
  if (!hasPage(server.build, routeId)) return readFile(await server.ask(path, { cookie }));
  const address = path === "/" ? "/_root.data" : `${path}.data`;
  return readData(await server.ask(`${address}?_routes=${encodeURIComponent(routeId)}`, { cookie }));
}

/** Submits one intent to the route's action. */
export async function replayIntent(server: AppServer, request: Request & { readonly body: FormData }): Promise<Answer> {
  const { routeId, path, cookie, body } = request;
  if (!hasPage(server.build, routeId)) return readFile(await server.ask(path, { method: "POST", cookie, body }));
  const index = server.build.routes[routeId]?.index ? "?index" : "";
  return readData(await server.ask(`${path}.data${index}`, { method: "POST", cookie, body }));
}

/** Posts JSON to what is mounted past Remix. Where all that was sent is refused one by one, the answer is a refusal. */
export async function replayMount(
  server: AppServer,
  { path, cookie, body }: Request & { readonly body: object },
): Promise<Answer> {
  const headers = { "Content-Type": "application/json" };
  const response = await server.ask(path, { method: "POST", cookie, headers, body: JSON.stringify(body) });
  const text = await response.text();
  const answered = text === "" ? null : (JSON.parse(text) as { answers?: readonly { readonly kind: string }[] });
  const isRefused = answered?.answers?.every(({ kind }) => kind === "refused") ?? false;
  return { outcome: isRefused ? "refused" : outcomeOf(response.status), ...collect([answered]) };
}

/** Asks to watch over a socket. */
export async function replayWatch(server: AppServer, name: string, payload: unknown, cookie: string): Promise<Answer> {
  const socket = io(server.url, {
    forceNew: true,
    reconnection: false,
    transports: ["websocket"],
    extraHeaders: cookie ? { cookie } : {},
  });
  try {
    const answer: unknown = await socket.timeout(5_000).emitWithAck(name, payload);
    const { ok, snapshot } = answer as { ok: boolean; snapshot?: unknown };
    // What a crowd watches comes as bytes.
    const told: unknown = snapshot instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(snapshot)) : snapshot;
    return { outcome: ok ? "done" : "not-found", ...collect([told]) };
  } finally {
    socket.close();
  }
}

function hasPage(build: ServerBuild, routeId: string): boolean {
  return build.routes[routeId]?.module.default !== undefined;
}

async function readFile(response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const location = response.headers.get("location");
  const outcome = location === null ? outcomeOf(response.status) : outcomeOfRedirect(location);
  // What a file is called is sent, too.
  const name = decodeURIComponent(response.headers.get("content-disposition") ?? "");
  // A page of the app is read by its loaders' answers; one that is handed over as a file is read itself.
  const isPage = (response.headers.get("content-type") ?? "").includes("text/html") && !name.startsWith("attachment");
  return { outcome, texts: isPage ? [] : [name, readFileText(bytes)], numbers: [] };
}

/** Reads what Remix sends to its own pages: arrays in which every text and number of the data stands once. */
async function readData(response: Response): Promise<Answer> {
  const body = await response.text();
  const isStream = (response.headers.get("content-type") ?? "").includes("text/x-script");
  const values = isStream ? body.split("\n").flatMap(readLine) : [body];
  const { texts, numbers } = collect(values);
  // A redirect is data with a status of its own, so that the browser does not follow it.
  if (response.status !== 202) return { outcome: outcomeOf(response.status), texts, numbers };
  const location = texts[texts.indexOf("redirect") + 1] ?? "";
  return { outcome: outcomeOfRedirect(location), texts, numbers };
}

/** In a line of the stream numbers inside of objects and lists point at other values; only the outermost are values. */
function readLine(line: string): unknown[] {
  const json = line.replace(/^[A-Z]\d+:/, "");
  if (!json.startsWith("[")) return [];
  const values = JSON.parse(json) as unknown[];
  return values
    .flatMap((value) => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : [value]))
    .filter((value) => typeof value !== "object");
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return "done";
  if (status === 422) return "refused";
  // A program asks: there is nobody to lead to the page.
  if (status === 401) return "sign-in";
  return status === 404 ? "not-found" : `broken ${status}`;
}

function outcomeOfRedirect(location: string): Outcome {
  const { pathname } = new URL(location, "http://here");
  if (pathname === "/sign-in") return "sign-in";
  return pathname === "/results" ? "look-up" : "done";
}

function collect(values: readonly unknown[]): { texts: string[]; numbers: number[] } {
  const texts: string[] = [];
  const numbers: number[] = [];
  const visit = (value: unknown) => {
    if (typeof value === "string") texts.push(value);
    else if (typeof value === "number") numbers.push(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  values.forEach(visit);
  return { texts, numbers };
}
