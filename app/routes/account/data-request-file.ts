/** The file of a granted export, for the office that hands it over; fetched by a request that is put on record. */
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { defineAction, defineIntent, notFound } from "#app/platform/access/define.server.ts";
import { respondWithPersonExport } from "#app/routes/downloads/person-export-response.server.ts";
import { viewPersonExport } from "#app/services/people/view-person-export.server.ts";

export const action = defineAction({
  "open-export": defineIntent({
    access: { roles: ["organiser", "administrator"], within: "anywhere" },
    form: NoFieldsSchema,
    run: async ({ runtime, actor, params }) => {
      const opened = await viewPersonExport(runtime, actor, { requestId: String(params.request) });
      if (!opened.ok) throw notFound();
      return respondWithPersonExport(opened.value);
    },
  }),
});
