/** 回避申请 of one conflict of the competition, for the office to print. */
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findConflictPaper } from "#app/queries/panels/find-conflict-paper.server.ts";
import { respondWithJudgePaper } from "#app/routes/downloads/judge-paper-response.server.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.conflicts, within: "scope" } },
  async ({ runtime, params, scope }) => {
    const conflict = { competitionId: String(scope.competitionId), conflictId: String(params.conflict), ofJudge: null };
    const paper = await findConflictPaper(runtime, conflict);
    if (paper === null) throw notFound();
    return respondWithJudgePaper(paper);
  },
);
