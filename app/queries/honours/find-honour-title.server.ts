/** One statement of a document's text on a title that the holder of a conferred honour may apply for directly. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type HonourTitle, listFactFindings } from "./list-fact-findings.server.ts";

/** Null where the case is not conferred, or has no such statement. */
export async function findHonourTitle(
  runtime: Runtime,
  { caseId, statementId }: { readonly caseId: string; readonly statementId: string },
): Promise<HonourTitle | null> {
  const found = await runtime.database.read.honourCase.findFirst({
    where: { id: caseId, state: "conferred" },
    select: { factId: true },
  });
  const follows = found && (await listFactFindings(runtime, found.factId));
  return follows?.titles.find((title) => title.statementId === statementId) ?? null;
}
