/** One statement of a document's text on a title that the holder of a conferred honour may apply for directly. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type FactTitle, listTitlesOfFact } from "#app/queries/facts/list-fact-titles.server.ts";
import { getHonourCaseFacts } from "./get-honour-case-facts.server.ts";

/** Null where the case is not conferred, the result that it rests on does not hold, or there is no such statement. */
export async function findHonourTitle(
  runtime: Runtime,
  { caseId, statementId }: { readonly caseId: string; readonly statementId: string },
): Promise<FactTitle | null> {
  const found = await getHonourCaseFacts(runtime.database.read, caseId);
  if (found?.facts.state !== "conferred" || !found.facts.doesBasisStand) return null;
  const titles = await listTitlesOfFact(runtime, found.factId);
  return titles.find((title) => title.statementId === statementId) ?? null;
}
