/** Takes a role in a competition back from who holds it. */
import { type DutyRefusal, decideRevocation } from "#app/domain/access/duties.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { announceRights } from "#app/platform/sessions/end-sessions.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export async function revokeRole(
  runtime: Runtime,
  actor: Actor,
  input: { readonly competitionId: string; readonly grantId: string },
): Promise<Decision<null, DutyRefusal | "not-found">> {
  return runtime.database.write<null, DutyRefusal | "not-found">(async (write) => {
    const { tables, audit } = write;
    const { competitionId, grantId } = input;
    const grant = await tables.roleGrant.findFirst({
      where: { id: grantId, competitionId, revokedAt: null },
      select: { role: true, userId: true, eventId: true, event: { select: { code: true } } },
    });
    if (!grant) return refuse({ code: "not-found" });
    const organisers = await tables.roleGrant.findMany({
      where: { competitionId, role: "organiser", revokedAt: null },
      distinct: ["userId"],
      select: { userId: true },
    });
    const decision = decideRevocation({
      role: grant.role as Role,
      organisers: organisers.length,
      hasForms: await hasForms(grant),
    });
    if (!decision.ok) return decision;
    if (grant.role === "marking-judge") await leavePanels(grant);
    const { count } = await tables.roleGrant.updateMany({
      where: { id: grantId, revokedAt: null },
      data: { revokedAt: runtime.clock.now() },
    });
    if (count === 0) return refuse({ code: "not-found" });
    await announceRights(write, grant.userId);
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "revoke-role",
      objectKind: "user",
      objectId: grant.userId,
      payload: { grant: grantId, role: grant.role },
    });
    await sendMessage(write, {
      competitionId,
      kind: "role-revoked",
      params: { role: grant.role, event: grant.event?.code ?? "" },
      path: "/desk",
      sentById: null,
      at: runtime.clock.now(),
      to: { userIds: [grant.userId] },
    });
    return allow(null);

    async function hasForms({ userId, eventId, role }: Holding): Promise<boolean> {
      if (role !== "marking-judge" || eventId === null) return false;
      const panel = { judges: { some: { judgeId: userId } } };
      return (await tables.markingForm.count({ where: { panel, round: { eventId } } })) > 0;
    }

    /** Out of the panels that are planned for rounds not judged yet. */
    async function leavePanels({ userId, eventId }: Holding): Promise<void> {
      await tables.panelJudge.deleteMany({
        where: { judgeId: userId, panel: { round: { eventId: String(eventId), phase: "draw" } } },
      });
    }
  });
}

type Holding = { readonly role: string; readonly userId: string; readonly eventId: string | null };
