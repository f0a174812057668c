/** A round with checked-in, coded entries and its people, and the steps of judging it: from open forms to published results. */
import { DEFAULT_AWARD } from "#app/domain/awards/award-scheme.ts";
import { findStanding } from "#app/domain/marking/mark-conflict.ts";
import { listSubCriteria, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import type { Participation, Role } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { hashToldSecret } from "#app/platform/crypto/password.server.ts";
import { sealPerson } from "#app/platform/crypto/person-vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";
import { confirmUnblinding } from "#app/services/blinding/confirm-unblinding.server.ts";
import { requestUnblinding } from "#app/services/blinding/request-unblinding.server.ts";
import { confirmForm } from "#app/services/marking/confirm-form.server.ts";
import { openJudging } from "#app/services/marking/open-judging.server.ts";
import { signOffForm } from "#app/services/marking/sign-off-form.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import { type TakenAnswer, takeMarks } from "#app/services/marking/take-marks.server.ts";
import { checkRecheckItem } from "#app/services/recheck/check-recheck-item.server.ts";
import { drawRecheck } from "#app/services/recheck/draw-recheck.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { settleRound } from "#app/services/results/settle-round.server.ts";

export const PIN = "482913";

/** A: A1 a judgement of 2.00 and a measurement of 8.00, A2 a measurement of 20.00. B: a judgement of 30.00, a measurement of 40.00. */
export const JUDGING_SCHEME: MarkingScheme = {
  criteria: [
    {
      id: "A",
      name: "准备",
      maximum: hundredths(3000),
      subCriteria: [
        { id: "A1", name: "图纸", day: 1, aspects: [judgement("A1.1", 200), measurement("A1.2", 800)] },
        { id: "A2", name: "安全", day: 1, aspects: [measurement("A2.1", 2000)] },
      ],
    },
    {
      id: "B",
      name: "功能",
      maximum: hundredths(7000),
      subCriteria: [{ id: "B1", name: "运行", day: 2, aspects: [judgement("B1.1", 3000), measurement("B1.2", 4000)] }],
    },
  ],
};

function judgement(id: string, maximum: number) {
  const descriptors = ["不符合", "部分符合", "符合", "优秀"] as const;
  return { id, kind: "judgement", text: `观感 ${id}`, maximum: hundredths(maximum), descriptors } as const;
}

function measurement(id: string, maximum: number) {
  return { id, kind: "measurement", text: `尺寸 ${id}`, maximum: hundredths(maximum), requirement: "±0.5 mm" } as const;
}

export type SceneEntry = { readonly entryId: string; readonly code: string | null; readonly publicCode: string | null };

export type Scene = {
  readonly competitionId: string;
  readonly competitionCode: string;
  readonly eventId: string;
  readonly roundId: string;
  readonly judges: readonly [Actor, Actor, Actor];
  readonly chief: Actor;
  readonly clerk: Actor;
  readonly blinding: Actor;
  readonly supervisor: Actor;
  readonly organiser: Actor;
  /** Another organiser, who decides on what the first one made public. */
  readonly decider: Actor;
  readonly entries: readonly SceneEntry[];
  /** Every name, unit and delegation in it: what must not reach a judge. */
  readonly secrets: readonly string[];
};

/** What one entry of a scene is like; a checked-in, eligible one unless it says otherwise. */
export type SceneEntryPlan = { readonly participation?: Participation; readonly eligible?: boolean; readonly coded?: boolean };

export type ScenePlan = {
  readonly entries?: readonly SceneEntryPlan[];
  readonly rules?: Partial<EventRules>;
  readonly scheme?: MarkingScheme;
};

/** The default rules; shares of a few entries are rounded up, so that somebody wins. */
const SCENE_RULES: EventRules = { ...DEFAULT_RULES, award: { ...DEFAULT_AWARD, rounding: "up" } };

let scenes = 0;
let pinHash: Promise<string> | undefined;

/** A running competition with one event whose round stands before judging. The order of ids and the order of codes differ. */
export async function createScene(runtime: Runtime, plan: ScenePlan = {}): Promise<Scene> {
  scenes += 1;
  const scene = scenes;
  pinHash ??= hashToldSecret(PIN);
  const hash = await pinHash;
  const plans = plan.entries ?? [{}, {}, {}];
  const decision = await runtime.database.write<Scene, never>(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const ids = { competitionId: newId(), eventId: newId(), roundId: newId() };
    const competitionCode = `scene-${scene}`;
    await tables.region.upsert({
      where: { code: "110112" },
      create: { code: "110112", name: "通州区", nameEn: "Tongzhou District", level: "district", parentCode: null },
      update: {},
    });
    await tables.organisation.createMany({
      data: [
        {
          id: `${scene}-employer`,
          name: `潞河数控有限公司${scene}`,
          nameEn: "Luhe CNC",
          kind: "enterprise",
          regionCode: "110112",
        },
        {
          id: `${scene}-neutral`,
          name: `市技师学院${scene}`,
          nameEn: "City Technician College",
          kind: "school",
          regionCode: "110112",
        },
      ],
    });
    await tables.competition.create({
      data: {
        id: ids.competitionId,
        code: competitionCode,
        name: "区级职业技能大赛",
        nameEn: "District Skills Competition",
        tier: "district",
        class: "class-2",
        phase: "running",
        venue: "一号馆",
        registrationClosesAt: now,
        startsOn: now,
        endsOn: now,
        publicityWorkingDays: 5,
        createdAt: now,
        hosts: { create: { id: newId(), relation: "host-authority", regionCode: "110112", organisationId: null } },
      },
    });
    await tables.event.create({
      data: {
        id: ids.eventId,
        competitionId: ids.competitionId,
        code: "E1",
        name: "数控车",
        nameEn: "CNC Turning",
        occupationCode: "6-18-01-01",
        group: "workers",
        entryKind: "individual",
        teamSize: 1,
        quota: 300,
      },
    });
    const version = { eventId: ids.eventId, version: 1, reason: "", createdById: "setup", createdAt: now };
    await tables.eventRules.create({ data: { ...version, id: newId(), content: { ...SCENE_RULES, ...plan.rules } } });
    await tables.markingScheme.create({
      data: { ...version, id: newId(), fileName: "scheme.xlsx", content: { ...(plan.scheme ?? JUDGING_SCHEME) } },
    });
    await tables.round.create({
      data: { id: ids.roundId, eventId: ids.eventId, number: 1, kind: "final", phase: "draw", disclosure: "closed" },
    });
    const people = await createPeople(runtime, tables, { ...ids, scene, pinHash: hash });
    const { entries, secrets } = await createEntries(runtime, tables, {
      ...ids,
      scene,
      plans,
      layers: plan.rules?.blindLayers ?? 3,
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: null,
      act: "create-scene",
      objectKind: "competition",
      objectId: ids.competitionId,
    });
    return allow({ ...ids, competitionCode, ...people, entries, secrets: [...secrets, `潞河数控有限公司${scene}`] });
  });
  return value(decision);
}

type SceneIds = { readonly competitionId: string; readonly eventId: string; readonly roundId: string; readonly scene: number };
type Tables = Write["tables"];

async function createPeople(runtime: Runtime, tables: Tables, { scene, pinHash, ...ids }: SceneIds & { pinHash: string }) {
  const create = async (name: string, role: Role, ofEvent: boolean): Promise<Actor> => {
    const userId = newId();
    const organisationId = `${scene}-neutral`;
    const scope = { competitionId: ids.competitionId, eventId: ofEvent ? ids.eventId : null, delegationId: null };
    const now = runtime.clock.now();
    await tables.user.create({
      data: {
        id: userId,
        username: `${name}-${scene}`,
        displayName: `${name} ${scene}`,
        passwordHash: null,
        pinHash,
        organisationId,
        createdAt: now,
        grants: { create: { id: newId(), role, ...scope, createdAt: now } },
      },
    });
    return {
      userId,
      displayName: `${name} ${scene}`,
      organisationId,
      sessionId: `session-${userId}`,
      grants: [{ role, ...scope }],
    };
  };
  return {
    judges: [
      await create("judge-a", "marking-judge", true),
      await create("judge-b", "marking-judge", true),
      await create("judge-c", "marking-judge", true),
    ] as const,
    chief: await create("chief", "chief-judge", true),
    clerk: await create("clerk", "tally-clerk", true),
    blinding: await create("blinding", "blinding-judge", true),
    supervisor: await create("supervisor", "supervisor", false),
    organiser: await create("organiser", "organiser", false),
    decider: await create("decider", "organiser", false),
  };
}

async function createEntries(
  runtime: Runtime,
  tables: Tables,
  { scene, plans, layers, ...ids }: SceneIds & { plans: readonly SceneEntryPlan[]; layers: number },
): Promise<{ entries: SceneEntry[]; secrets: string[] }> {
  const now = runtime.clock.now();
  const delegationId = newId();
  const delegationName = `潞城代表队${scene}`;
  await tables.delegation.create({
    data: {
      id: delegationId,
      competitionId: ids.competitionId,
      name: delegationName,
      nameEn: `Lucheng ${scene}`,
      regionCode: "110112",
    },
  });
  const entries: SceneEntry[] = [];
  const secrets = [delegationName, `Lucheng ${scene}`];
  for (const [
    index,
    { participation = "checked-in", eligible = true, coded = participation === "checked-in" },
  ] of plans.entries()) {
    const [entryId, personId, subjectId] = [newId(), newId(), newId()];
    const number = String(index + 1).padStart(3, "0");
    const person = {
      name: `选手甲${scene}${number}`,
      documentKind: "resident-id",
      documentNumber: `${scene}-${number}`,
      telephone: "",
    };
    const { sealed, wrapped } = sealPerson(runtime.keys, person);
    await tables.person.create({
      data: {
        id: personId,
        documentHash: runtime.keys.hashDocument(person.documentKind, person.documentNumber),
        sealed,
        createdAt: now,
        key: { create: { wrapped } },
      },
    });
    await tables.entry.create({
      data: {
        id: entryId,
        eventId: ids.eventId,
        delegationId,
        rosterNumber: number,
        entrantNumber: `E1${number}`,
        status: "accepted",
        eligible,
        createdAt: now,
        updatedAt: now,
        members: {
          create: {
            id: newId(),
            personId,
            position: 1,
            employerId: `${scene}-employer`,
            employerRegion: "110112",
            delegationRegion: "110112",
            frozenAt: now,
          },
        },
      },
    });
    await tables.roundEntry.create({
      data: {
        roundId: ids.roundId,
        entryId,
        participation,
        seatCode: number,
        checkedInAt: participation === "checked-in" ? now : null,
      },
    });
    // In two layers the seat is the code.
    const given = layers === 2 ? number : `R${900 - index}`;
    const [code, publicCode] = coded ? [given, String(4989 - index * 7)] : [null, null];
    if (code && publicCode) {
      await tables.blindSubject.create({ data: { id: subjectId, roundId: ids.roundId, code } });
      await tables.blindMapping.create({ data: { subjectId, roundId: ids.roundId, entryId, publicCode } });
    }
    entries.push({ entryId, code, publicCode });
    secrets.push(person.name);
  }
  return { entries, secrets };
}

/** The value of a decision that must have been allowed. @throws Error naming its refusals. */
export function value<Value>(decision: Decision<Value>): Value {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusals)}`);
  return decision.value;
}

/** The codes of a decision that must have been refused. @throws Error when it was allowed. */
export function refusalCodes(decision: Decision<unknown>): readonly string[] {
  if (decision.ok) throw new Error(`allowed: ${JSON.stringify(decision.value)}`);
  return decision.refusals.map(({ code }) => code);
}

/** Opens judging as the chief judge. */
export async function openScene(runtime: Runtime, scene: Scene): Promise<void> {
  value(await openJudging(runtime, scene.chief, { roundId: scene.roundId }));
}

/** The form of one code and sub-criterion. @throws when there is none. */
export async function findFormId(
  runtime: Runtime,
  scene: Scene,
  code: string | null | undefined,
  subCriterionId: string,
): Promise<string> {
  const form = await runtime.database.read.markingForm.findFirstOrThrow({
    where: { roundId: scene.roundId, subCriterionId, subject: { code: code ?? "" } },
    select: { id: true },
  });
  return form.id;
}

export type Entered = {
  readonly aspectId: string;
  readonly value: number;
  readonly scoreRound?: number;
  readonly reason?: string;
  readonly key?: string;
  /** Left out: the key of what stands. */
  readonly replaces?: string | null;
  readonly deviceId?: string;
  /** ISO; now when left out. */
  readonly enteredAt?: string;
};

/** What was recorded; a value in conflict is refused here with the code `in-conflict`. */
export type EnteredMark = Extract<TakenAnswer, { readonly kind: "recorded" }>;

/** One value by one judge who has what stands before him, under a new key unless one is given. */
export async function enter(
  runtime: Runtime,
  judge: Actor,
  formId: string,
  { aspectId, value: entered, scoreRound = 1, reason, key, replaces, deviceId = "tablet-1", enteredAt }: Entered,
): Promise<Decision<EnteredMark>> {
  const mark = {
    formId,
    key: key ?? newId(),
    aspectId,
    value: entered,
    scoreRound,
    reason: reason ?? null,
    enteredAt: enteredAt ?? runtime.clock.now().toISOString(),
    replaces: replaces === undefined ? await findStandingKey(runtime, judge, { formId, aspectId, scoreRound }) : replaces,
  };
  const [answer] = await takeMarks(runtime, judge, { deviceId, marks: [mark] });
  if (answer?.kind === "recorded") return allow(answer);
  return refuse(...(answer?.kind === "refused" ? answer.refusals : [{ code: "in-conflict" }]));
}

/** The key of the value that this judge's entry would replace; null where there is none. */
export async function findStandingKey(
  { database }: Runtime,
  { userId }: Actor,
  { formId, aspectId, scoreRound }: { readonly formId: string; readonly aspectId: string; readonly scoreRound: number },
): Promise<string | null> {
  const { subCriterion, team, revisions } = await getFormAsFound(database.read, formId);
  const aspect = subCriterion.aspects.find(({ id }) => id === aspectId);
  return (aspect && findStanding(aspect, team, revisions, { aspectId, judgeId: userId, scoreRound })?.key) ?? null;
}

/** A score for a judgement (or one for each judge), a mark for a measurement; by aspect id. */
export type FormValues = Readonly<Record<string, number | readonly [number, number, number]>>;

/** Enters a whole form: scores by every judge, measurements by the first. */
export async function fillForm(runtime: Runtime, scene: Scene, formId: string, values: FormValues): Promise<void> {
  const scheme = JUDGING_SCHEME;
  const kinds = new Map(listSubCriteria(scheme).flatMap(({ aspects }) => aspects.map(({ id, kind }) => [id, kind] as const)));
  for (const kind of ["judgement", "measurement"] as const) {
    for (const [aspectId, given] of Object.entries(values)) {
      if (kinds.get(aspectId) !== kind) continue;
      const judges = kind === "judgement" ? scene.judges : [scene.judges[0]];
      for (const [index, judge] of judges.entries()) {
        const entered = typeof given === "number" ? given : (given[index] ?? 0);
        value(await enter(runtime, judge, formId, { aspectId, value: entered }));
      }
    }
  }
}

/** Signs a complete form as the judges of the team, all of them unless fewer are named. */
export async function signForm(
  runtime: Runtime,
  scene: Scene,
  formId: string,
  judges: readonly Actor[] = scene.judges,
): Promise<void> {
  const { revision } = await runtime.database.read.markingForm.findUniqueOrThrow({ where: { id: formId } });
  // One after another by the order of the team, in one transaction.
  const signed = await Promise.all(judges.map((judge) => signOffForm(runtime, judge, { formId, revision, pin: PIN })));
  signed.forEach(value);
}

/** Confirms a signed form as the tally clerk. */
export async function confirmAsClerk(runtime: Runtime, scene: Scene, formId: string): Promise<void> {
  const { revision } = await runtime.database.read.markingForm.findUniqueOrThrow({ where: { id: formId } });
  value(await confirmForm(runtime, scene.clerk, { formId, revision }));
}

/** The marks of one code: scores for A1.1 and B1.1, marks for the measurements. */
export type CodeValues = {
  readonly a11: number;
  readonly a12: number;
  readonly a21: number;
  readonly b11: number;
  readonly b12: number;
};

/** Enters, signs and confirms all three forms of one code. */
export function completeCode(runtime: Runtime, scene: Scene, code: string | null | undefined, marks: CodeValues): Promise<void> {
  return completeCodes(runtime, scene, [{ code, marks }]);
}

/** Opens judging and completes every code; by default each later entry earns less. */
export async function completeRound(
  runtime: Runtime,
  scene: Scene,
  marksOf: (index: number) => CodeValues = defaultMarks,
): Promise<void> {
  await openScene(runtime, scene);
  const coded = scene.entries.filter(({ code }) => code !== null);
  await completeCodes(
    runtime,
    scene,
    coded.map(({ code }, index) => ({ code, marks: marksOf(index) })),
  );
}

type CompletedCode = { readonly code: string | null | undefined; readonly marks: CodeValues };

/** Signatures that come at one moment, each with its PIN: fewer than the attempts after which a judge would have to wait. */
const FORMS_SIGNED_TOGETHER = 4;

/** As tablets do it at the end of a day: a judge's marks come together, and acts of one moment share a transaction. */
async function completeCodes(runtime: Runtime, scene: Scene, codes: readonly CompletedCode[]): Promise<void> {
  const { read } = runtime.database;
  const forms = await read.markingForm.findMany({
    where: { roundId: scene.roundId, subject: { code: { in: codes.map(({ code }) => code ?? "") } } },
    select: { id: true, subCriterionId: true, subject: { select: { code: true } } },
  });
  const find = (code: string | null | undefined, subCriterionId: string) => {
    const form = forms.find((one) => one.subject.code === code && one.subCriterionId === subCriterionId);
    if (form === undefined) throw new Error(`There is no form of ${code} and ${subCriterionId}.`);
    return form.id;
  };
  const ofForms = codes.flatMap(({ code, marks }) => [
    { formId: find(code, "A1"), scores: { "A1.1": marks.a11 }, measured: { "A1.2": marks.a12 } },
    { formId: find(code, "A2"), scores: {}, measured: { "A2.1": marks.a21 } },
    { formId: find(code, "B1"), scores: { "B1.1": marks.b11 }, measured: { "B1.2": marks.b12 } },
  ]);
  const list = (kind: "scores" | "measured") =>
    ofForms.flatMap(({ formId, ...form }) =>
      Object.entries(form[kind]).map(([aspectId, entered]) => ({ formId, aspectId, value: entered, scoreRound: 1 })),
    );
  const ids = ofForms.map(({ formId }) => formId);
  const isBlank = (await read.markRevision.count({ where: { formId: { in: ids } } })) === 0;
  for (const judge of scene.judges) await enterTogether(runtime, judge, list("scores"), isBlank);
  await enterTogether(runtime, scene.judges[0], list("measured"), isBlank);

  for (let from = 0; from < ids.length; from += FORMS_SIGNED_TOGETHER) {
    const some = ids.slice(from, from + FORMS_SIGNED_TOGETHER);
    await Promise.all(some.map((formId) => signForm(runtime, scene, formId)));
  }
  await Promise.all(ids.map((formId) => confirmAsClerk(runtime, scene, formId)));
}

/** All of one judge's values in one message, each in the place of what stands before him. @param isBlank nothing does yet */
async function enterTogether(
  runtime: Runtime,
  judge: Actor,
  values: readonly { readonly formId: string; readonly aspectId: string; readonly value: number; readonly scoreRound: number }[],
  isBlank: boolean,
): Promise<void> {
  if (values.length === 0) return;
  const enteredAt = runtime.clock.now().toISOString();
  const marks = [];
  for (const one of values) {
    const replaces = isBlank ? null : await findStandingKey(runtime, judge, one);
    marks.push({ ...one, key: newId(), reason: null, enteredAt, replaces });
  }
  const answers = await takeMarks(runtime, judge, { deviceId: "tablet-1", marks });
  for (const answer of answers) {
    if (answer.kind !== "recorded") throw new Error(`not recorded: ${JSON.stringify(answer)}`);
  }
}

export function defaultMarks(index: number): CodeValues {
  return { a11: 3, a12: 800 - index * 50, a21: 2000, b11: 2, b12: 4000 - index * 100 };
}

/** Another blinding judge of the scene's event. @param layers those that he keeps; null: all */
export async function addKeeper(runtime: Runtime, scene: Scene, layers: readonly number[] | null): Promise<Actor> {
  const { competitionId, eventId } = scene;
  const userId = newId();
  const displayName = `keeper ${layers?.join("+") ?? "of all"} ${userId.slice(-6)}`;
  const now = runtime.clock.now();
  const scope = { competitionId, eventId, delegationId: null };
  const grant = { id: newId(), role: "blinding-judge", ...scope, createdAt: now };
  value(
    await runtime.database.write<null, never>(async ({ tables, audit }) => {
      await tables.user.create({
        data: {
          ...{ id: userId, username: `keeper-${userId}`, displayName, passwordHash: null, createdAt: now },
          grants: { create: { ...grant, ...(layers === null ? {} : { layers: [...layers] }) } },
        },
      });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "add-keeper", objectKind: "user", objectId: userId });
      return allow(null);
    }),
  );
  return { ...scene.blinding, userId, displayName, sessionId: `session-${userId}` };
}

/** Takes a duty back: that of the scene's own blinding judge, who keeps everything, or another's. */
export async function dismissKeeper(runtime: Runtime, scene: Scene, userId = scene.blinding.userId): Promise<void> {
  value(
    await runtime.database.write<null, never>(async ({ tables, audit }) => {
      await tables.roleGrant.updateMany({ where: { userId }, data: { revokedAt: runtime.clock.now() } });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "dismiss-keeper", objectKind: "user", objectId: userId });
      return allow(null);
    }),
  );
}

/** Draws the recheck of a submitted round as the supervisor and finds that everything agrees. */
export async function recheckRound(runtime: Runtime, scene: Scene): Promise<void> {
  const { roundId, supervisor } = scene;
  value(await drawRecheck(runtime, supervisor, { roundId }));
  for (const { id: itemId } of await runtime.database.read.recheckItem.findMany({ where: { roundId } })) {
    value(await checkRecheckItem(runtime, supervisor, { roundId, itemId, outcome: "agrees", note: "", formId: null }));
  }
}

/** Submits, rechecks and unblinds a complete round. */
export async function unblindRound(runtime: Runtime, scene: Scene): Promise<void> {
  const { roundId } = scene;
  value(await submitRound(runtime, scene.chief, { roundId }));
  await recheckRound(runtime, scene);
  value(await requestUnblinding(runtime, scene.blinding, { roundId }));
  value(await confirmUnblinding(runtime, scene.supervisor, { roundId }));
}

/** Publishes an unblinded round on site and settles it when the period is over. */
export async function settleScene(
  runtime: Runtime & { clock: { advanceMinutes(minutes: number): void } },
  scene: Scene,
): Promise<void> {
  const { roundId } = scene;
  value(await publishOnSite(runtime, scene.organiser, { roundId }));
  runtime.clock.advanceMinutes(120);
  value(await settleRound(runtime, scene.organiser, { roundId }));
}
