/** The file of a granted export, for the office that hands it over; fetched by a request that is put on record. */
import { OpenExportSchema } from "#app/forms/data-requests.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { defineAction, defineIntent, notFound } from "#app/platform/access/define.server.ts";
import { respondWithPersonExport } from "#app/routes/downloads/person-export-response.server.ts";
import { viewPersonExport } from "#app/services/people/view-person-export.server.ts";

export const action = defineAction({
  "open-export": defineIntent({
    access: { roles: ["organiser", "administrator"], within: "anywhere" },
    form: OpenExportSchema,
    run: async ({ runtime, actor, params, request, input }) => {
      const opened = await viewPersonExport(runtime, actor, { requestId: String(params.request) });
      if (!opened.ok) throw notFound();
      return respondWithPersonExport(opened.value, input.shape, readLocale(request.headers.get("Cookie")));
    },
  }),
});
