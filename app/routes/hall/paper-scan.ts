/** One archived scan as a file; never opened by the browser as a page of this site. */
import { hasRole } from "#app/domain/access/access.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findScan } from "#app/queries/paper/list-scans.server.ts";

/** Who reads forms by code: judging, counting and rechecking. */
const FORM_READERS = ["chief-judge", "tally-clerk", "supervisor"] as const;

export const loader = defineLoader(
  { access: { roles: [...FORM_READERS, "organiser"], within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    const scan = await findScan(runtime, String(params.scan), String(scope.eventId));
    if (scan === null) throw notFound();
    // The organiser files the papers of the round; a form with its scores he does not read.
    if (scan.formId !== null && !hasRole(actor.grants, FORM_READERS, scope)) throw notFound();
    return new Response(new Uint8Array(scan.bytes), {
      headers: {
        "Content-Type": scan.mediaType,
        "Content-Disposition": `attachment; filename="scan"; filename*=UTF-8''${encodeURIComponent(scan.fileName)}`,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
      },
    });
  },
);
