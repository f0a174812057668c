/** A tablet's connection, written by hand: fifty of them must take little of the machine that the server runs on. */
import { once } from "node:events";
import net from "node:net";

export type TabletConnection = {
  /** One request at a time. @returns status and body @throws when the connection ends before the answer */
  post(body: string): Promise<{ readonly status: number; readonly body: string }>;
  close(): void;
};

export async function connectTablet(url: string, path: string, cookie: string): Promise<TabletConnection> {
  const { hostname, port, host, origin } = new URL(url);
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, "connect");
  const head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n`;
  let received: Buffer = Buffer.alloc(0);
  let waiting: { resolve(answer: { status: number; body: string }): void; reject(error: Error): void } | null = null;
  socket.on("data", (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const headers = received.toString("latin1", 0, end);
    const length = Number(/content-length: (\d+)/i.exec(headers)?.[1] ?? 0);
    if (received.length < end + 4 + length) return;
    const answer = { status: Number(headers.slice(9, 12)), body: received.toString("utf8", end + 4, end + 4 + length) };
    received = received.subarray(end + 4 + length);
    const answered = waiting;
    waiting = null;
    answered?.resolve(answer);
  });
  const fail = () => waiting?.reject(new Error("The connection ended."));
  socket.on("error", fail);
  socket.on("close", fail);
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      }),
    close: () => void socket.destroy(),
  };
}
