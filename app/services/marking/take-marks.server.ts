/**
 * Takes values from tablets (DOMAIN 5 and 11): each is recorded, kept in conflict, or refused, and answered when that is on disk. All
 * that came in while a commit was under way share the next one.
 */
import { covers, type Scope } from "#app/domain/access/access.ts";
import { computeFormState } from "#app/domain/marking/form.ts";
import { decideTakeMark, findStanding } from "#app/domain/marking/mark-conflict.ts";
import { listTabletUnmet } from "#app/domain/marking/medium.ts";
import { type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { type AuditEntry, appendAudits } from "#app/platform/db/audit.server.ts";
import type { RowsWrite } from "#app/platform/db/database.server.ts";
import { DatabaseUnavailable, LONGEST_WAIT_MS, toSqlTime } from "#app/platform/db/sql.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import {
  addRevision,
  createIntakeMemory,
  type EarlierConflict,
  type EarlierMark,
  type EarlierRevision,
  type IntakeForm,
  type IntakeMemory,
  readEarlierMarks,
  readIntakeForms,
  rememberForm,
} from "#app/queries/marking/read-intake.server.ts";

export type MarkToTake = {
  /** Made on the device: the same key is the same act, however often it arrives. */
  readonly key: string;
  readonly formId: string;
  readonly aspectId: string;
  /** A score from 0 to 3 for a judgement, else what its way asks for. */
  readonly value: number;
  /** Of a judgement: the score round that the judge had before him. */
  readonly scoreRound: number;
  /** Needed to replace a settled value. */
  readonly reason: string | null;
  /** ISO, by the device's clock. */
  readonly enteredAt: string;
  /** The key of the value that he had before him; null when there was none. */
  readonly replaces: string | null;
};

export type TakeMarksInput = { readonly deviceId: string; readonly marks: readonly MarkToTake[] };

/** What became of one value; the same for every arrival of a key that was recorded or kept. */
export type TakenAnswer =
  | { readonly key: string; readonly kind: "recorded"; readonly revision: number; readonly receivedAt: string }
  | {
      readonly key: string;
      readonly kind: "conflict";
      readonly conflictId: string;
      readonly standing: { readonly key: string; readonly value: number; readonly receivedAt: string };
    }
  | { readonly key: string; readonly kind: "refused"; readonly refusals: readonly Refusal[] };

/** Nobody's commit waits for more marks than these. */
const MOST_IN_GROUP = 250;

type Waiting = {
  readonly actor: Actor;
  readonly input: TakeMarksInput;
  readonly resolve: (answers: readonly TakenAnswer[]) => void;
  readonly reject: (error: unknown) => void;
  /** It was told that the database takes nothing now. */
  isGivenUp: boolean;
};

type Intake = { take(actor: Actor, input: TakeMarksInput): Promise<readonly TakenAnswer[]> };

const intakes = new WeakMap<Runtime["database"], Intake>();

/**
 * Earlier signatures on a form lose their standing with each value that is recorded. One that is refused leaves nothing, and does
 * not stop those after it: for every reason of `decideTakeMark`, or `not-found`, `round-on-paper`, `marks-submitted`, or `key-reused`
 * when its key stands for another act.
 * @returns what became of each, in the order given, once it is on disk
 * @throws DatabaseUnavailable within a second, when the database takes no writes now: nothing is acknowledged
 */
export function takeMarks(runtime: Runtime, actor: Actor, input: TakeMarksInput): Promise<readonly TakenAnswer[]> {
  let intake = intakes.get(runtime.database);
  if (!intake) {
    intake = openIntake(runtime);
    intakes.set(runtime.database, intake);
  }
  return intake.take(actor, input);
}

function openIntake(runtime: Runtime): Intake {
  const { database } = runtime;
  const memory = createIntakeMemory();
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const group = nextGroup(waiting);
      if (group.length > 0) await takeTogether(group);
      // Those who were answered ask again before the next commit, not after it.
      await new Promise((resolve) => setImmediate(resolve));
    }
    isRunning = false;
  }

  async function takeTogether(group: readonly Waiting[]): Promise<void> {
    try {
      const { answers, forms } = await database.writeRows((write) => takeGroup(runtime, write, memory, group));
      for (const form of forms) rememberForm(memory, form);
      for (const [index, item] of group.entries()) item.resolve(answers[index] ?? []);
    } catch (error) {
      if (error instanceof DatabaseUnavailable || group.length === 1) for (const { reject } of group) reject(error);
      // What fails for one must not fail for the others who happened to come with it.
      else for (const item of group) await takeTogether([item]);
    }
  }

  return {
    take: (actor, input) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          item.isGivenUp = true;
          reject(new DatabaseUnavailable("The database does not commit now."));
        }, LONGEST_WAIT_MS);
        const item: Waiting = {
          actor,
          input,
          resolve: (answers) => {
            clearTimeout(timer);
            resolve(answers);
          },
          reject: (error) => {
            clearTimeout(timer);
            reject(error);
          },
          isGivenUp: false,
        };
        waiting.push(item);
        if (isRunning) return;
        isRunning = true;
        setImmediate(() => void run());
      }),
  };
}

/** Those that came first, up to so many marks, without those who were told to come again. */
function nextGroup(waiting: Waiting[]): readonly Waiting[] {
  let marks = 0;
  let count = 0;
  while (count < waiting.length) {
    marks += waiting[count]?.input.marks.length ?? 0;
    if (count > 0 && marks > MOST_IN_GROUP) break;
    count += 1;
  }
  return waiting.splice(0, count).filter(({ isGivenUp }) => !isGivenUp);
}

type OnDevice = { readonly deviceId: string };
type Taken = { readonly answers: readonly (readonly TakenAnswer[])[]; readonly forms: Iterable<IntakeForm> };

async function takeGroup(
  { clock, database }: Runtime,
  { sql, announce }: RowsWrite,
  memory: IntakeMemory,
  group: readonly Waiting[],
): Promise<Taken> {
  const all = group.flatMap(({ input }) => input.marks);
  const earlier = await readEarlierMarks(sql, listOnce(all.map(({ key }) => key)));
  const forms = await readIntakeForms(database, sql, memory, listOnce(all.map(({ formId }) => formId)));
  const now = clock.now();
  const receivedAt = now.toISOString();
  const revisions = new Map<string, EarlierRevision & OnDevice>();
  const conflicts = new Map<string, EarlierConflict & OnDevice>();
  const audits: AuditEntry[] = [];
  const before = new Map([...forms.values()].map((form) => [form.formId, form.revision]));
  const unchanged = new Map(forms);

  const answers = group.map(({ actor, input: { deviceId, marks } }) =>
    marks.map((mark): TakenAnswer => {
      const { key } = mark;
      const again = findEarlierAnswer(actor, mark);
      if (again) return again;
      const form = forms.get(mark.formId);
      if (!form || !mayMark(actor, form)) return { key, kind: "refused", refusals: [{ code: "not-found" }] };
      const place = { ...mark, judgeId: actor.userId };
      const decided = decide(form, place);
      if (!decided.ok) return { key, kind: "refused", refusals: decided.refusals };
      const row = {
        key,
        formId: form.formId,
        aspectId: mark.aspectId,
        judgeId: actor.userId,
        scoreRound: mark.scoreRound,
        value: mark.value,
        reason: mark.reason,
        deviceId,
        enteredAt: toSqlTime(new Date(mark.enteredAt)),
        receivedAt: toSqlTime(now),
        replaces: mark.replaces,
      };
      const audit = { chain: form.competitionId, actorId: actor.userId, objectKind: "form", objectId: form.formId };
      const said = { aspect: mark.aspectId, scoreRound: mark.scoreRound, value: mark.value, key };
      if (decided.value.kind === "conflict") {
        const { standing } = decided.value;
        const standingAt = toSqlTime(new Date(standing.receivedAt));
        const conflict = { ...row, standingKey: standing.key, standingValue: standing.value, standingAt };
        conflicts.set(key, conflict);
        audits.push({ ...audit, act: "keep-mark-conflict", payload: { ...said, standing: standing.key } });
        return toConflictAnswer(conflict);
      }
      const revision = form.revision + 1;
      revisions.set(key, { ...row, sequence: revision });
      forms.set(form.formId, {
        ...form,
        revision,
        revisions: addRevision(form.revisions, { ...place, sequence: revision, receivedAt }),
      });
      audits.push({ ...audit, act: "enter-mark", payload: { ...said, revision } });
      return { key, kind: "recorded", revision, receivedAt };
    }),
  );

  /** What this key was answered before, here or in this very group; its refusal when it stands for another act; null for a new key. */
  function findEarlierAnswer(actor: Actor, mark: MarkToTake): TakenAnswer | null {
    const { key } = mark;
    const conflict = conflicts.get(key) ?? earlier.conflicts.get(key);
    const revision = revisions.get(key) ?? earlier.revisions.get(key);
    const known = conflict ?? revision;
    if (!known) return null;
    if (!isSameAct(known, actor, mark)) return { key, kind: "refused", refusals: [{ code: "key-reused" }] };
    if (conflict) return toConflictAnswer(conflict);
    return { key, kind: "recorded", revision: revision?.sequence ?? 0, receivedAt: toIso(known.receivedAt) };
  }

  const changed = [...forms.values()].filter((form) => unchanged.get(form.formId) !== form);
  for (const { formId, revision } of changed) {
    const moved = await sql.run(
      `UPDATE "MarkingForm" SET "revision" = ? WHERE "id" = ? AND "status" = 'open' AND "revision" = ?`,
      [revision, formId, before.get(formId) ?? 0],
    );
    if (moved !== 1) throw new Error(`Form ${formId} was changed in the turn of another write.`);
  }
  await sql.insert("MarkRevision", [...revisions.values()]);
  await sql.insert("MarkConflict", [...conflicts.values()]);
  const signed = changed.filter(({ hasSignatures }) => hasSignatures).map(({ formId }) => formId);
  if (signed.length > 0) {
    await sql.run(`UPDATE "SignOff" SET "voidedAt" = ? WHERE "formId" IN (?*) AND "voidedAt" IS NULL`, [toSqlTime(now), signed]);
  }
  if (audits.length > 0) await appendAudits(sql, audits, now);
  for (const formId of listOnce(audits.map(({ objectId }) => objectId))) {
    announce({ kind: "form-changed", formId, roundId: forms.get(formId)?.roundId ?? "" });
  }
  return { answers, forms: forms.values() };
}

function decide(form: IntakeForm, mark: MarkToTake & { readonly judgeId: string }) {
  const onPaper = listTabletUnmet(form.medium);
  // Whatever else stands against the value would only confuse: it belongs on the paper now.
  if (onPaper.length > 0) return refuse(...onPaper);
  const { subCriterion, team, revisions, spreadLimit, status, recused } = form;
  const aspect = subCriterion.aspects.find(({ id }) => id === mark.aspectId);
  const decided = decideTakeMark({
    state: computeFormState(subCriterion, team, revisions, { spreadLimit }),
    status,
    judgeId: mark.judgeId,
    aspectId: mark.aspectId,
    value: mark.value,
    scoreRound: mark.scoreRound,
    reason: mark.reason ?? undefined,
    recused,
    replaces: mark.replaces,
    standing: aspect ? findStanding(aspect, team, revisions, mark) : null,
  });
  if (!decided.ok) return decided;
  return form.isUnderMarking ? decided : refuse({ code: "marks-submitted" as const });
}

/** Whether the form is one that his grants reach; to everyone else there is none of this id. */
function mayMark({ grants }: Actor, { competitionId, eventId }: IntakeForm): boolean {
  const scope: Scope = { competitionId, eventId, delegationId: null };
  return grants.some((grant) => grant.role === "marking-judge" && covers(grant, scope));
}

function isSameAct(known: EarlierMark, { userId }: Actor, mark: MarkToTake): boolean {
  return (
    known.judgeId === userId &&
    known.formId === mark.formId &&
    known.aspectId === mark.aspectId &&
    known.scoreRound === mark.scoreRound &&
    known.value === mark.value &&
    known.reason === mark.reason &&
    known.replaces === mark.replaces &&
    Date.parse(known.enteredAt) === Date.parse(mark.enteredAt)
  );
}

function toConflictAnswer({ key, standingKey, standingValue, standingAt }: EarlierConflict): TakenAnswer {
  const standing = { key: standingKey, value: standingValue, receivedAt: toIso(standingAt) };
  return { key, kind: "conflict", conflictId: key, standing };
}

function toIso(time: string): string {
  return new Date(time).toISOString();
}

function listOnce(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}
