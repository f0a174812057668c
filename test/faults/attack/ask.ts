/** A request with exactly these headers, Host and Origin included, which fetch would not send. */
import http from "node:http";

export type Answer = { readonly status: number; readonly text: string; readonly headers: http.IncomingHttpHeaders };

const ANSWER_MS = 30_000;

/** @returns status 0 where there was no answer */
export function ask(
  url: string,
  of: {
    readonly method?: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
  },
): Promise<Answer> {
  const { method = "GET", path, headers = {}, body } = of;
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const length: Record<string, string> = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    const request = http.request(
      { hostname, port, method, path, headers: { ...length, ...headers }, timeout: ANSWER_MS, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8"), headers: response.headers }),
        );
        response.on("error", () => resolve({ status: 0, text: "", headers: {} }));
      },
    );
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve({ status: 0, text: "", headers: {} }));
    request.end(body);
  });
}
