/** 裁判承诺书 of one judge of the competition, for the office to print. */
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findPromisePaper } from "#app/queries/panels/find-conflict-paper.server.ts";
import { respondWithJudgePaper } from "#app/routes/downloads/judge-paper-response.server.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.conflicts, within: "scope" } },
  async ({ runtime, params, scope }) => {
    const judge = { competitionId: String(scope.competitionId), judgeId: String(params.judge) };
    const paper = await findPromisePaper(runtime, judge);
    if (paper === null) throw notFound();
    return respondWithJudgePaper(paper);
  },
);
