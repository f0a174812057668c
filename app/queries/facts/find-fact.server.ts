/** One recorded fact as its page shows it: who, what, with which evidence, and what a second person should compare it with. */
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import {
  decideFactConfirmation,
  type FactState,
  findFactState,
  type SettleFactRefusal,
} from "#app/domain/policy/check-recorded-fact.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { type FactMemberView, listFactMembers } from "#app/queries/facts/list-fact-members.server.ts";
import { namesOfOrganisations, namesOfRegions } from "#app/queries/facts/names-around-facts.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type FactPage = {
  readonly factId: string;
  readonly content: RecordedContent;
  readonly occurredOn: string;
  readonly reference: string;
  readonly state: FactState;
  readonly honourCaseId: string | null;
  readonly members: readonly FactMemberView[];
  readonly organisation: Named | null;
  /** Null: it carries no file. */
  readonly evidence: { readonly name: string; readonly sha256: string } | null;
  readonly recorded: { readonly by: string; readonly at: string };
  readonly confirmed: { readonly by: string; readonly at: string } | null;
  readonly dropped: { readonly by: string; readonly at: string; readonly reason: string } | null;
  /** Other records of the same people or organisation, for the second person to compare. */
  readonly others: readonly {
    readonly factId: string;
    readonly content: RecordedContent;
    readonly occurredOn: string;
    readonly state: FactState;
  }[];
  /** Where the same people took part in competitions of this system. */
  readonly entries: readonly { readonly competition: Named; readonly event: Named; readonly tier: Tier }[];
  readonly organisations: Readonly<Record<string, Named>>;
  readonly regions: Readonly<Record<string, Named>>;
  /** What stands against this reader's confirmation; null for readers who settle nothing. */
  readonly unmet: readonly Refusal<SettleFactRefusal>[] | null;
};

/** @returns null for an id that is none */
export async function findFact(runtime: Runtime, actor: Actor, factId: string): Promise<FactPage | null> {
  const { read } = runtime.database;
  const fact = await read.recordedFact.findUnique({
    where: { id: factId },
    omit: { evidence: true },
    include: { honour: { select: { id: true } } },
  });
  if (!fact) return null;
  const members = (await listFactMembers(runtime, [factId])).get(factId) ?? [];
  const personIds = members.map(({ personId }) => personId);
  const isOfHonourCase = fact.honour !== null;
  const state = findFactState(fact);
  const decided = decideFactConfirmation({ state, recordedById: fact.recordedById, isOfHonourCase }, actor.userId);
  const users = await getUserNames(runtime, [fact.recordedById, fact.confirmedById, fact.droppedById]);
  const sign = (id: string | null, at: Date | null) =>
    id === null || at === null ? null : { by: users.get(id) ?? "", at: at.toISOString() };
  const dropped = sign(fact.droppedById, fact.droppedAt);
  return {
    factId,
    content: fact.content as unknown as RecordedContent,
    occurredOn: fact.occurredOn,
    reference: fact.reference,
    state,
    honourCaseId: fact.honour?.id ?? null,
    members,
    organisation:
      fact.organisationId === null
        ? null
        : await read.organisation.findUnique({ where: { id: fact.organisationId }, select: { name: true, nameEn: true } }),
    evidence: fact.evidenceSha256 === null ? null : { name: fact.evidenceName ?? "", sha256: fact.evidenceSha256 },
    recorded: { by: users.get(fact.recordedById) ?? "", at: fact.recordedAt.toISOString() },
    confirmed: sign(fact.confirmedById, fact.confirmedAt),
    dropped: dropped && { ...dropped, reason: fact.dropReason ?? "" },
    others: await listOthers(runtime, factId, personIds, fact.organisationId),
    entries: await listEntries(runtime, personIds),
    organisations: await namesOfOrganisations(runtime, members),
    regions: await namesOfRegions(runtime, fact.content as unknown as RecordedContent, members),
    unmet: hasRole(actor.grants, ["policy-officer"], NO_SCOPE) ? (decided.ok ? [] : decided.refusals) : null,
  };
}

async function listOthers(
  { database: { read } }: Runtime,
  factId: string,
  personIds: readonly string[],
  organisationId: string | null,
): Promise<FactPage["others"]> {
  const others = await read.recordedFact.findMany({
    where: {
      id: { not: factId },
      OR: [{ members: { some: { personId: { in: [...personIds] } } } }, ...(organisationId === null ? [] : [{ organisationId }])],
    },
    orderBy: [{ occurredOn: "desc" }, { id: "asc" }],
    select: { id: true, content: true, occurredOn: true, confirmedAt: true, droppedAt: true },
  });
  return others.map(({ id, content, occurredOn, ...standing }) => ({
    factId: id,
    content: content as unknown as RecordedContent,
    occurredOn,
    state: findFactState(standing),
  }));
}

async function listEntries({ database: { read } }: Runtime, personIds: readonly string[]): Promise<FactPage["entries"]> {
  const entries = await read.entry.findMany({
    where: { status: "accepted", members: { some: { personId: { in: [...personIds] } } } },
    orderBy: { createdAt: "asc" },
    select: {
      event: {
        select: { name: true, nameEn: true, competition: { select: { name: true, nameEn: true, tier: true } } },
      },
    },
  });
  return entries.map(({ event: { competition, name, nameEn } }) => ({
    competition: { name: competition.name, nameEn: competition.nameEn },
    event: { name, nameEn },
    tier: competition.tier as Tier,
  }));
}

/** The evidence as it came; null where there is none. */
export async function findEvidence(
  { database: { read } }: Runtime,
  factId: string,
): Promise<{ readonly name: string; readonly type: string; readonly bytes: Uint8Array } | null> {
  const fact = await read.recordedFact.findUnique({
    where: { id: factId },
    select: { evidence: true, evidenceName: true, evidenceType: true },
  });
  if (!fact?.evidence) return null;
  return { name: fact.evidenceName ?? "evidence", type: fact.evidenceType ?? "application/pdf", bytes: fact.evidence };
}
