/** Makes the codes that are printed for judges of an event: those printed for them before do not work any more. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { makeTabletLink } from "#app/platform/accounts/tablet-link.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** Shown this once: only the hash of what is in it is stored. */
export type TabletCode = { readonly judgeId: string; readonly displayName: string; readonly url: string };

/** @returns the codes by name of their judges, or `judge-unknown` where one is no marking judge of the event */
export function makeTabletCodes(
  runtime: Runtime,
  actor: Actor,
  input: { readonly competitionId: string; readonly eventId: string; readonly judgeIds: readonly string[] },
): Promise<Decision<readonly TabletCode[]>> {
  const { competitionId, eventId } = input;
  return runtime.database.write<readonly TabletCode[], string>(async ({ tables, audit }) => {
    const judgeIds = [...new Set(input.judgeIds)];
    const judges = await tables.user.findMany({
      where: {
        id: { in: judgeIds },
        disabledAt: null,
        grants: { some: { eventId, role: "marking-judge", revokedAt: null } },
      },
      select: { id: true, displayName: true },
      orderBy: [{ displayName: "asc" }, { id: "asc" }],
    });
    if (judges.length !== judgeIds.length) return refuse({ code: "judge-unknown" });
    const at = runtime.clock.now();
    const codes: TabletCode[] = [];
    for (const { id: judgeId, displayName } of judges) {
      const token = await makeTabletLink({ tables }, { userId: judgeId, competitionId, createdById: actor.userId, at });
      codes.push({ judgeId, displayName, url: `${runtime.env.publicUrl}/judge#sign-in/${token}` });
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "make-tablet-code",
        objectKind: "user",
        objectId: judgeId,
        payload: { eventId },
      });
    }
    return allow(codes);
  });
}
