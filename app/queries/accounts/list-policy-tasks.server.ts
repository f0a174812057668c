/** What waits in the policy office for an officer or a treasurer of the whole system, and under which filter each is listed. */
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { isReopened } from "#app/domain/phases/reopening.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listDifferingIds } from "#app/queries/policy/list-entitlements.server.ts";

export const POLICY_TASK_KINDS = [
  "differences",
  "apply",
  "review",
  "publicise",
  "facts",
  "approve-lists",
  "approve-entries",
  "pack-versions",
  "grades",
  "honours",
  "prepare-lists",
  "pay-lists",
] as const;

/** Never 0. */
export type PolicyTask = { readonly kind: (typeof POLICY_TASK_KINDS)[number]; readonly count: number; readonly to: string };

/** In the order of urgency; what only a second person may do counts where this one is the second. */
export async function listPolicyTasks(runtime: Runtime, actor: Actor): Promise<readonly PolicyTask[]> {
  const { read } = runtime.database;
  const tasks: PolicyTask[] = [];
  const add = (kind: PolicyTask["kind"], count: number, to: string) => {
    if (count > 0) tasks.push({ kind, count, to });
  };
  const { userId } = actor;
  if (hasRole(actor.grants, ["policy-officer"], NO_SCOPE)) {
    const ledger = (query: string) => `/policy/entitlements?${query}`;
    const differing = (await listDifferingIds(read, {})).length;
    add("differences", differing, ledger("differs=yes"));
    add("apply", await countOpen(read, "computed"), ledger("state=computed&draft=no"));
    add("review", await countReviews(read, userId), ledger("state=applied&draft=no"));
    add("publicise", await countOpen(read, "reviewed"), ledger("state=reviewed&draft=no"));
    const ofOthers = { confirmedAt: null, droppedAt: null, honour: { is: null }, recordedById: { not: userId } };
    add("facts", await read.recordedFact.count({ where: ofOthers }), "/policy/facts?state=open");
    const lists = { state: "prepared", preparedById: { not: userId } };
    add("approve-lists", await read.paymentList.count({ where: lists }), "/policy/payments?state=prepared");
    const proposals = { approvedAt: null, droppedAt: null, recordedById: { not: userId } };
    const entries = await read.ledgerEntry.findMany({ where: proposals, select: { id: true, proposalId: true } });
    add("approve-entries", new Set(entries.map(({ id, proposalId }) => proposalId ?? id)).size, "/policy/ledger");
    const versions = { state: "proposed", OR: [{ createdById: null }, { createdById: { not: userId } }] };
    add("pack-versions", await read.policyPack.count({ where: versions }), "/policy/packs");
    const maps = await read.gradeMapping.findMany({
      where: { confirmedAt: null, droppedAt: null, proposedById: { not: userId } },
      orderBy: { proposedAt: "asc" },
      select: { competition: { select: { code: true } } },
    });
    add("grades", maps.length, `/office/${maps[0]?.competition.code}/grades`);
    add("honours", await countHonours(read, userId, runtime.clock.now()), "/policy/honours");
  }
  if (hasRole(actor.grants, ["treasurer"], NO_SCOPE)) {
    add("prepare-lists", await countDue(read, runtime.clock.now()), "/policy/payments");
    const approved = { state: "approved" };
    add("pay-lists", await read.paymentList.count({ where: approved }), "/policy/payments?state=approved");
  }
  return tasks;
}

const STANDING = { competition: { select: { phase: true } } } as const;

/** Results that are public again hold what rests on them: nothing waits for anyone. */
function isHeld({ competition }: { readonly competition: { readonly phase: string } | null }): boolean {
  return competition !== null && isReopened(competition.phase as CompetitionPhase);
}

async function countOpen(tables: Tables, state: string): Promise<number> {
  const found = await tables.entitlement.findMany({ where: { state, draft: false }, select: STANDING });
  return found.filter((one) => !isHeld(one)).length;
}

/** Applied for by somebody else than this reader. */
async function countReviews(tables: Tables, userId: string): Promise<number> {
  const found = await tables.entitlement.findMany({
    where: { state: "applied", draft: false },
    select: {
      ...STANDING,
      acts: { where: { act: "apply" }, orderBy: [{ at: "desc" }, { id: "desc" }], take: 1, select: { actorId: true } },
    },
  });
  return found.filter((one) => !isHeld(one) && one.acts[0]?.actorId !== userId).length;
}

/** Cases whose next step this officer may do: inspect and confer what another recommended, publicise. */
async function countHonours(tables: Tables, userId: string, now: Date): Promise<number> {
  return tables.honourCase.count({
    where: {
      OR: [
        { state: "recommended", recommendedById: { not: userId } },
        { state: "inspected" },
        { state: "publicised", publicityEndsAt: { lte: now }, recommendedById: { not: userId } },
      ],
    },
  });
}

/** Publicity over, and in no list. */
async function countDue(tables: Tables, now: Date): Promise<number> {
  const found = await tables.entitlement.findMany({
    where: {
      state: "publicised",
      draft: false,
      publicityEndsAt: { lte: now },
      paymentLines: { none: { liveKey: { not: null } } },
    },
    select: STANDING,
  });
  return found.filter((one) => !isHeld(one)).length;
}
