/** The level promotions of a competition: its notice, its papers' levels, and everyone proposed with the basis and how far it is. */
import type { PromotionBasis, PromotionRules, PromotionState } from "#app/domain/policy/level-promotion.ts";
import type { PolicyDocument, PolicyPack } from "#app/domain/policy/pack.ts";
import { maskDocument } from "#app/domain/registration/document.ts";
import type { Group, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type PromotionClause = {
  readonly clause: string;
  readonly text: string;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "number" | "issuer" | "status">;
};

export type PromotionRow = {
  readonly promotionId: string;
  readonly name: string;
  readonly maskedDocument: string;
  readonly organisation: Named | null;
  readonly event: Named & { readonly code: string };
  readonly occupationCode: string;
  readonly fromLevel: SkillLevel | null;
  readonly toLevel: SkillLevel;
  readonly basis: PromotionBasis;
  readonly clauses: readonly PromotionClause[];
  readonly state: PromotionState;
  readonly approvalNumber: string | null;
  readonly evaluationBody: string | null;
  readonly certificateNumber: string | null;
  readonly certifiedOn: string | null;
  readonly reason: string | null;
  /** The level as a recorded fact: null before the certification, then whether a second person confirmed it. */
  readonly isFactConfirmed: boolean | null;
};

export type PromotionsPage = {
  readonly competition: Named;
  readonly code: string;
  readonly isFinal: boolean;
  readonly decisionNumber: string | null;
  readonly rules: PromotionRules | null;
  readonly events: readonly (Named & { readonly code: string; readonly group: Group; readonly paperLevel: SkillLevel | null })[];
  readonly promotions: readonly PromotionRow[];
};

/** In the order of events and places; withdrawn proposals are left out. */
export async function getPromotions(runtime: Runtime, competitionId: string): Promise<PromotionsPage> {
  const { read } = runtime.database;
  const competition = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      name: true,
      nameEn: true,
      code: true,
      finalisedAt: true,
      decisionNumber: true,
      promotionRules: true,
      events: {
        orderBy: { code: "asc" },
        select: { id: true, code: true, name: true, nameEn: true, group: true, occupationCode: true, paperLevel: true },
      },
      packs: { select: { pack: { select: { content: true } } } },
      promotions: { where: { state: { not: "withdrawn" } }, orderBy: { id: "asc" } },
    },
  });
  const packs = competition.packs.map(({ pack }) => pack.content as unknown as PolicyPack);
  const events = new Map(competition.events.map((event) => [event.id, event]));
  const members = new Map(
    (
      await read.entryMember.findMany({
        where: { id: { in: competition.promotions.map(({ memberId }) => memberId) } },
        select: {
          id: true,
          employerId: true,
          schoolId: true,
          entry: { select: { eventId: true } },
          person: { select: { sealed: true, key: { select: { wrapped: true } } } },
        },
      })
    ).map((member) => [member.id, member]),
  );
  const organisations = new Map(
    (await read.organisation.findMany({ select: { id: true, name: true, nameEn: true } })).map(({ id, ...named }) => [id, named]),
  );
  const numbers = competition.promotions.flatMap(({ certificateNumber }) => certificateNumber ?? []);
  const facts = new Map(
    (
      await read.recordedFact.findMany({
        where: { kind: "level", droppedAt: null, reference: { in: numbers } },
        select: { reference: true, confirmedAt: true },
      })
    ).map(({ reference, confirmedAt }) => [reference, confirmedAt !== null]),
  );
  const promotions = competition.promotions.flatMap((promotion): PromotionRow[] => {
    const member = members.get(promotion.memberId);
    const event = member && events.get(member.entry.eventId);
    if (!member || !event) return [];
    const opened = openPerson(runtime.keys, member.person);
    const basis = promotion.basis as unknown as PromotionBasis;
    const { approvalNumber, evaluationBody, certificateNumber, certifiedOn, reason } = promotion;
    return [
      {
        promotionId: promotion.id,
        name: opened?.name ?? "",
        maskedDocument: opened ? maskDocument(opened.documentNumber) : "",
        organisation: organisations.get(member.employerId ?? member.schoolId ?? "") ?? null,
        event: { code: event.code, name: event.name, nameEn: event.nameEn },
        occupationCode: event.occupationCode,
        fromLevel: promotion.fromLevel as SkillLevel | null,
        toLevel: promotion.toLevel as SkillLevel,
        basis,
        clauses: basis.clauses.flatMap((cited) => findClause(packs, cited)),
        state: promotion.state as PromotionState,
        approvalNumber,
        evaluationBody,
        certificateNumber,
        certifiedOn,
        reason,
        isFactConfirmed: certificateNumber === null ? null : (facts.get(certificateNumber) ?? null),
      },
    ];
  });
  return {
    competition: { name: competition.name, nameEn: competition.nameEn },
    code: competition.code,
    isFinal: competition.finalisedAt !== null,
    decisionNumber: competition.decisionNumber,
    rules: competition.promotionRules as unknown as PromotionRules | null,
    events: competition.events.map(({ code, name, nameEn, group, paperLevel }) => ({
      code,
      name,
      nameEn,
      group: group as Group,
      paperLevel: paperLevel as SkillLevel | null,
    })),
    promotions: promotions.sort(
      (left, right) => orderOf(left) - orderOf(right) || (left.promotionId < right.promotionId ? -1 : 1),
    ),
  };

  function orderOf({ event, basis }: PromotionRow): number {
    return competition.events.findIndex(({ code }) => code === event.code) * 10_000 + (basis.place ?? 9_999);
  }
}

function findClause(packs: readonly PolicyPack[], cited: PromotionBasis["clauses"][number]): PromotionClause[] {
  const pack = packs.find(({ name, version }) => name === cited.pack && version === cited.version);
  const row = pack?.rows.find(({ id }) => id === cited.rowId);
  return pack && row ? [{ clause: row.clause, text: row.text, document: pack.document }] : [];
}
