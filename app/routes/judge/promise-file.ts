/** 裁判承诺书 of a judge, for himself to print and sign. */
import { JUDGE_ROLES } from "#app/domain/access/duties.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findPromisePaper } from "#app/queries/panels/find-conflict-paper.server.ts";
import { respondWithJudgePaper } from "#app/routes/downloads/judge-paper-response.server.ts";

export const loader = defineLoader({ access: { roles: JUDGE_ROLES, within: "scope" } }, async ({ runtime, actor, scope }) => {
  const paper = await findPromisePaper(runtime, { competitionId: String(scope.competitionId), judgeId: actor.userId });
  if (paper === null) throw notFound();
  return respondWithJudgePaper(paper);
});
