/** 回避申请 of a judge's own conflict, for himself to print and sign. */
import { JUDGE_ROLES } from "#app/domain/access/duties.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findConflictPaper } from "#app/queries/panels/find-conflict-paper.server.ts";
import { respondWithJudgePaper } from "#app/routes/downloads/judge-paper-response.server.ts";

export const loader = defineLoader(
  { access: { roles: JUDGE_ROLES, within: "scope" } },
  async ({ runtime, actor, params, scope }) => {
    const conflictId = String(params.conflict);
    const paper = await findConflictPaper(runtime, {
      competitionId: String(scope.competitionId),
      conflictId,
      ofJudge: actor.userId,
    });
    if (paper === null) throw notFound();
    return respondWithJudgePaper(paper);
  },
);
