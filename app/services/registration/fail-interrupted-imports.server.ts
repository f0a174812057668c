/** An import that was being read when its process ended has failed, and says so. */
import { allow, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** Between the row of an import and the work on it lies a moment in which nobody works on it. */
const MOMENT_MS = 30_000;

/** Those that no process works at; on SQLite, at the start, none does. On PostgreSQL others may have just begun one. */
export async function failInterruptedImports(runtime: Runtime): Promise<void> {
  const { database, clock, imports } = runtime;
  const moment = database.provider === "postgresql" ? MOMENT_MS : 0;
  const reading = await database.read.rosterImport.findMany({
    where: { state: "reading", createdAt: { lte: new Date(clock.now().getTime() - moment) } },
    select: { id: true },
  });
  const left: string[] = [];
  for (const { id } of reading) if (!(await imports.isRunning(id))) left.push(id);
  if (left.length === 0) return;
  await database.write(async ({ tables, audit }) => {
    const { count } = await tables.rosterImport.updateMany({
      where: { id: { in: left }, state: "reading" },
      data: { state: "failed", file: new Uint8Array(), finishedAt: clock.now() },
    });
    if (count === 0) return refuse({ code: "nothing-interrupted" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: null,
      act: "fail-interrupted-imports",
      objectKind: "roster-import",
      objectId: "all",
      payload: { count },
    });
    return allow(null);
  });
}
