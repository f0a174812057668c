/** A scanned marking form, for who rechecks the code that it is of. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findScanForRecheck } from "#app/queries/recheck/find-scan-for-recheck.server.ts";

export const loader = defineLoader({ access: { roles: ["supervisor"], within: "scope" } }, async ({ runtime, scope, params }) => {
  const scan = await findScanForRecheck(runtime, { roundId: String(scope.roundId), scanId: String(params.scan) });
  if (!scan) throw notFound();
  return new Response(new Uint8Array(scan.bytes), {
    headers: {
      "Content-Type": scan.mediaType,
      // What was uploaded is shown or saved, and never run as a page of ours.
      "Content-Security-Policy": "sandbox",
      "X-Content-Type-Options": "nosniff",
      "Content-Disposition": `inline; filename*=UTF-8''${encodeURIComponent(scan.fileName)}`,
      "Cache-Control": "private, no-store",
    },
  });
});
