/** Proposes the level promotions that a final competition's notice promises, and reconciles them with what stands (DOMAIN 9). */
import type { Finding } from "#app/domain/policy/findings.ts";
import {
  computePromotion,
  findClauseCeiling,
  type PromotionBasis,
  type PromotionRules,
  type PromotionState,
  type ProposedPromotion,
  reconcilePromotions,
} from "#app/domain/policy/level-promotion.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { addWinningPlaces, type WithWinningPlace } from "#app/domain/policy/winning-places.ts";
import type { Group, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getPolicyFrame } from "#app/queries/policy/get-policy-frame.server.ts";
import { getRoundResultsByEntry, type ResultByEntry } from "#app/queries/results/get-round-results.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";

/** Payload: competitionId. Without rules nothing is proposed, and proposals that nobody acted on are withdrawn. */
export const proposePromotions: JobHandler = async (runtime, { tables, audit }, payload) => {
  const competitionId = String(payload.competitionId);
  const now = runtime.clock.now();
  const { promotionRules } = await tables.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { promotionRules: true },
  });
  const rules = promotionRules as unknown as PromotionRules | null;
  const proposed = rules === null ? [] : await listProposed(tables, competitionId, rules, now);
  const stored = await tables.levelPromotion.findMany({ where: { competitionId } });
  const changes = reconcilePromotions(
    stored.map(({ id, memberId, entryId, fromLevel, toLevel, basis, state }) => ({
      id,
      memberId,
      entryId,
      fromLevel: fromLevel as SkillLevel | null,
      toLevel: toLevel as SkillLevel,
      basis: basis as unknown as PromotionBasis,
      state: state as PromotionState,
    })),
    proposed,
  );
  for (const promotion of changes.added) {
    await tables.levelPromotion.create({
      data: { ...promotion, basis: asJson(promotion.basis), id: newId(), competitionId, state: "proposed", proposedAt: now },
    });
  }
  for (const { id, basis, ...promotion } of changes.changed) {
    await tables.levelPromotion.update({
      where: { id },
      data: { ...promotion, basis: asJson(basis), state: "proposed", proposedAt: now },
    });
  }
  await tables.levelPromotion.updateMany({
    where: { id: { in: [...changes.withdrawn] }, state: "proposed" },
    data: { state: "withdrawn" },
  });
  for (const { id, basis } of changes.reported) {
    await tables.levelPromotion.update({ where: { id }, data: { basis: asJson(basis) } });
  }
  await audit({
    chain: competitionId,
    actorId: null,
    act: "propose-promotions",
    objectKind: "competition",
    objectId: competitionId,
    payload: {
      added: changes.added.length,
      changed: changes.changed.length,
      withdrawn: changes.withdrawn.length,
      reported: changes.reported.length,
    },
  });
};

const asJson = (basis: PromotionBasis) => JSON.parse(JSON.stringify(basis)) as object;

async function listProposed(
  tables: Tables,
  competitionId: string,
  rules: PromotionRules,
  now: Date,
): Promise<ProposedPromotion[]> {
  const frame = await getPolicyFrame(tables, competitionId, now);
  const packs = frame.packs.map(({ content }) => content);
  const proposed: ProposedPromotion[] = [];
  // The places of an event are those of its final.
  for (const round of frame.rounds.filter(({ kind }) => kind === "final")) {
    const rows = addWinningPlaces((await getRoundResultsByEntry(tables, round.roundId)).rows);
    const { event } = await tables.round.findUniqueOrThrow({
      where: { id: round.roundId },
      select: { event: { select: { group: true, paperLevel: true } } },
    });
    const findings = await frame.find(round, rows);
    const members = await tables.entryMember.findMany({
      where: { entryId: { in: rows.map(({ entryId }) => entryId) } },
      orderBy: [{ entryId: "asc" }, { position: "asc" }],
      select: { id: true, entryId: true, levelHeld: true },
    });
    const results = new Map(rows.map((row) => [row.entryId, row]));
    for (const member of members) {
      const row = results.get(member.entryId);
      if (row) proposed.push(...propose({ row, member, event, rules, packs, findings: findings.get(row.entryId) ?? [] }));
    }
  }
  return proposed;
}

function propose(input: {
  readonly row: WithWinningPlace<ResultByEntry>;
  readonly member: { readonly id: string; readonly levelHeld: string | null };
  readonly event: { readonly group: string; readonly paperLevel: string | null };
  readonly rules: PromotionRules;
  readonly packs: readonly PolicyPack[];
  readonly findings: readonly Finding[];
}): ProposedPromotion[] {
  const { row, member, event, rules, packs, findings } = input;
  const place = row.winningPlace;
  const paperLevel = event.paperLevel as SkillLevel | null;
  const promising = findings.filter(
    ({ kind, outcome, beneficiary }) =>
      kind === "level-promotion" &&
      outcome !== "not-met" &&
      (beneficiary.kind !== "person" || beneficiary.memberId === member.id),
  );
  const clauseCeiling = findClauseCeiling(
    promising.flatMap(({ pack, rowId }) => packs.find(({ name }) => name === pack)?.rows.filter(({ id }) => id === rowId) ?? []),
  );
  const levelHeld = member.levelHeld as SkillLevel | null;
  const promotion = computePromotion(
    { group: event.group as Group, place, award: row.award, levelHeld, paperLevel, clauseCeiling },
    rules,
  );
  if (promotion.kind === "none") return [];
  const { fromLevel, toLevel, line } = promotion;
  const rule = rules.rules[line - 1];
  if (!rule) return [];
  const clauses = promising.map(({ pack, version, rowId, clause, draft }) => ({ pack, version, rowId, clause, draft }));
  const basis = { reference: rules.reference, line, rule, place, award: row.award, paperLevel, clauses, difference: null };
  return [{ memberId: member.id, entryId: row.entryId, fromLevel, toLevel, basis }];
}
