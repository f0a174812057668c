/** The correction of a form that nothing has ended yet; a form has one at most. */
import type { Tables } from "#app/platform/db/database.server.ts";

/** Of corrections that were neither refused nor closed. */
export const OPEN_CORRECTION = { refusedAt: null, closedAt: null } as const;

export async function hasOpenCorrection(tables: Tables, formId: string): Promise<boolean> {
  return (await tables.correction.count({ where: { formId, ...OPEN_CORRECTION } })) > 0;
}
