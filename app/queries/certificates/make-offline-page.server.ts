/** The page that verifies certificates without a network: the published program and the issuer's keys put into one HTML file. */
import fs from "node:fs/promises";
import { createRequire } from "node:module";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listIssuerKeys } from "#app/queries/certificates/list-issuer-keys.server.ts";

/** Found by their names within the package: the server is built into one file, beside which they do not lie. */
const PAGE = "#app/queries/certificates/offline-page.html";
const PROGRAM = "#app/public/verify-certificate.mjs";

export async function makeOfflinePage(runtime: Runtime): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const [page, program] = await Promise.all([PAGE, PROGRAM].map((name) => fs.readFile(resolve(name), "utf8")));
  const keys = JSON.stringify(await listIssuerKeys(runtime)).replaceAll("<", "\\u003c");
  const script = (program ?? "").replace(/^#!.*\n/, "");
  return (page ?? "").replace('"__KEYS__"', () => keys).replace("__VERIFIER__", () => script);
}
