/** The programme beside a competition, in the order of time; the same for its office and for the public. */
import type { ProgrammeItemView, ProgrammeKind } from "#app/domain/programme/programme.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** For its office: the items, and who can hold one. */
export async function getProgramme({ database: { read } }: Runtime, competitionId: string) {
  return { items: await listProgramme(read, competitionId), hosts: await listProgrammeHosts(read, competitionId) };
}

/** Without what was withdrawn. */
export async function listProgramme(tables: Tables, competitionId: string): Promise<readonly ProgrammeItemView[]> {
  const items = await tables.programmeItem.findMany({
    where: { competitionId, withdrawnAt: null },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
  const organisations = await tables.organisation.findMany({
    where: { id: { in: items.flatMap(({ organisationId }) => organisationId ?? []) } },
    select: { id: true, name: true, nameEn: true },
  });
  return items.map(({ id, kind, title, titleEn, place, startsAt, endsAt, organisationId, expected, attended }) => ({
    ...{ id, title, titleEn, place, expected, attended },
    kind: kind as ProgrammeKind,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    organisation: organisations.find((one) => one.id === organisationId) ?? null,
  }));
}

/** The organisations that can hold an item: those that hold the competition, each once. */
export async function listProgrammeHosts(tables: Tables, competitionId: string) {
  const hosts = await tables.competitionHost.findMany({
    where: { competitionId, organisationId: { not: null } },
    orderBy: { id: "asc" },
    select: { organisation: { select: { id: true, name: true, nameEn: true } } },
  });
  const organisations = hosts.flatMap(({ organisation }) => organisation ?? []);
  return organisations.filter(({ id }, index) => organisations.findIndex((one) => one.id === id) === index);
}
