/** One installation with a competition in every state that matters, and someone for every role: what the access matrix is replayed on. */
import fs from "node:fs";
import type { Objector } from "#app/domain/appeals/objection.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { newId, newSecret } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { unseal } from "#app/platform/crypto/vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { setResultHolderCookie } from "#app/platform/sessions/result-holder.server.ts";
import { type Actor, sessionIdOf, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { fileAppeal } from "#app/services/appeals/file-appeal.server.ts";
import { fileObjection } from "#app/services/appeals/file-objection.server.ts";
import { ruleOnCase } from "#app/services/appeals/rule-on-case.server.ts";
import { addBankMember } from "#app/services/banks/add-bank-member.server.ts";
import { prepareCeremony } from "#app/services/ceremony/prepare-ceremony.server.ts";
import { recordFact } from "#app/services/facts/record-fact.server.ts";
import { addNote } from "#app/services/marking/add-note.server.ts";
import { requestCorrection } from "#app/services/marking/request-correction.server.ts";
import { approvePaymentList } from "#app/services/money/approve-payment-list.server.ts";
import { payPaymentList } from "#app/services/money/pay-payment-list.server.ts";
import { preparePaymentList } from "#app/services/money/prepare-payment-list.server.ts";
import { declareConflict } from "#app/services/panels/declare-conflict.server.ts";
import { archiveScan } from "#app/services/paper/archive-scan.server.ts";
import { proposePackVersion } from "#app/services/policy/propose-pack-version.server.ts";
import { publishNotice } from "#app/services/preparation/publish-notice.server.ts";
import { recordMeeting } from "#app/services/preparation/record-meeting.server.ts";
import { uploadAttachment } from "#app/services/registration/upload-attachment.server.ts";
import { finaliseCompetition } from "#app/services/results/finalise-competition.server.ts";
import { openPublicity } from "#app/services/results/open-publicity.server.ts";
import { setDisclosure } from "#app/services/results/set-disclosure.server.ts";
import type { AppServer } from "../support/app-server.ts";
import { addCompetition, addGround, addScheme, appointAll, must } from "../support/competition-steps.ts";
import { THEORY_AND_PRACTICAL } from "../support/component-steps.ts";
import { addAccounts, addSystemActor, CRAFTSMAN, payRowBy, plantEntitlement, plantRows } from "../support/entitlement-steps.ts";
import { makePerson, makeRecord } from "../support/fact-steps.ts";
import { makeNominee, makeRecommendation, openHonourCase } from "../support/honour-steps.ts";
import {
  completeCode,
  completeRound,
  createScene,
  fillForm,
  findFormId,
  openScene,
  type Scene,
  settleScene,
  signForm,
  unblindRound,
} from "../support/judging-steps.ts";
import { addJudge } from "../support/panel-steps.ts";
import { makeJpeg, makePng } from "../support/picture.ts";
import { makeScheme, plantCompetition, plantEvent, plantGrant, plantUser } from "../support/plant.ts";
import {
  acceptElectricians,
  addRegistrationScene,
  importFile,
  makeRosterFile,
  type RegistrationScene,
  submitDrafts,
} from "../support/registration-steps.ts";
import { addOfficial, findDelegationId } from "../support/ruling-steps.ts";
import type { TestClock } from "../support/runtime.ts";
import { prepareImport } from "./files.ts";

/** Who asks. The others of a kind hold the same role where it does not count here. */
export const ACTORS = [
  "public",
  "result-holder",
  "signed-in",
  "organiser",
  "other-organiser",
  "reviewer",
  "team-leader",
  "other-team-leader",
  "chief-judge",
  "marking-judge",
  "other-event-judge",
  "tally-clerk",
  "floor-judge",
  "blinding-judge",
  "supervisor",
  "arbitrator",
  "policy-officer",
  "treasurer",
  "region-officer",
  "region-treasurer",
  "administrator",
  // Holds every duty of a competition, in another one.
  "officials-elsewhere",
] as const;
export type ActorName = (typeof ACTORS)[number];

/**
 * A competition each: being set up; taking registrations; drawing and checking in; coded and about to judge; judging; judged,
 * to be submitted; final.
 */
export const PLACES = ["draft", "registration", "running", "opening", "judging", "complete", "final"] as const;
export type PlaceName = (typeof PLACES)[number];

/** What addresses and forms name at a place; empty where the place has none. */
export type Place = {
  readonly competition: string;
  readonly competitionId: string;
  readonly event: string;
  readonly eventId: string;
  readonly roundId: string;
  readonly delegation: string;
  readonly form: string;
  /** Signed by all of its team and not confirmed. */
  readonly signedForm: string;
  /** Nothing is on it, and nobody enters anything on it. */
  readonly blankForm: string;
  /** Confirmed, and no correction of it asked for. */
  readonly confirmedForm: string;
  /** Asked for and not decided. */
  readonly correction: string;
  /** Of its seats, held. */
  readonly draw: string;
  /** Of a form. */
  readonly scan: string;
  /** Of a judge on a form, with a photo. */
  readonly note: string;
  /** Of a member of the entry that the place names. */
  readonly attachment: string;
  /** Of somebody about his own data. */
  readonly request: string;
  readonly certificate: string;
  readonly code: string;
  /** An appeal that was ruled on, and which of its papers. */
  readonly case: string;
  readonly appeal: string;
  readonly paper: string;
  /** Of somebody who works here. */
  readonly account: string;
  /** A unit that no competitor is of. */
  readonly organisation: string;
  /** A marking judge, and a conflict of his with a unit that takes no part. */
  readonly judge: string;
  readonly conflict: string;
  /** Of those from which results can be computed again. */
  readonly file: string;
  /** A file of the log. */
  readonly log: string;
  /** What an explanation of a result is asked for by: a review code while marks are blind, an entry after. */
  readonly entry: string;
  /** Rosters that were read and wait: of the delegation, and of all of them. */
  readonly import: string;
  readonly wholeImport: string;
  /** Of its marking scheme. */
  readonly version: string;
  /** Recorded by an officer and waiting for a second one. */
  readonly fact: string;
  /** A statement on a title that the fact of the place lets its winner apply for. */
  readonly title: string;
  /** A case that was conferred; and one for each act, at the state that the act follows. */
  readonly honour: string;
  readonly honours: Readonly<Record<"recommended" | "inspected" | "publicised" | "refusable", string>>;
  /** What a recommendation can rest on, and who won there. */
  readonly basis: string;
  readonly winner: string;
  /** A bank, and somebody who stands in it with his consent. */
  readonly bank: string;
  readonly member: string;
  /** Whom policy looks at. */
  readonly person: string;
  /** A payment list and an entitlement that was paid. */
  readonly list: string;
  readonly entitlement: string;
  /** Proposed; the papers that it is printed on, and a statement of a document's text on a title. */
  readonly promotion: string;
  readonly format: string;
  /** Of the papers of an event's day, and of a ceremony. */
  readonly sheet: string;
  readonly order: string;
  /** Of the blinding. */
  readonly layer: string;
  readonly statement: string;
  readonly entryIds: readonly string[];
  /** A policy document with a version that waits; the competition pinned the one before. */
  readonly pack: string;
  readonly packVersion: string;
  /** An entitlement of the place, computed; those planted for one act are named by office and act. */
  readonly owed: string;
  /** A notice that stands, with a file; the same as a record of preparation, and of which kind; a message to everyone. */
  readonly notice: string;
  readonly of: string;
  readonly meeting: string;
  readonly record: string;
  readonly message: string;
};

/** What not everyone may see; found in an answer by values that occur nowhere else. */
export const SECRETS = [
  "names",
  "documents",
  "telephones",
  "objectors",
  "units",
  "delegations",
  "entrant-numbers",
  "seat-codes",
  "review-codes",
  "public-codes",
  "marks",
] as const;
export type Secret = (typeof SECRETS)[number];

export type MatrixWorld = {
  readonly places: Readonly<Record<PlaceName, Place>>;
  readonly userIds: ReadonlyMap<ActorName, string>;
  /** A marking judge of the event at "judging" who is in no panel. */
  readonly reserve: string;
  readonly runtime: Runtime;
  /** The system's time, for acts that wait for one. */
  advanceMinutes(minutes: number): void;
  /** The kinds of secrets that these texts and numbers hold. */
  findSecrets(texts: readonly string[], numbers: readonly number[]): Secret[];
  /** The Cookie header of a new session; empty for the public. */
  signIn(actor: ActorName): Promise<string>;
  /** The cookie of an account that stands in no row of the matrix. */
  signInAs(userId: string): Promise<string>;
};

const ROLE_OF: Partial<Record<ActorName, Role>> = {
  organiser: "organiser",
  reviewer: "reviewer",
  "team-leader": "team-leader",
  "chief-judge": "chief-judge",
  "marking-judge": "marking-judge",
  "tally-clerk": "tally-clerk",
  "blinding-judge": "blinding-judge",
  supervisor: "supervisor",
  "floor-judge": "floor-judge",
  arbitrator: "arbitrator",
  "policy-officer": "policy-officer",
  treasurer: "treasurer",
};
/** Roles over the whole system. */
const SYSTEM_ROLE_OF: Partial<Record<ActorName, Role>> = {
  administrator: "administrator",
  "region-officer": "policy-officer",
  "region-treasurer": "treasurer",
};
const EVENT_ROLES: readonly Role[] = ["chief-judge", "marking-judge", "floor-judge", "blinding-judge", "tally-clerk"];

/** Beside those that stand in a row of their own: an organiser, a leader and a judge of something else. */
const DUTIES_ELSEWHERE: readonly Role[] = [
  "reviewer",
  "chief-judge",
  "tally-clerk",
  "blinding-judge",
  "floor-judge",
  "supervisor",
  "arbitrator",
  "policy-officer",
  "treasurer",
];

/** Marks that no count, year or code equals by chance. */
const MARKS = { a11: 3, a12: 737, a21: 1933, b11: 2, b12: 3917 };

/** @param createJudging makes the scene at "judging", which is opened here; three entries with codes unless it says otherwise */
export async function createMatrixWorld(
  server: AppServer,
  createJudging: (runtime: Runtime & { readonly clock: TestClock }) => Promise<Scene> = createScene,
): Promise<MatrixWorld> {
  const { clock } = server;
  const runtime = { ...server.runtime, clock };
  const write = async (work: (write: Write) => Promise<unknown>) => {
    await runtime.database.write(async (one) => {
      await work(one);
      await one.audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
      return allow(null);
    });
  };
  await addGround(runtime);
  await write(async ({ tables }) => {
    const file = new URL("../../seeds/demo/organisations.json", import.meta.url);
    const organisations = JSON.parse(fs.readFileSync(file, "utf8")) as {
      name: string;
      nameEn: string;
      kind: string;
      regionCode: string;
    }[];
    await tables.organisation.createMany({ data: organisations.map((organisation) => ({ ...organisation, id: newId() })) });
  });

  /** The scenes number their people alike. */
  const makeRoom = () =>
    write(async ({ tables }) => {
      for (const { id, username } of await tables.user.findMany()) {
        await tables.user.update({ where: { id }, data: { username: `earlier-${username}` } });
      }
    });

  // What is final began two weeks before.
  clock.set("2026-11-05T01:00:00Z");
  const final = await createScene(runtime, { entries: [{}, {}] });
  await completeRound(runtime, final, (index) => ({ ...MARKS, a12: MARKS.a12 - index }));
  await unblindRound(runtime, final);
  await settleScene(runtime, final);
  must(await openPublicity(runtime, final.organiser, { competitionId: final.competitionId }));
  const cases = await addCases(runtime, final);
  clock.advanceMinutes(14 * 24 * 60);
  must(
    await finaliseCompetition(runtime, final.decider, {
      competitionId: final.competitionId,
      decisionNumber: "通技赛组发〔2026〕7号",
    }),
  );
  while (await server.entry.runNextJob(server.runtime));
  const { eventId: shown, organiser: presenter } = final;
  const programme = { events: [shown], specials: ["teams", "highest"], singleTiers: 3, hasExcellence: true } as const;
  must(await prepareCeremony(runtime, presenter, { competitionId: final.competitionId, plan: programme }));
  clock.set("2026-11-20T01:00:00Z");
  await makeRoom();

  const draft = await addCompetition(runtime, { code: "draft" });
  await addScheme(runtime, draft.organiser, draft.eventId);
  await appointAll(runtime, draft.organiser, draft);

  const registration = await addRegistrationScene(runtime);
  await importFile(
    runtime,
    registration,
    await makeRosterFile(["赵子衡", "钱若溪", "孔令仪", "周明哲"].map((name) => ({ name }))),
  );
  const attachment = await addPhoto(runtime, registration);
  await submitDrafts(runtime, registration);
  await importFile(runtime, registration, await makeRosterFile([{ name: "孙一鸣" }]));
  const running = await addRegistrationScene(runtime);
  await acceptElectricians(runtime, running, 4);
  await makeRoom();

  const opening = await createScene(runtime, { rules: { components: THEORY_AND_PRACTICAL as never } });
  const judging = await createJudging(runtime);
  await openScene(runtime, judging);
  must(await setDisclosure(runtime, judging.organiser, { roundId: judging.roundId, disclosure: "blind" }));
  const [first, second, third] = judging.entries;
  await completeCode(runtime, judging, second?.code, MARKS);
  const signedForm = await findFormId(runtime, judging, first?.code, "A2");
  await fillForm(runtime, judging, signedForm, { "A2.1": MARKS.a21 });
  await signForm(runtime, judging, signedForm);
  const { userId: reserve } = await addJudge(runtime, judging);
  const [judge] = judging.judges;
  const { conflictId: conflict } = must(
    await declareConflict(runtime, judge, {
      competitionId: judging.competitionId,
      judgeId: judge.userId,
      kind: "organisation",
      targetId: judge.organisationId ?? "",
      reason: "曾在该单位任职",
    }),
  );
  const complete = await createScene(runtime, { entries: [{}, {}] });
  await completeRound(runtime, complete, (index) => ({ ...MARKS, a12: MARKS.a12 - index }));
  const askFor = async (scene: Scene, code: string | null | undefined) => {
    const formId = await findFormId(runtime, scene, code, "A2");
    return must(await requestCorrection(runtime, scene.clerk, { formId, reason: "录入有误" })).correctionId;
  };
  const confirmedForm = await findFormId(runtime, judging, second?.code, "B1");
  const corrections = {
    judging: await askFor(judging, second?.code),
    complete: await askFor(complete, complete.entries[0]?.code),
  };
  const read = runtime.database.read;
  const prize = await read.certificate.findFirstOrThrow({
    where: { competitionId: final.competitionId },
    include: { member: true },
  });
  if (prize.member === null) throw new Error("A prize has a member.");
  const certificate = { ...prize, member: prize.member, memberId: prize.member.id };
  const delegationOf = async (competitionId: string) => (await read.delegation.findFirst({ where: { competitionId } }))?.id ?? "";
  const entriesOf = async (eventId: string) =>
    (await read.entry.findMany({ where: { eventId }, orderBy: { id: "asc" }, select: { id: true } })).map(({ id }) => id);
  const formOf = async (roundId: string, code: string | null | undefined) =>
    (await read.markingForm.findFirst({ where: { roundId, subCriterionId: "A2", ...(code ? { subject: { code } } : {}) } }))
      ?.id ?? "";
  const ofScene = async (scene: Scene, code?: string | null): Promise<Place> => ({
    ...NOWHERE,
    competition: scene.competitionCode,
    competitionId: scene.competitionId,
    event: "E1",
    eventId: scene.eventId,
    roundId: scene.roundId,
    delegation: await delegationOf(scene.competitionId),
    form: await formOf(scene.roundId, code),
    entryIds: await entriesOf(scene.eventId),
  });
  const ofRegistration = async (scene: typeof registration): Promise<Place> => ({
    ...NOWHERE,
    competition: scene.competitionCode,
    competitionId: scene.competitionId,
    event: "DG",
    ...scene.electrician,
    delegation: scene.delegationId,
    import: await prepareImport(runtime, { competitionId: scene.competitionId, delegation: scene.delegationId }, "one"),
    wholeImport: await prepareImport(runtime, { competitionId: scene.competitionId, delegation: scene.delegationId }, "all"),
    entryIds: await entriesOf(scene.electrician.eventId),
  });
  const judgingPlace = await ofScene(judging, third?.code);
  const blankForm = await findFormId(runtime, judging, first?.code, "A1");
  const { scanId } = must(
    await archiveScan(runtime, judging.clerk, {
      roundId: judging.roundId,
      formId: judgingPlace.form,
      fileName: "A2.png",
      bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]),
    }),
  );
  const note = newId();
  must(
    await addNote(runtime, judging.judges[0], {
      ...{ key: note, formId: judgingPlace.form, aspectId: "A2.1", text: "接线端子松动", deviceId: "tablet" },
      ...{ photo: makeJpeg(), enteredAt: runtime.clock.now() },
    }),
  );
  const { factId: fact } = must(await recordFact(runtime, judging.organiser, makeRecord([makePerson("郑远航", "E20000009")])));
  const { memberId: member } = must(
    await addBankMember(runtime, judging.organiser, {
      bank: "expert",
      subject: { by: "document", name: "钟毓灵", documentKind: "passport", documentNumber: "E20000011" },
      skills: ["4-03-02-01"],
      level: null,
      organisationId: null,
      regionCode: null,
      lastDuty: "",
      conflicts: "",
      consented: true,
      consentOn: "2026-11-01",
    }),
  );
  const { notice, meeting } = await addPreparation(runtime, judging);
  const honours = await addHonours(runtime, [judging.organiser, judging.supervisor]);
  const titled = await addTitledResult(runtime, [judging.organiser, judging.supervisor]);
  const money = await addMoney(runtime);
  const promotion = newId();
  await write(async ({ tables }) => {
    const { competitionId, memberId } = certificate;
    const { entryId } = certificate.member;
    const basis = { reference: "", line: 1, place: 1, award: null, paperLevel: null, clauses: [], difference: null };
    await tables.levelPromotion.create({
      data: {
        id: promotion,
        competitionId,
        entryId,
        memberId,
        fromLevel: "senior",
        toLevel: "technician",
        basis,
        state: "proposed",
        proposedAt: clock.now(),
      },
    });
    const pack = await tables.policyPack.findFirstOrThrow({ where: { name: "xinjiang" } });
    await tables.competitionPack.create({ data: { competitionId, packId: pack.id } });
    const found = { pack: pack.name, version: pack.version, rowId: "15-senior-title", clause: "15", kind: "title-eligibility" };
    const answer = {
      outcome: "owed",
      reasons: [],
      conditions: [],
      draft: true,
      amount: { kind: "none" },
      payment: { every: "once" },
    };
    await tables.policyAssessment.updateMany({
      where: { entryId },
      data: { findings: [{ ...found, ...answer, beneficiary: { kind: "person", memberId } }] },
    });
  });
  await addPackVersions(runtime);
  const places: Record<PlaceName, Place> = {
    draft: {
      ...NOWHERE,
      competition: "draft",
      event: "ELE",
      competitionId: draft.competitionId,
      eventId: draft.eventId,
      roundId: draft.roundId,
    },
    registration: { ...(await ofRegistration(registration)), ...attachment },
    running: await ofRegistration(running),
    opening: {
      ...(await ofScene(opening)),
      // Beside the seats that it has: a draw by hand, to be printed.
      draw: await plantDraw(runtime, opening.roundId, { way: "hand", slot: "by-hand" }),
      entry: (await entriesOf(opening.eventId))[0] ?? "",
    },
    judging: {
      ...judgingPlace,
      signedForm,
      confirmedForm,
      blankForm,
      scan: scanId,
      note,
      correction: corrections.judging,
      account: judge.userId,
      draw: await findOrPlantDraw(runtime, judging.roundId),
      judge: judge.userId,
      conflict,
      entry: second?.code ?? "",
      fact,
      notice,
      meeting,
      record: notice,
      message: MESSAGE_TO_ALL,
      ...honours,
      bank: "expert",
      member,
    },
    complete: { ...(await ofScene(complete)), correction: corrections.complete, entry: complete.entries[0]?.code ?? "" },
    final: {
      ...(await ofScene(final)),
      draw: await findOrPlantDraw(runtime, final.roundId),
      entry: certificate.member.entryId,
      person: certificate.member.personId,
      certificate: certificate.id,
      code: certificate.verifyCode,
      owed: "read-entitlement",
      promotion,
      statement: `${certificate.memberId}.xinjiang.15-senior-title`,
      ...titled,
      ...cases,
      ...money,
    },
  };

  const userIds = new Map<ActorName, string>();
  await write(async ({ tables }) => {
    const at = clock.now();
    // Seats are numbered like rosters: here they are told apart.
    for (const seat of await tables.roundEntry.findMany({ where: { seatCode: { not: null } } })) {
      const { roundId, entryId, seatCode } = seat;
      await tables.roundEntry.update({
        where: { roundId_entryId: { roundId, entryId } },
        data: { seatCode: `工位-${seatCode}` },
      });
    }
    const elsewhere = await plantCompetition(tables, {
      code: "elsewhere",
      name: "别处大赛",
      phase: "running",
      hostRegion: "110112",
      at,
    });
    const { eventId: otherEventId } = await plantEvent(tables, {
      competitionId: places.judging.competitionId,
      code: "E2",
      name: "别的赛项",
      phase: "draw",
      scheme: makeScheme(2),
      createdById: "planted",
      at,
    });
    for (const actor of ACTORS) {
      if (actor === "public" || actor === "result-holder") continue;
      // Only who was in the marking team at the opening may mark; elsewhere he takes the place of one of the three.
      const member = actor === "marking-judge" ? judging.judges[0].userId : null;
      const userId = member ?? (await plantUser(tables, { username: actor, displayName: actor, passwordHash: null, at }));
      userIds.set(actor, userId);
      const role = ROLE_OF[actor];
      if (role) {
        for (const [name, place] of Object.entries(places)) {
          const { competitionId } = place;
          const replaced = member ? { opening, judging, complete, final }[name]?.judges[0].userId : undefined;
          if (replaced) {
            await tables.roleGrant.updateMany({ where: { userId: replaced, competitionId }, data: { userId } });
            continue;
          }
          if (role === "team-leader" && place.delegation === "") continue;
          const scope =
            role === "team-leader"
              ? { delegationId: place.delegation }
              : EVENT_ROLES.includes(role)
                ? { eventId: place.eventId }
                : {};
          await plantGrant(tables, { userId, role, competitionId, ...scope, at });
        }
      }
      const systemRole = SYSTEM_ROLE_OF[actor];
      if (systemRole) await plantGrant(tables, { userId, role: systemRole, at });
      if (actor === "other-organiser") await plantGrant(tables, { userId, role: "organiser", competitionId: elsewhere, at });
      if (actor === "officials-elsewhere") {
        for (const duty of DUTIES_ELSEWHERE) await plantGrant(tables, { userId, role: duty, competitionId: elsewhere, at });
      }
      if (actor === "other-event-judge") {
        await plantGrant(tables, {
          userId,
          role: "marking-judge",
          competitionId: places.judging.competitionId,
          eventId: otherEventId,
          at,
        });
      }
      if (actor === "other-team-leader") {
        for (const { competitionId, otherDelegationId } of [registration, running]) {
          await plantGrant(tables, { userId, role: "team-leader", competitionId, delegationId: otherDelegationId, at });
        }
      }
    }
  });

  await write(async ({ tables }) => {
    const { competitionId } = judging;
    const message = { competitionId, kind: "written", params: { title: "Arrival", text: "At eight." }, sentAt: clock.now() };
    await tables.message.create({ data: { ...message, id: MESSAGE_TO_ALL } });
    const readers = [...userIds].map(([actor, userId]) => ({ id: `receipt-${actor}`, userId }));
    const { personId } = certificate.member;
    const messageId = MESSAGE_TO_ALL;
    await tables.messageReceipt.createMany({
      data: [...readers.map((one) => ({ ...one, messageId })), { id: "receipt-result-holder", personId, messageId }],
    });
  });
  await write(({ tables }) => addEntitlements(tables, final.competitionId));
  // His file was granted to him.
  const granted = { id: "planted-export", kind: "export", state: "done", reason: "", personId: certificate.member.personId };
  await write(({ tables }) =>
    tables.dataRequest.create({ data: { ...granted, requestedAt: clock.now(), decidedAt: clock.now() } }),
  );
  const tokens = await listTokens(server);
  const searches = SECRETS.map((secret) => ({ secret, isFound: makeSearch(tokens[secret]) }));
  const signInAs = async (userId: string) => {
    const token = newSecret();
    const at = clock.now();
    const expiresAt = new Date(at.getTime() + 12 * 3_600_000);
    const session = { id: sessionIdOf(token), userId, createdAt: at, expiresAt, userAgent: "matrix" };
    // Nobody did it: a record for each would fill the log that the matrix reads again after every act.
    const signIn = async ({ tables }: Write) => allow(await tables.session.create({ data: session }));
    await runtime.database.write(signIn, { isNoAct: true });
    return cookieOf(await setSessionCookie(runtime, token));
  };
  return {
    places,
    userIds,
    reserve,
    runtime,
    advanceMinutes: clock.advanceMinutes,
    findSecrets: (texts, numbers) => {
      const lines = texts.join("\n");
      return searches.filter(({ isFound }) => isFound(lines, numbers)).map(({ secret }) => secret);
    },
    signIn: async (actor) => {
      if (actor === "public") return "";
      if (actor === "result-holder") return cookieOf(await setResultHolderCookie(runtime, certificate.member.personId));
      return signInAs(userIds.get(actor) ?? "");
    },
    signInAs,
  };
}

/** An appeal and an objection with their rulings, in a competition whose list of winners is public. */
async function addCases(runtime: Runtime, scene: Scene): Promise<Pick<Place, "case" | "appeal" | "paper">> {
  const { competitionId, roundId, entries } = scene;
  const delegationId = await findDelegationId(runtime, scene);
  const leader = await addOfficial(runtime, scene, "team-leader", { delegationId });
  const arbitrator = await addOfficial(runtime, scene, "arbitrator");
  const entryId = entries[0]?.entryId ?? null;
  const plea = { delegationId, roundId, entryId, about: "result", occurredAt: null, statement: "请求复核" } as const;
  const { appealId } = must(await fileAppeal(runtime, leader, plea));
  const objector = { name: "欧阳举证", telephone: "13801230000", statement: "请核查资格" };
  must(await fileObjection(runtime, { ...objector, competitionId, eventId: null }));
  const objection = await runtime.database.read.objection.findFirstOrThrow({ where: { competitionId } });
  for (const [kind, caseId] of [
    ["appeal", appealId],
    ["objection", objection.id],
  ] as const) {
    must(await ruleOnCase(runtime, arbitrator, { competitionId, kind, caseId, outcome: "dismissed", reason: "经核查无误" }));
  }
  return { case: appealId, appeal: appealId, paper: "ruling" };
}

/** A photo of the first who was registered. */
async function addPhoto(runtime: Runtime, scene: RegistrationScene): Promise<Pick<Place, "entry" | "attachment">> {
  const { delegationId, leader } = scene;
  const member = await runtime.database.read.entryMember.findFirstOrThrow({
    where: { entry: { delegationId } },
    orderBy: { entryId: "asc" },
  });
  const photo = { kind: "photo", bytes: makePng(300, 400) } as const;
  const { id: memberId, entryId } = member;
  const { attachmentId } = must(await uploadAttachment(runtime, leader, { delegationId, entryId, memberId, ...photo }));
  return { entry: entryId, attachment: attachmentId };
}

/** A message of the judging competition, in the inbox of everyone; each receipt has its reader's name. */
const MESSAGE_TO_ALL = "message-to-all";

/** Two notices with a file and a meeting with the delegation, in a competition. @returns the ids of the first notice and of the meeting */
async function addPreparation(runtime: Runtime, scene: Scene): Promise<Pick<Place, "notice" | "meeting">> {
  const { competitionId, organiser } = scene;
  const bytes = new Uint8Array([...new TextEncoder().encode("%PDF-1.7")]);
  const publish = async (title: string) => {
    const file = { fileName: "notice.pdf", bytes };
    const about = { competitionId, kind: "notice", eventId: null, replacesId: null } as const;
    return must(await publishNotice(runtime, organiser, { ...about, title, titleEn: title, body: "", file })).noticeId;
  };
  const noticeId = await publish("Arrival");
  await publish("To be withdrawn");
  const { meetingId } = must(
    await recordMeeting(runtime, organiser, {
      competitionId,
      kind: "leaders-meeting",
      eventId: null,
      heldAt: runtime.clock.now(),
      place: "201",
      minutes: "-",
      attendees: [await findDelegationId(runtime, scene)],
      file: { fileName: "minutes.pdf", bytes },
    }),
  );
  return { notice: noticeId, meeting: meetingId };
}

/** Two documents with a version each that waits: one to confirm, one to drop. */
async function addPackVersions(runtime: Runtime): Promise<void> {
  const officer = await addSystemActor(runtime, "pack-officer", "policy-officer");
  const document = { number: null, status: "in-force", effectiveFrom: "2026-01-01", effectiveTo: null } as const;
  for (const name of ["xinjiang", "lianyungang"]) {
    const { version: basedOn } = await runtime.database.read.policyPack.findFirstOrThrow({ where: { name } });
    const change = { source: "edit", edit: { document, amounts: {}, figures: {} } } as const;
    must(await proposePackVersion(runtime, officer, { name, basedOn, reason: "文件已印发", change }));
  }
}

/** A payment list that waits for its approval, and one that was paid and has something to claw back. */
async function addMoney(runtime: Runtime): Promise<Pick<Place, "list" | "entitlement">> {
  const officer = await addSystemActor(runtime, "money-officer", "policy-officer");
  const treasurer = await addSystemActor(runtime, "money-treasurer", "treasurer");
  await payRowBy(runtime, officer, CRAFTSMAN, "unit-bureau");
  const prepare = async (name: string) => {
    const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN, { names: [name] });
    const asked = { payerId: "unit-bureau", year: 2026, budgetId: null, entitlementIds: [entitlementId], month: "2026-11" };
    const { listId } = must(await preparePaymentList(runtime, treasurer, asked));
    await addAccounts(runtime, treasurer, listId, personIds);
    return { listId, entitlementId };
  };
  const paid = await prepare("高海涛");
  must(await approvePaymentList(runtime, officer, { listId: paid.listId }));
  must(await payPaymentList(runtime, treasurer, { listId: paid.listId, voucher: "20261120-1" }));
  return { list: (await prepare("马远航")).listId, entitlement: paid.entitlementId };
}

/** One for each act in each office, in the state that it begins in, and one to read. */
const PLANTED_STATES: Readonly<Record<string, string>> = {
  "apply-entitlements": "computed",
  "publicise-entitlements": "reviewed",
  apply: "computed",
  review: "applied",
  publicise: "reviewed",
  refuse: "applied",
  reopen: "refused",
  keep: "reviewed",
  close: "publicised",
  divide: "publicised",
};

async function addEntitlements(tables: Write["tables"], competitionId: string): Promise<void> {
  const assessment = await tables.policyAssessment.findFirstOrThrow({ where: { competitionId }, orderBy: { id: "asc" } });
  const pack = await tables.policyPack.findFirstOrThrow({ where: { name: "dalian" } });
  const said = { outcome: "owed", draft: false, amountKind: "exact", amountFen: 150_000 };
  const plant = (id: string, state: string, difference?: object) =>
    tables.entitlement.create({
      data: {
        id,
        competitionId,
        assessmentId: assessment.id,
        entryId: assessment.entryId,
        packId: pack.id,
        rowId: "14-city-finalist",
        key: id,
        // What is gone is of another kind: it would hold the others as an earlier grant.
        kind: difference ? "honour-reward" : "head-count-subsidy",
        ...said,
        state,
        ...(difference ? { difference } : {}),
      },
    });
  await plant("read-entitlement", "computed");
  for (const where of ["office", "policy"]) {
    for (const [act, state] of Object.entries(PLANTED_STATES)) {
      const difference = { kind: "gone", before: said, now: null, settled: false };
      const id = `${where}-${act}`;
      await plant(id, state, act === "keep" ? difference : undefined);
      if (act === "close") await payOneMonth(tables, id);
      if (act === "divide") await giveToTeam(tables, id);
    }
  }
}

/** A reward that two people got together. */
async function giveToTeam(tables: Write["tables"], entitlementId: string): Promise<void> {
  const members = await tables.entryMember.findMany({ orderBy: { id: "asc" }, take: 2, select: { personId: true } });
  const [factId, assessmentId] = [newId(), newId()];
  const at = new Date(0);
  const content = { kind: "honour", honour: "dalian-craftsman", inPost: true };
  const people = { recordedById: "x", recordedAt: at, confirmedById: "y", confirmedAt: at };
  await tables.recordedFact.create({
    data: { id: factId, kind: "honour", content, occurredOn: "2026-10-01", reference: entitlementId, ...people },
  });
  for (const [position, { personId }] of members.entries()) {
    await tables.recordedMember.create({ data: { id: newId(), factId, personId, position } });
  }
  await tables.policyAssessment.create({ data: { id: assessmentId, factId, findings: [], computedAt: at } });
  const team = { assessmentId, entryId: null, rowId: "15-dalian-craftsman", settledFen: 150_000 };
  await tables.entitlement.update({ where: { id: entitlementId }, data: team });
}

/** An allowance whose document does not say how many months it lasts, with its first month paid. */
async function payOneMonth(tables: Write["tables"], entitlementId: string): Promise<void> {
  await tables.entitlement.update({ where: { id: entitlementId }, data: { rowId: "7-allowance-young" } });
  const { id: organisationId } = await tables.organisation.findFirstOrThrow({ select: { id: true } });
  const of = { organisationId, year: 2026, amountFen: 100_000, reason: "", reference: "" };
  const by = { recordedById: "x", recordedAt: new Date(0), approvedById: "y", approvedAt: new Date(0) };
  const payKey = `${entitlementId}/2026-10`;
  await tables.ledgerEntry.create({ data: { id: newId(), kind: "payment", payKey, entitlementId, ...of, ...by } });
}

/** Somebody who won elsewhere, by a confirmed record. */
async function addWinner(
  runtime: Runtime,
  officers: readonly [Actor, Actor],
  name: string,
  documentNumber: string,
): Promise<Pick<Place, "basis" | "winner">> {
  const { factId } = must(await recordFact(runtime, officers[0], makeRecord([makePerson(name, documentNumber)])));
  const confirmed = { confirmedById: officers[1].userId, confirmedAt: runtime.clock.now() };
  const { id } = await plantRows(runtime, async (tables) => {
    await tables.recordedFact.update({ where: { id: factId }, data: confirmed });
    return tables.recordedMember.findFirstOrThrow({ where: { factId } });
  });
  return { basis: factId, winner: id };
}

/** Cases of honours at every state, of people who won elsewhere; what was conferred lets its holder apply for a title. */
async function addHonours(
  runtime: Runtime,
  officers: readonly [Actor, Actor],
): Promise<Pick<Place, "honour" | "honours" | "basis" | "winner" | "statement">> {
  const open = async (name: string, documentNumber: string, upTo: "recommended" | "inspected" | "publicised") => {
    const { basis, winner } = await addWinner(runtime, officers, name, documentNumber);
    const nominee = makeNominee(winner, { employerId: null, residenceRegion: "650000" });
    return openHonourCase(runtime, officers, makeRecommendation({ entryId: null, factId: basis }, [nominee]), upTo);
  };
  const honours = {
    recommended: await open("容若谷", "E20000021", "recommended"),
    inspected: await open("向子期", "E20000022", "inspected"),
    publicised: await open("古道西", "E20000023", "publicised"),
    refusable: await open("易水寒", "E20000024", "recommended"),
  };
  const honour = await open("戈壁舟", "E20000025", "publicised");
  const statement = await plantRows(runtime, async (tables) => {
    // The publicity of both was over by the day before yesterday.
    const publicityEndsAt = new Date("2026-11-18T16:00:00Z");
    await tables.honourCase.updateMany({ where: { id: { in: [honour, honours.publicised] } }, data: { publicityEndsAt } });
    const at = runtime.clock.now();
    const decision = { decisionNumber: "人社部函〔2026〕90号", conferredById: officers[1].userId, conferredAt: at };
    const { factId } = await tables.honourCase.update({ where: { id: honour }, data: { state: "conferred", ...decision } });
    const confirmed = { confirmedById: officers[1].userId, confirmedAt: at, reference: decision.decisionNumber };
    await tables.recordedFact.update({ where: { id: factId }, data: { ...confirmed, occurredOn: "2026-11-19" } });
    const member = await tables.recordedMember.findFirstOrThrow({ where: { factId } });
    return plantTitle(tables, factId, member.id, at);
  });
  return { honour, honours, statement, ...(await addWinner(runtime, officers, "莫问渠", "E20000026")) };
}

/** A confirmed result from outside that lets its winner apply for a title. */
async function addTitledResult(runtime: Runtime, officers: readonly [Actor, Actor]): Promise<Pick<Place, "fact" | "title">> {
  const { basis, winner } = await addWinner(runtime, officers, "司马青衫", "E20000027");
  const title = await plantRows(runtime, (tables) => plantTitle(tables, basis, winner, runtime.clock.now()));
  return { fact: basis, title };
}

/** Xinjiang 15 as it answers. @returns the id of the statement */
async function plantTitle(tables: Write["tables"], factId: string, memberId: string, at: Date): Promise<string> {
  const pack = await tables.policyPack.findFirstOrThrow({ where: { name: "xinjiang" } });
  const found = { pack: pack.name, version: pack.version, rowId: "15-senior-title", clause: "15", kind: "title-eligibility" };
  const answer = { outcome: "owed", reasons: [], conditions: [], draft: true, amount: { kind: "none" } };
  const finding = { ...found, ...answer, payment: { every: "once" }, beneficiary: { kind: "person", memberId } };
  await tables.policyAssessment.create({ data: { id: newId(), factId, findings: [finding], computedAt: at } });
  return `${memberId}.xinjiang.15-senior-title`;
}

const NOWHERE: Place = {
  competition: "",
  competitionId: "",
  event: "",
  eventId: "",
  roundId: "",
  delegation: "",
  import: "none",
  wholeImport: "none",
  form: "",
  signedForm: "",
  confirmedForm: "",
  correction: "none",
  draw: "none",
  scan: "none",
  note: "none",
  attachment: "none",
  request: "none",
  blankForm: "",
  certificate: "",
  code: "",
  case: "",
  appeal: "",
  paper: "",
  account: "none",
  organisation: "unit-bureau",
  judge: "",
  conflict: "",
  file: "entries.csv",
  log: "audit.jsonl",
  entry: "",
  version: "1",
  fact: "none",
  title: "none",
  pack: "xinjiang",
  packVersion: "3",
  honour: "none",
  honours: { recommended: "none", inspected: "none", publicised: "none", refusable: "none" },
  basis: "none",
  winner: "none",
  bank: "winner",
  member: "none",
  person: "none",
  list: "",
  entitlement: "",
  owed: "",
  notice: "none",
  of: "notices",
  record: "none",
  meeting: "none",
  message: "none",
  promotion: "none",
  format: "xlsx",
  sheet: "check-in-sheet",
  order: "call-up",
  layer: "3",
  statement: "none",
  entryIds: [],
};

/** The draw of a round's seats; where none was held, one of all who take part, as it stands after it. @returns its id */
async function findOrPlantDraw(runtime: Runtime, roundId: string): Promise<string> {
  const held = await runtime.database.read.draw.findFirst({
    where: { roundId, kind: "seat", supersededAt: null },
    select: { id: true },
  });
  return held?.id ?? plantDraw(runtime, roundId);
}

/** A held draw of all who take part in a round, as it stands after it. @returns its id */
async function plantDraw(
  { database, clock }: Runtime,
  roundId: string,
  { way = "computer", slot = "seat" }: { readonly way?: string; readonly slot?: string } = {},
): Promise<string> {
  const entries = await database.read.roundEntry.findMany({ where: { roundId }, select: { entryId: true } });
  const at = clock.now();
  const drawId = newId();
  const lines = entries.map(({ entryId }, index) => ({ entryId, ref: `${drawId}-${index}`, place: index + 1 }));
  await database.write(async ({ tables, audit }) => {
    await tables.draw.create({
      data: {
        id: drawId,
        roundId,
        kind: "seat",
        slot,
        version: 1,
        way,
        format: 2,
        roster: lines.map(({ ref }) => ({ ref, group: null })),
        sessions: [],
        rosterHash: "planted",
        commitment: "planted",
        secret: "planted",
        seed: "planted",
        avoidNeighbours: true,
        frozenAt: at,
        frozenById: "planted",
        drawnAt: at,
        drawnById: "planted",
        lines: { create: lines },
      },
    });
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "plant", objectKind: "draw", objectId: drawId });
    return allow(null);
  });
  return drawId;
}

function cookieOf(header: string): string {
  return header.split(";")[0] ?? "";
}

type Token = string | number;

/** Every value of every kind of secret that the database holds. */
async function listTokens({ runtime }: AppServer): Promise<Readonly<Record<Secret, readonly Token[]>>> {
  const { read } = runtime.database;
  const people = (await read.person.findMany({ include: { key: true } })).flatMap(
    (person) => openPerson(runtime.keys, person) ?? [],
  );
  const objectors = (await read.objection.findMany()).flatMap(
    ({ sealed, wrapped }) => unseal<Objector>(runtime.keys, sealed, wrapped) ?? [],
  );
  const members = await read.entryMember.findMany();
  const unitIds = members.flatMap(({ employerId, schoolId, trainingOrganisationId }) => [
    employerId,
    schoolId,
    trainingOrganisationId,
  ]);
  const units = await read.organisation.findMany({ where: { id: { in: unitIds.filter((id) => id !== null) } } });
  const entered = await read.markRevision.findMany({ where: { value: { gt: 3 } } });
  const published = (await read.publication.findMany()).flatMap(({ results }) => results as { total?: unknown }[]);
  const totals = published.map(({ total }) => total).filter((total) => typeof total === "number");
  const marks = [...new Set([...entered.map(({ value }) => value), ...totals])];
  const present = (texts: readonly (string | null)[]) =>
    [...new Set(texts.filter((text) => text !== null && text !== ""))] as string[];
  return {
    names: present(people.map(({ name }) => name)),
    documents: present(people.map(({ documentNumber }) => documentNumber)),
    telephones: present(people.map(({ telephone }) => telephone)),
    objectors: present(objectors.flatMap(({ name, telephone }) => [name, telephone])),
    units: present(units.flatMap(({ name }) => name)),
    delegations: present((await read.delegation.findMany()).flatMap(({ name, nameEn }) => [name, nameEn])),
    "entrant-numbers": present((await read.entry.findMany()).map(({ entrantNumber }) => entrantNumber)),
    "seat-codes": present((await read.roundEntry.findMany()).map(({ seatCode }) => seatCode)),
    "review-codes": present((await read.blindSubject.findMany()).map(({ code }) => code)),
    "public-codes": present((await read.blindMapping.findMany()).map(({ publicCode }) => publicCode)),
    marks: [...marks, ...marks.map((mark) => formatHundredths(mark))],
  };
}

/**
 * Whether one of the values stands in texts or numbers, the texts given line by line. A number is itself only; a text is found as a
 * word, so that R90 is not in R900.
 */
function makeSearch(tokens: readonly Token[]): (lines: string, numbers: readonly number[]) => boolean {
  const words = tokens.filter((token) => typeof token === "string").map((token) => ({ token, word: wordOf(token) }));
  const values = new Set(tokens.filter((token) => typeof token === "number"));
  return (lines, numbers) =>
    numbers.some((number) => values.has(number)) || words.some(({ token, word }) => lines.includes(token) && word.test(lines));
}

function wordOf(token: string): RegExp {
  const escaped = token.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return /^[\w.-]+$/.test(token) ? new RegExp(`(?<![\\w.-])${escaped}(?![\\w-])`) : new RegExp(escaped);
}
