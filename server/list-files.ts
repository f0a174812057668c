/**
 * `?list=CAPTION&as=csv` and `as=xlsx` of any page: its list as a file. The page itself is asked for by the same person with the same
 * question, so that nobody finds in a file what the page does not show him; of a long list page after page, sent as it is read and never held whole.
 */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { Response as Answer, Request as Asked, RequestHandler } from "express";
import type { Runtime } from "../app/platform/runtime.server.ts";

type Entry = typeof import("../app/entry.server.tsx");
type ListTable = NonNullable<ReturnType<Entry["readListTable"]>>;

const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** More than a list of 50,000 people has. */
const MOST_PAGES = 5_000;
const LONGEST_NAME = 200;

export function createListFiles({ build, runtime }: { build: ServerBuild; runtime: Runtime }): RequestHandler {
  const render = createRequestHandler(build, runtime.env.mode);
  const { readListTable, streamListWorkbook, writeCsv } = build.entry.module as unknown as Entry;

  /** The page as this reader gets it; a text is the document, anything else is answered as it is. */
  async function readPage(asked: Asked, parameters: URLSearchParams): Promise<string | Response> {
    const url = new URL(asked.path, runtime.env.publicUrl);
    url.search = parameters.toString();
    const headers = new Headers({ cookie: asked.headers.cookie ?? "", "user-agent": "Googlebot (whole)" });
    const context = { runtime, nonce: "", requestId: "" };
    const page = await render(new Request(url, { headers }), context);
    return page.status === 200 ? page.text() : page;
  }

  async function send(asked: Asked, answer: Answer, name: string, as: "csv" | "xlsx"): Promise<void> {
    const parameters = new URLSearchParams(asked.url.split("?")[1] ?? "");
    parameters.delete("list");
    parameters.delete("as");
    const first = await readPage(asked, parameters);
    if (typeof first !== "string") {
      const location = first.headers.get("location");
      if (location !== null) return void answer.redirect(302, location);
      return void answer.status(first.status).end();
    }
    const table = readListTable(first, name);
    if (table === null) return void answer.status(404).end();
    answer.setHeader(
      "Content-Disposition",
      `attachment; filename="list.${as}"; filename*=UTF-8''${encodeURIComponent(`${table.caption}.${as}`)}`,
    );
    answer.setHeader("Content-Type", as === "csv" ? "text/csv; charset=utf-8" : EXCEL);
    const pages = readPages(asked, parameters, name, table);
    const bytes = as === "csv" ? writeText(table.header, pages) : Readable.fromWeb(streamListWorkbook(table, pages) as WebStream);
    await pipeline(bytes, answer);
  }

  async function* writeText(header: readonly string[], pages: AsyncIterable<ListTable["rows"]>): AsyncGenerator<string> {
    yield `\uFEFF${writeCsv([header], "\r\n")}`;
    for await (const rows of pages) yield writeCsv(rows, "\r\n");
  }

  /** The rows page by page, the next asked for when the last was taken. */
  async function* readPages(
    asked: Asked,
    parameters: URLSearchParams,
    name: string,
    { rows, pages, pageParameter }: ListTable,
  ): AsyncGenerator<ListTable["rows"]> {
    yield rows;
    for (let page = 2; page <= Math.min(pages, MOST_PAGES); page += 1) {
      const next = new URLSearchParams(parameters);
      next.set(pageParameter, String(page));
      const html = await readPage(asked, next);
      const table = typeof html === "string" ? readListTable(html, name) : null;
      if (table === null) throw new Error(`Page ${page} of the list ${name} is not there.`);
      yield table.rows;
    }
  }

  return (asked, answer, next) => {
    const { list, as } = asked.query;
    if (asked.method !== "GET" || typeof list !== "string" || list.length > LONGEST_NAME) return next();
    if (as !== "csv" && as !== "xlsx") return next();
    send(asked, answer, list, as).catch((error: unknown) => {
      if (asked.socket.destroyed) return;
      runtime.logger.error({ err: error, path: asked.path }, "list failed");
      // What was sent so far must not pass for the whole.
      if (answer.headersSent) answer.destroy();
      else answer.status(500).end();
    });
  };
}
