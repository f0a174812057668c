/** A round that is judged, as the live desk sees it: how far its panels are and who is waited for; marks and people stay out of it. */

import type { DeskJudge, DeskPanel, DeskRoundFacts } from "#app/domain/desk/alerts.ts";
import type { DeskGroup } from "#app/domain/desk/views.ts";
import { computeJudgeSpread } from "#app/domain/marking/judge-spread.ts";
import { PAPER_DEVICE } from "#app/domain/marking/paper.ts";
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { isAwaitedFrom } from "#app/queries/marking/get-matrix.server.ts";
import { findPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { type FormRow, listFormStates } from "#app/queries/marking/list-form-states.server.ts";

export type DeskRound = Pick<DeskRoundFacts, "panels" | "judges" | "unconfirmed" | "apart" | "conflicts"> & {
  readonly groups: readonly DeskGroup[];
  /** User ids of everyone in a panel. */
  readonly team: readonly string[];
};

const NOTHING: DeskRound = {
  panels: [],
  judges: [],
  unconfirmed: { count: 0, oldestAt: null },
  apart: 0,
  conflicts: 0,
  groups: [],
  team: [],
};

/**
 * @param lastSeenOf the last sign of a judge by his devices
 * @param seesCodes whether the reader may see codes of works here
 */
export async function getDeskRound(
  tables: Tables,
  roundId: string,
  { lastSeenOf, seesCodes }: { readonly lastSeenOf: (judgeId: string) => number | null; readonly seesCodes: boolean },
): Promise<DeskRound> {
  const round = await findPinnedRound(tables, roundId);
  if (round === null) return NOTHING;
  const forms = await listFormStates(tables, round);
  const subjects = await tables.blindSubject.findMany({ where: { roundId }, select: { id: true, code: true } });
  const codeOf = new Map(subjects.map(({ id, code }) => [id, code]));
  const users = await tables.user.findMany({
    where: { id: { in: [...round.team] } },
    select: { id: true, displayName: true },
  });
  const nameOf = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const lastMarks = await listLastMarks(tables, roundId);
  const openDevices = await listOpenDevices(tables, forms);
  const spread = new Map(computeJudgeSpread(forms.map(({ state }) => state)).map(({ judgeId, flag }) => [judgeId, flag]));
  const parts = listSubCriteria(round.scheme).flatMap(({ id, name }) =>
    groupByPanel(forms.filter(({ subCriterionId }) => subCriterionId === id)).map(([number, own]) => {
      const panel: DeskPanel = {
        subCriterionId: id,
        number,
        begun: own.filter(({ status, state }) => status === "open" && state.lastSequence > 0).length,
        lastMarkAt: latest(own.map(({ formId }) => lastMarks.ofForm.get(formId) ?? null)),
        begunAt: own.flatMap(({ formId, status }) => (status === "open" ? (lastMarks.ofForm.get(formId) ?? []) : [])),
      };
      const count = (status: FormRow["status"]) => own.filter((form) => form.status === status).length;
      const missing = own.filter(({ status }) => status === "open").map(({ subjectId }) => codeOf.get(subjectId) ?? "");
      const group: DeskGroup = {
        ...{ subCriterionId: id, name, number },
        judges: (own[0]?.team ?? []).map((judgeId) => nameOf.get(judgeId) ?? "").sort(compareText),
        ...{ open: count("open"), signed: count("signed"), confirmed: count("confirmed") },
        missing: seesCodes ? missing.sort(compareText) : null,
      };
      return { panel, group };
    }),
  );
  return {
    panels: parts.map(({ panel }) => panel),
    groups: parts.map(({ group }) => group),
    judges: round.team.map(
      (judgeId): DeskJudge => ({
        judgeId,
        displayName: nameOf.get(judgeId) ?? "",
        awaited: forms.filter((form) => isWaitingFor(judgeId, form)).length,
        openDeviceAt: openDevices.get(judgeId) ?? null,
        lastSeenAt: latest([lastSeenOf(judgeId), lastMarks.ofJudge.get(judgeId) ?? null]),
        spread: spread.get(judgeId) ?? null,
      }),
    ),
    unconfirmed: {
      count: forms.filter(({ status }) => status === "signed").length,
      oldestAt: await findOldestSignature(tables, roundId),
    },
    conflicts: await countConflicts(tables, roundId, forms),
    apart: forms.filter(({ state }) => state.aspects.some(({ mustRescore }) => mustRescore)).length,
    team: round.team,
  };
}

/** Forms with a value that nobody has settled, of a judge who still is in their panel. */
async function countConflicts(tables: Tables, roundId: string, forms: readonly FormRow[]): Promise<number> {
  const open = await tables.markConflict.findMany({
    where: { settlement: null, form: { roundId, status: "open" } },
    select: { formId: true, judgeId: true },
  });
  return forms.filter(({ formId, team }) => open.some((one) => one.formId === formId && team.includes(one.judgeId))).length;
}

/** By judge, when the device on which he has an unfinished form of the round open was last heard of: of several the latest. */
async function listOpenDevices(tables: Tables, forms: readonly FormRow[]): Promise<ReadonlyMap<string, number>> {
  const open = new Set(forms.filter(({ status }) => status === "open").map(({ formId }) => formId));
  const rows = await tables.lastSeen.findMany({
    where: { userId: { in: [...new Set(forms.flatMap(({ team }) => team))] }, formId: { not: null } },
    orderBy: { at: "asc" },
    select: { userId: true, formId: true, at: true },
  });
  const own = rows.filter(({ formId }) => formId !== null && open.has(formId));
  return new Map(own.map(({ userId, at }) => [userId, at.getTime()]));
}

/** Whether others have begun a form that he has not given his part of. */
function isWaitingFor(judgeId: string, { status, team, state }: FormRow): boolean {
  if (status !== "open" || state.lastSequence === 0 || !team.includes(judgeId)) return false;
  return state.aspects.some((aspect) => isAwaitedFrom(judgeId, aspect));
}

function groupByPanel(forms: readonly FormRow[]): readonly (readonly [number | null, readonly FormRow[]])[] {
  const groups = new Map<number, FormRow[]>();
  for (const form of forms) groups.set(form.panelNumber, [...(groups.get(form.panelNumber) ?? []), form]);
  const sorted = [...groups].sort(([left], [right]) => left - right);
  return sorted.map(([number, own]) => [sorted.length > 1 ? number : null, own]);
}

/** When the last value of each form and of each judge arrived. */
async function listLastMarks(tables: Tables, roundId: string) {
  const where = { form: { roundId } };
  const byForm = await tables.markRevision.groupBy({ by: ["formId"], where, _max: { receivedAt: true } });
  const byJudge = await tables.markRevision.groupBy({
    by: ["judgeId"],
    // What somebody keyed from his paper is no sign of him.
    where: { ...where, deviceId: { not: PAPER_DEVICE } },
    _max: { receivedAt: true },
  });
  return {
    ofForm: new Map(byForm.map(({ formId, _max }) => [formId, _max.receivedAt?.getTime() ?? 0])),
    ofJudge: new Map(byJudge.map(({ judgeId, _max }) => [judgeId, _max.receivedAt?.getTime() ?? 0])),
  };
}

/** Of the forms that wait for their confirmation, since when the first one does. */
async function findOldestSignature(tables: Tables, roundId: string): Promise<number | null> {
  const signed = await tables.signOff.groupBy({
    by: ["formId"],
    where: { voidedAt: null, form: { roundId, status: "signed" } },
    _max: { signedAt: true },
  });
  const times = signed.flatMap(({ _max }) => _max.signedAt?.getTime() ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}
