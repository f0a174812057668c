/** The step that takes a group of values from tablets in one transaction: everything is read for all of them, then decided one by one. */
import { covers, type Scope } from "#app/domain/access/access.ts";
import { computeEntryState } from "#app/domain/marking/form.ts";
import { decideTakeMark, findStanding } from "#app/domain/marking/mark-conflict.ts";
import { listTabletUnmet } from "#app/domain/marking/medium.ts";
import { type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { type AuditEntry, appendAudits } from "#app/platform/db/audit.server.ts";
import type { RowsWork, RowsWrite } from "#app/platform/db/rows-work.ts";
import { toSqlTime } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import {
  addRevision,
  createIntakeMemory,
  type EarlierConflict,
  type EarlierMark,
  type EarlierRevision,
  type IntakeForm,
  type IntakeMemory,
  type RecusalQuestion,
  type Recused,
  readEarlierMarks,
  readIntakeForms,
  readRecused,
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

type Sender = Pick<Actor, "userId" | "grants">;

/** What one judge sent from one device, in the order of entry. */
export type SentMarks = {
  readonly actor: Sender;
  readonly input: { readonly deviceId: string; readonly marks: readonly MarkToTake[] };
};

/** `at`: the moment of the group, ISO. */
export type GroupInput = { readonly at: string; readonly group: readonly SentMarks[] };

/** What became of each, in the order given. */
export type GroupAnswers = readonly (readonly TakenAnswer[])[];

type Intake = RowsWork<GroupInput, GroupAnswers, RecusalQuestion, Recused>;

/** Remembers what never changes, and the forms as they stand once they are committed. */
export const takeGroup: Intake = {
  name: "take-group",
  open: () => {
    const memory = createIntakeMemory();
    let written: Iterable<IntakeForm> = [];
    return {
      run: async (write, input, recused) => {
        written = [];
        const taken = await takeTogether(write, memory, input, recused);
        if ("asks" in taken) return taken;
        written = taken.forms;
        return { output: taken.output };
      },
      committed: () => {
        for (const form of written) rememberForm(memory, form);
      },
    };
  },
  answer: readRecused,
};

type OnDevice = { readonly deviceId: string };

/** Reads, decides and writes; what is refused leaves nothing. */
async function takeTogether(
  { sql, announce }: RowsWrite,
  memory: IntakeMemory,
  { at, group }: GroupInput,
  recused: Recused | null,
): Promise<{ readonly output: GroupAnswers; readonly forms: Iterable<IntakeForm> } | { readonly asks: RecusalQuestion }> {
  const all = group.flatMap(({ input }) => input.marks);
  // What is asked together goes to the database in one go.
  const [earlier, found] = await Promise.all([
    readEarlierMarks(sql, listOnce(all.map(({ key }) => key))),
    readIntakeForms(sql, memory, listOnce(all.map(({ formId }) => formId)), recused),
  ]);
  if ("asks" in found) return found;
  const { forms } = found;
  const now = new Date(at);
  const receivedAt = now.toISOString();
  const storedAt = toSqlTime(now);
  const revisions = new Map<string, EarlierRevision & OnDevice>();
  const conflicts = new Map<string, EarlierConflict & OnDevice>();
  const audits: AuditEntry[] = [];
  const before: ReadonlyMap<string, IntakeForm> = new Map(forms);

  const answers = group.map(({ actor, input: { deviceId, marks } }) =>
    marks.map((mark): TakenAnswer => {
      const { key } = mark;
      const again = findEarlierAnswer(actor, mark);
      if (again) return again;
      const form = forms.get(mark.formId);
      if (!form || !mayMark(actor, form)) return { key, kind: "refused", refusals: [{ code: "not-found" }] };
      const { aspectId, scoreRound, value } = mark;
      const judgeId = actor.userId;
      const decided = decide(form, mark, judgeId);
      if (!decided.ok) return { key, kind: "refused", refusals: decided.refusals };
      const row = {
        key,
        formId: form.formId,
        aspectId,
        judgeId,
        scoreRound,
        value,
        reason: mark.reason,
        deviceId,
        enteredAt: toSqlTime(new Date(mark.enteredAt)),
        receivedAt: storedAt,
        replaces: mark.replaces,
      };
      const audit = { chain: form.competitionId, actorId: judgeId, objectKind: "form", objectId: form.formId };
      const said = { aspect: aspectId, scoreRound, value, key };
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
        revisions: addRevision(form.revisions, { key, aspectId, judgeId, scoreRound, value, sequence: revision, receivedAt }),
      });
      audits.push({ ...audit, act: "enter-mark", payload: { ...said, revision } });
      return { key, kind: "recorded", revision, receivedAt };
    }),
  );

  /** What this key was answered before, here or in this very group; its refusal when it stands for another act; null for a new key. */
  function findEarlierAnswer({ userId }: Sender, mark: MarkToTake): TakenAnswer | null {
    const { key } = mark;
    const conflict = conflicts.get(key) ?? earlier.conflicts.get(key);
    const revision = revisions.get(key) ?? earlier.revisions.get(key);
    const known = conflict ?? revision;
    if (!known) return null;
    if (!isSameAct(known, userId, mark)) return { key, kind: "refused", refusals: [{ code: "key-reused" }] };
    if (conflict) return toConflictAnswer(conflict);
    return { key, kind: "recorded", revision: revision?.sequence ?? 0, receivedAt: toIso(known.receivedAt) };
  }

  const changed = [...forms.values()].filter((form) => before.get(form.formId) !== form);
  await Promise.all([
    writeRevisions(sql, changed, before, now),
    sql.insert("MarkRevision", [...revisions.values()]),
    sql.insert("MarkConflict", [...conflicts.values()]),
    appendAudits(sql, audits, now),
  ]);
  for (const formId of listOnce(audits.map(({ objectId }) => objectId))) {
    announce({ kind: "form-changed", formId, roundId: forms.get(formId)?.roundId ?? "" });
  }
  return { output: answers, forms: forms.values() };
}

/** Moves the forms on, each once however many values it got; signatures on what they were lose their standing. */
async function writeRevisions(
  sql: RowsWrite["sql"],
  changed: readonly IntakeForm[],
  before: ReadonlyMap<string, IntakeForm>,
  now: Date,
): Promise<void> {
  const signed = changed.filter(({ hasSignatures }) => hasSignatures).map(({ formId }) => formId);
  await Promise.all([
    ...changed.map(async ({ formId, revision }) => {
      const moved = await sql.run(MOVE_FORM, [revision, formId, before.get(formId)?.revision ?? 0]);
      if (moved !== 1) throw new Error(`Form ${formId} was changed in the turn of another write.`);
    }),
    signed.length > 0 ? sql.run(VOID_SIGNATURES, [toSqlTime(now), signed]) : null,
  ]);
}

const MOVE_FORM = `UPDATE "MarkingForm" SET "revision" = ? WHERE "id" = ? AND "status" = 'open' AND "revision" = ?`;
const VOID_SIGNATURES = `UPDATE "SignOff" SET "voidedAt" = ? WHERE "formId" IN (?*) AND "voidedAt" IS NULL`;

function decide(form: IntakeForm, mark: MarkToTake, judgeId: string) {
  const onPaper = listTabletUnmet(form.medium);
  // Whatever else stands against the value would only confuse: it belongs on the paper now.
  if (onPaper.length > 0) return refuse(...onPaper);
  const { subCriterion, team, revisions, spreadLimit, status, recused } = form;
  const aspect = subCriterion.aspects.find(({ id }) => id === mark.aspectId);
  const decided = decideTakeMark({
    state: computeEntryState(subCriterion, mark.aspectId, team, revisions, { spreadLimit }),
    status,
    judgeId,
    aspectId: mark.aspectId,
    value: mark.value,
    scoreRound: mark.scoreRound,
    reason: mark.reason ?? undefined,
    recused,
    replaces: mark.replaces,
    standing: aspect ? findStanding(aspect, team, revisions, { ...mark, judgeId }) : null,
  });
  if (!decided.ok) return decided;
  return form.isUnderMarking ? decided : refuse({ code: "marks-submitted" as const });
}

/** Whether the form is one that his grants reach; to everyone else there is none of this id. */
function mayMark({ grants }: Sender, { competitionId, eventId }: IntakeForm): boolean {
  const scope: Scope = { competitionId, eventId, delegationId: null };
  return grants.some((grant) => grant.role === "marking-judge" && covers(grant, scope));
}

function isSameAct(known: EarlierMark, userId: string, mark: MarkToTake): boolean {
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
