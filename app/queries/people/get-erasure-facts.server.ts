/** What still needs a person's data: what `decideErasure` looks at. */
import type { ErasureFacts } from "#app/domain/people/data-request.ts";
import { isOver, type RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** Competitions in these phases have ended for their people. */
const ENDED = ["final", "archived"];
const OPEN_ENTITLEMENTS = ["computed", "applied", "reviewed", "publicised"];

export async function getErasureFacts(tables: Tables, personId: string): Promise<ErasureFacts> {
  const own = { some: { personId } };
  const entries = await tables.entry.findMany({
    where: { OR: [{ members: own }, { coaches: own }] },
    select: { id: true, status: true, event: { select: { competition: { select: { id: true, name: true, phase: true } } } } },
  });
  const running = new Map(
    entries
      .filter(({ status, event }) => !isOver(status as RegistrationStatus) && !ENDED.includes(event.competition.phase))
      .map(({ event }) => [event.competition.id, event.competition.name]),
  );
  const entryIds = entries.map(({ id }) => id);
  const members = await tables.entryMember.findMany({ where: { personId }, select: { id: true } });
  const memberIds = members.map(({ id }) => id);
  const recorded = await tables.recordedMember.findMany({ where: { personId }, select: { id: true, factId: true } });
  const recordedIds = recorded.map(({ id }) => id);
  const mine = { OR: [{ memberId: { in: memberIds } }, { recordedMemberId: { in: recordedIds } }] };
  return {
    running: [...running.values()].sort(),
    // What a consultation draft computes is never payable, and what is left to a decision is owed to nobody yet.
    entitlements: await tables.entitlement.count({
      where: { ...mine, draft: false, outcome: "owed", state: { in: OPEN_ENTITLEMENTS } },
    }),
    appeals: await tables.appeal.count({ where: { entryId: { in: entryIds }, withdrawnAt: null, ruling: null } }),
    promotions: await tables.levelPromotion.count({
      where: { memberId: { in: memberIds }, state: { in: ["proposed", "approved"] } },
    }),
    honours: await tables.honourCase.count({
      where: { factId: { in: recorded.map(({ factId }) => factId) }, state: { in: ["recommended", "inspected", "publicised"] } },
    }),
  };
}
