/** Everything that is stored about the person himself, once the office has granted his request. */
import { readLocale } from "#app/i18n/locale.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findOwnData } from "#app/queries/people/find-own-data.server.ts";
import { findPersonExport } from "#app/queries/people/find-person-export.server.ts";
import { respondWithPersonExport } from "#app/routes/downloads/person-export-response.server.ts";

export const loader = defineLoader({ access: "result-holder" }, async ({ runtime, personId, request, url }) => {
  const own = await findOwnData(runtime, personId);
  const file = own?.hasExport ? await findPersonExport(runtime, personId) : null;
  if (file === null) throw notFound();
  return respondWithPersonExport(
    file,
    url.searchParams.get("shape") === "json" ? "json" : "page",
    readLocale(request.headers.get("Cookie")),
  );
});
