/** Everything that decides what becomes of values from tablets, for all forms of one group at once, inside its transaction. */
import type { KeyedRevision } from "#app/domain/marking/mark-conflict.ts";
import { listSubCriteria, type MarkingScheme, type SubCriterion } from "#app/domain/marking/scheme.ts";
import { type EventRules, toEventRules } from "#app/domain/results/rules.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { FormStatus, Medium, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Sql } from "#app/platform/db/sql.server.ts";
import { getPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { getRecusals, type Recusals } from "#app/queries/panels/get-recusals.server.ts";

export type IntakeRevision = KeyedRevision & { readonly receivedAt: string };

export type IntakeForm = {
  readonly formId: string;
  readonly roundId: string;
  readonly eventId: string;
  readonly competitionId: string;
  readonly status: FormStatus;
  readonly medium: Medium;
  /** In judging, or opened again by a correction. */
  readonly isUnderMarking: boolean;
  readonly subCriterion: SubCriterion;
  readonly spreadLimit: number;
  readonly team: readonly string[];
  readonly recused: readonly string[];
  readonly revision: number;
  /** The latest of each judge on each aspect in each score round: no other counts. */
  readonly revisions: readonly IntakeRevision[];
  readonly hasSignatures: boolean;
};

/** What was recorded or kept under a key, with what makes it the same act. */
export type EarlierMark = {
  readonly key: string;
  readonly formId: string;
  readonly judgeId: string;
  readonly aspectId: string;
  readonly scoreRound: number;
  readonly value: number;
  readonly reason: string | null;
  readonly enteredAt: string;
  readonly replaces: string | null;
  readonly receivedAt: string;
};
export type EarlierRevision = EarlierMark & { readonly sequence: number };
export type EarlierConflict = EarlierMark & {
  readonly standingKey: string;
  readonly standingValue: number;
  readonly standingAt: string;
};

/** What never changes, kept from group to group: rules and schemes by id, and a form's revisions as of a revision number. */
export type IntakeMemory = {
  readonly rules: Map<string, EventRules>;
  readonly schemes: Map<string, ReadonlyMap<string, SubCriterion>>;
  readonly forms: Map<string, { readonly revision: number; readonly revisions: readonly IntakeRevision[] }>;
};

const MOST_FORMS = 5_000;

export function createIntakeMemory(): IntakeMemory {
  return { rules: new Map(), schemes: new Map(), forms: new Map() };
}

/** Keeps what was committed; of too many forms those that were marked longest ago are forgotten. */
export function rememberForm({ forms }: IntakeMemory, { formId, revision, revisions }: IntakeForm): void {
  forms.delete(formId);
  forms.set(formId, { revision, revisions });
  for (const oldest of forms.keys()) {
    if (forms.size <= MOST_FORMS) break;
    forms.delete(oldest);
  }
}

/** Adds a revision, and drops the one whose place it takes. */
export function addRevision(revisions: readonly IntakeRevision[], added: IntakeRevision): readonly IntakeRevision[] {
  return [
    ...revisions.filter(
      ({ aspectId, judgeId, scoreRound }) =>
        aspectId !== added.aspectId || judgeId !== added.judgeId || scoreRound !== added.scoreRound,
    ),
    added,
  ];
}

const FIND_FORMS = `SELECT f."id" AS "formId", f."roundId", f."subjectId", f."subCriterionId", f."panelId", f."status", f."revision",
    r."phase", r."medium", r."rulesId", r."schemeId", e."id" AS "eventId", e."competitionId"
  FROM "MarkingForm" f JOIN "Round" r ON r."id" = f."roundId" JOIN "Event" e ON e."id" = r."eventId"
  WHERE f."id" IN (?*)`;

const FIND_JUDGES = `SELECT "panelId", "judgeId" FROM "PanelJudge" WHERE "panelId" IN (?*)`;

const FIND_SIGNED = `SELECT DISTINCT "formId" FROM "SignOff" WHERE "formId" IN (?*) AND "voidedAt" IS NULL`;

const FIND_PARTIAL = `SELECT DISTINCT "competitionId", "judgeId" FROM "Conflict" WHERE "competitionId" IN (?*) AND "withdrawnAt" IS NULL`;

const FIND_REVISIONS = `SELECT "key", "formId", "sequence", "aspectId", "judgeId", "scoreRound", "value", "receivedAt"
  FROM "MarkRevision" WHERE "formId" IN (?*) ORDER BY "sequence"`;

/** As `OPENED_CORRECTION` has it. */
const FIND_REOPENED = `SELECT "formId" FROM "Correction" WHERE "formId" IN (?*) AND "refusedAt" IS NULL AND "closedAt" IS NULL
  AND "chiefJudgeId" IS NOT NULL AND "supervisorId" IS NOT NULL`;

const EARLIER = `"key", "formId", "judgeId", "aspectId", "scoreRound", "value", "reason", "enteredAt", "replaces", "receivedAt"`;

type FoundForm = {
  readonly formId: string;
  readonly roundId: string;
  readonly subjectId: string;
  readonly subCriterionId: string;
  readonly panelId: string;
  readonly status: FormStatus;
  readonly revision: number;
  readonly phase: RoundPhase;
  readonly medium: Medium;
  readonly rulesId: string | null;
  readonly schemeId: string | null;
  readonly eventId: string;
  readonly competitionId: string;
};

/** Forms whose panel has a judge who declared a conflict: who must not mark them is to be read with `readRecused`. */
export type RecusalQuestion = readonly { readonly formId: string; readonly roundId: string; readonly subjectId: string }[];

/** User ids of those who must not mark a form, by its id. */
export type Recused = ReadonlyMap<string, readonly string[]>;

/**
 * The forms of these ids that exist and may have marks, by id.
 * @param recused null until it was asked for
 */
export async function readIntakeForms(
  sql: Sql,
  memory: IntakeMemory,
  formIds: readonly string[],
  recused: Recused | null,
): Promise<{ readonly forms: Map<string, IntakeForm> } | { readonly asks: RecusalQuestion }> {
  const found = await sql.all<FoundForm>(FIND_FORMS, [formIds]);
  const pinned = found.filter(({ rulesId, schemeId }) => rulesId !== null && schemeId !== null);
  await learnPinned(sql, memory, pinned);
  const ids = pinned.map(({ formId }) => formId);
  const ended = pinned.filter(({ phase }) => phase !== "judging").map(({ formId }) => formId);
  const [judges, signed, reopened, revisions, partial] = await Promise.all([
    sql.all<Judge>(FIND_JUDGES, [listOnce(pinned, ({ panelId }) => panelId)]),
    listForms(sql, FIND_SIGNED, ids),
    listForms(sql, FIND_REOPENED, ended),
    readRevisions(sql, memory, pinned),
    sql.all<Biased>(FIND_PARTIAL, [listOnce(pinned, ({ competitionId }) => competitionId)]),
  ]);
  const biased = listBiased(partial, pinned, judges);
  if (biased.length > 0 && recused === null)
    return { asks: biased.map(({ formId, roundId, subjectId }) => ({ formId, roundId, subjectId })) };
  const forms = new Map<string, IntakeForm>();
  for (const form of pinned) {
    const { formId, roundId, eventId, competitionId, status, medium, revision, panelId } = form;
    const rules = memory.rules.get(String(form.rulesId));
    const subCriterion = memory.schemes.get(String(form.schemeId))?.get(form.subCriterionId);
    if (!rules || !subCriterion) throw new Error(`Form ${formId} is of ${form.subCriterionId}, which its scheme does not have.`);
    const team = judges.flatMap((judge) => (judge.panelId === panelId ? judge.judgeId : [])).sort(compareText);
    forms.set(formId, {
      formId,
      roundId,
      eventId,
      competitionId,
      status,
      medium,
      isUnderMarking: form.phase === "judging" || reopened.has(formId),
      subCriterion,
      spreadLimit: rules.spreadLimit,
      team,
      recused: (recused?.get(formId) ?? []).filter((judgeId) => team.includes(judgeId)),
      revision,
      revisions: revisions.get(formId) ?? [],
      hasSignatures: signed.has(formId),
    });
  }
  return { forms };
}

/** What answers `readIntakeForms`. */
export async function readRecused(tables: Tables, asked: RecusalQuestion): Promise<Recused> {
  const byRound = new Map<string, Recusals>();
  for (const roundId of listOnce(asked, (form) => form.roundId))
    byRound.set(roundId, await getRecusals(tables, await getPinnedRound(tables, roundId)));
  return new Map(asked.map(({ formId, roundId, subjectId }) => [formId, byRound.get(roundId)?.(subjectId) ?? []]));
}

/** What was answered to these keys before: their revisions and their conflicts. A settled conflict has both: the conflict was first. */
export async function readEarlierMarks(
  sql: Sql,
  keys: readonly string[],
): Promise<{
  readonly revisions: ReadonlyMap<string, EarlierRevision>;
  readonly conflicts: ReadonlyMap<string, EarlierConflict>;
}> {
  const [revisions, conflicts] = await Promise.all([
    sql.all<EarlierRevision>(`SELECT ${EARLIER}, "sequence" FROM "MarkRevision" WHERE "key" IN (?*)`, [keys]),
    sql.all<EarlierConflict>(
      `SELECT ${EARLIER}, "standingKey", "standingValue", "standingAt" FROM "MarkConflict" WHERE "key" IN (?*)`,
      [keys],
    ),
  ]);
  return { revisions: byKey(revisions), conflicts: byKey(conflicts) };
}

async function learnPinned(sql: Sql, memory: IntakeMemory, forms: readonly FoundForm[]): Promise<void> {
  const find = (table: string, ids: readonly string[]) =>
    sql.all<{ id: string; content: string }>(`SELECT "id", "content" FROM "${table}" WHERE "id" IN (?*)`, [ids]);
  const rules = listOnce(forms, ({ rulesId }) => String(rulesId)).filter((id) => !memory.rules.has(id));
  const schemes = listOnce(forms, ({ schemeId }) => String(schemeId)).filter((id) => !memory.schemes.has(id));
  if (rules.length > 0) {
    for (const { id, content } of await find("EventRules", rules)) memory.rules.set(id, toEventRules(JSON.parse(content)));
  }
  if (schemes.length > 0) {
    for (const { id, content } of await find("MarkingScheme", schemes)) {
      const subCriteria = listSubCriteria(JSON.parse(content) as MarkingScheme);
      memory.schemes.set(id, new Map(subCriteria.map((subCriterion) => [subCriterion.id, subCriterion])));
    }
  }
}

/** From memory where the form still is at the revision that is remembered: what was added to it can only have made it another. */
async function readRevisions(
  sql: Sql,
  { forms }: IntakeMemory,
  found: readonly FoundForm[],
): Promise<ReadonlyMap<string, readonly IntakeRevision[]>> {
  const byForm = new Map<string, readonly IntakeRevision[]>();
  const unknown: string[] = [];
  for (const { formId, revision } of found) {
    const known = forms.get(formId);
    if (known?.revision === revision) byForm.set(formId, known.revisions);
    else if (revision > 0) unknown.push(formId);
  }
  if (unknown.length === 0) return byForm;
  const lists = new Map<string, Map<string, IntakeRevision>>(unknown.map((formId) => [formId, new Map()]));
  for (const { formId, ...row } of await sql.all<IntakeRevision & { formId: string }>(FIND_REVISIONS, [unknown])) {
    // In the order of their sequence: a later one takes the place of an earlier one.
    lists.get(formId)?.set(`${row.aspectId} ${row.judgeId} ${row.scoreRound}`, row);
  }
  for (const [formId, latest] of lists) byForm.set(formId, [...latest.values()]);
  return byForm;
}

type Judge = { readonly panelId: string; readonly judgeId: string };
type Biased = { readonly competitionId: string; readonly judgeId: string };

async function listForms(sql: Sql, text: string, formIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (formIds.length === 0) return new Set();
  return new Set((await sql.all<{ formId: string }>(text, [formIds])).map(({ formId }) => formId));
}

/** Where nobody of a team declared a conflict, nobody is recused. */
function listBiased(partial: readonly Biased[], forms: readonly FoundForm[], judges: readonly Judge[]): readonly FoundForm[] {
  if (partial.length === 0) return [];
  return forms.filter(({ panelId, competitionId }) =>
    judges.some(
      (judge) =>
        judge.panelId === panelId && partial.some((one) => one.competitionId === competitionId && one.judgeId === judge.judgeId),
    ),
  );
}

function listOnce<Item>(items: readonly Item[], of: (item: Item) => string): readonly string[] {
  return [...new Set(items.map(of))];
}

function byKey<Found extends { readonly key: string }>(rows: readonly Found[]): ReadonlyMap<string, Found> {
  return new Map(rows.map((row) => [row.key, row]));
}
