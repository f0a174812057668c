/** One roster import as its page shows it: how far it is, what it would do, and why it cannot. */
import type { ImportPreview, ImportState, RosterImportView } from "#app/domain/registration/roster-import.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { openJson } from "#app/platform/crypto/sealed-json.server.ts";
import type { RosterSummary } from "#app/platform/roster/roster-calls.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listImportBlocks } from "#app/queries/registration/list-import-blocks.server.ts";

/** A page shows so many refusals; the file handed back marks all that were kept. */
const SHOWN_REFUSALS = 100;

/** Null when the place has no such import. */
export async function findRosterImport(
  runtime: Runtime,
  of: { readonly importId: string; readonly competitionId: string; readonly delegationId: string | null },
): Promise<RosterImportView | null> {
  const row = await runtime.database.read.rosterImport.findFirst({
    where: { id: of.importId, competitionId: of.competitionId, delegationId: of.delegationId },
    select: {
      id: true,
      fileName: true,
      state: true,
      preview: true,
      refusals: true,
      competition: {
        select: {
          delegations: { select: { id: true, name: true } },
          events: { select: { id: true, name: true, nameEn: true } },
        },
      },
    },
  });
  if (row === null) return null;
  const { delegations, events } = row.competition;
  const preview = row.state === "checked" || row.state === "stored" ? readPreview(runtime.keys, row.preview) : null;
  return {
    id: row.id,
    fileName: row.fileName,
    state: row.state as ImportState,
    progress: runtime.imports.findProgress(row.id),
    preview: preview === null ? null : toView(preview, new Map(delegations.map((it) => [it.id, it.name])), events),
    failures: row.refusals === null ? [] : (openJson(runtime.keys, row.refusals) as readonly Refusal[]),
    blocked:
      row.state === "checked" && preview !== null
        ? await listImportBlocks(runtime, runtime.database.read, of.competitionId, preview)
        : [],
  };
}

/** What was sealed when the file was checked; null before that. */
export function readPreview(keys: Keys, stored: unknown): RosterSummary | null {
  return stored === null ? null : (openJson(keys, stored) as RosterSummary);
}

function toView(
  { rows, counts, changingRows, refusals, refusalCount }: RosterSummary,
  delegations: ReadonlyMap<string, string>,
  events: readonly { readonly id: string; readonly name: string; readonly nameEn: string }[],
): ImportPreview {
  const names = new Map(events.map((event) => [event.id, event]));
  return {
    counts,
    changingRows,
    refusals: refusals.slice(0, SHOWN_REFUSALS),
    refusalCount,
    rows: rows.map(({ eventId, delegationId, ...row }) => {
      const event = eventId === null ? null : (names.get(eventId) ?? null);
      return {
        ...row,
        delegationName: delegationId === null ? null : (delegations.get(delegationId) ?? null),
        eventName: event?.name ?? null,
        eventNameEn: event?.nameEn ?? null,
      };
    }),
  };
}
