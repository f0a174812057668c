/**
 * A control: stands before a server and acknowledges some marks at once, before it passes them on. What is acknowledged so and meets a
 * kill on its way is lost, and the oracle must say so.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";

/** One in so many requests is acknowledged before its time, and passed on this much later: at each kill some are on their way. */
const ONE_IN = 5;
const LATER_MS = 500;

type Sent = { readonly marks: readonly { readonly key: string }[] };

/** @param port of the server, which may come and go */
export async function openEarlyProxy(port: number): Promise<{ readonly url: string; close(): void }> {
  let count = 0;
  const server = createServer(async (asked, answer) => {
    const body = await readAll(asked);
    const pass = () => request({ port, method: asked.method, path: asked.url, headers: asked.headers });
    const isMarks = asked.url === "/judge/marks";
    if (isMarks) count += 1;
    if (isMarks && count % ONE_IN === 0) {
      const { marks } = JSON.parse(body.toString("utf8")) as Sent;
      const answers = marks.map(({ key }) => ({ key, kind: "recorded", revision: 1, receivedAt: new Date().toISOString() }));
      answer.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ answers }));
      setTimeout(
        () =>
          pass()
            .on("error", () => undefined)
            .on("response", (late) => late.resume())
            .end(body),
        LATER_MS,
      );
      return;
    }
    pass()
      .on("error", () => answer.destroy())
      .on("response", (given) => {
        answer.writeHead(given.statusCode ?? 500, given.headers);
        given.on("error", () => answer.destroy()).pipe(answer);
      })
      .end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy listens on no port.");
  const url = `http://localhost:${address.port}`;
  return {
    url,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function readAll(asked: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
