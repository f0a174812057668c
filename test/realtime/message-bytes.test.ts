/** A message that is encoded once arrives as what was sent, whole, at each length of frame and over both transports. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io as connect, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { encodeMessage } from "../../server/message-bytes.ts";

const http = createServer();
const server = new Server(http, { transports: ["websocket", "polling"], perMessageDeflate: false });

beforeAll(() => new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

/** `["board",{"text":""}]` has 21 characters, and "42" stands before it. */
const FRAME_AROUND = 23;

async function open(transport: "websocket" | "polling"): Promise<Socket> {
  const { port } = http.address() as AddressInfo;
  const client = connect(`http://127.0.0.1:${port}`, { transports: [transport], forceNew: true });
  await new Promise<void>((resolve, reject) => client.once("connect", resolve).once("connect_error", reject));
  return client;
}

const hear = (client: Socket) => new Promise<unknown>((resolve) => client.once("board", resolve));

it.each(["websocket", "polling"] as const)("over %s", async (transport) => {
  const clients = await Promise.all([open(transport), open(transport)]);
  // The head of a frame has 2 bytes up to 125, 4 up to 65,535, and 10 beyond.
  for (const length of [FRAME_AROUND, 125, 126, 65_535, 65_536, 200_000]) {
    const message = { text: "x".repeat(length - FRAME_AROUND) };
    const heard = clients.map(hear);
    const send = encodeMessage("board", message);
    for (const client of clients) send(server.sockets.sockets.get(client.id as string) as never);
    expect(await Promise.all(heard)).toEqual([message, message]);
  }
  const heard = clients.map(hear);
  for (const socket of server.sockets.sockets.values()) encodeMessage("board", { 姓名: "孙㛃", 成绩: null })(socket);
  expect(await Promise.all(heard)).toEqual([
    { 姓名: "孙㛃", 成绩: null },
    { 姓名: "孙㛃", 成绩: null },
  ]);
  for (const client of clients) client.close();
});

it("a socket that has gone is passed over", async () => {
  const client = await open("websocket");
  const socket = server.sockets.sockets.get(client.id as string);
  const gone = new Promise((resolve) => socket?.once("disconnect", resolve));
  client.close();
  await gone;
  expect(() => encodeMessage("board", {})(socket as never)).not.toThrow();
});
