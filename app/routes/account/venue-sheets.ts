/** The sheets for the wall of the hall as a file to print: a code a page, with what to do on it. */
import { readLocale } from "#app/i18n/locale.ts";
import { createVenueSheets } from "#app/i18n/venue-sheets.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { renderVenueSheets } from "#app/platform/pdf/render-venue-sheets.server.ts";
import { getVenue } from "#app/queries/venue/get-venue.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["administrator", "organiser"], within: "anywhere" } },
  async ({ runtime, request }) => {
    const venue = await getVenue(runtime);
    const facts = venue.isOn
      ? { system: venue.systems[0] ?? "", trust: { door: venue.door, fingerprint: venue.fingerprint } }
      : { system: venue.publicUrl, trust: null };
    const locale = readLocale(request.headers.get("Cookie"));
    const sheets = await createVenueSheets(facts, locale, runtime.clock.now());
    return respondWithPdf(await renderVenueSheets(sheets), "venue-sheets");
  },
);
