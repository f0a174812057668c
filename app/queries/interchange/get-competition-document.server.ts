/** A competition as one document, with its results as this system shows them (DOMAIN 13). */
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import { NAME_ONLY } from "#app/domain/registration/coach-by-name.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Award, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { unseal } from "#app/platform/crypto/vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { type CompetitionInDocument, competitionPart } from "#app/platform/interchange/competition-part.ts";
import {
  type CertificateInDocument,
  type CompetitionDocument,
  FORMAT,
  FORMAT_VERSION,
  UNITS,
} from "#app/platform/interchange/document.ts";
import type { Children, Fields, Part, Row } from "#app/platform/interchange/field.ts";
import type { ResultInDocument } from "#app/platform/interchange/round-part.ts";
import { createFileIds, type FileIds, readPart } from "#app/platform/interchange/to-document.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listBlindRounds } from "#app/queries/interchange/list-blind-rounds.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

export type ExportRefusal = "competition-unknown" | "round-still-blind";

/**
 * Everything of the competition, at one moment.
 * @param options.withPersonalData false: names become pseudonyms, what else tells who somebody is stays here
 * @returns refused while a round is blind: nothing may join an entry and its code until it is unblinded (DOMAIN 4)
 */
export async function getCompetitionDocument(
  runtime: Runtime,
  code: string,
  { withPersonalData }: { readonly withPersonalData: boolean },
): Promise<Decision<CompetitionDocument, ExportRefusal>> {
  const tables = runtime.database.read;
  const found = await tables.competition.findUnique({ where: { code }, select: { id: true } });
  if (!found) return refuse({ code: "competition-unknown", params: { code } });
  const blind = await listBlindRounds(tables, found.id);
  if (blind.length > 0) return refuse(...blind);
  const rows = await loadRows(runtime, found.id);
  const fileIds = createFileIds();
  const results = await loadResults(tables, rows.get("round") ?? [], fileIds);
  const competition = readPart(competitionPart as unknown as Part<Fields, Children>, rows, {
    fileIdOf: fileIds.fileIdOf,
    withPersonalData,
    resultsOf: (roundId) => results(roundId),
  }) as unknown as CompetitionInDocument;
  const certificates = await listCertificates(tables, found.id, fileIds);
  const persons = await describePersons(runtime, fileIds, withPersonalData);
  const officials = await describeOfficials(runtime, fileIds, withPersonalData);
  const organisations = await describeOrganisations(tables, fileIds);
  return allow({
    format: FORMAT,
    version: FORMAT_VERSION,
    exportedAt: runtime.clock.now().toISOString(),
    personalData: withPersonalData ? "included" : "withheld",
    units: UNITS,
    organisations,
    officials,
    persons,
    competition,
    certificates,
  });
}

/** By table, each read once, without the bytes of files. */
async function loadRows(runtime: Runtime, competitionId: string): Promise<ReadonlyMap<string, readonly Row[]>> {
  const tables = runtime.database.read;
  const ofCompetition = { where: { competitionId } };
  const ofEvent = { where: { event: { competitionId } } };
  const ofEntry = { where: { entry: { event: { competitionId } } } };
  const ofRound = { where: { round: { event: { competitionId } } } };
  const ofForm = { where: { form: { round: { event: { competitionId } } } } };
  const ofDraw = { where: { draw: { round: { event: { competitionId } } } } };
  const mappings = new Map((await tables.blindMapping.findMany(ofRound)).map((row) => [row.subjectId, row]));
  const objections = await tables.objection.findMany(ofCompetition);
  const packs = await tables.competitionPack.findMany({
    ...ofCompetition,
    include: { pack: { select: { name: true, version: true } } },
    orderBy: [{ pack: { name: "asc" } }, { pack: { version: "asc" } }],
  });
  return new Map<string, readonly Row[]>([
    ["competition", await tables.competition.findMany({ where: { id: competitionId } })],
    ["competitionHost", await tables.competitionHost.findMany(ofCompetition)],
    ["competitionPack", packs],
    ["roleGrant", await tables.roleGrant.findMany(ofCompetition)],
    ["delegation", await tables.delegation.findMany(ofCompetition)],
    ["event", await tables.event.findMany(ofCompetition)],
    ["eventRules", await tables.eventRules.findMany(ofEvent)],
    ["markingScheme", await tables.markingScheme.findMany(ofEvent)],
    ["entry", await tables.entry.findMany(ofEvent)],
    ["entryMember", await tables.entryMember.findMany(ofEntry)],
    ["entryCoach", await tables.entryCoach.findMany(ofEntry)],
    ["substitution", await tables.substitution.findMany(ofEntry)],
    ["registrationReview", await tables.registrationReview.findMany(ofEntry)],
    ["round", await tables.round.findMany(ofEvent)],
    ["roundSession", await tables.roundSession.findMany(ofRound)],
    ["roundEntry", await tables.roundEntry.findMany({ ...ofRound, orderBy: { entryId: "asc" } })],
    ["roundSeat", await tables.roundSeat.findMany({ ...ofRound, orderBy: [{ entryId: "asc" }, { moduleId: "asc" }] })],
    [
      "blindSubject",
      (await tables.blindSubject.findMany(ofRound)).flatMap((subject) => {
        const mapping = mappings.get(subject.id);
        return mapping ? [{ ...mapping, ...subject }] : [];
      }),
    ],
    ["draw", await tables.draw.findMany(ofRound)],
    ["drawLine", await tables.drawLine.findMany(ofDraw)],
    ["drawContribution", await tables.drawContribution.findMany(ofDraw)],
    ["redrawRefusal", await tables.redrawRefusal.findMany(ofDraw)],
    ["panel", await tables.panel.findMany(ofRound)],
    ["panelJudge", await tables.panelJudge.findMany({ where: { panel: ofRound.where } })],
    ["markingForm", await tables.markingForm.findMany(ofRound)],
    ["markRevision", await tables.markRevision.findMany(ofForm)],
    ["aspectNote", await tables.aspectNote.findMany({ ...ofForm, omit: { photo: true } })],
    ["markConflict", await tables.markConflict.findMany(ofForm)],
    ["conflictSettlement", await tables.conflictSettlement.findMany({ where: { conflict: ofForm.where } })],
    ["signOff", await tables.signOff.findMany(ofForm)],
    ["formConfirmation", await tables.formConfirmation.findMany(ofForm)],
    ["correction", await tables.correction.findMany(ofForm)],
    ["paperKeying", await tables.paperKeying.findMany(ofForm)],
    ["mediumChange", await tables.mediumChange.findMany(ofRound)],
    ["componentImport", await tables.componentImport.findMany(ofRound)],
    ["hallRecord", await tables.hallRecord.findMany(ofRound)],
    ["tieDecision", await tables.tieDecision.findMany(ofRound)],
    ["roundFreeze", await tables.roundFreeze.findMany(ofRound)],
    ["unblinding", await tables.unblinding.findMany(ofRound)],
    ["unblindingPresence", await tables.unblindingPresence.findMany(ofRound)],
    ["recheck", await tables.recheck.findMany(ofRound)],
    ["recheckItem", await tables.recheckItem.findMany(ofRound)],
    ["rescoreSet", await tables.rescoreSet.findMany(ofRound)],
    ["publication", await tables.publication.findMany(ofRound)],
    ["conflict", await tables.conflict.findMany(ofCompetition)],
    [
      "appeal",
      await tables.appeal.findMany({ ...ofCompetition, include: { round: { select: { eventId: true, number: true } } } }),
    ],
    ["objection", objections.map((row) => ({ ...row, objector: unseal(runtime.keys, row.sealed, row.wrapped) }))],
    [
      "ruling",
      await tables.ruling.findMany({ where: { OR: [{ appeal: { competitionId } }, { objection: { competitionId } }] } }),
    ],
    ["reopening", await tables.reopening.findMany(ofCompetition)],
    ["notice", await tables.notice.findMany({ ...ofCompetition, omit: { bytes: true } })],
    ["meeting", await tables.meeting.findMany({ ...ofCompetition, omit: { bytes: true } })],
    ["meetingAttendee", await tables.meetingAttendee.findMany({ where: { meeting: { competitionId } } })],
    ["programmeItem", await tables.programmeItem.findMany(ofCompetition)],
  ]);
}

/** By round id, as pages show them; null before unblinding. */
async function loadResults(
  tables: Tables,
  rounds: readonly Row[],
  { fileIdOf }: FileIds,
): Promise<(roundId: string) => readonly ResultInDocument[] | null> {
  const computed = new Map<string, Awaited<ReturnType<typeof getRoundResultsByEntry>>["rows"]>();
  for (const { id, phase } of rounds as readonly { id: string; phase: RoundPhase }[]) {
    if (isUnblinded(phase)) computed.set(id, (await getRoundResultsByEntry(tables, id)).rows);
  }
  return (roundId) =>
    computed.get(roundId)?.map((row) => {
      const { status, total, place, tied, openTie, passed, scaleScore, penalty, timeUsed, goesOn } = row;
      return {
        entry: fileIdOf("entry", row.entryId),
        ...{ status, total, place, tied, openTie, passed, scaleScore, award: row.award, penalty, timeUsed, goesOn },
        components: row.components.map(({ key, mark, failed }) => ({ key, mark, failed })),
        criteria: { ...row.criteria },
        modules: { ...row.modules },
      };
    }) ?? null;
}

/** Those of prizes: the others are made anew from the people and the organisations that the document names. */
async function listCertificates(tables: Tables, competitionId: string, { fileIdOf }: FileIds): Promise<CertificateInDocument[]> {
  const certificates = await tables.certificate.findMany({
    where: { competitionId, kind: "prize" },
    orderBy: { number: "asc" },
    select: {
      eventId: true,
      entryId: true,
      number: true,
      award: true,
      place: true,
      inForceAt: true,
      revokedAt: true,
      member: { select: { position: true } },
    },
  });
  return certificates.flatMap(({ eventId, entryId, member, number, award, place, inForceAt, revokedAt }) =>
    eventId === null || entryId === null || member === null || place === null
      ? []
      : {
          event: fileIdOf("event", eventId),
          entry: fileIdOf("entry", entryId),
          position: member.position,
          number,
          award: award as Award,
          place,
          inForceAt: inForceAt?.toISOString() ?? null,
          revokedAt: revokedAt?.toISOString() ?? null,
        },
  );
}

async function describePersons(
  runtime: Runtime,
  { fileIdOf, list }: FileIds,
  withPersonalData: boolean,
): Promise<CompetitionDocument["persons"]> {
  const persons: CompetitionDocument["persons"][number][] = [];
  for (const ids of chunk(list("person"))) {
    const rows = await runtime.database.read.person.findMany({
      where: { id: { in: ids } },
      select: { id: true, sealed: true, key: { select: { wrapped: true } } },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const personId of ids) {
      const row = byId.get(personId);
      const data = row ? openPerson(runtime.keys, row) : null;
      const id = fileIdOf("person", personId);
      const nobody = { id, document: null, telephone: "", birthDate: null };
      if (!data) persons.push({ ...nobody, name: null });
      else if (!withPersonalData) persons.push({ ...nobody, name: pseudonym(runtime, "P", personId) });
      else {
        const { name, documentKind, documentNumber, telephone, birthDate = null } = data;
        const document = documentKind === NAME_ONLY ? null : { kind: documentKind, number: documentNumber };
        persons.push({ id, name, document, telephone, birthDate });
      }
    }
  }
  return persons;
}

async function describeOfficials(
  runtime: Runtime,
  { fileIdOf, list }: FileIds,
  withPersonalData: boolean,
): Promise<CompetitionDocument["officials"]> {
  const officials: CompetitionDocument["officials"][number][] = [];
  for (const ids of chunk(list("official"))) {
    const users = await runtime.database.read.user.findMany({
      where: { id: { in: ids } },
      select: { id: true, displayName: true, organisationId: true },
    });
    const byId = new Map(users.map((user) => [user.id, user]));
    for (const userId of ids) {
      const user = byId.get(userId);
      officials.push({
        id: fileIdOf("official", userId),
        name: withPersonalData ? user?.displayName || "–" : pseudonym(runtime, "O", userId),
        organisation: user?.organisationId ? fileIdOf("organisation", user.organisationId) : null,
      });
    }
  }
  return officials;
}

async function describeOrganisations(tables: Tables, { fileIdOf, list }: FileIds): Promise<CompetitionDocument["organisations"]> {
  const organisations: CompetitionDocument["organisations"][number][] = [];
  for (const ids of chunk(list("organisation"))) {
    const rows = await tables.organisation.findMany({ where: { id: { in: ids } } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const organisationId of ids) {
      const row = byId.get(organisationId);
      if (!row) throw new Error(`There is no organisation ${organisationId}.`);
      const { name, nameEn, kind, creditCode, regionCode } = row;
      const id = fileIdOf("organisation", organisationId);
      organisations.push({
        id,
        name,
        nameEn,
        kind: kind as (typeof organisations)[number]["kind"],
        creditCode,
        region: regionCode,
      });
    }
  }
  return organisations;
}

/** The same for one person in every document of this installation, and for nobody to turn back without its key. */
function pseudonym({ keys }: Runtime, letter: "P" | "O", id: string): string {
  return `${letter}-${keys.hashDocument("pseudonym", id).slice(0, 10)}`;
}
