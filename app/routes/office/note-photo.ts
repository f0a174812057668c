/** One photo of a judge as a file; never opened by the browser as a page of this site. */
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findNotePhoto } from "#app/queries/marking/get-notes-page.server.ts";

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.notes, within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    const { roundId } = scope;
    const photo = await findNotePhoto(runtime, actor, { roundId, scope, noteId: String(params.note) });
    if (photo === null) throw notFound();
    return new Response(photo, {
      headers: {
        "Content-Type": "image/jpeg",
        "Content-Disposition": 'attachment; filename="photo.jpg"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
      },
    });
  },
);
