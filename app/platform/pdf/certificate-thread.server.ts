/** What a thread of certificates runs: it draws one after another, with fonts that it parses once. */
import os from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import type { CertificateJob } from "#app/platform/pdf/certificate-threads.server.ts";
import { renderCertificate } from "#app/platform/pdf/render-certificate.server.ts";

// It takes what the server leaves: to Linux a thread is a process of its own here, to others this would be the whole server.
if (process.platform === "linux") os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

const background = workerData.background ? Buffer.from(workerData.background) : null;

parentPort?.on("message", async ({ id, facts, texts }: CertificateJob & { readonly id: number }) => {
  try {
    const bytes = new Uint8Array(await renderCertificate(facts, texts, workerData.design, background));
    parentPort?.postMessage({ id, bytes }, [bytes.buffer]);
  } catch (error) {
    parentPort?.postMessage({ id, error: (error as Error).message });
  }
});
