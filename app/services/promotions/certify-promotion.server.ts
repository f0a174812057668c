/** Records that an evaluation body certified an approved promotion: the level becomes a fact, which a second person confirms. */
import { decideCertification, type PromotionBasis, type PromotionState } from "#app/domain/policy/level-promotion.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isCompetitionReopened } from "#app/queries/competitions/is-reopened.server.ts";

export type CertifyCommand = {
  readonly competitionId: string;
  readonly promotionId: string;
  readonly evaluationBody: string;
  /** National certificate number. */
  readonly certificateNumber: string;
  /** YYYY-MM-DD. */
  readonly certifiedOn: string;
};

/** The fact has the relations that the entry froze. @returns the fact's id, or every reason of `decideCertification`. */
export function certifyPromotion(
  runtime: Runtime,
  actor: Actor,
  { competitionId, promotionId, evaluationBody, certificateNumber, certifiedOn }: CertifyCommand,
): Promise<Decision<{ readonly factId: string }>> {
  return runtime.database.write<{ factId: string }, string>(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const promotion = await tables.levelPromotion.findFirst({ where: { id: promotionId, competitionId } });
    if (!promotion) return refuse({ code: "promotion-unknown" });
    const member = await tables.entryMember.findUniqueOrThrow({ where: { id: promotion.memberId } });
    const level = promotion.toLevel as SkillLevel;
    const recorded = await tables.recordedFact.findMany({
      where: { kind: "level", droppedAt: null, members: { some: { personId: member.personId } } },
      select: { content: true },
    });
    const decided = decideCertification({
      state: promotion.state as PromotionState,
      difference: (promotion.basis as unknown as PromotionBasis).difference,
      isReopened: await isCompetitionReopened(tables, competitionId),
      certifiedOn,
      today: shanghaiDay(now),
      isNumberTaken: (await tables.levelPromotion.count({ where: { certificateNumber } })) > 0,
      isLevelRecorded: recorded.some(({ content }) => {
        const known = content as unknown as RecordedContent;
        return known.kind === "level" && known.level === level;
      }),
    });
    if (!decided.ok) return decided;
    const { count } = await tables.levelPromotion.updateMany({
      where: { id: promotionId, state: "approved" },
      data: { state: "certified", evaluationBody, certificateNumber, certifiedOn, certifiedById: actor.userId },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    const factId = newId();
    const { personId, residenceRegion, employerId, employerRegion, schoolId, schoolRegion } = member;
    const { trainingOrganisationId, trainingRegion } = member;
    await tables.recordedFact.create({
      data: {
        id: factId,
        kind: "level",
        content: { kind: "level", level, byCompetition: true } satisfies RecordedContent,
        occurredOn: certifiedOn,
        reference: certificateNumber,
        recordedById: actor.userId,
        recordedAt: now,
        members: {
          create: {
            id: newId(),
            personId,
            position: 1,
            residenceRegion,
            employerId,
            employerRegion,
            schoolId,
            schoolRegion,
            trainingOrganisationId,
            trainingRegion,
          },
        },
      },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "certify-promotion",
      objectKind: "level-promotion",
      objectId: promotionId,
      payload: { fact: factId, level },
    });
    return allow({ factId });
  });
}
