/** Whoever is answered before his body is in reads the answer, and does not keep the server reading. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { letGoOfRest } from "../../server/let-go.ts";

let server: Server;
afterEach(() => void server.close());

async function serve(isLetGo: boolean): Promise<number> {
  server = createServer((request, response) => {
    if (isLetGo) letGoOfRest(request, response);
    response.writeHead(413).end("no");
  });
  server.listen(0);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Writes without end until the connection does, or the server has taken in so many bytes. @returns the first line of the answer, and the bytes */
async function flood(port: number, mostBytes: number): Promise<{ readonly line: string; readonly taken: number }> {
  const accepted = once(server, "connection");
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
  });
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000000\r\n\r\n");
  const [peer] = await accepted;
  const piece = Buffer.alloc(1024 * 1024);
  while (!socket.destroyed && peer.bytesRead < mostBytes) {
    if (!socket.write(piece)) await Promise.race([closed, once(socket, "drain").catch(() => undefined)]);
  }
  const taken = peer.bytesRead;
  socket.destroy();
  return { line: text.split("\r\n")[0] ?? "", taken };
}

const MOST = 150 * 1024 * 1024;

it("answers, throws a part of the rest away and ends the connection", async () => {
  const { line, taken } = await flood(await serve(true), MOST);
  expect(line).toBe("HTTP/1.1 413 Payload Too Large");
  expect(taken).toBeLessThan(MOST);
});

it("would read on without it", async () => {
  const { taken } = await flood(await serve(false), MOST);
  expect(taken).toBeGreaterThanOrEqual(MOST);
});
