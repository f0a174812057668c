/** What a judge's tablet works from while there is no network: today's forms, each as he may see it. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { getTabletDay } from "#app/queries/marking/get-tablet-day.server.ts";

export const loader = defineLoader(
  { access: { roles: ["marking-judge", "tally-clerk", "chief-judge"], within: "anywhere" } },
  async ({ runtime, actor }) => Response.json(await getTabletDay(runtime, actor)),
);
