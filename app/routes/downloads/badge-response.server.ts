/** A certificate as an Open Badge 3.0, for the person himself and for the office; both answer after their own access. */
import { createBadgeClaims } from "#app/i18n/open-badge.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { CertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import { signBadge } from "#app/queries/certificates/sign-badge.server.ts";

/** The JWT; 404 without a body while the certificate is not in force: a badge cannot say that it waits. */
export async function respondWithBadge(runtime: Runtime, content: CertificateContent): Promise<Response> {
  const { facts, kind, award, verifyCode, isInForce, proof } = content;
  const claims = await createBadgeClaims({
    kind,
    award,
    verifyCode,
    number: facts.number,
    competition: facts.competition.zh,
    event: facts.event?.zh ?? null,
    issuer: facts.issuers.map(({ zh }) => zh).join(" "),
    issuedOn: facts.issuedOn,
    publicUrl: runtime.env.publicUrl,
    holder: proof ?? { name: facts.holder.zh },
  });
  const token = isInForce ? await signBadge(runtime, claims) : null;
  if (token === null) return new Response(null, { status: 404 });
  return new Response(token, {
    headers: {
      "Content-Type": "application/vc+jwt",
      "Content-Disposition": `attachment; filename="badge-${facts.number}.jwt"`,
      "Cache-Control": "private, no-store",
    },
  });
}
