/** The marking schemes that a person may see and copy: the newest of each event whose scheme is open to him. */
import { hasRole } from "#app/domain/access/access.ts";
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

type Names = { readonly code: string; readonly name: string; readonly nameEn: string };
export type SchemeSource = {
  readonly schemeId: string;
  readonly version: number;
  readonly competition: Names;
  readonly event: Names;
};

const NAMES = { code: true, name: true, nameEn: true } as const;

/** Newest competitions first; the event itself left out. */
export async function listSchemeSources(tables: Tables, actor: Actor, exceptEventId: string): Promise<readonly SchemeSource[]> {
  const isEverywhere = actor.grants.some(({ competitionId }) => competitionId === null);
  const competitions = [...new Set(actor.grants.flatMap(({ competitionId }) => (competitionId === null ? [] : [competitionId])))];
  const events = await tables.event.findMany({
    where: {
      id: { not: exceptEventId },
      schemes: { some: {} },
      ...(isEverywhere ? {} : { competitionId: { in: competitions } }),
    },
    orderBy: [{ competition: { startsOn: "desc" } }, { competition: { code: "asc" } }, { code: "asc" }],
    select: {
      id: true,
      competitionId: true,
      ...NAMES,
      competition: { select: NAMES },
      schemes: { orderBy: { version: "desc" }, take: 1, select: { id: true, version: true } },
    },
  });
  return events.flatMap(({ id, competitionId, competition, schemes: [scheme], code, name, nameEn }) => {
    if (!scheme || !maySee(actor, competitionId, id)) return [];
    return [{ schemeId: scheme.id, version: scheme.version, competition, event: { code, name, nameEn } }];
  });
}

/** One of them with its content; null when it does not exist for this person. */
export async function findSchemeSource(
  tables: Tables,
  actor: Actor,
  schemeId: string,
): Promise<(SchemeSource & { readonly scheme: MarkingScheme }) | null> {
  const found = await tables.markingScheme.findUnique({
    where: { id: schemeId },
    select: {
      version: true,
      content: true,
      event: { select: { id: true, competitionId: true, ...NAMES, competition: { select: NAMES } } },
    },
  });
  if (!found || !maySee(actor, found.event.competitionId, found.event.id)) return null;
  const { code, name, nameEn, competition } = found.event;
  return {
    schemeId,
    version: found.version,
    competition,
    event: { code, name, nameEn },
    scheme: found.content as unknown as MarkingScheme,
  };
}

function maySee(actor: Actor, competitionId: string, eventId: string): boolean {
  return hasRole(actor.grants, EVENT_PAGES.scheme, { competitionId, eventId, delegationId: null });
}
