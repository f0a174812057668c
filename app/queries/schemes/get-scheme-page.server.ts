/** The marking scheme of one round of an event as its page shows it: what it is, who changed it when and why, what may be copied. */
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import type { SchemeNeeds } from "#app/domain/marking/check-scheme.ts";
import { diffSchemes, type SchemeChange } from "#app/domain/marking/diff-schemes.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findRoundScheme } from "#app/queries/schemes/find-round-scheme.server.ts";
import { findSchemeSource, listSchemeSources, type SchemeSource } from "#app/queries/schemes/list-scheme-sources.server.ts";

export type SchemeVersionLine = {
  readonly version: number;
  readonly roundNumber: number;
  /** file, editor or copy, with the file's name or the event that it was copied from. */
  readonly source: string;
  readonly fileName: string;
  readonly reason: string;
  readonly by: string;
  /** ISO. */
  readonly at: string;
};

export type SchemePage = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly rounds: readonly { readonly number: number; readonly kind: RoundKind; readonly phase: RoundPhase }[];
  /** The round that is looked at. */
  readonly round: number;
  readonly phase: RoundPhase;
  readonly needs: Required<SchemeNeeds>;
  /** Null before there is one. */
  readonly current: { readonly version: number; readonly scheme: MarkingScheme } | null;
  /** Newest first, of all rounds. */
  readonly versions: readonly SchemeVersionLine[];
  readonly comparison: { readonly from: number; readonly to: number; readonly changes: readonly SchemeChange[] } | null;
  /** Empty for those who may not change the scheme. */
  readonly sources: readonly SchemeSource[];
  /** What is looked at before it is copied. */
  readonly preview: (SchemeSource & { readonly scheme: MarkingScheme }) | null;
  readonly mayAct: boolean;
};

export type SchemePageInput = {
  readonly competitionId: string;
  readonly eventId: string;
  readonly round: number;
  /** Versions to compare; null: none. */
  readonly compare: { readonly from: number; readonly to: number } | null;
  /** The scheme to look at before it is copied. */
  readonly copy: string | null;
};

/** Null when the event has no such round, or one of the versions does not exist. */
export async function findSchemePage(runtime: Runtime, actor: Actor, input: SchemePageInput): Promise<SchemePage | null> {
  const { read } = runtime.database;
  const { competitionId, eventId, round, compare, copy } = input;
  const found = await findRoundScheme(read, eventId, round);
  if (!found) return null;
  const event = await read.event.findUniqueOrThrow({
    where: { id: eventId },
    select: {
      code: true,
      name: true,
      nameEn: true,
      rounds: { orderBy: { number: "asc" }, select: { number: true, kind: true, phase: true } },
      schemes: {
        orderBy: { version: "desc" },
        select: {
          version: true,
          roundNumber: true,
          source: true,
          fileName: true,
          reason: true,
          createdById: true,
          createdAt: true,
        },
      },
    },
  });
  const authors = await read.user.findMany({
    where: { id: { in: [...new Set(event.schemes.map(({ createdById }) => createdById))] } },
    select: { id: true, displayName: true },
  });
  const comparison = compare && (await compareVersions(runtime, eventId, compare));
  if (compare && !comparison) return null;
  const mayAct = hasRole(actor.grants, OFFICE_ACTORS, { competitionId, eventId, delegationId: null });
  return {
    event: { code: event.code, name: event.name, nameEn: event.nameEn },
    rounds: event.rounds.map(({ number, kind, phase }) => ({ number, kind: kind as RoundKind, phase: phase as RoundPhase })),
    round,
    phase: found.phase,
    needs: found.needs,
    current: found.current && { version: found.current.version, scheme: found.current.scheme },
    versions: event.schemes.map(({ createdById, createdAt, ...version }) => ({
      ...version,
      by: authors.find(({ id }) => id === createdById)?.displayName ?? "",
      at: createdAt.toISOString(),
    })),
    comparison,
    sources: mayAct ? await listSchemeSources(read, actor, eventId) : [],
    preview: mayAct && copy !== null ? await findSchemeSource(read, actor, copy) : null,
    mayAct,
  };
}

async function compareVersions(
  { database }: Runtime,
  eventId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<SchemePage["comparison"]> {
  const found = await database.read.markingScheme.findMany({
    where: { eventId, version: { in: [from, to] } },
    select: { version: true, content: true },
  });
  const contentOf = (version: number) =>
    found.find((row) => row.version === version)?.content as unknown as MarkingScheme | undefined;
  const [old, now] = [contentOf(from), contentOf(to)];
  return old && now ? { from, to, changes: diffSchemes(old, now) } : null;
}
