/** The page of marks out of files: for each component what waits for a second person, what counts, and what is still missing. */
import {
  type ComponentLine,
  type ComponentMarkOfEntry,
  compareComponentMarks,
  decideComponentAct,
  decideComponentConfirmation,
} from "#app/domain/results/component-file.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getComponentRound } from "#app/queries/components/get-component-round.server.ts";

export type ComponentImportView = {
  readonly importId: string;
  readonly fileName: string;
  readonly digest: string;
  readonly importedBy: string;
  /** ISO. */
  readonly importedAt: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
  readonly droppedBy: string | null;
  readonly droppedAt: string | null;
  readonly marks: number;
};

export type ComponentView = {
  readonly key: string;
  readonly name: string;
  readonly weight: number;
  /** Waits for a second person, with its table and what it would change. */
  readonly waiting:
    | (ComponentImportView & { readonly lines: readonly ComponentLine[]; readonly unmet: readonly Refusal[] })
    | null;
  readonly current: (ComponentImportView & { readonly lines: readonly ComponentLine[] }) | null;
  /** Dropped and replaced files, newest first. */
  readonly trail: readonly ComponentImportView[];
  /** Entrant numbers of those who checked in and have no mark that counts. */
  readonly missing: readonly string[];
};

export type ComponentMarksPage = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly phase: RoundPhase;
  /** In hundredths. */
  readonly maximum: number;
  readonly entries: number;
  /** Why nothing can be imported any more; empty while it can. */
  readonly closed: readonly Refusal[];
  readonly components: readonly ComponentView[];
};

/** Numbers and marks only; no names. @throws Error when there is no such round. */
export async function getComponentMarks(runtime: Runtime, actor: Actor, roundId: string): Promise<ComponentMarksPage> {
  const { read } = runtime.database;
  const round = await getComponentRound(read, roundId);
  const event = await read.event.findUniqueOrThrow({
    where: { id: round.eventId },
    select: { code: true, name: true, nameEn: true },
  });
  const imports = await read.componentImport.findMany({ where: { roundId }, orderBy: [{ importedAt: "desc" }, { id: "desc" }] });
  const people = imports.flatMap(({ importedById, confirmedById, droppedById }) => [importedById, confirmedById, droppedById]);
  const users = await read.user.findMany({
    where: { id: { in: people.filter((id) => id !== null) } },
    select: { id: true, displayName: true },
  });
  const nameOf = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const numberOf = new Map(round.entries.map(({ entryId, entrantNumber }) => [entryId, entrantNumber]));
  const view = (row: (typeof imports)[number]): ComponentImportView => ({
    importId: row.id,
    fileName: row.fileName,
    digest: row.digest,
    importedBy: nameOf.get(row.importedById) ?? "",
    importedAt: row.importedAt.toISOString(),
    confirmedBy: row.confirmedById && (nameOf.get(row.confirmedById) ?? ""),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    droppedBy: row.droppedById && (nameOf.get(row.droppedById) ?? ""),
    droppedAt: row.droppedAt?.toISOString() ?? null,
    marks: marksOf(row).length,
  });
  const components = round.components.map(({ key, name, weight }): ComponentView => {
    const own = imports.filter(({ component }) => component === key);
    const waiting = own.find(({ confirmedAt, droppedAt }) => confirmedAt === null && droppedAt === null);
    const current = own.find(({ confirmedAt, droppedAt }) => confirmedAt !== null && droppedAt === null);
    const counted = new Set(current ? marksOf(current).map(({ entryId }) => entryId) : []);
    const confirmation =
      waiting &&
      decideComponentConfirmation({
        phase: round.phase,
        isKnown: true,
        isOpen: true,
        importedById: waiting.importedById,
        actorId: actor.userId,
      });
    return {
      key,
      name,
      weight,
      waiting: waiting
        ? {
            ...view(waiting),
            lines: listLines(marksOf(waiting), current ? marksOf(current) : null, numberOf),
            unmet: confirmation && !confirmation.ok ? confirmation.refusals : [],
          }
        : null,
      current: current ? { ...view(current), lines: listLines(marksOf(current), null, numberOf) } : null,
      trail: own.filter(({ droppedAt }) => droppedAt !== null).map(view),
      missing: round.entries
        .filter(({ entryId, participation }) => participation === "checked-in" && !counted.has(entryId))
        .map(({ entrantNumber }) => entrantNumber),
    };
  });
  const open = decideComponentAct({ phase: round.phase, isKnown: true });
  return {
    event,
    phase: round.phase,
    maximum: round.maximum,
    entries: round.entries.length,
    closed: open.ok ? [] : open.refusals,
    components,
  };
}

function marksOf({ marks }: { readonly marks: unknown }): readonly ComponentMarkOfEntry[] {
  return marks as readonly ComponentMarkOfEntry[];
}

/** By entrant number; entries that only the earlier file had are part of what changes. */
function listLines(
  marks: readonly ComponentMarkOfEntry[],
  earlier: readonly ComponentMarkOfEntry[] | null,
  numberOf: ReadonlyMap<string, string>,
): readonly ComponentLine[] {
  const changed = new Map(
    (earlier ? compareComponentMarks(earlier, marks) : []).map((difference) => [difference.entryId, difference]),
  );
  const gone = [...changed.values()].filter(({ after }) => after === null).map(({ entryId }) => ({ entryId, mark: null }));
  return [...marks, ...gone]
    .map(({ entryId, mark }) => ({
      entrantNumber: numberOf.get(entryId) ?? "",
      mark,
      before: changed.has(entryId) ? (changed.get(entryId)?.before ?? null) : undefined,
    }))
    .sort((left, right) => compareText(left.entrantNumber, right.entrantNumber));
}
