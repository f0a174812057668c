/** Stands between judges and the server, for the controls of faults: acknowledges what the server did not, or keeps refusals back for a while. */
import { once } from "node:events";
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type Lie = "acknowledges" | "delays";

/** Longer than whoever is refused may wait. */
const DELAY_MS = 1_500;

export type LyingProxy = { readonly url: string; close(): void };

/** @param lie what it does with a 503 for marks; everything else passes */
export async function openLyingProxy(serverUrl: string, lie: Lie): Promise<LyingProxy> {
  const target = new URL(serverUrl);
  const server = createServer((incoming, outgoing) => {
    void readAll(incoming).then((body) => pass(incoming, outgoing, body));
  });

  function pass({ url = "", method = "GET", headers }: IncomingMessage, outgoing: ServerResponse, body: Buffer): void {
    const inner = ask({ host: target.hostname, port: target.port, path: url, method, headers }, (answer) => {
      void readAll(answer).then(async (bytes) => {
        const isRefused = answer.statusCode === 503 && url === "/judge/marks";
        if (isRefused && lie === "delays") await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
        if (isRefused && lie === "acknowledges") {
          const { marks } = JSON.parse(body.toString("utf8")) as { readonly marks: readonly { readonly key: string }[] };
          const answers = marks.map(({ key }) => ({ key, kind: "recorded", revision: 1, receivedAt: new Date().toISOString() }));
          outgoing.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ answers }));
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(bytes);
      });
    });
    inner.on("error", () => outgoing.destroy());
    inner.end(body);
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy listens on no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
