/** Writes what clauses say of results or recorded facts, and reconciles their entitlements: a step of the jobs that compute them. */
import { canonicalJson, type Json } from "#app/domain/audit/canonical-json.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import { type DueEntitlement, type EntitlementDifference, listDueEntitlements, reconcile } from "#app/domain/policy/reconcile.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { NO_JSON } from "#app/platform/db/json.server.ts";
import {
  type AssessedSubject,
  listStandingEntitlements,
  namePacks,
  toSubjectId,
} from "#app/queries/policy/list-standing-entitlements.server.ts";

/** What was assessed, and what every clause said. */
export type Assessed = AssessedSubject & { readonly findings: readonly Finding[] };

/** What changed. The ids are of entitlements. */
export type Recorded = {
  readonly created: number;
  readonly changed: number;
  readonly withdrawn: readonly string[];
  readonly differences: readonly string[];
};

/** How many assessments are written at once: a statement takes only so many values. */
const PART = 200;

/** @param input.packIds by `packOf` of a finding @throws Error when a finding is of a version that is not among them */
export async function recordAssessments(
  tables: Tables,
  assessed: readonly Assessed[],
  input: { readonly packIds: ReadonlyMap<string, string>; readonly now: Date },
): Promise<Recorded> {
  const packs = { idOf: input.packIds, nameOf: await namePacks(tables) };
  const recorded = { created: 0, changed: 0, withdrawn: [] as string[], differences: [] as string[] };
  for (const part of chunk(assessed, PART)) {
    const one = await recordPart(tables, part, packs, input.now);
    recorded.created += one.created;
    recorded.changed += one.changed;
    recorded.withdrawn.push(...one.withdrawn);
    recorded.differences.push(...one.differences);
  }
  return recorded;
}

type Packs = {
  /** The id of a version by name. */
  readonly idOf: ReadonlyMap<string, string>;
  /** The name of a version by id, of any version. */
  readonly nameOf: ReadonlyMap<string, string>;
};

async function recordPart(tables: Tables, part: readonly Assessed[], packs: Packs, now: Date): Promise<Recorded> {
  const known = await listStandingEntitlements(tables, part, packs.nameOf);
  const fresh: { readonly id: string; readonly assessed: Assessed }[] = [];
  const created: ReturnType<typeof toRow>[] = [];
  const changed: { id: string; data: ReturnType<typeof toData> }[] = [];
  const withdrawn: string[] = [];
  const differences: { id: string; difference: EntitlementDifference | null }[] = [];
  for (const one of part) {
    const before = known.get(toSubjectId(one));
    const id = before?.id ?? newId();
    if (!before) fresh.push({ id, assessed: one });
    else if (!isSameText(before.findings, one.findings)) {
      await tables.policyAssessment.update({ where: { id }, data: { findings: toJson(one.findings) } });
    }
    const result = reconcile(before?.entitlements ?? [], listDueEntitlements(one.findings));
    created.push(...result.created.map((due) => toRow(due, id, one, packs)));
    changed.push(...result.changed.map(({ id: entitlementId, due }) => ({ id: entitlementId, data: toData(due, packs) })));
    withdrawn.push(...result.withdrawn);
    differences.push(...result.differences);
  }
  await tables.policyAssessment.createMany({
    data: fresh.map(({ id, assessed: { competitionId, entryId, factId, findings } }) => {
      const holdingId = (entryId ?? factId) === null ? competitionId : null;
      return { id, competitionId, entryId, factId, holdingId, findings: toJson(findings), computedAt: now };
    }),
  });
  await tables.policyAssessment.updateMany({
    where: { id: { in: [...known.values()].map(({ id }) => id) } },
    data: { computedAt: now },
  });
  for (const rows of chunk(created)) await tables.entitlement.createMany({ data: rows });
  for (const [data, ids] of groupByText(changed, ({ data: one }) => one)) {
    await tables.entitlement.updateMany({ where: { id: { in: ids } }, data: { ...data, state: "computed" } });
  }
  if (withdrawn.length > 0) {
    await tables.entitlement.updateMany({ where: { id: { in: withdrawn } }, data: { state: "withdrawn" } });
  }
  for (const [difference, ids] of groupByText(differences, (one) => one.difference)) {
    await tables.entitlement.updateMany({
      where: { id: { in: ids } },
      data: { difference: difference === null ? NO_JSON : (difference as object) },
    });
  }
  return {
    created: created.length,
    changed: changed.length,
    withdrawn,
    differences: differences.map(({ id }) => id),
  };
}

function toRow(due: DueEntitlement, assessmentId: string, { competitionId, entryId, factId }: Assessed, packs: Packs) {
  const { key, rowId, memberId, organisationId } = due;
  const person = factId === null ? { memberId } : { recordedMemberId: memberId };
  return { id: newId(), competitionId, assessmentId, entryId, ...person, organisationId, rowId, key, ...toData(due, packs) };
}

/** What a computation may change while nobody acted on it. */
function toData({ pack, kind, outcome, draft, amountKind, amountFen }: DueEntitlement, packs: Packs) {
  const packId = packs.idOf.get(pack);
  if (!packId) throw new Error(`Pack ${pack} was not asked.`);
  return { packId, kind, outcome, draft, amountKind, amountFen };
}

/** Rows that get the same are written together. */
function groupByText<Item extends { readonly id: string }, Value>(
  items: readonly Item[],
  read: (item: Item) => Value,
): readonly (readonly [Value, string[]])[] {
  const groups = new Map<string, readonly [Value, string[]]>();
  for (const item of items) {
    const value = read(item);
    const text = JSON.stringify(value);
    const group = groups.get(text) ?? ([value, []] as const);
    group[1].push(item.id);
    groups.set(text, group);
  }
  return [...groups.values()];
}

/** A database gives the keys of JSON back in an order of its own. */
function isSameText(stored: unknown, findings: readonly Finding[]): boolean {
  return canonicalJson(stored as Json) === canonicalJson(toJson(findings) as unknown as Json);
}

function toJson(findings: readonly Finding[]): object[] {
  return findings as unknown as object[];
}
