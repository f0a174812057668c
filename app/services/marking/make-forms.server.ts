/** The step by which works come before the judges: one form for each work and sub-criterion, with its panel; at the opening of judging, and of a later session (场次) when it is taken in. */
import type { PanelPlan, PoolJudge } from "#app/domain/panels/clashes.ts";
import { isSamePanel, type OpenSubject, planMarking, RECUSAL } from "#app/domain/panels/recusal.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables, Write } from "#app/platform/db/database.server.ts";

export type FormsToMake = {
  readonly roundId: string;
  /** As pinned. */
  readonly rules: Pick<EventRules, "marking">;
  readonly pool: readonly PoolJudge[];
  /** Which panel of each sub-criterion of the scheme the works come to, where its judges are neutral. */
  readonly plans: readonly PanelPlan[];
  readonly subjects: readonly OpenSubject[];
  readonly actorId: string;
  readonly now: Date;
};

/** @returns the panels that were made for it and how many forms; null when there are not enough neutral reserves. */
export async function makeForms(
  { tables }: Pick<Write, "tables">,
  { roundId, rules, pool, plans, subjects, actorId, now }: FormsToMake,
): Promise<{ readonly panelIds: readonly string[]; readonly forms: number } | null> {
  // The ids of forms are made in this order, and judges see them: in the order of entries they would tell who registered first.
  const inOrder = [...subjects].sort((one, other) => (one.subjectId < other.subjectId ? -1 : 1));
  const marking = planMarking(rules.marking, plans, pool, inOrder);
  if (marking === null) return null;
  const panelIds: string[] = [];
  let forms = 0;
  for (const { subCriterionId, judges, subjectIds } of marking) {
    const { panelId, isNew } = await findOrMakePanel(tables, { roundId, subCriterionId, judges, actorId, now });
    if (isNew) panelIds.push(panelId);
    for (const part of chunk(subjectIds)) {
      const made = part.map((subjectId) => ({
        id: newId(),
        roundId,
        subjectId,
        subCriterionId,
        panelId,
        status: "open",
        revision: 0,
      }));
      await tables.markingForm.createMany({ data: made });
    }
    forms += subjectIds.length;
  }
  return { panelIds, forms };
}

/** A panel with the same judges takes more forms; another is numbered behind those that its sub-criterion has. */
async function findOrMakePanel(
  tables: Tables,
  input: {
    readonly roundId: string;
    readonly subCriterionId: string;
    readonly judges: readonly string[];
    readonly actorId: string;
    readonly now: Date;
  },
): Promise<{ readonly panelId: string; readonly isNew: boolean }> {
  const { roundId, subCriterionId, judges, actorId, now } = input;
  const panels = await tables.panel.findMany({
    where: { roundId, subCriterionId },
    orderBy: { number: "desc" },
    select: { id: true, number: true, judges: { select: { judgeId: true } } },
  });
  const same = panels.find((panel) =>
    isSamePanel(
      panel.judges.map(({ judgeId }) => judgeId),
      judges,
    ),
  );
  if (same) return { panelId: same.id, isNew: false };
  const number = (panels[0]?.number ?? 0) + 1;
  const id = newId();
  await tables.panel.create({
    data: {
      id,
      roundId,
      subCriterionId,
      number,
      reason: number === 1 ? "" : RECUSAL,
      createdById: actorId,
      createdAt: now,
      judges: { create: judges.map((judgeId) => ({ judgeId })) },
    },
  });
  return { panelId: id, isNew: true };
}
