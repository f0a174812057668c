/** The regions that a picker offers for `?q=`: public data that hardly ever changes, a few at a time. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { searchRegions } from "#app/queries/regions/search-regions.server.ts";

const KEEP = { "Cache-Control": "private, max-age=3600" };

export const headers = () => KEEP;

export const loader = defineLoader({ access: "signed-in" }, async ({ runtime, url }) =>
  Response.json({ regions: await searchRegions(runtime, url.searchParams.get("q") ?? "") }, { headers: KEEP }),
);
