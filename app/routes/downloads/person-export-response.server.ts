/** Everything that is stored about a person as one file: a page to read, or JSON for programs. */
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import type { ExportShape } from "#app/forms/data-requests.ts";
import { createPersonExportPage } from "#app/i18n/person-export-page.ts";

export async function respondWithPersonExport(file: object, shape: ExportShape, locale: Locale): Promise<Response> {
  const isPage = shape === "page";
  return new Response(isPage ? await createPersonExportPage(file, locale) : JSON.stringify(file, null, 2), {
    headers: {
      "Content-Type": isPage ? "text/html; charset=utf-8" : "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="personal-data.${isPage ? "html" : "json"}"`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
