/**
 * Fault `origin`: writes from pages of other sites, with forged headers, in the clothes of another method or type; sessions that somebody
 * else set, cookies sent again after their end, and objects of others. Nothing of it is accepted, and nothing changes.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { io } from "socket.io-client";
import { ask } from "./attack/ask.ts";
import { type DemoServer, openDemo } from "./attack/demo.ts";
import { attackForeign, findForeign } from "./attack/foreign.ts";
import { readNames } from "./attack/names.ts";
import { listServed, type Served } from "./attack/served.ts";
import { attackSessions } from "./attack/sessions.ts";
import { listChanges, readState } from "./attack/state.ts";
import { defineFault } from "./fault.ts";

const EVIL = "https://evil.example";
const AT_ONCE = 12;

type Trick = { readonly name: string; readonly headers: Readonly<Record<string, string>> };

const CONTROLS = {
  // Something in front makes every Origin the right one, so that the gate stands open.
  opens: { finds: ["crossed"], counts: { writes: 40 } },
  // Objects are asked for at their own addresses, by who may see them.
  right: { finds: ["foreign"] },
  // Something in front does not pass on that somebody signs out.
  deaf: { finds: ["sessions"] },
} as const;

export const origin = defineFault<"writes", keyof typeof CONTROLS>({
  name: "origin",
  holds: "cross-origin writes, missing Origin, forged proxy headers, fixation, replayed cookies, foreign object ids: 0 accepted",
  databases: ["sqlite"],
  // Of the things that write, how many are tried with every trick; more than there are is all of them.
  counts: { writes: { usual: 10_000, nightly: 10_000 } },
  controls: CONTROLS,
  run: async ({ counts, control, directory }) => {
    const demo = await openDemo(directory);
    const front = control === "opens" || control === "deaf" ? await startFront(demo, control) : null;
    const url = front?.url ?? demo.url;
    const tried: readonly string[] | null = control === null ? null : CONTROLS[control].finds;
    const attack = (name: string, part: () => Promise<Part>) =>
      tried === null || tried.includes(name) ? part() : { cases: 0, accepted: [] };
    try {
      const served = await listServed();
      const things = tried === null || tried.includes("foreign") ? await findForeign(demo, served) : [];
      const before = readState(demo.file);
      const allowed = { tables: { Session: "who attacks is signed in" }, acts: { "sign-in": "who attacks is signed in" } };
      const crossed = await attack("crossed", () => attackOrigin({ demo, url, served, count: counts.writes }));
      const methods = await attack("methods", () => attackMethods(demo));
      const sockets = await attack("sockets", () => attackSockets(demo));
      const foreign = await attack("foreign", () => attackForeign(demo, things, control === "right"));
      const changed = control === null ? listChanges(demo.file, before, allowed) : [];
      const sessions = await attack("sessions", () => attackSessions(demo, url));
      const parts = { crossed, methods, sockets, foreign, sessions };
      console.log(
        `origin: ${Object.entries(parts)
          .map(([name, { cases }]) => `${name} ${cases}`)
          .join(", ")}`,
      );
      return {
        cases: Object.values(parts).reduce((sum, { cases }) => sum + cases, 0),
        findings: { ...Object.fromEntries(Object.entries(parts).map(([name, { accepted }]) => [name, accepted])), changed },
      };
    } finally {
      front?.close();
      await demo.close();
    }
  },
});

type Part = { readonly cases: number; readonly accepted: string[] };

/** Whatever browsers and programs say of where a request comes from, when it is not from here. */
function listTricks(url: string): Trick[] {
  const { host, port } = new URL(url);
  return [
    { name: "no Origin", headers: {} },
    { name: "an opaque Origin", headers: { Origin: "null" } },
    { name: "an empty Origin", headers: { Origin: "" } },
    { name: "another site", headers: { Origin: EVIL } },
    { name: "another port", headers: { Origin: "http://localhost:1" } },
    { name: "a site whose name begins alike", headers: { Origin: `http://${host}.evil.example` } },
    { name: "a site whose name ends alike", headers: { Origin: `http://evil-${host}` } },
    { name: "this site as the name of a user", headers: { Origin: `http://${host}@evil.example` } },
    { name: "several Origins", headers: { Origin: `${url}, ${EVIL}` } },
    { name: "an Origin that is no web page", headers: { Origin: `file://${host}` } },
    { name: "a forged X-Forwarded-Host", headers: { Origin: EVIL, "X-Forwarded-Host": "evil.example" } },
    { name: "a forged Forwarded", headers: { Origin: EVIL, Forwarded: "host=evil.example;proto=https" } },
    {
      name: "forged names of the host",
      headers: {
        Origin: EVIL,
        "X-Original-Host": "evil.example",
        "X-Host": "evil.example",
        "X-Forwarded-Server": "evil.example",
      },
    },
    { name: "a Host that is not the Origin's", headers: { Origin: EVIL, Host: `localhost:${port}.` } },
    { name: "a Referer of this site without an Origin", headers: { Referer: `${url}/account` } },
    { name: "the word of the browser without an Origin", headers: { "Sec-Fetch-Site": "same-origin" } },
  ];
}

/** Every thing that writes, with every trick, in the name of somebody who may: the gate alone refuses (403). */
async function attackOrigin(of: {
  readonly demo: DemoServer;
  readonly url: string;
  readonly served: readonly Served[];
  readonly count: number;
}): Promise<Part> {
  const { demo, url, served, count } = of;
  const names = readNames(demo.file);
  const cookie = await demo.signIn("admin");
  const tricks = listTricks(demo.url);
  const types = ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=b", "application/json"];
  const writes = served.filter(({ kind }) => kind !== "load").slice(0, count);
  const requests = writes.flatMap((one, index) =>
    tricks.map((trick, place) => ({ one, trick, type: types[(index + place) % types.length] ?? "" })),
  );
  const accepted: string[] = [];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < requests.length; at = next++) {
      const { one, trick, type } = requests[at] as (typeof requests)[number];
      // An unknown object: where the gate stands open, the control finds that it does without anything being done.
      const path = one.path.replace(/:(\w+)\??|\*/g, (_all, name?: string) =>
        encodeURIComponent(name === "competition" ? (names.of(name)[0] ?? "") : "nothing"),
      );
      const body = bodyOf(type, one.kind);
      const address = one.hasPage && at % 2 === 0 ? `${path === "/" ? "/_root" : path}.data` : path;
      const { status } = await ask(url, {
        method: "POST",
        path: address,
        headers: { Cookie: cookie, "Content-Type": type, ...trick.headers },
        body,
      });
      // 400: what is no request at all does not come to the gate.
      if (status !== 403 && status !== 400) accepted.push(`${one.thing} from ${trick.name} as ${type}: answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { cases: requests.length, accepted };
}

function bodyOf(type: string, intent: string): string {
  if (type === "application/json") return JSON.stringify({ intent });
  if (type.startsWith("multipart")) return `--b\r\nContent-Disposition: form-data; name="intent"\r\n\r\n${intent}\r\n--b--\r\n`;
  return `intent=${intent}`;
}

/** A reading that says it were a write, and a write of a type that forms of other sites can send. */
async function attackMethods(demo: DemoServer): Promise<Part> {
  const accepted: string[] = [];
  const cookie = await demo.signIn("reviewer");
  const tricks: readonly { method: string; path: string; headers: Record<string, string>; body?: string }[] = [
    { method: "GET", path: "/sign-out?_method=POST&intent=sign-out", headers: {} },
    { method: "GET", path: "/sign-out", headers: { "X-HTTP-Method-Override": "POST" } },
    { method: "GET", path: "/sign-out.data?intent=sign-out", headers: { "X-HTTP-Method": "POST", "X-Method-Override": "POST" } },
    { method: "HEAD", path: "/sign-out?intent=sign-out", headers: { "X-HTTP-Method-Override": "POST" } },
    { method: "OPTIONS", path: "/sign-out?intent=sign-out", headers: { "X-HTTP-Method-Override": "POST", Origin: EVIL } },
    { method: "POST", path: "/sign-out", headers: { Origin: demo.url, "Content-Type": "text/plain" }, body: "intent=sign-out" },
    {
      method: "POST",
      path: "/sign-out",
      headers: { Origin: demo.url, "Content-Type": "application/json" },
      body: '{"intent":"sign-out"}',
    },
    {
      method: "PUT",
      path: "/sign-out",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: "intent=sign-out",
    },
    {
      method: "DELETE",
      path: "/sign-out",
      headers: { Origin: EVIL, "Content-Type": "application/x-www-form-urlencoded" },
      body: "intent=sign-out",
    },
    {
      method: "PATCH",
      path: "/sign-out",
      headers: { Origin: "null", "Content-Type": "application/x-www-form-urlencoded" },
      body: "intent=sign-out",
    },
  ];
  for (const { headers, ...trick } of tricks) {
    await ask(demo.url, { ...trick, headers: { ...headers, Cookie: cookie } });
    const { status } = await ask(demo.url, { path: "/desk", headers: { Cookie: cookie } });
    if (status !== 200) accepted.push(`${trick.method} ${trick.path} with ${JSON.stringify(headers)} ended the session`);
  }
  return { cases: tricks.length, accepted };
}

/** A page of another site opens a socket: browsers send the cookies along. */
async function attackSockets(demo: DemoServer): Promise<Part> {
  const cookie = await demo.signIn("organiser");
  const accepted: string[] = [];
  const tricks = listTricks(demo.url).filter(({ headers }) => (headers.Origin ?? "") !== "");
  for (const transport of ["websocket", "polling"] as const) {
    for (const { name, headers } of tricks) {
      const { Host: _host, ...extra } = headers;
      const socket = io(demo.url, {
        forceNew: true,
        reconnection: false,
        transports: [transport],
        extraHeaders: { ...extra, Cookie: cookie },
      });
      const isOpen = await new Promise<boolean>((resolve) => {
        socket.once("connect", () => resolve(true));
        socket.once("connect_error", () => resolve(false));
      });
      socket.close();
      if (isOpen) accepted.push(`a socket (${transport}) from ${name}`);
    }
  }
  return { cases: tricks.length * 2, accepted };
}

/** Hands every request on: as if it came from a page of the site (`opens`), or all but those that sign somebody out (`deaf`). */
async function startFront(demo: DemoServer, how: "opens" | "deaf"): Promise<{ readonly url: string; close(): void }> {
  const server = http.createServer((request, response) => {
    if (how === "deaf" && request.url === "/sign-out") {
      request.resume();
      response.writeHead(204).end();
      return;
    }
    const origin = how === "opens" ? { origin: demo.url } : {};
    const headers = { ...request.headers, host: `localhost:${demo.port}`, ...origin };
    const on = http.request(
      { port: demo.port, host: "127.0.0.1", method: request.method, path: request.url, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    on.on("error", () => response.destroy());
    request.pipe(on);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
