/** The marking forms of a round as they are printed: codes, aspects and the panel's boxes, before judging and while it lasts. */

import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { writePaperLabel } from "#app/domain/marking/paper-label.ts";
import type { PrintSelection } from "#app/domain/marking/print.ts";
import { isSelected } from "#app/domain/marking/print.ts";
import { type Aspect, computeSubCriterionMaximum, listSubCriteria, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { DEFAULT_RULES, toEventRules } from "#app/domain/results/rules.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Hundredths } from "#app/domain/shared/units.ts";
import type { RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listMarkingJudges, sortJudges } from "#app/queries/paper/list-panel-judges.server.ts";

export type BlankForm = {
  /** The text of its QR code. */
  readonly label: string;
  /** The blind code. */
  readonly code: string;
  readonly subCriterionId: string;
  readonly subCriterionName: string;
  readonly day: number;
  readonly maximum: Hundredths;
  /** Names of the panel, in the order of the boxes. */
  readonly judges: readonly string[];
  readonly aspects: readonly Aspect[];
};

type Named = { readonly code: string; readonly name: string; readonly nameEn: string };

export type BlankForms = {
  readonly competition: Named & { readonly id: string };
  readonly event: Named;
  readonly roundKind: RoundKind;
  /** How far apart scores may be before they are given again. */
  readonly spreadLimit: number;
  /** In how many the works of the round are blinded: which word its codes go by. */
  readonly blindLayers: BlindLayer;
  readonly phase: RoundPhase;
  /** By day, sub-criterion and code: the order in which they are handed out. Empty before codes are assigned. */
  readonly forms: readonly BlankForm[];
};

/** Before judging by the latest scheme and the panels as assigned so far; then by what is pinned. */
export async function listBlankForms(tables: Tables, roundId: string, selection: PrintSelection): Promise<BlankForms> {
  const newest = { orderBy: { version: "desc" }, take: 1, select: { content: true } } as const;
  const round = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      number: true,
      kind: true,
      phase: true,
      rules: { select: { content: true } },
      scheme: { select: { content: true } },
      event: {
        select: {
          id: true,
          code: true,
          name: true,
          nameEn: true,
          rules: newest,
          schemes: newest,
          competition: { select: { id: true, code: true, name: true, nameEn: true } },
        },
      },
      panels: { select: { id: true, subCriterionId: true, number: true, judges: { select: { judgeId: true } } } },
      forms: { select: { subjectId: true, subCriterionId: true, panelId: true } },
      subjects: { select: { id: true, code: true }, orderBy: { code: "asc" } },
    },
  });
  const { competition, schemes, rules: versions, id: eventId, ...event } = round.event;
  const rules = round.rules ?? versions[0] ?? null;
  const scheme = (round.scheme ?? schemes[0] ?? null)?.content as MarkingScheme | undefined;
  const judges = await listMarkingJudges(tables, { eventId, panels: round.panels });
  const panelOf = new Map(
    round.forms.map(({ subjectId, subCriterionId, panelId }) => [`${subjectId} ${subCriterionId}`, panelId]),
  );
  const newestPanel = new Map(
    [...round.panels].sort((left, right) => left.number - right.number).map(({ subCriterionId, id }) => [subCriterionId, id]),
  );
  const subCriteria = [...(scheme ? listSubCriteria(scheme) : [])].sort((left, right) => left.day - right.day);
  const forms = subCriteria.flatMap((subCriterion) =>
    round.subjects.flatMap(({ id: subjectId, code }): BlankForm[] => {
      const { id: subCriterionId, name: subCriterionName, day, aspects } = subCriterion;
      if (!isSelected(selection, { day, subCriterionId, code })) return [];
      const panelId = round.phase === "draw" ? newestPanel.get(subCriterionId) : panelOf.get(`${subjectId} ${subCriterionId}`);
      if (round.phase !== "draw" && panelId === undefined) return [];
      const label = { competition: competition.code, event: event.code, round: round.number, subCriterionId, code };
      const maximum = computeSubCriterionMaximum(subCriterion);
      const panel = sortJudges(judges.ofPanel(panelId)).map(({ displayName }) => displayName);
      return [{ label: writePaperLabel(label), code, subCriterionId, subCriterionName, day, maximum, judges: panel, aspects }];
    }),
  );
  const { spreadLimit, blindLayers } = rules ? toEventRules(rules.content) : DEFAULT_RULES;
  return {
    competition,
    event,
    roundKind: round.kind as RoundKind,
    spreadLimit,
    blindLayers,
    phase: round.phase as RoundPhase,
    forms: sortForms(forms),
  };
}

function sortForms(forms: readonly BlankForm[]): BlankForm[] {
  const position = new Map<string, number>();
  for (const { subCriterionId } of forms) if (!position.has(subCriterionId)) position.set(subCriterionId, position.size);
  return [...forms].sort(
    (left, right) =>
      left.day - right.day ||
      (position.get(left.subCriterionId) ?? 0) - (position.get(right.subCriterionId) ?? 0) ||
      compareText(left.code, right.code),
  );
}
