/** 证书登记册: every certificate of a competition with its holder's unit, by number. */
import { findCertifiedUnit } from "#app/domain/awards/certified-unit.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type CertificateRow, listCertificates } from "#app/queries/certificates/list-certificates.server.ts";

export type RegisteredCertificate = CertificateRow & {
  /** Empty where there is none. */
  readonly unit: string;
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
};

export async function listRegister(runtime: Runtime, competitionId: string): Promise<readonly RegisteredCertificate[]> {
  const { read } = runtime.database;
  const rows = await listCertificates(runtime, competitionId);
  const issued = await read.certificate.findMany({
    where: { competitionId },
    select: {
      id: true,
      preparedAt: true,
      event: { select: { group: true } },
      member: { select: { employerId: true, schoolId: true } },
    },
  });
  const known = new Map(
    issued.map(({ id, preparedAt, event, member }) => [id, { preparedAt, unitId: findCertifiedUnit(event.group, member) }]),
  );
  const names = new Map<string, string>();
  for (const ids of chunk([...new Set([...known.values()].flatMap(({ unitId }) => unitId ?? []))])) {
    const units = await read.organisation.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
    for (const { id, name } of units) names.set(id, name);
  }
  return rows.map((row) => {
    const { preparedAt, unitId } = known.get(row.id) ?? { preparedAt: new Date(0), unitId: null };
    return { ...row, unit: names.get(unitId ?? "") ?? "", issuedOn: shanghaiDay(preparedAt) };
  });
}
