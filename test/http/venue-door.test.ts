/** The page without a certificate: how to install it and the certificate itself, in both languages, and nothing else of the system. */
import { X509Certificate } from "node:crypto";
import fs from "node:fs";
import { request, type Server } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openVenueWords } from "#app/i18n/venue-words.ts";
import { type KeptCertificate, keepCertificate } from "#app/platform/venue/certificates.server.ts";
import { createHttp } from "../../server/http.ts";
import { startRealtime } from "../../server/realtime.ts";
import { createDoor } from "../../server/venue/door.ts";
import { type AppServer, startAppServer } from "../support/app-server.ts";
import { addBoardWorld } from "../support/board-steps.ts";

let dataDirectory: string;
let kept: KeptCertificate;
let door: Server;
let url: string;

beforeAll(async () => {
  dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-door-"));
  kept = await keepCertificate({ dataDirectory }, { addresses: ["192.168.8.20"], hostNames: ["hall.local"] });
  const facts = { ...kept, system: "https://192.168.8.20:3000", httpsPort: 3000, hosts: ["192.168.8.20", "hall.local"] };
  door = createDoor(async () => facts, await openVenueWords());
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
});
afterAll(async () => {
  door.closeAllConnections();
  await new Promise((resolve) => door.close(resolve));
  fs.rmSync(dataDirectory, { recursive: true, force: true });
});

it("tells how to install the certificate, Chinese first, with its fingerprint", async () => {
  const text = await (await fetch(`${url}/`)).text();
  expect(text.indexOf("安装证书")).toBeGreaterThan(0);
  expect(text.indexOf("Install a certificate")).toBeGreaterThan(text.indexOf("安装证书"));
  expect(text).toContain(kept.fingerprint);
  expect(text).toContain(`href="https://192.168.8.20:3000/"`);
  expect(text).not.toMatch(/<script|PRIVATE KEY/);
});

it("hands out the certificate, for Apple's devices in an envelope of theirs, and never the key", async () => {
  const certificate = await fetch(`${url}/skillladder-ca.crt`);
  expect(certificate.headers.get("content-type")).toBe("application/x-x509-ca-cert");
  expect(new X509Certificate(Buffer.from(await certificate.arrayBuffer())).fingerprint256).toBe(kept.fingerprint);
  const profile = await (await fetch(`${url}/skillladder.mobileconfig`)).text();
  const inside = /<data>([^<]+)<\/data>/.exec(profile)?.[1] ?? "";
  expect(new X509Certificate(Buffer.from(inside, "base64")).fingerprint256).toBe(kept.fingerprint);
  expect(profile.match(/<string>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}<\/string>/g)).toHaveLength(2);
  expect(profile).not.toContain("PRIVATE");
});

it("leads everything else to HTTPS under the name that was asked for, takes nothing in, and believes no strange name", async () => {
  const ask = (init?: RequestInit) => fetch(`${url}/judge?day=1`, { redirect: "manual", ...init });
  expect((await ask()).headers.get("location")).toBe("https://192.168.8.20:3000/judge?day=1");
  const location = (host: string) =>
    new Promise<string | undefined>((resolve, reject) => {
      const asked = request(`${url}/judge`, { headers: { Host: host } }, (response) => {
        response.resume();
        resolve(response.headers.location);
      });
      asked.on("error", reject).end();
    });
  expect(await location("hall.local:3080")).toBe("https://hall.local:3000/judge");
  expect(await location("evil.example")).toBe("https://192.168.8.20:3000/judge");
  expect((await ask({ method: "POST", body: "x" })).status).toBe(405);
});

it("serves pages over HTTPS to whoever trusts the authority, and takes forms of its own pages only", async () => {
  const app: AppServer = await startAppServer({
    env: { VENUE: "on", PUBLIC_URL: "https://192.168.8.20:3000", DATA_DIR: dataDirectory },
  });
  const http = createHttp({ build: app.build, runtime: app.runtime, certificate: kept });
  await http.listen();
  const ask = (method: string, address: string, headers: Record<string, string>, body = "") =>
    new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
      const options = { host: "127.0.0.1", port: http.port(), path: address, method, headers, ca: kept.authority };
      https
        .request(options, (response) => {
          let text = "";
          response.on("data", (chunk) => {
            text += chunk;
          });
          response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
        })
        .on("error", reject)
        .end(body);
    });
  const home = await ask("GET", "/", {});
  expect(home.status).toBe(200);
  expect(home.headers["strict-transport-security"]).toBeUndefined();
  expect(String(home.headers["content-security-policy"])).toContain("upgrade-insecure-requests");
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  const foreign = await ask("POST", "/sign-in", { ...form, Origin: "https://evil.example" }, "intent=sign-in");
  expect(foreign.status).toBe(403);
  const own = await ask(
    "POST",
    "/sign-in",
    { ...form, Origin: `https://127.0.0.1:${http.port()}` },
    "intent=sign-in&username=a&password=b",
  );
  expect(own.status).toBe(422);
  await http.close();
  await app.close();
});

it("carries boards over wss to whoever trusts the authority, and to nobody else", async () => {
  const app: AppServer = await startAppServer({
    env: { VENUE: "on", PUBLIC_URL: "https://192.168.8.20:3000", DATA_DIR: dataDirectory },
  });
  const { competition, event } = await addBoardWorld(app.runtime, { competition: "over-wss" });
  const http = createHttp({ build: app.build, runtime: app.runtime, certificate: kept });
  const realtime = startRealtime({ server: http.server, runtime: app.runtime, watches: app.entry.listWatches() });
  await http.listen();
  const origin = `https://127.0.0.1:${http.port()}`;
  const open = (ca: string | undefined, page: string) =>
    io(origin, {
      ...{ forceNew: true, reconnection: false, transports: ["websocket"], extraHeaders: { Origin: page } },
      ...(ca === undefined ? {} : { ca }),
    });
  const told = (socket: ReturnType<typeof io>) =>
    new Promise<string>((resolve) => {
      socket.on("connect", () => resolve("connected"));
      socket.on("connect_error", () => resolve("refused"));
    });
  const trusting = open(kept.authority, origin);
  expect(await told(trusting)).toBe("connected");
  const answer = await trusting.timeout(5_000).emitWithAck("board", { competition, event });
  expect(answer).toMatchObject({ ok: true });
  expect(JSON.parse(Buffer.from(answer.snapshot).toString("utf8"))).toMatchObject({ competition, event });
  const [strange, foreign] = [open(undefined, origin), open(kept.authority, "https://evil.example")];
  expect([await told(strange), await told(foreign)]).toEqual(["refused", "refused"]);
  for (const socket of [trusting, strange, foreign]) socket.close();
  await realtime.close();
  await http.close();
  await app.close();
});
