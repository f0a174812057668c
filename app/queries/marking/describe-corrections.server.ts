/** Corrections of forms with what they changed, aspect by aspect: by code, with nothing of whose work it is (DOMAIN 4 and 5). */
import { findCorrectionState } from "#app/domain/marking/correction.ts";
import { computeFormState } from "#app/domain/marking/form.ts";
import { computeSubCriterionMaximum, findSubCriterion } from "#app/domain/marking/scheme.ts";
import type { CorrectionStep, CorrectionView } from "#app/domain/results/correction-view.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getPanelJudges, type PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";

type CorrectionFilter = { readonly formId: string } | { readonly correctionId: string } | Record<string, never>;

/** Those of the round, or of one of its forms, or one of them; the latest first. */
export async function describeCorrections(
  tables: Tables,
  round: PinnedRound,
  only: CorrectionFilter = {},
): Promise<readonly CorrectionView[]> {
  const { roundId } = round;
  const corrections = await tables.correction.findMany({
    where: {
      form: { roundId },
      ...("formId" in only ? { formId: only.formId } : {}),
      ...("correctionId" in only ? { id: only.correctionId } : {}),
    },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    include: {
      form: {
        select: {
          subCriterionId: true,
          panelId: true,
          subject: { select: { code: true } },
          revisions: {
            select: { sequence: true, aspectId: true, judgeId: true, scoreRound: true, value: true },
            orderBy: { sequence: "asc" },
          },
          signOffs: { select: { judgeId: true, revision: true } },
          confirmations: { select: { confirmedById: true, confirmedAt: true } },
        },
      },
    },
  });
  const userIds = corrections.flatMap(({ requestedById, chiefJudgeId, supervisorId, refusedById, form }) => [
    requestedById,
    chiefJudgeId,
    supervisorId,
    refusedById,
    ...form.confirmations.map(({ confirmedById }) => confirmedById),
    ...form.signOffs.map(({ judgeId }) => judgeId),
    ...getPanelJudges(round, form.panelId),
  ]);
  const names = await readNames(tables, userIds);
  return corrections.map(({ form, ...correction }): CorrectionView => {
    const subCriterion = findSubCriterion(round.scheme, form.subCriterionId);
    if (!subCriterion) throw new Error(`A correction is of ${form.subCriterionId}, which the scheme does not have.`);
    // Who signed a revision was its team then; forms on paper are signed on paper.
    const teamOf = (revision: number) => {
      const signed = form.signOffs.filter((signOff) => signOff.revision === revision).map(({ judgeId }) => judgeId);
      return signed.length > 0 ? [...new Set(signed)] : getPanelJudges(round, form.panelId);
    };
    const stateAt = (revision: number) =>
      computeFormState(
        subCriterion,
        teamOf(revision),
        form.revisions.filter(({ sequence }) => sequence <= revision),
        round.rules,
      );
    const before = stateAt(correction.revisionBefore);
    const after = correction.revisionAfter === null ? null : stateAt(correction.revisionAfter);
    const markOf = (state: typeof before | null, id: string) =>
      state?.aspects.find(({ aspectId }) => aspectId === id)?.mark ?? null;
    const step = (userId: string | null, at: Date | null): CorrectionStep | null =>
      userId === null || at === null ? null : { displayName: names.get(userId) ?? "", at: at.toISOString() };
    const refused = step(correction.refusedById, correction.refusedAt);
    const { closedAt } = correction;
    const ending = closedAt && form.confirmations.find(({ confirmedAt }) => confirmedAt.getTime() === closedAt.getTime());
    return {
      correctionId: correction.id,
      formId: correction.formId,
      code: form.subject.code,
      subCriterionId: subCriterion.id,
      subCriterionName: subCriterion.name,
      state: findCorrectionState({ ...correction, isRefused: refused !== null, isClosed: closedAt !== null }),
      reason: correction.reason,
      requested: { displayName: names.get(correction.requestedById) ?? "", at: correction.requestedAt.toISOString() },
      chiefJudge: step(correction.chiefJudgeId, correction.chiefJudgeAt),
      supervisor: step(correction.supervisorId, correction.supervisorAt),
      refused: refused && { ...refused, reason: correction.refusalReason ?? "" },
      corrected: step(ending?.confirmedById ?? null, closedAt),
      markBefore: correction.markBefore,
      markAfter: correction.markAfter,
      maximum: computeSubCriterionMaximum(subCriterion),
      aspects: subCriterion.aspects.map(({ id, text, maximum }) => ({
        id,
        text,
        maximum,
        before: markOf(before, id),
        after: markOf(after, id),
      })),
      team: [...new Set([...teamOf(correction.revisionBefore), ...teamOf(correction.revisionAfter ?? -1)])]
        .map((judgeId) => names.get(judgeId) ?? "")
        .sort(compareText),
    };
  });
}

async function readNames(tables: Tables, userIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(userIds.filter((id) => id !== null))];
  const users = await tables.user.findMany({ where: { id: { in: ids } }, select: { id: true, displayName: true } });
  return new Map(users.map(({ id, displayName }) => [id, displayName]));
}
