/** One version of an event's marking scheme as the usual workbook. */
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findSchemeFile } from "#app/queries/schemes/find-scheme-file.server.ts";

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.scheme, within: "scope" } },
  async ({ runtime, params, scope }) => {
    const version = /^[1-9]\d{0,5}$/.test(String(params.version)) ? Number(params.version) : null;
    const file = version === null ? null : await findSchemeFile(runtime, String(scope.eventId), version);
    if (file === null) throw notFound();
    const name = encodeURIComponent(`${file.name} ${file.version}.xlsx`);
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": `attachment; filename="scheme-${file.code}-${file.version}.xlsx"; filename*=UTF-8''${name}`,
        "Cache-Control": "private, no-store",
      },
    });
  },
);
