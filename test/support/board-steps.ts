/** A round in judging, straight into the tables, with names that must not leak; for tests of what the public sees. */
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { allow } from "#app/domain/shared/decision.ts";
import type { Award, Disclosure } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { sealPerson } from "#app/platform/crypto/person-vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { issueCertificates } from "#app/services/certificates/issue-certificates.server.ts";
import { confirmForm } from "#app/services/marking/confirm-form.server.ts";
import { must } from "./competition-steps.ts";
import { plantPanels, plantTeam } from "./plant.ts";

/** Two sub-criteria of one measurement each: 60.00 and 40.00. */
const SCHEME = {
  criteria: [
    { id: "A", name: "安装", maximum: 6000, subCriteria: [measurement("A1", 6000)] },
    { id: "B", name: "调试", maximum: 4000, subCriteria: [measurement("B1", 4000)] },
  ],
};

function measurement(id: string, maximum: number) {
  return { id, name: `子项${id}`, day: 1, aspects: [{ id: `${id}.1`, kind: "measurement", text: "尺寸", maximum }] };
}

export const JUDGE = "judge-1";
export const CLERK: Actor = { userId: "clerk-1", displayName: "clerk", organisationId: null, sessionId: "test", grants: [] };

export type BoardEntry = {
  readonly entryId: string;
  readonly memberId: string;
  readonly personId: string;
  readonly name: string;
  readonly documentNumber: string;
  readonly subjectId: string;
  readonly reviewCode: string;
  readonly seatCode: string;
  readonly publicCode: string;
  /** By sub-criterion id. */
  readonly forms: Readonly<Record<string, string>>;
};

export type BoardWorld = {
  readonly competition: string;
  readonly event: string;
  readonly competitionId: string;
  readonly eventId: string;
  readonly roundId: string;
  readonly entries: readonly [BoardEntry, BoardEntry, BoardEntry];
};

/** Valid numbers of invented people: Tongzhou, born in the nineties. */
const PEOPLE = [
  { name: "林晓楠", documentNumber: documentNumber("11011219950312001") },
  { name: "欧阳若琳", documentNumber: documentNumber("11011219960823002") },
  { name: "曾博", documentNumber: documentNumber("11011219971105003") },
] as const;

/** The number with its check digit (GB 11643). */
function documentNumber(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return `${first17}${"10X98765432"[sum % 11]}`;
}

/** A running competition of one event whose round is in judging: three entries, six open forms, a board of version 1. */
export async function addBoardWorld(
  runtime: Runtime,
  { competition = "tz-2026", disclosure = "blind" as Disclosure, phase = "running", rules = DEFAULT_RULES } = {},
): Promise<BoardWorld> {
  const [competitionId, eventId, roundId, delegationId, rulesId, schemeId] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ] as const;
  const people = PEOPLE.map((person, index) => ({
    ...person,
    entryId: newId(),
    memberId: newId(),
    personId: newId(),
    subjectId: newId(),
    reviewCode: `RV${index}K`,
    seatCode: `SEAT-0${index + 1}`,
    publicCode: ["7305", "1846", "4920"][index] as string,
    forms: { A1: newId(), B1: newId() },
  }));
  await write(runtime, async (tables) => {
    const at = runtime.clock.now();
    await tables.region.upsert({
      where: { code: "110112" },
      create: { code: "110112", name: "通州区", nameEn: "Tongzhou", level: "district", parentCode: null },
      update: {},
    });
    await tables.organisation.upsert({
      where: { id: "unit-bureau" },
      create: {
        id: "unit-bureau",
        name: "通州区人力社保局",
        nameEn: "Tongzhou Labour Bureau",
        kind: "authority",
        regionCode: "110112",
      },
      update: {},
    });
    await tables.organisation.upsert({
      where: { id: "unit-works" },
      create: {
        id: "unit-works",
        name: "运河机电有限公司",
        nameEn: "Canal Electromechanical",
        kind: "enterprise",
        regionCode: "110112",
      },
      update: {},
    });
    await tables.competition.create({
      data: {
        id: competitionId,
        code: competition,
        name: "2026 年通州区职业技能大赛",
        nameEn: "Tongzhou Vocational Skills Competition 2026",
        tier: "district",
        class: "class-2",
        phase,
        venue: "实训中心",
        registrationClosesAt: at,
        startsOn: at,
        endsOn: at,
        publicityWorkingDays: 5,
        createdAt: at,
        hosts: {
          create: { id: newId(), relation: "host-authority", regionCode: "110112", organisationId: "unit-bureau" },
        },
      },
    });
    await tables.event.create({
      data: {
        id: eventId,
        competitionId,
        code: "ELE",
        name: "电工",
        nameEn: "Electrician",
        occupationCode: "6-31-01-03",
        group: "workers",
        entryKind: "individual",
        teamSize: 1,
        quota: 24,
      },
    });
    const version = { eventId, version: 1, reason: "", createdById: "organiser", createdAt: at };
    await tables.eventRules.create({ data: { id: rulesId, ...version, content: rules as object } });
    await tables.markingScheme.create({ data: { id: schemeId, ...version, content: SCHEME, fileName: "scheme.xlsx" } });
    await tables.round.create({
      data: { id: roundId, eventId, number: 1, kind: "final", phase: "judging", disclosure, rulesId, schemeId, judgingAt: at },
    });
    const panels = await plantPanels(tables, roundId, SCHEME as unknown as MarkingScheme);
    await plantTeam(tables, roundId, [JUDGE]);
    await tables.delegation.create({
      data: { id: delegationId, competitionId, name: "潞城代表队", nameEn: "Lucheng", regionCode: "110112" },
    });
    await tables.board.create({ data: { roundId, version: 1, changedAt: at } });
    for (const [index, person] of people.entries()) {
      const { entryId, memberId, personId, subjectId, name } = person;
      const { sealed, wrapped } = sealPerson(runtime.keys, {
        name,
        documentKind: "resident-id",
        documentNumber: person.documentNumber,
        telephone: "13800000000",
      });
      await tables.person.upsert({
        where: { documentHash: runtime.keys.hashDocument("resident-id", person.documentNumber) },
        create: {
          id: personId,
          documentHash: runtime.keys.hashDocument("resident-id", person.documentNumber),
          sealed,
          createdAt: at,
          key: { create: { wrapped } },
        },
        update: {},
      });
      const holder = await tables.person.findUniqueOrThrow({
        where: { documentHash: runtime.keys.hashDocument("resident-id", person.documentNumber) },
      });
      people[index] = { ...person, personId: holder.id };
      await tables.entry.create({
        data: {
          id: entryId,
          eventId,
          delegationId,
          rosterNumber: String(index + 1),
          entrantNumber: `ELE00${index + 1}`,
          status: "accepted",
          eligible: true,
          createdAt: at,
          updatedAt: at,
          members: {
            create: {
              id: memberId,
              personId: holder.id,
              position: 1,
              employerId: "unit-works",
              employerRegion: "110112",
              delegationRegion: "110112",
              frozenAt: at,
            },
          },
          rounds: { create: { roundId, participation: "checked-in", seatCode: person.seatCode, checkedInAt: at } },
          reviews: { create: { id: newId(), decision: "accepted", reason: "", reviewerId: "reviewer", createdAt: at } },
        },
      });
      await tables.blindSubject.create({ data: { id: subjectId, roundId, code: person.reviewCode } });
      await tables.blindMapping.create({ data: { subjectId, roundId, entryId, publicCode: person.publicCode } });
      for (const [subCriterionId, id] of Object.entries(person.forms)) {
        const panelId = String(panels.get(subCriterionId));
        await tables.markingForm.create({
          data: { id, roundId, subjectId, subCriterionId, panelId, status: "open", revision: 0 },
        });
      }
    }
  });
  return {
    competition,
    event: "ELE",
    competitionId,
    eventId,
    roundId,
    entries: people as unknown as BoardWorld["entries"],
  };
}

/** Enters a mark on a form and signs it, without the judges' own services; it counts nowhere before it is confirmed. */
export async function signForm(
  runtime: Runtime,
  formId: string,
  aspectId: string,
  mark: number,
  { revision = 1 } = {},
): Promise<void> {
  await write(runtime, async (tables) => {
    const at = runtime.clock.now();
    await tables.markRevision.create({
      data: {
        key: newId(),
        formId,
        sequence: revision,
        aspectId,
        judgeId: JUDGE,
        scoreRound: 1,
        value: mark,
        reason: null,
        deviceId: "tablet",
        enteredAt: at,
        receivedAt: at,
      },
    });
    await tables.signOff.create({ data: { id: newId(), formId, judgeId: JUDGE, revision, signedAt: at } });
    await tables.markingForm.update({ where: { id: formId }, data: { status: "signed", revision } });
  });
}

/** A session of the round: a line of the competition's schedule. */
export async function planSession(runtime: Runtime, { roundId }: BoardWorld): Promise<void> {
  const startsAt = runtime.clock.now();
  const endsAt = new Date(startsAt.getTime() + 4 * 3_600_000);
  await write(runtime, async (tables) => {
    await tables.roundSession.create({ data: { id: newId(), roundId, number: 1, place: "一号车间", startsAt, endsAt } });
  });
}

/** Signs and confirms a form of an entry, the latter by its service; at a later revision it was opened again and corrected. */
export async function confirmMark(
  runtime: Runtime,
  entry: BoardEntry,
  subCriterionId: string,
  mark: number,
  { revision = 1 } = {},
): Promise<void> {
  const formId = String(entry.forms[subCriterionId]);
  await signForm(runtime, formId, `${subCriterionId}.1`, mark, { revision });
  must(await confirmForm(runtime, CLERK, { formId, revision }));
}

/** Sets the phase of the round, without what leads there. */
export async function setRoundPhase(runtime: Runtime, { roundId }: BoardWorld, phase: string): Promise<void> {
  await write(runtime, async (tables) => {
    await tables.round.update({ where: { id: roundId }, data: { phase } });
    await tables.board.update({ where: { roundId }, data: { version: { increment: 1 } } });
  });
}

export async function setDisclosure(runtime: Runtime, { roundId }: BoardWorld, disclosure: Disclosure): Promise<void> {
  await write(runtime, async (tables) => void (await tables.round.update({ where: { id: roundId }, data: { disclosure } })));
}

/** Publishes on site: from here on the results are public. */
export async function publishOnSite(runtime: Runtime, world: BoardWorld): Promise<void> {
  await setRoundPhase(runtime, world, "published");
  await write(runtime, async (tables) => {
    const at = runtime.clock.now();
    await tables.publication.create({
      data: {
        id: newId(),
        roundId: world.roundId,
        kind: "on-site",
        results: [],
        resultsHash: "0f".repeat(32),
        publishedById: "organiser",
        publishedAt: at,
        closesAt: new Date(at.getTime() + 2 * 3_600_000),
      },
    });
  });
}

/** A prepared certificate of an entry. @returns its id. */
export async function addCertificate(
  runtime: Runtime,
  world: BoardWorld,
  entry: BoardEntry,
  { verifyCode = "23456789ACEFHNST23456789ACEFHNST", award = "first" as Award, inForce = false } = {},
): Promise<string> {
  let id = "";
  await runtime.database.write(async (writing) => {
    const due = { kind: "prize", eventId: world.eventId, entryId: entry.entryId, memberId: entry.memberId } as const;
    const [issued = ""] = await issueCertificates(runtime, writing, world.competitionId, [
      { ...due, holderId: null, award, place: 1 },
    ]);
    id = issued;
    await writing.tables.certificate.update({
      where: { id },
      data: { verifyCode, inForceAt: inForce ? runtime.clock.now() : null },
    });
    await writing.audit({ chain: SYSTEM_CHAIN, actorId: null, act: "prepare-test", objectKind: "certificate", objectId: id });
    return allow(null);
  });
  return id;
}

type WriteTables = Parameters<Parameters<Runtime["database"]["write"]>[0]>[0]["tables"];

async function write(runtime: Runtime, work: (tables: WriteTables) => Promise<void>): Promise<void> {
  await runtime.database.write(async ({ tables, audit }) => {
    await work(tables);
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "prepare-test", objectKind: "round", objectId: "test" });
    return allow(null);
  });
}
