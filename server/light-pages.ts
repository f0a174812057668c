/**
 * Light pages from memory: a spectator never costs a render. What nobody's session changes is rendered once per language and change,
 * and sent as the same bytes with their tag; whoever is signed in, or asks for something else, gets a page of his own.
 */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import type { Runtime } from "../app/platform/runtime.server.ts";

type Page = { readonly bytes: Buffer; readonly zipped: Buffer; readonly etag: string; readonly scripts: string };
/** Null where the app answers with something else than a page, such as that there is none. */
type Made = { readonly page: Promise<Page | null>; readonly until: number };

/** What no notice tells of, such as a changed name, shows after this long. */
const KEPT_MS = 1_000;
/** Nobody can fill the memory with addresses. */
const MOST_KEPT = 500;
const LOCALE = /(?:^|;\s*)locale=([\w-]+)/;
const MADE_AT = /"now":"[^"]+"/;
const SESSION = /(?:^|;\s*)session=/;

export function createLightPages({ build, runtime }: { build: ServerBuild; runtime: Runtime }): RequestHandler {
  const addresses = listLightAddresses(build);
  const render = createRequestHandler(build, runtime.env.mode);
  let kept = new Map<string, Made>();
  runtime.bus.subscribe(({ kind }) => {
    if (kind === "board-changed" || kind === "round-changed") kept = new Map();
  });

  async function make(url: string, locale: string): Promise<Page | null> {
    // Programs that index pages get them whole.
    const headers = { Cookie: `locale=${locale}`, "User-Agent": "bot" };
    const answer = await render(new Request(new URL(url, runtime.env.publicUrl), { headers }), {
      runtime,
      // Neither is the same twice, and a page that everyone gets is.
      nonce: "",
      requestId: "",
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status !== 200) return null;
    // When it was made is no difference: a page that says the same is the same.
    const same = bytes.toString("utf8").replace(MADE_AT, "");
    const hash = createHash("sha256").update(same).digest("base64url");
    return { bytes, zipped: await promisify(gzip)(bytes), etag: `"${hash}"`, scripts: listScriptHashes(bytes.toString("utf8")) };
  }

  function find(url: string, locale: string): Promise<Page | null> {
    const key = `${locale} ${url}`;
    const now = performance.now();
    const found = kept.get(key);
    if (found && found.until > now) return found.page;
    if (kept.size >= MOST_KEPT) kept.clear();
    const page = make(url, locale);
    kept.set(key, { page, until: now + KEPT_MS });
    return page;
  }

  return (request, response, next) => {
    const { url, method, headers } = request;
    const cookie = headers.cookie ?? "";
    const isAnyones = (method === "GET" || method === "HEAD") && !SESSION.test(cookie);
    if (!isAnyones || !addresses.some((address) => address.test(url))) return next();
    find(url, LOCALE.exec(cookie)?.[1] === "en" ? "en" : "zh-CN").then((page) => {
      if (page === null) return next();
      const isZipped = request.acceptsEncodings("gzip") === "gzip";
      // A nonce would be another one each time: the scripts are named by what they are.
      const policy = String(response.getHeader("Content-Security-Policy"));
      response.setHeader("Content-Security-Policy", policy.replace(/script-src [^;]*/, `script-src 'self' ${page.scripts}`));
      response.setHeader("Cache-Control", "no-cache");
      response.setHeader("Vary", "Cookie, Accept-Encoding");
      response.setHeader("ETag", page.etag);
      response.removeHeader("X-Request-Id");
      if (headers["if-none-match"] === page.etag) return void response.writeHead(304).end();
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      if (isZipped) response.setHeader("Content-Encoding", "gzip");
      response.locals.plain = page.bytes;
      const body = isZipped ? page.zipped : page.bytes;
      response.setHeader("Content-Length", body.length);
      response.end(method === "HEAD" ? undefined : body);
    }, next);
  };
}

/** The addresses of the routes whose handle says `isLight`, with a round or without. */
export function listLightAddresses(build: ServerBuild): readonly RegExp[] {
  return Object.values(build.routes).flatMap((route) => {
    const handle = route?.module.handle as { readonly isLight?: boolean } | undefined;
    if (!route || handle?.isLight !== true || !route.path) return [];
    return [new RegExp(`^/${route.path.replace(/:\w+/g, "[\\w-]+")}(\\?round=\\d)?$`)];
  });
}

/** The scripts that stand in the document itself, by what they are. */
function listScriptHashes(document: string): string {
  const inline = document.matchAll(/<script(?![^>]*(?:\ssrc=|application\/json))[^>]*>([\s\S]*?)<\/script>/g);
  return [...inline].map(([, text]) => `'sha256-${createHash("sha256").update(String(text)).digest("base64")}'`).join(" ");
}
