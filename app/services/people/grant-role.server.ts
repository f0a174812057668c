/** Gives a person a role in a competition, an event or a delegation. */
import type { Grant } from "#app/domain/access/access.ts";
import { type DutyRefusal, decideGrant } from "#app/domain/access/duties.ts";
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { announceRights } from "#app/platform/sessions/end-sessions.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listLayersOfEvents } from "#app/queries/blinding/list-layers-of-events.server.ts";
import { listEnteredUnits } from "#app/queries/competitions/list-entered-units.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";

export type GrantRoleRefusal = DutyRefusal | "account-unknown" | "event-unknown" | "delegation-unknown";

export async function grantRole(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly competitionId: string;
    readonly userId: string;
    readonly role: Role;
    /** For the duties of an event; null for roles over the competition. Of another competition: unknown. */
    readonly eventId: string | null;
    readonly delegationId: string | null;
    /** Of a blinding judge, the layers of the blinding that he keeps; null: all. */
    readonly layers?: readonly BlindLayer[] | null;
  },
): Promise<Decision<{ grantId: string }, GrantRoleRefusal>> {
  return runtime.database.write(async (write) => {
    const { tables, audit } = write;
    const { competitionId, userId, eventId, delegationId, layers = null } = input;
    const grant: Grant = { role: input.role, competitionId, eventId, delegationId };
    const user = await tables.user.findUnique({ where: { id: userId }, select: { organisationId: true, disabledAt: true } });
    const event = eventId === null ? null : await findEvent(eventId);
    const delegation =
      delegationId === null
        ? null
        : await tables.delegation.findFirst({ where: { id: delegationId, competitionId }, select: { id: true } });
    const unknown: Refusal<GrantRoleRefusal>[] = [];
    if (!user) unknown.push({ code: "account-unknown", params: { field: "userId" } });
    if (eventId !== null && !event) unknown.push({ code: "event-unknown", params: { field: "eventId" } });
    if (delegationId !== null && !delegation) unknown.push({ code: "delegation-unknown", params: { field: "delegationId" } });
    if (!user || unknown.length > 0) return refuse(...unknown);

    const held = await tables.roleGrant.findMany({
      where: { userId, revokedAt: null, OR: [{ competitionId }, { competitionId: null }] },
      select: { role: true, competitionId: true, eventId: true, delegationId: true },
    });
    const units = eventId === null ? null : await listEnteredUnits(tables, [eventId]);
    const decision = decideGrant({
      grant,
      held: held.map((other) => ({ ...other, role: other.role as Role })),
      isDisabled: user.disabledAt !== null,
      organisationId: user.organisationId,
      enteredUnits: (eventId !== null && units?.get(eventId)) || new Set(),
      marking: eventId === null ? null : (await getCurrentRules(tables, eventId)).rules.marking,
      layers,
      layersOf: await listLayersOfEvents(tables, competitionId),
    });
    if (!decision.ok) return decision;
    const grantId = newId();
    await tables.roleGrant.create({
      data: {
        ...grant,
        id: grantId,
        userId,
        ...(layers === null ? {} : { layers: [...layers] }),
        createdAt: runtime.clock.now(),
      },
    });
    await announceRights(write, userId);
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "grant-role",
      objectKind: "user",
      objectId: userId,
      payload: {
        grant: grantId,
        role: input.role,
        eventId,
        delegationId,
        ...(layers === null ? {} : { layers: layers.map(String) }),
      },
    });
    await sendMessage(write, {
      competitionId,
      kind: "role-granted",
      params: { role: input.role, event: event?.code ?? "" },
      path: "/desk",
      sentById: null,
      at: runtime.clock.now(),
      to: { userIds: [userId] },
    });
    return allow({ grantId });

    function findEvent(id: string) {
      return tables.event.findFirst({ where: { id, competitionId }, select: { id: true, code: true } });
    }
  });
}
