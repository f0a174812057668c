/** The page that verifies certificates without a network: one file with the issuer's public keys in it, to keep. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { makeOfflinePage } from "#app/queries/certificates/make-offline-page.server.ts";

export const loader = defineLoader(
  { access: "public" },
  async ({ runtime }) =>
    new Response(await makeOfflinePage(runtime), {
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Disposition": 'attachment; filename="verify-certificates.html"',
        "Cache-Control": "no-cache",
      },
    }),
);
