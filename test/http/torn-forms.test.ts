/** Forms that are torn or have too many parts reach the running server: each is answered in a moment with a no, and nothing changes. */
import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listTornForms, TORN_TYPE } from "../faults/attack/torn-forms.ts";
import { type AppServer, startAppServer } from "../support/app-server.ts";

let server: AppServer;
beforeAll(async () => {
  server = await startAppServer();
});
afterAll(() => server.close());

const ANSWER_MS = 2_000;

async function post(type: string, body: string | Uint8Array, path = "/sign-in"): Promise<number> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  const response = await server.ask(path, { method: "POST", headers: { "Content-Type": type }, body: body as BodyInit, signal });
  await response.arrayBuffer();
  return response.status;
}

it("refuses a form in parts that is torn anywhere", async () => {
  const before = server.fingerprint();
  for (const path of ["/sign-in.data", "/sign-in"]) {
    const torn = listTornForms();
    const some = path === "/sign-in" ? torn.slice(0, 1) : torn;
    for (const body of some) expect([body.length, await post(TORN_TYPE, body, path)]).toEqual([body.length, 400]);
  }
  expect(await (await server.ask("/healthz")).text()).toBe("ok");
  expect(server.fingerprint()).toEqual(before);
}, 60_000);

it("refuses 100,000 parts", async () => {
  const part = '--bbbb\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
  expect(await post(TORN_TYPE, `${part.repeat(100_000)}--bbbb--`)).toBe(413);
});

it("refuses parts without a boundary", async () => {
  expect(await post("multipart/form-data", "--bbbb--")).toBe(400);
});

it("takes a boundary of one letter and reads the form behind it", async () => {
  const field = (name: string, value: string) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const body = `${field("intent", "sign-in")}${field("username", "b--b")}${field("password", "--b b")}--b--\r\n`;
  // Understood: there is no such account.
  expect(await post("multipart/form-data; boundary=b", body)).toBe(422);
});

it("answers one whose body is too large while it comes in, and serves the next", async () => {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  const answered = new Promise<string>((resolve) =>
    socket.once("data", (chunk) => resolve(chunk.toString("latin1").slice(0, 12))),
  );
  const { host } = new URL(server.url);
  socket.on("error", () => socket.destroy());
  socket.write(
    `POST /sign-in HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${server.url}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`,
  );
  const piece = Buffer.alloc(1024 * 1024, "a");
  for (let sent = 0; sent < 13; sent += 1) socket.write(Buffer.concat([Buffer.from("100000\r\n"), piece, Buffer.from("\r\n")]));
  expect(await answered).toBe("HTTP/1.1 413");
  socket.destroy();
  expect(await (await server.ask("/healthz")).text()).toBe("ok");
});
