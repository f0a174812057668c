/** Withdraws a notice or technical document with all its versions; they stay on record. */
import { decideWithdrawal, type NoticeRefusal } from "#app/domain/preparation/notice.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function withdrawNotice(
  runtime: Runtime,
  actor: Actor,
  input: { readonly competitionId: string; readonly noticeId: string; readonly reason: string },
): Promise<Decision<null, NoticeRefusal>> {
  const { competitionId, noticeId } = input;
  return runtime.database.write<null, NoticeRefusal>(async (write) => {
    const { tables, audit } = write;
    const notice = await tables.notice.findFirst({
      where: { id: noticeId, competitionId },
      select: {
        withdrawnAt: true,
        replacesId: true,
        event: { select: { code: true } },
        competition: { select: { phase: true, code: true } },
      },
    });
    if (notice === null) return refuse({ code: "notice-unknown" });
    const decided = decideWithdrawal({
      phase: notice.competition.phase as CompetitionPhase,
      notice: {
        isReplaced: (await tables.notice.count({ where: { replacesId: noticeId } })) > 0,
        isWithdrawn: notice.withdrawnAt !== null,
      },
      reason: input.reason,
    });
    if (!decided.ok) return decided;
    const at = runtime.clock.now();
    const versions = [noticeId];
    for (let before = notice.replacesId; before !== null; ) {
      versions.push(before);
      const found = await tables.notice.findUniqueOrThrow({ where: { id: before }, select: { replacesId: true } });
      before = found.replacesId;
    }
    const { count } = await tables.notice.updateMany({
      where: { id: { in: versions }, withdrawnAt: null },
      data: { withdrawnAt: at, withdrawnById: actor.userId, withdrawReason: input.reason.trim() },
    });
    if (count < versions.length) return refuse({ code: "notice-withdrawn" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "withdraw-notice",
      objectKind: "notice",
      objectId: noticeId,
      payload: { versions },
    });
    // Whoever was told of it is told that it is gone.
    const told = await tables.messageReceipt.findMany({
      where: {
        userId: { not: null },
        message: {
          competitionId,
          kind: { in: ["notice-published", "document-published"] },
          path: { in: versions.map((id) => `/competitions/${notice.competition.code}/notices/${id}`) },
        },
      },
      distinct: ["userId"],
      select: { userId: true },
    });
    await sendMessage(write, {
      competitionId,
      kind: "notice-withdrawn",
      params: { notice: noticeId, event: notice.event?.code ?? "" },
      path: null,
      sentById: null,
      at,
      to: { userIds: told.flatMap(({ userId }) => userId ?? []) },
    });
    return allow(null);
  });
}
