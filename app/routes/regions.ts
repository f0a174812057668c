/** The regions that a picker offers for `?q=`: public data, a few at a time. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { searchRegions } from "#app/queries/regions/search-regions.server.ts";

export const loader = defineLoader({ access: "public" }, async ({ runtime, url }) => ({
  regions: await searchRegions(runtime, url.searchParams.get("q") ?? ""),
}));
