/** The names that stand around a recorded fact: of the units and of the regions. */
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { FactMemberView } from "#app/queries/facts/list-fact-members.server.ts";

/** Of the members' relations, by id. */
export async function namesOfOrganisations({ database: { read } }: Runtime, members: readonly FactMemberView[]) {
  const ids = members.flatMap(({ employerId, schoolId, trainingOrganisationId }) =>
    [employerId, schoolId, trainingOrganisationId].filter((id) => id !== null),
  );
  const found = await read.organisation.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, nameEn: true },
  });
  return Object.fromEntries(found.map(({ id, ...named }) => [id, named]));
}

/** Of the members' relations and of a result's hosts, by code. */
export async function namesOfRegions(
  { database: { read } }: Runtime,
  content: RecordedContent,
  members: readonly FactMemberView[],
) {
  const codes = members.flatMap(({ residenceRegion, employerRegion, schoolRegion, trainingRegion }) =>
    [residenceRegion, employerRegion, schoolRegion, trainingRegion].filter((code) => code !== null),
  );
  const hosts = content.kind === "result" ? content.hostRegionCodes : [];
  const found = await read.region.findMany({
    where: { code: { in: [...new Set([...codes, ...hosts])] } },
    select: { code: true, name: true, nameEn: true },
  });
  return Object.fromEntries(found.map(({ code, ...named }) => [code, named]));
}
