/** How the certificates of a competition look: as it was set, or as the default is. */
import { type CertificateDesign, DEFAULT_DESIGN } from "#app/domain/certificates/design.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type CertificateLook = {
  readonly design: CertificateDesign;
  /** A JPEG under the text. */
  readonly background: Buffer | null;
};

export async function getCertificateLook({ database }: Runtime, competitionId: string): Promise<CertificateLook> {
  const row = await database.read.certificateDesign.findUnique({
    where: { competitionId },
    select: { content: true, background: true },
  });
  if (row === null) return { design: DEFAULT_DESIGN, background: null };
  return { design: row.content as CertificateDesign, background: row.background && Buffer.from(row.background) };
}
