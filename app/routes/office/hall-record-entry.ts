/** 赛场情况记录表 of one entry, to print and sign. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findHallPaper } from "#app/queries/hall/find-hall-paper.server.ts";
import { respondWithHallPaper } from "#app/routes/downloads/hall-paper-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["floor-judge", "chief-judge", "organiser", "supervisor"], within: "scope" } },
  async ({ runtime, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    const response = await respondWithHallPaper(await findHallPaper(runtime, scope.roundId, String(params.entry)), "entry");
    if (response === null) throw notFound();
    return response;
  },
);
