/** A certificate's badge as its holder downloads it. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findCertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import { respondWithBadge } from "#app/routes/downloads/badge-response.server.ts";

export async function createIssuedBadge(runtime: Runtime, certificateId: string): Promise<string> {
  const content = await findCertificateContent(runtime, certificateId);
  if (content === null) throw new Error("no certificate");
  return (await respondWithBadge(runtime, content)).text();
}
