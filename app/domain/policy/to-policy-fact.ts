/** A recorded fact with its people and organisation, as clauses look at it. */

import type { FrozenOrganisation, PolicyFact, ResultMember } from "#app/domain/policy/facts.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";

/** @param occurredOn YYYY-MM-DD @returns null where the people or the organisation that the fact is about are missing */
export function toPolicyFact(
  content: RecordedContent,
  {
    members,
    organisation,
    occurredOn,
  }: {
    readonly members: readonly ResultMember[];
    readonly organisation: FrozenOrganisation | null;
    readonly occurredOn: string;
  },
): PolicyFact | null {
  const [first] = members;
  switch (content.kind) {
    case "result":
      return {
        kind: "result",
        tier: content.tier,
        class: content.class,
        hostRegionCodes: content.hostRegionCodes,
        entryKind: content.entryKind,
        roundReached: content.roundReached,
        // A published result is of those who took part.
        participation: "checked-in",
        award: content.award,
        awardGrade: content.awardGrade,
        members,
      };
    case "honour":
      return { kind: "honour", honour: content.honour, obtainedOn: occurredOn, inPost: content.inPost, members };
    case "talent": {
      const { talentClass, honours, introduced } = content;
      return first ? { kind: "talent", talentClass, honours, introduced, member: first } : null;
    }
    case "level": {
      const { level, byCompetition } = content;
      return first ? { kind: "level", level, obtainedOn: occurredOn, byCompetition, member: first } : null;
    }
    case "mentoring":
      return first ? { kind: "mentoring", level: content.level, leader: first } : null;
    case "carrier":
      return organisation && { kind: "carrier", carrier: content.carrier, tier: content.tier, organisation };
  }
}
