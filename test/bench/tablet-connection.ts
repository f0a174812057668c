/** A tablet's connection, written by hand: fifty of them must take little of the machine that the server runs on. */
import { once } from "node:events";
import net from "node:net";

export type TabletConnection = {
  /** One request at a time. @returns status and body @throws when the connection ends before the answer */
  post(body: string): Promise<Answer>;
  close(): void;
};

/** As a browser does, it connects anew after the server has closed a connection that lay idle. */
export async function connectTablet(url: string, path: string, cookie: string): Promise<TabletConnection> {
  const { host, origin } = new URL(url);
  const head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n`;
  let line = await openLine(url);
  return {
    post: async (body) => {
      if (!line.isOpen()) line = await openLine(url);
      return line.send(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    },
    close: () => line.close(),
  };
}

type Answer = { readonly status: number; readonly body: string };

/** One TCP connection. */
async function openLine(url: string) {
  const { hostname, port } = new URL(url);
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, "connect");
  let received: Buffer = Buffer.alloc(0);
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  let isOpen = true;
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
  const fail = () => {
    isOpen = false;
    waiting?.reject(new Error("The connection ended."));
  };
  socket.on("error", fail);
  socket.on("end", fail);
  socket.on("close", fail);
  return {
    isOpen: () => isOpen,
    send: (request: string) =>
      new Promise<Answer>((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => void socket.destroy(),
  };
}
