/**
 * One paper form as its keyer has it before him: what stands on the paper, never what another keyed, until two keyings differ and
 * have to be settled. Codes only (DOMAIN 4 and 5).
 */
import {
  computeKeyedState,
  type KeyingRefusal,
  listKeyingUnmet,
  listSettlementUnmet,
  type SettlementRefusal,
} from "#app/domain/marking/keying.ts";
import { type PaperDifference, writePaperText } from "#app/domain/marking/paper.ts";
import { type Aspect, computeSubCriterionMaximum, type SubCriterion } from "#app/domain/marking/scheme.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";
import { hasBeenOnPaper } from "#app/queries/paper/has-been-on-paper.server.ts";
import { listKeyings } from "#app/queries/paper/list-keyings.server.ts";
import { listPanelJudges, type PanelMember } from "#app/queries/paper/list-panel-judges.server.ts";
import { listScans, type ScanLine } from "#app/queries/paper/list-scans.server.ts";

/** A box that two keyings fill differently, as text; null is left empty. */
export type DifferenceLine = Omit<PaperDifference, "first" | "second"> & {
  readonly judge: string | null;
  readonly text: string;
  readonly first: string | null;
  readonly second: string | null;
};

export type PaperFormView = {
  readonly formId: string;
  readonly competition: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** The blind code. */
  readonly code: string;
  readonly subCriterionId: string;
  readonly subCriterionName: string;
  readonly status: FormStatus;
  readonly maximum: number;
  readonly spreadLimit: number;
  readonly aspects: readonly Aspect[];
  /** In the order of the boxes. */
  readonly team: readonly PanelMember[];
  readonly isSignedOnPaper: boolean;
  readonly isKeyedByReader: boolean;
  readonly keyingUnmet: readonly Refusal<KeyingRefusal>[];
  readonly settlementUnmet: readonly Refusal<SettlementRefusal>[];
  /** Set while two keyings differ. */
  readonly different: {
    readonly firstId: string;
    readonly secondId: string;
    readonly firstBy: string;
    readonly secondBy: string;
    readonly lines: readonly DifferenceLine[];
  } | null;
  readonly scans: readonly ScanLine[];
};

export async function getPaperForm({ database }: Runtime, actor: Actor, formId: string): Promise<PaperFormView> {
  const { read } = database;
  const form = await getFormAsFound(read, formId);
  const { round, subCriterion, status, recused } = form;
  const { code } = await read.blindSubject.findFirstOrThrow({
    where: { forms: { some: { id: formId } } },
    select: { code: true },
  });
  const event = await read.event.findUniqueOrThrow({
    where: { id: round.eventId },
    select: { code: true, name: true, nameEn: true, competition: { select: { code: true, name: true, nameEn: true } } },
  });
  const keyings = status === "open" ? ((await listKeyings(read, { formId })).get(formId) ?? []) : [];
  const keyed = computeKeyedState(subCriterion, keyings);
  const team = await listPanelJudges(read, form.team);
  const facts = { status, recused, team: form.team, keyed, userId: actor.userId, wasOnPaper: await hasBeenOnPaper(read, round) };
  const keyers = await listPanelJudges(
    read,
    keyings.map(({ keyedBy }) => keyedBy),
  );
  const nameOf = (userId: string) => keyers.find(({ judgeId }) => judgeId === userId)?.displayName ?? "";
  const { competition, ...named } = event;
  return {
    formId,
    competition,
    event: named,
    code,
    subCriterionId: subCriterion.id,
    subCriterionName: subCriterion.name,
    status,
    maximum: computeSubCriterionMaximum(subCriterion),
    spreadLimit: round.rules.spreadLimit,
    aspects: subCriterion.aspects,
    team,
    isSignedOnPaper: form.signedOnPaper.length > 0,
    isKeyedByReader: keyings.some(({ keyedBy }) => keyedBy === actor.userId),
    keyingUnmet: listKeyingUnmet(facts),
    settlementUnmet: listSettlementUnmet({ ...facts, keyings }),
    different:
      keyed.kind === "different"
        ? {
            firstId: keyed.first.keyingId,
            secondId: keyed.second.keyingId,
            firstBy: nameOf(keyed.first.keyedBy),
            secondBy: nameOf(keyed.second.keyedBy),
            lines: keyed.differences.map((difference) => describeDifference(subCriterion, team, difference)),
          }
        : null,
    scans: await listScans(read, { roundId: round.roundId, formId }),
  };
}

function describeDifference(
  { aspects }: SubCriterion,
  team: readonly PanelMember[],
  difference: PaperDifference,
): DifferenceLine {
  const { first, second, ...place } = difference;
  const aspect = aspects.find(({ id }) => id === place.aspectId);
  const write = (value: number | null) => (value === null || !aspect ? null : writePaperText(aspect, value));
  const judge = team.find(({ judgeId }) => judgeId === place.judgeId)?.displayName ?? null;
  return { ...place, judge, text: aspect?.text ?? "", first: write(first), second: write(second) };
}
