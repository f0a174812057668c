/** 赛场情况记录表 of a whole round, to print and sign. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { readSessionNumber } from "#app/platform/access/round.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { findHallPaper } from "#app/queries/hall/find-hall-paper.server.ts";
import { respondWithHallPaper } from "#app/routes/downloads/hall-paper-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["floor-judge", "chief-judge", "organiser", "supervisor"], within: "scope" } },
  async ({ runtime, actor, scope, url }) => {
    if (scope.roundId === null) throw notFound();
    const { roundId } = scope;
    const { entrantsBySeat } = await getBlindSight(runtime, actor, { roundId, scope });
    const session = readSessionNumber(url);
    const paper = await findHallPaper(runtime, { roundId, entryId: null, showsEntrants: entrantsBySeat, session });
    if (session !== null && paper.seats.length === 0) throw notFound();
    const response = await respondWithHallPaper(paper, "hall");
    if (response === null) throw notFound();
    return response;
  },
);
