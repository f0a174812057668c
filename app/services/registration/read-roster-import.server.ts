/** Reads and checks the file of a roster import in its thread, and keeps what it would do for people to look at. */
import type { RosterFrame } from "#app/domain/registration/roster-people.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { sealJson } from "#app/platform/crypto/sealed-json.server.ts";
import { SMALL_BYTES } from "#app/platform/db/bulk.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { FileRefusal } from "#app/platform/excel/index.ts";
import type { RosterSummary } from "#app/platform/roster/roster-calls.ts";
import { RosterThreadEnded, withRosterThread } from "#app/platform/roster/roster-session.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getRosterFrame } from "#app/queries/registration/get-roster-frame.server.ts";
import { readImportFile } from "#app/queries/registration/read-import-file.server.ts";
import { learnPeople } from "#app/services/registration/learn-people.server.ts";

/** Runs to its end in the background of whoever waits for it. An import that is not waiting to be read is left as it is. */
export function readRosterImport(runtime: Runtime, importId: string): Promise<Decision<null>> {
  return runtime.imports.run(importId, "reading", async (tell, signal) => {
    const select = { state: true, competitionId: true, delegationId: true, createdById: true } as const;
    const row = await runtime.database.read.rosterImport.findUnique({ where: { id: importId }, select });
    if (row?.state !== "reading") return refuse({ code: "import-not-waiting" });
    const { competitionId, delegationId } = row;
    const frame = await getRosterFrame(runtime.database.read, { competitionId, delegationId });
    const file = await readImportFile(runtime, importId);
    const outcome = await read(runtime, { file, frame }, tell, signal);
    // The row holds the file, and a database writes a row as a whole.
    const isLarge = file.length > SMALL_BYTES;
    const keep = async ({ tables, audit }: Write): Promise<Decision<null>> => {
      const now = runtime.clock.now();
      const { count } = await tables.rosterImport.updateMany({
        where: { id: importId, state: "reading" },
        data:
          outcome.kind === "checked"
            ? {
                state: "checked",
                rowsTotal: outcome.rows,
                rowsDone: outcome.rows,
                preview: sealJson(runtime.keys, outcome.preview),
              }
            : {
                state: outcome.kind,
                file: new Uint8Array(),
                finishedAt: now,
                refusals: sealJson(runtime.keys, outcome.refusals),
              },
      });
      if (count === 0) return refuse({ code: "import-not-waiting" });
      await audit({
        chain: competitionId,
        actorId: row.createdById,
        act: "read-roster-import",
        objectKind: "roster-import",
        objectId: importId,
        payload:
          outcome.kind === "checked"
            ? { rows: outcome.rows, ...outcome.preview.counts }
            : { failed: outcome.refusals.map(({ code }) => code) },
      });
      return allow(null);
    };
    return runtime.database.write(keep, { isLarge });
  });
}

type Outcome =
  | { readonly kind: "checked"; readonly rows: number; readonly preview: RosterSummary }
  | { readonly kind: "failed" | "cancelled"; readonly refusals: readonly Refusal[] };

async function read(
  runtime: Runtime,
  of: { readonly file: Uint8Array; readonly frame: RosterFrame },
  tell: (rowsTotal: number | null, rowsDone: number) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    return await withRosterThread(signal, async (session): Promise<Outcome> => {
      const { secretKey, dataDirectory } = runtime.env;
      const opened = await session.ask("open", { ...of, keys: { secretKey, dataDirectory } });
      if (!opened.ok) return { kind: "failed", refusals: opened.refusals.map(placeInParams) };
      await learnPeople(runtime.database.read, session, { rows: opened.rows, tell });
      return { kind: "checked", rows: opened.rows, preview: await session.ask("check", null) };
    });
  } catch (error) {
    if (!(error instanceof RosterThreadEnded)) runtime.logger.error({ err: error }, "a roster could not be read");
    if (signal.aborted) return { kind: "cancelled", refusals: [] };
    return { kind: "failed", refusals: [{ code: "workbook-too-complex" }] };
  }
}

function placeInParams({ code, params, sheet, row }: FileRefusal): Refusal {
  return { code, params: { ...params, ...(sheet === null ? {} : { sheet }), ...(row === null ? {} : { row }) } };
}
