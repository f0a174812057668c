/** Publishes a notice or a technical document, or a new version of one, and tells those whom it concerns. */
import { decideNotice, type NoticeKind, type NoticeRefusal } from "#app/domain/preparation/notice.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type PublishNoticeInput = {
  readonly competitionId: string;
  readonly kind: NoticeKind;
  /** Null: of the whole competition. */
  readonly eventId: string | null;
  /** What it replaces: kind and event stay as they were then. Null: a new document. */
  readonly replacesId: string | null;
  readonly title: string;
  readonly titleEn: string;
  readonly body: string;
  readonly file: { readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> } | null;
};

/** @returns the version's id, or every reason against it */
export function publishNotice(
  runtime: Runtime,
  actor: Actor,
  input: PublishNoticeInput,
): Promise<Decision<{ readonly noticeId: string }, NoticeRefusal>> {
  const { competitionId, file, replacesId } = input;
  return runtime.database.write<{ noticeId: string }, NoticeRefusal>(async (write) => {
    const { tables, audit } = write;
    const competition = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { phase: true, code: true },
    });
    const replaced =
      replacesId === null
        ? null
        : await tables.notice.findFirst({ where: { id: replacesId, competitionId }, omit: { bytes: true } });
    if (replacesId !== null && replaced === null) return refuse({ code: "notice-unknown" });
    const eventId = replaced ? replaced.eventId : input.eventId;
    const event = eventId === null ? null : await tables.event.findFirst({ where: { id: eventId, competitionId } });
    if (eventId !== null && event === null) return refuse({ code: "notice-event-unknown", params: { field: "eventId" } });
    const successors = replaced ? await tables.notice.count({ where: { replacesId: replaced.id } }) : 0;
    const decided = decideNotice({
      phase: competition.phase as CompetitionPhase,
      body: input.body,
      file: file?.bytes ?? null,
      replaced: replaced && { isReplaced: successors > 0, isWithdrawn: replaced.withdrawnAt !== null },
    });
    if (!decided.ok) return decided;
    const id = newId();
    const at = runtime.clock.now();
    const kind = (replaced?.kind ?? input.kind) as NoticeKind;
    const version = (replaced?.version ?? 0) + 1;
    const digest = file && sha256(file.bytes);
    await tables.notice.create({
      data: {
        id,
        competitionId,
        eventId,
        kind,
        replacesId,
        version,
        title: input.title,
        titleEn: input.titleEn,
        body: input.body.trim(),
        fileName: file?.fileName.slice(-120) ?? null,
        mediaType: file && "application/pdf",
        sha256: digest,
        bytes: file?.bytes ?? null,
        publishedById: actor.userId,
        publishedAt: at,
      },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "publish-notice",
      objectKind: "notice",
      objectId: id,
      payload: { kind, eventId, version, replaces: replacesId, sha256: digest },
    });
    await sendMessage(write, {
      competitionId,
      kind: kind === "notice" ? "notice-published" : "document-published",
      params: { notice: id, event: event?.code ?? "" },
      path: `/competitions/${competition.code}/notices/${id}`,
      sentById: null,
      at,
      to: { userIds: await listConcerned() },
    });
    return allow({ noticeId: id });

    /** Of an event: who has a duty in it, and all team leaders; of the competition: everyone with a role. */
    async function listConcerned(): Promise<readonly string[]> {
      if (eventId === null) return listAudience(tables, { competitionId, roles: null });
      return [
        ...(await listAudience(tables, { competitionId, roles: null, eventId })),
        ...(await listAudience(tables, { competitionId, roles: ["team-leader"] })),
      ];
    }
  });
}
