/** Sockets of a crowd are opened some at a time; one that breaks off while it waits harms nobody. */
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { paceUpgrades } from "../../server/upgrades.ts";

const server = createServer((_request, response) => response.end("page"));
const opened: string[] = [];
/** Of both sides: who was opened as something else belongs to no server. */
let sockets: Socket[] = [];

server.on("connection", (socket) => sockets.push(socket));
server.on("upgrade", (request, socket) => {
  opened.push(request.url ?? "");
  socket.on("error", () => {});
  socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n");
});
paceUpgrades(server);

beforeEach(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  opened.length = 0;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function knock(path: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n`, () => resolve(socket));
    });
    socket.on("error", () => {});
    sockets.push(socket);
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

it("every one of a hundred is opened, in the order in which they came", async () => {
  const paths = Array.from({ length: 100 }, (_, index) => `/${index}`);
  for (const path of paths) await knock(path);
  await until(() => opened.length === 100);
  expect(opened).toEqual(paths);
});

it("the others are opened when some of them are gone, and pages are answered", async () => {
  const gone = await Promise.all(Array.from({ length: 30 }, () => knock("/gone")));
  for (const socket of gone) socket.resetAndDestroy();
  await knock("/stays");
  await until(() => opened.includes("/stays"));
  const page = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect(await page.text()).toBe("page");
});
