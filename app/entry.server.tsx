/** Renders documents as a stream, in the language of the request, with the nonce of the response on every script. */
import { Transform } from "node:stream";
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { createI18n } from "#app/i18n/index.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { DocumentContext } from "#app/ui/document-context.ts";

/** How long a page may take to render before it is given up; loaders are done by then. */
export const streamTimeout = 10_000;

export default async function handleRequest(
  request: Request,
  statusCode: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, requestId, runtime }: AppLoadContext,
): Promise<Response> {
  const i18n = await createI18n(readLocale(request.headers.get("Cookie")));
  // Programs that index pages do not wait for the rest of a stream.
  const isWhole = isbot(request.headers.get("User-Agent") ?? "");
  return new Promise((resolve, reject) => {
    let status = statusCode;
    let isSent = false;
    const send = () => {
      isSent = true;
      const body = withoutNulBytes();
      headers.set("Content-Type", "text/html; charset=utf-8");
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <I18nextProvider i18n={i18n}>
        <DocumentContext.Provider value={{ nonce, requestId, locationKey: null }}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </DocumentContext.Provider>
      </I18nextProvider>,
      {
        nonce,
        ...(isWhole ? { onAllReady: send } : { onShellReady: send }),
        onShellError: reject,
        onError(error: unknown) {
          status = 500;
          if (isSent) runtime.logger.error({ err: error, requestId }, "rendering failed");
        },
      },
    );
    setTimeout(abort, streamTimeout + 1000).unref();
  });
}

/**
 * React 18.3 pads a chunk with NUL bytes where a character of several bytes does not fit at its end; a browser shows each as
 * a replacement character in the middle of Chinese text. HTML has no use for NUL, so all of them go.
 */
function withoutNulBytes(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}

/** Failures of loaders and actions, told to the log and not to the reader. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  context.runtime.logger.error({ err: error, requestId: context.requestId }, "request failed");
}

/** What the server process needs of the app: it takes everything from this build, so that nothing exists twice. */
export { writeCsv } from "#app/domain/trial/csv.ts";
export { writeAwayPage, writeKeptNotice } from "#app/i18n/away-page.ts";
export { openVenueWords } from "#app/i18n/venue-words.ts";
export { isUnreachable } from "#app/platform/access/mount.server.ts";
export { listRegistered } from "#app/platform/access/registered.server.ts";
export { readEnv } from "#app/platform/env.server.ts";
export { readListTable, streamListWorkbook } from "#app/platform/excel/list-table.ts";
export { describeError, toLoggedPath } from "#app/platform/logger.server.ts";
export { holdLock } from "#app/platform/processes/peers.server.ts";
export { createRuntime, isPostgresql } from "#app/platform/runtime.server.ts";
export { listAddresses, listHostNames } from "#app/platform/venue/addresses.server.ts";
export { keepCertificate } from "#app/platform/venue/certificates.server.ts";
export { listVenueLinks } from "#app/platform/venue/links.server.ts";
export { listMounts } from "#app/routes/mounts.server.ts";
export { listWatches } from "#app/routes/sockets/watches.server.ts";
export { exportHeads } from "#app/services/audit/export-heads.server.ts";
export { freezeEarlierCertificates } from "#app/services/certificates/freeze-earlier-certificates.server.ts";
export { keepKey } from "#app/services/installation/keep-key.server.ts";
export { hasNextKey, settleKey } from "#app/services/installation/rotate-key.server.ts";
export { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
export { sealPlainPhotos } from "#app/services/marking/seal-plain-photos.server.ts";
export { sealPlainCoaches } from "#app/services/people/seal-plain-coaches.server.ts";
export { failInterruptedImports } from "#app/services/registration/fail-interrupted-imports.server.ts";

/** What fills an empty database: built with the app, so that a start makes no second copy of it, and loaded only then. */
export const loadSeed = async () => (await import("#seeds/seed.ts")).seed;
