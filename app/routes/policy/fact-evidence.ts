/** The evidence of a recorded fact as a file; never opened by the browser as a page of this site. */
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findEvidence } from "#app/queries/facts/find-fact.server.ts";

export const loader = defineLoader({ access: { roles: POLICY_ROOMS.facts, within: "scope" } }, async ({ runtime, params }) => {
  const evidence = await findEvidence(runtime, String(params.fact));
  if (evidence === null) throw notFound();
  return new Response(new Uint8Array(evidence.bytes), {
    headers: {
      "Content-Type": evidence.type,
      "Content-Disposition": `attachment; filename="evidence"; filename*=UTF-8''${encodeURIComponent(evidence.name)}`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
});
