/** Sockets of a crowd are opened and closed some at a time; one that breaks off while it waits harms nobody. */
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { paceSockets } from "../../server/paced-sockets.ts";

const server = createServer((_request, response) => response.end("page"));
const opened: string[] = [];
/** What those who hold a socket were told of its end, by the turn of the event loop in which they were. */
let told: { readonly path: string; readonly what: "end" | "close"; readonly turn: number }[] = [];
let turn = 0;
/** Of both sides: who was opened as something else belongs to no server. */
let sockets: Socket[] = [];

server.on("connection", (socket) => sockets.push(socket));
server.on("upgrade", (request, socket) => {
  opened.push(request.url ?? "");
  socket.resume();
  for (const what of ["end", "close"] as const)
    socket.on(what, () => {
      told.push({ path: request.url ?? "", what, turn });
      socket.end();
    });
  socket.on("error", () => {});
  socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n");
});
paceSockets(server);

beforeEach(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  opened.length = 0;
  told = [];
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

it.each([
  ["end", (socket: Socket) => socket.end(), ["close", "end"]],
  ["break", (socket: Socket) => socket.resetAndDestroy(), ["close"]],
] as const)("of a hundred that %s at once each is told, a few in a turn", async (how, leave, whats) => {
  const crowd = await Promise.all(Array.from({ length: 100 }, () => knock(`/${how}`)));
  await until(() => opened.length === 100);
  let isCounting = true;
  const count = () => {
    turn += 1;
    if (isCounting) setImmediate(count);
  };
  count();
  for (const socket of crowd) {
    socket.resume();
    leave(socket);
  }
  const own = () => told.filter(({ path }) => path === `/${how}`);
  await until(() => own().filter(({ what }) => what === "close").length === 100);
  isCounting = false;
  expect([...new Set(own().map(({ what }) => what))].sort()).toEqual(whats);
  for (const what of whats) expect(own().filter((one) => one.what === what)).toHaveLength(100);
  const turns = own().reduce((sum, one) => sum.set(one.turn, (sum.get(one.turn) ?? 0) + 1), new Map<number, number>());
  expect(Math.max(...turns.values())).toBeLessThanOrEqual(20);
});
