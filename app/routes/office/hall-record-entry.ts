/** 赛场情况记录表 of one entry, to print and sign. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { findHallPaper } from "#app/queries/hall/find-hall-paper.server.ts";
import { respondWithHallPaper } from "#app/routes/downloads/hall-paper-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["floor-judge", "chief-judge", "organiser", "supervisor"], within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    const { roundId } = scope;
    const { entrantsBySeat } = await getBlindSight(runtime, actor, { roundId, scope });
    const paper = await findHallPaper(runtime, { roundId, entryId: String(params.entry), showsEntrants: entrantsBySeat });
    const response = await respondWithHallPaper(paper, "entry");
    if (response === null) throw notFound();
    return response;
  },
);
