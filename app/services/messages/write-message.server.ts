/** Sends what an organiser wrote to people of the competition: by role, by event, by delegation, or to everyone. */
import { AUDIENCE_ROLES, type AudienceName, decideWriting, type WritingRefusal } from "#app/domain/messages/writing.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type WriteMessageInput = {
  readonly competitionId: string;
  readonly to: AudienceName;
  /** Judges and competitors of this event, and leaders of delegations that entered it; null: of any. */
  readonly eventId: string | null;
  readonly delegationId: string | null;
  readonly title: string;
  readonly text: string;
};

/** @returns how many inboxes it reached */
export function writeMessage(
  runtime: Runtime,
  actor: Actor,
  input: WriteMessageInput,
): Promise<Decision<{ readonly messageId: string; readonly count: number }, WritingRefusal>> {
  const { competitionId, to, eventId, delegationId } = input;
  return runtime.database.write<{ messageId: string; count: number }, WritingRefusal>(async (write) => {
    const { tables, audit } = write;
    if (eventId !== null && (await tables.event.count({ where: { id: eventId, competitionId } })) === 0) {
      return refuse({ code: "message-event-unknown", params: { field: "eventId" } });
    }
    if (delegationId !== null && (await tables.delegation.count({ where: { id: delegationId, competitionId } })) === 0) {
      return refuse({ code: "message-delegation-unknown", params: { field: "delegationId" } });
    }
    const userIds = await listAccounts();
    const personIds = to === "competitors" || to === "everyone" ? await listCompetitors() : [];
    const count = userIds.length + personIds.length;
    const decided = decideWriting(count);
    if (!decided.ok) return decided;
    const messageId = await sendMessage(write, {
      competitionId,
      kind: "written",
      params: { title: input.title, text: input.text },
      path: null,
      sentById: actor.userId,
      at: runtime.clock.now(),
      to: { userIds, personIds },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "write-message",
      objectKind: "message",
      objectId: String(messageId),
      payload: { to, eventId, delegationId, count },
    });
    return allow({ messageId: String(messageId), count });

    async function listAccounts(): Promise<readonly string[]> {
      const roles = AUDIENCE_ROLES[to];
      if (delegationId === null && eventId === null) return listAudience(tables, { competitionId, roles });
      const isFor = (role: "team-leader" | "chief-judge") => roles === null || roles.includes(role);
      const found = new Set<string>();
      if (isFor("team-leader")) {
        const delegationIds = delegationId === null ? await listEntered() : [delegationId];
        const leaders = await listAudience(tables, { competitionId, roles: ["team-leader"], delegationIds });
        for (const userId of leaders) found.add(userId);
      }
      if (eventId !== null && delegationId === null) {
        for (const userId of await listAudience(tables, { competitionId, roles, eventId })) found.add(userId);
      }
      return [...found];
    }

    async function listEntered(): Promise<readonly string[]> {
      const entries = await tables.entry.findMany({
        where: { eventId: String(eventId), status: { in: ["submitted", "returned", "accepted", "waiting"] } },
        distinct: ["delegationId"],
        select: { delegationId: true },
      });
      return entries.map((entry) => entry.delegationId);
    }

    async function listCompetitors(): Promise<readonly string[]> {
      const members = await tables.entryMember.findMany({
        where: {
          entry: {
            status: "accepted",
            event: { competitionId },
            ...(eventId === null ? {} : { eventId }),
            ...(delegationId === null ? {} : { delegationId }),
          },
          person: { erasedAt: null },
        },
        distinct: ["personId"],
        select: { personId: true },
      });
      return members.map(({ personId }) => personId);
    }
  });
}
