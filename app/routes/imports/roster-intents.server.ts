/** What the pages of a roster import do, of one delegation and of a whole competition alike. */
import { redirect } from "@remix-run/node";
import type { Decision } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findRosterImport } from "#app/queries/registration/find-roster-import.server.ts";
import { readRosterImport } from "#app/services/registration/read-roster-import.server.ts";
import { startRosterImport } from "#app/services/registration/start-roster-import.server.ts";
import { storeRosterImport } from "#app/services/registration/store-roster-import.server.ts";

/** A small file is done by then, and its page is the answer; a large one shows how far it is. */
const PATIENCE_MS = 4_000;

type Place = { readonly competitionId: string; readonly delegationId: string | null };

/** Takes the file in and goes to its page, which `path` names without the import. */
export async function takeRosterFile(
  runtime: Runtime,
  actor: Actor,
  place: Place,
  of: { readonly file: File; readonly path: string },
): Promise<Decision<null> | Response> {
  const bytes = new Uint8Array(await of.file.arrayBuffer());
  const started = await startRosterImport(runtime, actor, { ...place, fileName: of.file.name, bytes });
  if (!started.ok) return started;
  const { importId } = started.value;
  readRosterImport(runtime, importId).catch((error) => runtime.logger.error({ err: error }, "a roster was not read"));
  await runtime.imports.wait(importId, PATIENCE_MS);
  return redirect(`${of.path}/${importId}`);
}

/** Stores what was previewed: answers where `done` leads when that was quick, else the import's own page with its progress. */
export async function confirmRosterImport(
  runtime: Runtime,
  actor: Actor,
  of: Place & { readonly importId: string; readonly path: string; readonly done: (added: number, changed: number) => string },
): Promise<Decision<null> | Response> {
  const { importId, competitionId, delegationId } = of;
  const storing = storeRosterImport(runtime, actor, { importId, competitionId, delegationId });
  storing.catch((error) => runtime.logger.error({ err: error }, "a roster was not stored"));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  const decision = await Promise.race([storing, late]).finally(() => clearTimeout(timer));
  if (decision === null) return redirect(`${of.path}/${importId}`);
  if (!decision.ok) return decision;
  const { added, changed } = decision.value.counts;
  return redirect(of.done(added, changed));
}

/** @throws a 404 when the place has no such import */
export async function getRosterImport(runtime: Runtime, place: Place, importId: string | undefined) {
  const found = await findRosterImport(runtime, { ...place, importId: importId ?? "" });
  if (found === null) throw new Response(null, { status: 404 });
  return found;
}
