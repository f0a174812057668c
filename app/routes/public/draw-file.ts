/** What is published of one draw, as the file that the standalone program reads. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findDrawPage } from "#app/queries/draw/find-draw-page.server.ts";

export const loader = defineLoader({ access: "public" }, async ({ runtime, scope, params }) => {
  const page = await findDrawPage(runtime, { drawId: String(params.draw), eventId: String(scope.eventId) });
  if (page === null) throw notFound();
  return new Response(`${JSON.stringify(page.document, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="draw.json"',
      "Cache-Control": "no-store",
    },
  });
});
