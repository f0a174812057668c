/** A file from which results can be computed again, for the office and for everyone; both answer after their own access. */
import { notFound } from "#app/platform/access/define.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findTrialFile } from "#app/queries/results/find-trial-file.server.ts";

/** @throws Response 404 where the reader may not have it */
export async function respondWithTrialFile(
  runtime: Runtime,
  { roundId, name, reader }: { roundId: string | null; name: string | undefined; reader: "office" | "public" },
): Promise<Response> {
  const text = roundId === null ? null : await findTrialFile(runtime, roundId, name, reader);
  if (text === null) throw notFound();
  const isRules = name === "rules.json";
  return new Response(text, {
    headers: {
      "Content-Type": isRules ? "application/json; charset=utf-8" : "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${isRules ? "rules.json" : "entries.csv"}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
