/** A sample in the design that the form says, before it is saved; or the sheet that pre-printed stock is calibrated with. */
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { PreviewDesignSchema } from "#app/forms/certificates.ts";
import { createCalibrationTexts, createSampleCertificate } from "#app/i18n/certificate-words.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { parseForm } from "#app/platform/access/form-data.server.ts";
import { renderCalibration } from "#app/platform/pdf/render-calibration.server.ts";
import { renderCertificate } from "#app/platform/pdf/render-certificate.server.ts";
import { getCertificateLook } from "#app/queries/certificates/get-certificate-look.server.ts";
import { getCertificateSample } from "#app/queries/certificates/get-certificate-sample.server.ts";

export const loader = defineLoader({ access: { roles: OFFICE_ACTORS, within: "scope" } }, async ({ runtime, url, scope }) => {
  const competitionId = String(scope.competitionId);
  const look = await getCertificateLook(runtime, competitionId);
  const form = new FormData();
  for (const [name, value] of url.searchParams) form.append(name, value);
  const parsed = url.searchParams.has("template") ? parseForm(PreviewDesignSchema, form) : null;
  if (parsed && !parsed.ok) return new Response(null, { status: 422 });
  const design = parsed ? parsed.value : look.design;
  return new Response(new Uint8Array(await draw(url.searchParams.get("sheet") === "calibration")), {
    headers: { "Content-Type": "application/pdf", "Content-Disposition": "inline", "Cache-Control": "private, no-store" },
  });

  async function draw(isCalibration: boolean): Promise<Buffer> {
    if (isCalibration) return renderCalibration(design, await createCalibrationTexts(design.offset), runtime.clock.now());
    const sample = await createSampleCertificate(await getCertificateSample(runtime, competitionId), design.fields.unit);
    return renderCertificate(sample.facts, sample.texts, design, look.background);
  }
});
