/** A certificate as a file to download, for the person himself and for the office; both answer after their own access. */
import type { CertificateDesign } from "#app/domain/certificates/design.ts";
import { createCertificateWords } from "#app/i18n/certificate-words.ts";
import { type CertificateFacts, type CertificateTexts, renderCertificate } from "#app/platform/pdf/render-certificate.server.ts";
import type { CertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import type { CertificateLook } from "#app/queries/certificates/get-certificate-look.server.ts";

/** The PDF; 422 without a body when a name has characters that the fonts do not have. */
export async function respondWithCertificate(content: CertificateContent, look: CertificateLook): Promise<Response> {
  if (content.missingCharacters.length > 0) return new Response(null, { status: 422 });
  const bytes = await drawCertificate(content, look);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="certificate-${content.facts.number}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}

/** The bytes of its file, the same each time. */
export async function drawCertificate(content: CertificateContent, look: CertificateLook): Promise<Buffer> {
  const job = await describeCertificate(content, look.design);
  return renderCertificate(job.facts, job.texts, look.design, look.background);
}

/** What its file is drawn from, with all words. */
export async function describeCertificate(
  { facts, kind, award, verifyCode, isInForce }: CertificateContent,
  { fields }: CertificateDesign,
): Promise<{ readonly facts: CertificateFacts; readonly texts: CertificateTexts }> {
  const unit = fields.unit ? facts.organisation : null;
  const words = await createCertificateWords({
    kind,
    number: facts.number,
    award,
    issuedOn: facts.issuedOn,
    verifyCode,
    isInForce,
    hasOrganisation: unit !== null,
    hasMembers: facts.members.length > 0,
  });
  return { facts: { ...facts, organisation: unit, award: words.award }, texts: words.texts };
}
