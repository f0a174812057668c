/** Draws many certificates in threads of their own: the server answers everyone else meanwhile. */
import os from "node:os";
import type { CertificateDesign } from "#app/domain/certificates/design.ts";
import type { CertificateFacts, CertificateTexts } from "#app/platform/pdf/render-certificate.server.ts";
import { startWorker } from "#app/platform/threads/start-worker.server.ts";

export type CertificateJob = { readonly facts: CertificateFacts; readonly texts: CertificateTexts };

const THREAD = { built: "certificate-thread.js", source: "#app/platform/pdf/certificate-thread.server.ts" };
/** As many as there are cores: they stand behind those who judge meanwhile. More would only hold more fonts in memory. */
const MOST_THREADS = 4;
/** So many wait in a thread, so that it never waits itself. */
const AHEAD = 8;

/**
 * Draws the certificates of the jobs, in their order; no more of them are taken than the reader keeps up with.
 * @throws Error naming what could not be drawn
 */
export async function* drawCertificates(
  jobs: AsyncIterable<CertificateJob>,
  look: { readonly design: CertificateDesign; readonly background: Buffer | null },
): AsyncGenerator<Uint8Array> {
  const threads = Array.from({ length: Math.min(MOST_THREADS, os.availableParallelism()) }, () => startThread(look));
  const drawn: Promise<Uint8Array>[] = [];
  let next = 0;
  try {
    for await (const job of jobs) {
      const asked = (threads[next % threads.length] as Thread).draw(job);
      // It is awaited below, in its turn.
      asked.catch(() => undefined);
      drawn.push(asked);
      next += 1;
      if (drawn.length >= threads.length * AHEAD) yield (await drawn.shift()) as Uint8Array;
    }
    for (const bytes of drawn) yield await bytes;
  } finally {
    await Promise.all(threads.map(({ end }) => end()));
  }
}

type Thread = { draw(job: CertificateJob): Promise<Uint8Array>; end(): Promise<void> };
type Answer = { readonly id: number; readonly bytes?: Uint8Array; readonly error?: string };

function startThread({ design, background }: { design: CertificateDesign; background: Buffer | null }): Thread {
  const worker = startWorker(THREAD, { workerData: { design, background } });
  const waiting = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>();
  let last = 0;
  let ended: Error | null = null;
  worker.on("message", ({ id, bytes, error }: Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (bytes) asked?.resolve(bytes);
    else asked?.reject(new Error(error ?? "A certificate was not drawn."));
  });
  const onEnd = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.once("error", onEnd);
  worker.once("exit", () => onEnd(new Error("The thread of certificates ended.")));
  return {
    draw: (job) =>
      new Promise((resolve, reject) => {
        if (ended !== null) return reject(ended);
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, ...job });
      }),
    end: async () => void (await worker.terminate()),
  };
}
