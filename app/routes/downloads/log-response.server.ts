/** A chain of the log as a download, or the heads of it that were signed; its routes have asked who may have it. */
import { writeHeadLine } from "#app/domain/audit/export-lines.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { exportChain } from "#app/queries/audit/export-chain.server.ts";
import { listHeads } from "#app/queries/audit/list-heads.server.ts";
import { noteHead } from "#app/services/audit/note-head.server.ts";

/** @param of `file`: audit.jsonl or heads.jsonl, as the address names it @returns null for another file, or a chain without a record */
export async function respondWithLog(
  runtime: Runtime,
  of: { readonly chain: string; readonly file: string | undefined; readonly name: string },
): Promise<Response | null> {
  if (of.file !== "audit.jsonl" && of.file !== "heads.jsonl") return null;
  const head = await noteHead(runtime, of.chain);
  if (head === null) return null;
  const body =
    of.file === "audit.jsonl"
      ? toStream(exportChain(runtime, head))
      : (await listHeads(runtime, of.chain)).map(writeHeadLine).join("");
  return new Response(body, {
    headers: {
      "Content-Type": "application/jsonl; charset=utf-8",
      "Content-Disposition": `attachment; filename="${of.name.replace(/[^\w.-]/g, "-")}-${of.file}"`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}

function toStream(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
