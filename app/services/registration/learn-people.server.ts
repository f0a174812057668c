/** Tells the thread of a roster who of its people is known already, part by part. */
import type { Tables } from "#app/platform/db/database.server.ts";
import type { RosterSession } from "#app/platform/roster/roster-session.server.ts";
import { listRosterPeople } from "#app/queries/registration/list-roster-people.server.ts";

const ROWS_AT_ONCE = 200;

/** @param of `tell` hears after each part how many rows are done */
export async function learnPeople(
  tables: Tables,
  session: RosterSession,
  of: { readonly rows: number; readonly tell: (rowsTotal: number, rowsDone: number) => void },
): Promise<void> {
  of.tell(of.rows, 0);
  for (let from = 0; from < of.rows; from += ROWS_AT_ONCE) {
    const hashes = await session.ask("listHashes", { from, count: ROWS_AT_ONCE });
    const people = await listRosterPeople(tables, hashes);
    if (people.length > 0) await session.ask("addPeople", { people });
    of.tell(of.rows, Math.min(of.rows, from + ROWS_AT_ONCE));
  }
}
