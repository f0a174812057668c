/** The server in front of the app: who may write, how much, what every answer carries, and when a session is one. */
import { request as sendRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { hashSecret } from "#app/platform/crypto/password.server.ts";
import { type AppServer, startAppServer } from "../support/app-server.ts";
import { plantUser } from "../support/plant.ts";

const PASSWORD = "correct horse";
const PAGE = { "Content-Type": "application/x-www-form-urlencoded" };

let server: AppServer;
let userIds: ReadonlyMap<string, string>;

beforeAll(async () => {
  server = await startAppServer();
  userIds = await plantUsers(server, ["lin", "wang", "zhou", "chen"]);
});
afterAll(() => server.close());

async function plantUsers({ runtime }: AppServer, usernames: readonly string[]): Promise<Map<string, string>> {
  const passwordHash = await hashSecret(PASSWORD);
  const ids = new Map<string, string>();
  await runtime.database.write(async ({ tables, audit }) => {
    const at = runtime.clock.now();
    for (const username of usernames)
      ids.set(username, await plantUser(tables, { username, displayName: username, passwordHash, at }));
    await audit({ chain: "system", actorId: null, act: "plant-users", objectKind: "user", objectId: "planted" });
    return allow(null);
  });
  return ids;
}

function signIn(username: string, { password = PASSWORD, cookie = "", to = server } = {}): Promise<Response> {
  return to.ask("/sign-in", { method: "POST", cookie, body: new URLSearchParams({ intent: "sign-in", username, password }) });
}

/** The Cookie header that the answer sets; empty when it sets none. */
function cookieOf(response: Response): string {
  const line = response.headers.getSetCookie().find((one) => one.startsWith("session="));
  return line?.split(";")[0] ?? "";
}

async function isSignedIn(cookie: string): Promise<boolean> {
  const response = await server.ask("/desk", { cookie });
  await response.text();
  return response.status === 200;
}

describe("the origin gate", () => {
  const attempts: readonly [string, Record<string, string>][] = [
    ["no Origin", {}],
    ["an opaque Origin", { Origin: "null" }],
    ["no address", { Origin: "not an address" }],
    ["another site", { Origin: "https://evil.example" }],
    ["another port", { Origin: "http://127.0.0.1:1" }],
    ["a site that begins like this one", { Origin: "http://127.0.0.1.evil.example" }],
    ["another site that forges the proxy's header", { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" }],
  ];

  it.each(attempts)("refuses a write with %s and changes nothing", async (_name, headers) => {
    const { runtime } = server;
    const cookie = cookieOf(await signIn("lin"));
    const before = server.fingerprint();
    const sessions = await runtime.database.read.session.count({ where: { revokedAt: null } });
    for (const path of ["/sign-in", "/sign-in.data", "/sign-out", "/sign-out.data", "/nowhere"]) {
      const body = `intent=${path.startsWith("/sign-out") ? "sign-out" : "sign-in"}&username=lin&password=${encodeURIComponent(PASSWORD)}`;
      const response = await askRaw(path, { method: "POST", headers: { ...PAGE, ...headers, Cookie: cookie } }, [body]);
      expect(response.status).toBe(403);
    }
    expect(server.fingerprint()).toEqual(before);
    expect(await runtime.database.read.session.count({ where: { revokedAt: null } })).toBe(sessions);
    expect(await isSignedIn(cookie)).toBe(true);
  });

  it.each(["PUT", "PATCH", "DELETE"])("holds for %s too", async (method) => {
    expect((await askRaw("/sign-in", { method, headers: PAGE }, ["intent=sign-in"])).status).toBe(403);
  });

  it("lets a page of this site write", async () => {
    expect((await signIn("lin")).status).toBe(302);
  });
});

describe("the limit of a body", () => {
  const piece = Buffer.alloc(1024 * 1024, "a");

  it("refuses a declared body above 12 MB before it is sent", async () => {
    const headers = { ...PAGE, Origin: server.url, "Content-Length": String(13 * 1024 * 1024) };
    expect((await askRaw("/sign-in", { method: "POST", headers }, [])).status).toBe(413);
  });

  it("cuts an undeclared one", async () => {
    const headers = { ...PAGE, Origin: server.url, "Transfer-Encoding": "chunked" };
    const response = await askRaw(
      "/sign-in",
      { method: "POST", headers },
      Array.from({ length: 40 }, () => piece),
    );
    expect(response.status).toBe(413);
    expect(response.sentBytes).toBeLessThan(30 * 1024 * 1024);
  });

  it("takes one below it whole, and goes on serving", async () => {
    const headers = { ...PAGE, Origin: server.url, "Transfer-Encoding": "chunked" };
    const pieces = ["intent=sign-in&username=lin&password=", ...Array.from({ length: 11 }, () => piece)];
    // The password is refused for its length: the form arrived to its last field.
    expect((await askRaw("/sign-in.data", { method: "POST", headers }, pieces)).status).toBe(422);
    expect((await server.ask("/healthz")).status).toBe(200);
  });
});

describe("every answer", () => {
  it("carries a policy whose nonce is new and stands on every script", async () => {
    const pages = await Promise.all(["/sign-in", "/sign-in"].map(async (path) => readPage(await server.ask(path))));
    const nonces = pages.map(({ nonce }) => nonce);
    expect(new Set(nonces).size).toBe(2);
    for (const { nonce, policy, html } of pages) {
      expect(policy).toContain("'strict-dynamic'");
      expect(policy).toContain("frame-ancestors 'self'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).toMatch(/script-src [^;]*'nonce-/);
      expect(policy).not.toMatch(/script-src [^;]*'unsafe/);
      const scripts = html.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    }
  });

  it.each(["/sign-in", "/nowhere", "/healthz", "/favicon.svg"])("of %s tells no more than it must", async (path) => {
    const { headers } = await server.ask(path);
    expect(headers.get("x-powered-by")).toBeNull();
    if (path === "/healthz") return;
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("strict-transport-security")).toBeNull();
  });

  it("shows nothing of the inside where there is no page", async () => {
    const response = await server.ask("/nowhere/at/all");
    expect(response.status).toBe(404);
    const text = await response.text();
    expect(/node_modules|at .*\.js:\d+/.exec(text)?.[0]).toBeUndefined();
  });

  it.each(["/assets/../../package.json", "/assets/..%2f..%2fpackage.json", "/..%2f..%2fprisma/schema.prisma"])(
    "gives no file from outside: %s",
    async (path) => {
      const response = await askRaw(path, { method: "GET" }, []);
      expect([400, 403, 404]).toContain(response.status);
      expect(response.text).not.toContain("skillladder");
    },
  );

  it("believes no proxy that was not configured", async () => {
    const headers = { "X-Forwarded-Host": "evil.example:1234", "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.1" };
    const response = await server.ask("/desk", { headers });
    expect(response.headers.get("location")).toBe("/sign-in?next=%2Fdesk");
    const page = await (await server.ask("/sign-in", { headers })).text();
    expect(page).not.toContain("evil.example");
    expect(page).not.toContain(":1234");
  });
});

describe("/readyz", () => {
  it("answers 200 when people may be sent here and 503 when not, and why; /healthz only says that the process lives", async () => {
    const ready = async () => {
      const response = await server.ask("/readyz");
      return [response.status, await response.text(), Number(response.headers.get("retry-after")) > 0];
    };
    expect(await ready()).toEqual([200, "ok", false]);
    server.http.setReady(false);
    expect(await ready()).toEqual([503, "stopping", true]);
    expect((await server.ask("/healthz")).status).toBe(200);
    server.http.setReady(true);
    expect(await ready()).toEqual([200, "ok", false]);
  });
});

describe("a session", () => {
  it.each([
    "session=",
    "session=unknown",
    "session=%E0%A4%A",
    `session=${"x".repeat(4_000)}`,
    "session=InVua25vd24i",
    "results=forged",
  ])("is none with the cookie %s", async (cookie) => {
    const response = await server.ask("/desk", { cookie });
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/sign-in?next=%2Fdesk");
  });

  it("lives in a cookie that scripts cannot read and other sites cannot send", async () => {
    const [line = ""] = (await signIn("lin")).headers.getSetCookie().filter((one) => one.startsWith("session="));
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; SameSite=Lax/i);
    expect(line).toMatch(/; Path=\//i);
    expect(line).not.toMatch(/; Secure/i);
  });

  it("is new at every sign-in, whatever the browser brought", async () => {
    const planted = "session=InBsYW50ZWQi";
    const first = cookieOf(await signIn("lin", { cookie: planted }));
    expect(first).not.toBe(planted);
    expect(await isSignedIn(planted)).toBe(false);
    const second = cookieOf(await signIn("wang", { cookie: first }));
    expect(second).not.toBe(first);
    expect(await isSignedIn(second)).toBe(true);
  });

  it("opens with no id from the table", async () => {
    const sessions = await server.runtime.database.read.session.findMany({ select: { id: true } });
    const [{ id } = { id: "" }] = sessions;
    for (const value of [id, Buffer.from(JSON.stringify(id)).toString("base64")])
      expect(await isSignedIn(`session=${value}`)).toBe(false);
  });

  it("ends when its person signs out, and only that one", async () => {
    const [here, there] = [cookieOf(await signIn("wang")), cookieOf(await signIn("wang"))];
    const response = await server.ask("/sign-out", {
      method: "POST",
      cookie: here,
      body: new URLSearchParams({ intent: "sign-out" }),
    });
    expect(response.status).toBe(302);
    expect(cookieOf(response)).toBe("session=");
    expect(await isSignedIn(here)).toBe(false);
    expect(await isSignedIn(there)).toBe(true);
  });

  it("ends with the account, at once", async () => {
    const cookie = cookieOf(await signIn("zhou"));
    expect(await isSignedIn(cookie)).toBe(true);
    await server.runtime.database.write(async ({ tables, audit }) => {
      await tables.user.update({ where: { id: userIds.get("zhou") ?? "" }, data: { disabledAt: server.clock.now() } });
      await audit({ chain: "system", actorId: null, act: "disable", objectKind: "user", objectId: "zhou" });
      return allow(null);
    });
    expect(await isSignedIn(cookie)).toBe(false);
    expect((await signIn("zhou")).status).toBe(422);
  });

  it("ends after its hours", async () => {
    const cookie = cookieOf(await signIn("wang"));
    server.clock.advanceMinutes(12 * 60 - 1);
    expect(await isSignedIn(cookie)).toBe(true);
    server.clock.advanceMinutes(1);
    expect(await isSignedIn(cookie)).toBe(false);
  });

  it("cannot be guessed: an account is blocked for a while, the others are not", async () => {
    for (let attempt = 1; attempt <= 8; attempt += 1) expect((await signIn("chen", { password: "wrong" })).status).toBe(422);
    expect((await signIn("chen")).status).toBe(422);
    expect((await signIn("lin")).status).toBe(302);
  });
});

it("over HTTPS marks its cookies and asks to stay there", async () => {
  const secure = await startAppServer({ env: { PUBLIC_URL: "https://skills.example" } });
  try {
    await plantUsers(secure, ["lin"]);
    const response = await secure.ask("/sign-in", {
      method: "POST",
      headers: { Origin: "https://skills.example" },
      body: new URLSearchParams({ intent: "sign-in", username: "lin", password: PASSWORD }),
    });
    expect(response.status).toBe(302);
    expect(response.headers.getSetCookie().find((line) => line.startsWith("session="))).toMatch(/; Secure/i);
    expect(response.headers.get("strict-transport-security")).toContain("max-age");
  } finally {
    await secure.close();
  }
});

async function readPage(response: Response) {
  const policy = response.headers.get("content-security-policy") ?? "";
  return { policy, nonce: /'nonce-([^']+)'/.exec(policy)?.[1] ?? "none", html: await response.text() };
}

/** A request as bytes, for what fetch would put right or refuse to send; stops sending when the answer is there. */
function askRaw(
  path: string,
  options: { method: string; headers?: Readonly<Record<string, string>> },
  pieces: readonly (string | Buffer)[],
): Promise<{ status: number; text: string; sentBytes: number }> {
  return new Promise((resolve, reject) => {
    let sentBytes = 0;
    let isAnswered = false;
    const { hostname, port } = new URL(server.url);
    const outgoing = sendRequest({ hostname, port, path, ...options }, async (response) => {
      isAnswered = true;
      const chunks: Buffer[] = [];
      response.on("error", () => undefined);
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8"), sentBytes });
      outgoing.destroy();
    });
    // A server that has answered may hang up on the rest.
    outgoing.on("error", (error) => isAnswered || reject(error));
    if (options.method === "GET") return void outgoing.end();
    void (async () => {
      for (const piece of pieces) {
        if (isAnswered) return;
        sentBytes += piece.length;
        if (!outgoing.write(piece)) await new Promise((next) => outgoing.once("drain", next));
      }
      if (pieces.length > 0) outgoing.end();
      else outgoing.flushHeaders();
    })();
  });
}
