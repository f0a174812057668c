/** What results and recorded facts say of the people in them, one shape for all: what banks propose people by. */
import type { KnownDuty } from "#app/domain/banks/bank-view.ts";
import { isWinner } from "#app/domain/banks/proposals.ts";
import type { BoardResult } from "#app/domain/boards/board.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { Honour } from "#app/domain/policy/pack.ts";
import type { RecordedHonour, RecordedResult } from "#app/domain/policy/recorded-fact.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { Group, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { COACHES } from "#app/platform/crypto/coach-names.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { toKnownDuty } from "#app/queries/banks/list-outside-results.server.ts";

/** Opened by `openPerson`. */
type Sealed = { readonly sealed: Uint8Array; readonly key: { readonly wrapped: Uint8Array } | null };

export type Achiever = {
  readonly memberId: string;
  readonly personId: string;
  readonly person: Sealed;
  readonly level: SkillLevel | null;
  /** Where he works, else studies, as it was then. */
  readonly organisationId: string | null;
  readonly regionCode: string | null;
};

export type Achievement = {
  /** YYYY-MM-DD. */
  readonly on: string;
  /** Occupation codes; none where it is not known. */
  readonly skills: readonly string[];
  /** Null of an honour. */
  readonly known: KnownDuty | null;
  readonly honour: Honour | null;
  /** What clauses said of it. */
  readonly findings: readonly Finding[];
  readonly people: readonly Achiever[];
  /** Of an entry of this system; null of what was recorded from outside. */
  readonly entry: {
    readonly eventId: string | null;
    readonly place: number | null;
    readonly group: Group;
    readonly delegationRegion: string;
    readonly coaches: readonly { readonly personId: string; readonly person: Sealed }[];
  } | null;
};

const PERSON = { select: { sealed: true, key: { select: { wrapped: true } } } } as const;
const PART = 200;

/** Results of this system, part by part in the order given. @param withFindings whether anybody looks at what clauses said */
export async function* listEntryAchievements(
  tables: Tables,
  results: readonly BoardResult[],
  withFindings: boolean,
): AsyncGenerator<readonly Achievement[]> {
  for (const part of chunk(results, PART)) {
    const resultOf = new Map(part.map((result) => [result.resultId, result]));
    const entries = await tables.entry.findMany({
      where: { id: { in: [...resultOf.keys()] } },
      select: {
        id: true,
        coaches: { ...COACHES, select: { ...COACHES.select, personId: true } },
        delegation: { select: { regionCode: true } },
        members: { orderBy: { position: "asc" }, include: { person: PERSON } },
        event: {
          select: {
            name: true,
            nameEn: true,
            occupationCode: true,
            group: true,
            competition: { select: { name: true, nameEn: true, endsOn: true } },
          },
        },
        assessments: { take: withFindings ? 1 : 0, select: { findings: true } },
      },
    });
    yield entries.flatMap(({ id, coaches, delegation, members, event, assessments }): Achievement[] => {
      const result = resultOf.get(id);
      if (!result) return [];
      const { competition, occupationCode, group, ...named } = event;
      const { place, award, eventId } = result;
      const on = shanghaiDay(competition.endsOn);
      return [
        {
          on,
          skills: occupationCode === "" ? [] : [occupationCode],
          known: { competition: { name: competition.name, nameEn: competition.nameEn }, event: named, place, award, on },
          honour: null,
          findings: (assessments[0]?.findings ?? []) as unknown as readonly Finding[],
          people: members.map((member) => toAchiever(member, member.levelHeld as SkillLevel | null)),
          entry: { eventId, place, group: group as Group, delegationRegion: delegation.regionCode, coaches },
        },
      ];
    });
  }
}

/** Prizes of competitions outside the system, and honours, each confirmed by a second person. */
export async function listRecordedAchievements(tables: Tables): Promise<readonly Achievement[]> {
  const facts = await tables.recordedFact.findMany({
    where: { kind: { in: ["result", "honour"] }, confirmedAt: { not: null }, droppedAt: null },
    orderBy: [{ occurredOn: "desc" }, { id: "asc" }],
    select: {
      content: true,
      occurredOn: true,
      assessment: { select: { findings: true } },
      members: { orderBy: { position: "asc" }, include: { person: PERSON } },
    },
  });
  return facts.flatMap(({ content: json, occurredOn, assessment, members }): Achievement[] => {
    const content = json as unknown as RecordedResult | RecordedHonour;
    if (content.kind === "result" && !isWinner(content)) return [];
    return [
      {
        on: occurredOn,
        skills: content.kind === "result" && content.occupationCode !== null ? [content.occupationCode] : [],
        known: content.kind === "result" ? toKnownDuty(content, occurredOn) : null,
        honour: content.kind === "honour" ? content.honour : null,
        findings: (assessment?.findings ?? []) as unknown as readonly Finding[],
        people: members.map((member) => toAchiever(member, null)),
        entry: null,
      },
    ];
  });
}

type Member = Pick<Achiever, "personId" | "person"> & {
  readonly id: string;
  readonly employerId: string | null;
  readonly employerRegion: string | null;
  readonly schoolId: string | null;
  readonly schoolRegion: string | null;
};

function toAchiever(member: Member, level: SkillLevel | null): Achiever {
  const { id, personId, person, employerId, employerRegion, schoolId, schoolRegion } = member;
  const organisationId = employerId ?? schoolId;
  return {
    memberId: id,
    personId,
    person,
    level,
    organisationId,
    regionCode: employerId === null ? schoolRegion : employerRegion,
  };
}
