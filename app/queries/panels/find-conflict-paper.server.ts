/** The facts of 回避申请 and 裁判承诺书 as they stand. */
import { JUDGE_ROLES } from "#app/domain/access/duties.ts";
import type { JudgePaper } from "#app/domain/panels/judge-paper.ts";
import type { ConflictKind } from "#app/domain/panels/partiality.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** The conflict's paper; null where the competition has no such conflict, or the judge has none of his own. */
export async function findConflictPaper(
  runtime: Runtime,
  of: { readonly competitionId: string; readonly conflictId: string; readonly ofJudge: string | null },
): Promise<JudgePaper | null> {
  const { read } = runtime.database;
  const { competitionId, conflictId, ofJudge } = of;
  const conflict = await read.conflict.findFirst({
    where: { id: conflictId, competitionId, ...(ofJudge === null ? {} : { judgeId: ofJudge }) },
  });
  if (!conflict) return null;
  const promise = await findPromisePaper(runtime, { competitionId, judgeId: conflict.judgeId });
  const judge = promise ?? (await describeJudge(runtime, { competitionId, judgeId: conflict.judgeId }));
  const declaredBy = await read.user.findUnique({ where: { id: conflict.declaredById }, select: { displayName: true } });
  const { organisationId, delegationId, entryId } = conflict;
  const organisation = organisationId === null ? null : await read.organisation.findUnique({ where: { id: organisationId } });
  const delegation = delegationId === null ? null : await read.delegation.findUnique({ where: { id: delegationId } });
  const entry = entryId === null ? null : await read.entry.findUnique({ where: { id: entryId } });
  return {
    ...judge,
    id: conflictId,
    at: conflict.declaredAt.toISOString(),
    conflict: {
      kind: conflict.kind as ConflictKind,
      named: organisation?.name ?? delegation?.name ?? entry?.entrantNumber ?? "",
      reason: conflict.reason,
      declaredBy: declaredBy?.displayName ?? "",
      withdrawnAt: conflict.withdrawnAt?.toISOString() ?? null,
    },
  };
}

/** The promise of a judge of the competition; null for anyone else. */
export async function findPromisePaper(
  runtime: Runtime,
  of: { readonly competitionId: string; readonly judgeId: string },
): Promise<JudgePaper | null> {
  const paper = await describeJudge(runtime, of);
  return paper.duties.length === 0 ? null : paper;
}

async function describeJudge(
  { database }: Runtime,
  { competitionId, judgeId }: { readonly competitionId: string; readonly judgeId: string },
): Promise<JudgePaper> {
  const { read } = database;
  const competition = await read.competition.findUniqueOrThrow({ where: { id: competitionId }, select: { name: true } });
  const user = await read.user.findUnique({
    where: { id: judgeId },
    select: { displayName: true, createdAt: true, organisation: { select: { name: true } } },
  });
  const grants = await read.roleGrant.findMany({
    where: { userId: judgeId, competitionId, role: { in: [...JUDGE_ROLES] }, revokedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { role: true, createdAt: true, event: { select: { name: true } } },
  });
  return {
    id: judgeId,
    competition: competition.name,
    judge: user?.displayName ?? "",
    unit: user?.organisation?.name ?? null,
    duties: grants.map(({ role, event }) => ({ event: event?.name ?? "", role: role as Role })),
    at: (grants[0]?.createdAt ?? user?.createdAt ?? new Date(0)).toISOString(),
    conflict: null,
  };
}
