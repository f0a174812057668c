/** A certificate as a file to download, for the person himself and for the office; both answer after their own access. */
import { createCertificateWords } from "#app/i18n/certificate-words.ts";
import { renderCertificate } from "#app/platform/pdf/render-certificate.server.ts";
import type { CertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";

/** The PDF; 422 without a body when a name has characters that the fonts do not have. */
export async function respondWithCertificate(content: CertificateContent): Promise<Response> {
  const { facts, award, verifyCode, isInForce } = content;
  if (content.missingCharacters.length > 0) return new Response(null, { status: 422 });
  const words = await createCertificateWords({
    number: facts.number,
    award,
    issuedOn: facts.issuedOn,
    verifyCode,
    isInForce,
    hasOrganisation: facts.organisation !== null,
    hasMembers: facts.members.length > 0,
  });
  const bytes = await renderCertificate({ ...facts, award: words.award }, words.texts);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="certificate-${facts.number}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
