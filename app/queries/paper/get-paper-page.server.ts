/** The paper side of a round: how its forms are filled now, which were printed, how far they are keyed. Codes only. */
import { computeKeyedState } from "#app/domain/marking/keying.ts";
import { decideMediumChange, type MediumRefusal } from "#app/domain/marking/medium.ts";
import { EVERY_FORM, isSelected, type PrintSelection } from "#app/domain/marking/print.ts";
import { findSubCriterion, listSubCriteria } from "#app/domain/marking/scheme.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { FormStatus, Medium, RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { listBlankForms } from "#app/queries/paper/list-blank-forms.server.ts";
import { listKeyings } from "#app/queries/paper/list-keyings.server.ts";
import { listScans, type ScanLine } from "#app/queries/paper/list-scans.server.ts";

export const PAPER_STATES = ["blank", "tablet", "once", "different", "keyed", "confirmed"] as const;
/**
 * `blank`: nothing is on it. `tablet`: values or signatures from tablets, no paper. `once`: a second has to key it. `different`: two
 * keyings differ. `keyed`: two agreed, it is signed on paper and waits to be confirmed. `confirmed`: over, on whichever medium.
 */
export type PaperState = (typeof PAPER_STATES)[number];

export type PaperFormRow = {
  readonly formId: string;
  /** The blind code. */
  readonly code: string;
  readonly subCriterionId: string;
  readonly subCriterionName: string;
  readonly day: number;
  readonly state: PaperState;
  readonly isPrinted: boolean;
  /** The reader keyed it and waits for another. */
  readonly isOwn: boolean;
  readonly scans: number;
};

export type PaperPage = {
  readonly competition: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly roundId: string;
  readonly roundKind: RoundKind;
  readonly phase: RoundPhase;
  readonly medium: Medium;
  /** The latest first; times in ISO. */
  readonly changes: readonly { readonly medium: Medium; readonly reason: string; readonly by: string; readonly at: string }[];
  /** Why the medium cannot be changed now. */
  readonly mediumUnmet: readonly Refusal<MediumRefusal>[];
  /** What can be printed at once, with the number of forms. */
  readonly printable: {
    readonly all: number;
    readonly days: readonly { readonly day: number; readonly forms: number }[];
    readonly subCriteria: readonly { readonly id: string; readonly name: string; readonly forms: number }[];
  };
  /** Papers of the round that belong to no single form. */
  readonly scans: readonly ScanLine[];
  /** Empty before judging. By day, sub-criterion and code. */
  readonly forms: readonly PaperFormRow[];
};

export async function getPaperPage(runtime: Runtime, actor: Actor, roundId: string): Promise<PaperPage> {
  const { read } = runtime.database;
  const round = await read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { medium: true, mediumChanges: { orderBy: [{ changedAt: "desc" }, { id: "desc" }] } },
  });
  const blank = await listBlankForms(read, roundId, EVERY_FORM);
  const { competition, event, roundKind, phase } = blank;
  const medium = round.medium as Medium;
  const users = await read.user.findMany({
    where: { id: { in: round.mediumChanges.map(({ changedById }) => changedById) } },
    select: { id: true, displayName: true },
  });
  const names = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const decided = decideMediumChange({ phase, medium, to: medium === "paper" ? "tablet" : "paper" });
  const count = (matches: (form: (typeof blank.forms)[number]) => boolean) => blank.forms.filter(matches).length;
  const days = [...new Set(blank.forms.map(({ day }) => day))];
  const subCriteria = new Map(blank.forms.map(({ subCriterionId, subCriterionName }) => [subCriterionId, subCriterionName]));
  return {
    competition: { code: competition.code, name: competition.name, nameEn: competition.nameEn },
    event,
    roundId,
    roundKind,
    phase,
    medium,
    changes: round.mediumChanges.map(({ medium: to, reason, changedById, changedAt }) => ({
      medium: to as Medium,
      reason,
      by: names.get(changedById) ?? "",
      at: changedAt.toISOString(),
    })),
    mediumUnmet: decided.ok ? [] : decided.refusals,
    printable: {
      all: blank.forms.length,
      days: days.map((day) => ({ day, forms: count((form) => form.day === day) })),
      subCriteria: [...subCriteria].map(([id, name]) => ({ id, name, forms: count((form) => form.subCriterionId === id) })),
    },
    scans: await listScans(read, { roundId, formId: null }),
    forms: await listForms(read, actor, roundId),
  };
}

async function listForms(tables: Tables, actor: Actor, roundId: string): Promise<PaperFormRow[]> {
  const round = await findPinnedRound(tables, roundId);
  if (!round) return [];
  const forms = await tables.markingForm.findMany({
    where: { roundId },
    select: {
      id: true,
      subCriterionId: true,
      status: true,
      revision: true,
      subject: { select: { code: true } },
      signOffs: { where: { voidedAt: null, medium: "paper" }, select: { id: true }, take: 1 },
      _count: { select: { scans: true } },
    },
  });
  const keyings = await listKeyings(tables, { roundId });
  const printed = await listPrinted(tables, roundId);
  const subCriteria = listSubCriteria(round.scheme);
  const position = new Map(subCriteria.map(({ id }, index) => [id, index]));
  const rows = forms.map((form): PaperFormRow => {
    const subCriterion = findSubCriterion(round.scheme, form.subCriterionId);
    if (!subCriterion) throw new Error(`Form ${form.id} is of ${form.subCriterionId}, which its scheme does not have.`);
    const own = keyings.get(form.id) ?? [];
    const keyed = computeKeyedState(subCriterion, own);
    const place = { day: subCriterion.day, subCriterionId: form.subCriterionId, code: form.subject.code };
    return {
      ...place,
      formId: form.id,
      subCriterionName: subCriterion.name,
      state: describeState(form.status as FormStatus, keyed.kind, {
        isSignedOnPaper: form.signOffs.length > 0,
        revision: form.revision,
      }),
      isPrinted: printed.some((selection) => isSelected(selection, place)),
      isOwn: keyed.kind === "once" && keyed.first.keyedBy === actor.userId,
      scans: form._count.scans,
    };
  });
  return rows.sort(
    (left, right) =>
      left.day - right.day ||
      (position.get(left.subCriterionId) ?? 0) - (position.get(right.subCriterionId) ?? 0) ||
      compareText(left.code, right.code),
  );
}

function describeState(
  status: FormStatus,
  keyed: ReturnType<typeof computeKeyedState>["kind"],
  { isSignedOnPaper, revision }: { isSignedOnPaper: boolean; revision: number },
): PaperState {
  if (status === "confirmed") return "confirmed";
  if (status === "signed") return isSignedOnPaper ? "keyed" : "tablet";
  if (keyed === "once" || keyed === "different") return keyed;
  return revision > 0 ? "tablet" : "blank";
}

/** What was printed so far, as recorded with each print. */
async function listPrinted(tables: Tables, roundId: string): Promise<readonly PrintSelection[]> {
  const records = await tables.auditRecord.findMany({
    where: { objectKind: "round", objectId: roundId, act: "print-marking-forms" },
    select: { payload: true },
  });
  return records.map(({ payload }) => {
    const { day, subCriterion, code } = payload as { day: number | null; subCriterion: string | null; code: string | null };
    return { day, subCriterionId: subCriterion, code };
  });
}
