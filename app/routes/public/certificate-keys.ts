/** The issuer's public keys, as JSON for programs and as PEM for openssl. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { listIssuerKeys } from "#app/queries/certificates/list-issuer-keys.server.ts";

const HEADERS = { "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*" };

export const loader = defineLoader({ access: "public" }, async ({ runtime, url }) => {
  const published = await listIssuerKeys(runtime);
  if (url.pathname.endsWith(".pem")) {
    const pem = published.keys.map((key) => key.pem).join("");
    return new Response(pem, { headers: { ...HEADERS, "Content-Type": "application/x-pem-file" } });
  }
  return Response.json(published, { headers: HEADERS });
});
