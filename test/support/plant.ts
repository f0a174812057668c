/** Rows of a competition written straight into the tables, for tests that need a state and not the way to it. */
import { listSubCriteria, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import type { CompetitionPhase, Disclosure, FormStatus, Role, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** A JSON column takes plain data; the domain's read-only types are that. */
const asJson = (value: object) => JSON.parse(JSON.stringify(value)) as object;

export async function plantRegion(tables: Tables, region: { code: string; name: string; parentCode?: string }): Promise<string> {
  const { code, name, parentCode = null } = region;
  await tables.region.create({ data: { code, name, nameEn: name, level: "district", parentCode } });
  return code;
}

export async function plantOrganisation(
  tables: Tables,
  organisation: { name: string; kind: string; regionCode: string },
): Promise<string> {
  const id = newId();
  await tables.organisation.create({ data: { id, nameEn: organisation.name, ...organisation } });
  return id;
}

export async function plantUser(
  tables: Tables,
  user: {
    username: string;
    displayName: string;
    passwordHash: string | null;
    pinHash?: string;
    organisationId?: string;
    at: Date;
  },
): Promise<string> {
  const id = newId();
  const { username, displayName, passwordHash, pinHash = null, organisationId = null, at } = user;
  await tables.user.create({ data: { id, username, displayName, passwordHash, pinHash, organisationId, createdAt: at } });
  return id;
}

export async function plantGrant(
  tables: Tables,
  grant: { userId: string; role: Role; competitionId?: string; eventId?: string; delegationId?: string; at: Date },
): Promise<void> {
  const { userId, role, competitionId = null, eventId = null, delegationId = null, at } = grant;
  await tables.roleGrant.create({ data: { id: newId(), userId, role, competitionId, eventId, delegationId, createdAt: at } });
}

export async function plantCompetition(
  tables: Tables,
  competition: { code: string; name: string; phase: CompetitionPhase; hostRegion: string; at: Date },
): Promise<string> {
  const id = newId();
  const { code, name, phase, hostRegion, at } = competition;
  const inDays = (days: number) => new Date(at.getTime() + days * 86_400_000);
  await tables.competition.create({
    data: {
      id,
      code,
      name,
      nameEn: name,
      tier: "district",
      class: "class-2",
      phase,
      venue: name,
      registrationClosesAt: inDays(7),
      startsOn: inDays(14),
      endsOn: inDays(15),
      publicityWorkingDays: 5,
      createdAt: at,
    },
  });
  await tables.competitionHost.create({
    data: { id: newId(), competitionId: id, relation: "host-authority", regionCode: hostRegion },
  });
  return id;
}

/** An event with one round; with rules and scheme pinned when the round is past its draw. */
export async function plantEvent(
  tables: Tables,
  event: {
    competitionId: string;
    code: string;
    name: string;
    phase: RoundPhase;
    disclosure?: Disclosure;
    teamSize?: number;
    rules?: EventRules;
    scheme: MarkingScheme;
    createdById: string;
    at: Date;
  },
): Promise<{ eventId: string; roundId: string }> {
  const [eventId, roundId, rulesId, schemeId] = [newId(), newId(), newId(), newId()];
  const {
    competitionId,
    code,
    name,
    phase,
    disclosure = "blind",
    teamSize = 1,
    rules = DEFAULT_RULES,
    scheme,
    createdById,
    at,
  } = event;
  await tables.event.create({
    data: {
      id: eventId,
      competitionId,
      code,
      name,
      nameEn: name,
      occupationCode: "4-03-02-01",
      group: "workers",
      entryKind: teamSize === 1 ? "individual" : "team",
      teamSize,
      quota: 100,
    },
  });
  const version = { eventId, version: 1, reason: "planted", createdById, createdAt: at };
  await tables.eventRules.create({ data: { id: rulesId, content: asJson(rules), ...version } });
  await tables.markingScheme.create({ data: { id: schemeId, content: asJson(scheme), fileName: "scheme.xlsx", ...version } });
  const isPinned = phase !== "draw";
  await tables.round.create({
    data: {
      id: roundId,
      eventId,
      number: 1,
      kind: "final",
      phase,
      disclosure,
      ...(isPinned ? { rulesId, schemeId, judgingAt: at } : {}),
    },
  });
  if (isPinned) await tables.board.create({ data: { roundId, version: 0, changedAt: at } });
  return { eventId, roundId };
}

/** Puts judges into every panel of a round in judging; each has his grant beside it. */
export async function plantTeam(tables: Tables, roundId: string, judgeIds: readonly string[]): Promise<void> {
  const panels = await tables.panel.findMany({ where: { roundId }, select: { id: true } });
  await tables.panelJudge.createMany({
    data: panels.flatMap(({ id }) => judgeIds.map((judgeId) => ({ panelId: id, judgeId }))),
  });
}

/** The panel of each sub-criterion, made where there is none yet; @returns their ids by sub-criterion. */
export async function plantPanels(tables: Tables, roundId: string, scheme: MarkingScheme): Promise<ReadonlyMap<string, string>> {
  const panels = new Map(listSubCriteria(scheme).map(({ id }) => [id, `${roundId}-${id}`]));
  for (const [subCriterionId, id] of panels) {
    const made = { number: 1, reason: "", createdById: "chief", createdAt: new Date(0) };
    await tables.panel.upsert({ where: { id }, create: { id, roundId, subCriterionId, ...made }, update: {} });
  }
  return panels;
}

/** A review code with one marking form for each sub-criterion of the scheme. */
export async function plantSubject(
  tables: Tables,
  subject: { roundId: string; code: string; scheme: MarkingScheme; status?: FormStatus },
): Promise<{ subjectId: string; formIds: readonly string[] }> {
  const subjectId = newId();
  const { roundId, code, scheme, status = "open" } = subject;
  await tables.blindSubject.create({ data: { id: subjectId, roundId, code } });
  const panels = await plantPanels(tables, roundId, scheme);
  const forms = [...panels].map(([subCriterionId, panelId]) => {
    return { id: newId(), roundId, subjectId, subCriterionId, panelId, status, revision: 0 };
  });
  await tables.markingForm.createMany({ data: forms });
  return { subjectId, formIds: forms.map(({ id }) => id) };
}

/** 100.00 in two sub-criteria: A1 with `aspects` measurements, B1 with as many judgements, of equal maxima. */
export function makeScheme(aspects: 2 | 4 | 5): MarkingScheme {
  const maximum = hundredths({ 2: 2500, 4: 1250, 5: 1000 }[aspects]);
  const positions = Array.from({ length: aspects }, (_, index) => index + 1);
  return {
    criteria: [
      {
        id: "A",
        name: "Dimensions",
        maximum: hundredths(5000),
        subCriteria: [
          {
            id: "A1",
            name: "Outer dimensions",
            day: 1,
            aspects: positions.map((position) => ({
              id: `A1.${position}`,
              kind: "measurement",
              text: `Dimension ${position}`,
              maximum,
            })),
          },
        ],
      },
      {
        id: "B",
        name: "Finish",
        maximum: hundredths(5000),
        subCriteria: [
          {
            id: "B1",
            name: "Surface",
            day: 1,
            aspects: positions.map((position) => ({
              id: `B1.${position}`,
              kind: "judgement",
              text: `Surface ${position}`,
              maximum,
              descriptors: ["unusable", "below the standard", "to the standard", "excellent"],
            })),
          },
        ],
      },
    ],
  };
}
