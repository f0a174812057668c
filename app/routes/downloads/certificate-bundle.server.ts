/** Many certificates as one archive that is sent while it is made; its length is known before, so that a progress bar is true. */
import { fitsZip, predictZipLength, writeZip, type ZipPlace } from "#app/platform/files/zip-stream.server.ts";
import { boundLength } from "#app/platform/pdf/certificate-bound.server.ts";
import { type CertificateJob, drawCertificates } from "#app/platform/pdf/certificate-threads.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listCertificateContents } from "#app/queries/certificates/find-certificate-content.server.ts";
import type { CertificateLook } from "#app/queries/certificates/get-certificate-look.server.ts";
import { describeCertificate } from "#app/routes/downloads/certificate-response.server.ts";

/** Others are served between the parts. */
const AT_ONCE = 25;

/**
 * The archive, one folder for each event; 422 without a body when a name has characters that the fonts do not have, or when the
 * archive would be larger than 4 GiB; 404 when there is none.
 * @param ids of certificates, in the order in which they are printed
 */
export async function respondWithBundle(
  runtime: Runtime,
  ids: readonly string[],
  { look, fileName }: { readonly look: CertificateLook; readonly fileName: string },
): Promise<Response> {
  const places: ZipPlace[] = [];
  const drawable: string[] = [];
  for await (const { id, folder, job, isComplete } of listJobs(runtime, ids, look)) {
    if (!isComplete) return new Response(null, { status: 422 });
    drawable.push(id);
    places.push({ name: `${folder}/${job.facts.number}.pdf`, most: boundLength(job, look.background) });
  }
  if (places.length === 0) return new Response(null, { status: 404 });
  if (!fitsZip(places)) return new Response(null, { status: 422 });
  const pieces = writeZip(places, drawCertificates(onlyJobs(listJobs(runtime, drawable, look)), look));
  return new Response(toStream(pieces), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Length": String(predictZipLength(places)),
      "Content-Disposition": `attachment; filename="${fileName}.zip"`,
      "Cache-Control": "private, no-store, no-transform",
    },
  });
}

type Listed = {
  readonly id: string;
  readonly folder: string;
  readonly job: CertificateJob;
  readonly isComplete: boolean;
};

async function* listJobs(runtime: Runtime, ids: readonly string[], look: CertificateLook): AsyncGenerator<Listed> {
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    for (const content of await listCertificateContents(runtime, ids.slice(start, start + AT_ONCE))) {
      yield {
        id: content.id,
        folder: content.facts.event?.zh.replace(/[\\/:*?"<>|]/gu, " ") ?? content.kind,
        job: await describeCertificate(content, look.design),
        isComplete: content.missingCharacters.length === 0,
      };
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function* onlyJobs(listed: AsyncIterable<Listed>): AsyncGenerator<CertificateJob> {
  for await (const { job } of listed) yield job;
}

function toStream(pieces: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
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
