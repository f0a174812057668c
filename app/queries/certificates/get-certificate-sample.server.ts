/** What a sample certificate of a competition says beside invented names: its own name, an event, and who issues. */
import type { BothNames } from "#app/domain/certificates/frozen-facts.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listCertificateIssuers } from "#app/queries/certificates/list-certificate-issuers.server.ts";

export type CertificateSample = {
  readonly competition: BothNames;
  readonly event: BothNames | null;
  readonly issuers: readonly BothNames[];
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
  readonly publicUrl: string;
};

export async function getCertificateSample(runtime: Runtime, competitionId: string): Promise<CertificateSample> {
  const { read } = runtime.database;
  const { name, nameEn, events } = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { name: true, nameEn: true, events: { orderBy: { code: "asc" }, take: 1, select: { name: true, nameEn: true } } },
  });
  const toNames = (named: { readonly name: string; readonly nameEn: string }): BothNames => ({
    zh: named.name,
    en: named.nameEn === "" ? null : named.nameEn,
  });
  return {
    competition: toNames({ name, nameEn }),
    event: events[0] ? toNames(events[0]) : null,
    issuers: await listCertificateIssuers(read, competitionId),
    issuedOn: shanghaiDay(runtime.clock.now()),
    publicUrl: runtime.env.publicUrl,
  };
}
