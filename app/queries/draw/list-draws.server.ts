/** The draws of an event that were frozen, those among them that were replaced: as the public finds them. */
import type { DrawKind, DrawnSession } from "#app/domain/draw/roster.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type DrawLink = {
  readonly id: string;
  readonly round: number;
  readonly kind: DrawKind;
  /** The number of the session whose seats are drawn. */
  readonly session: number | null;
  readonly module: string | null;
  readonly version: number;
  readonly isDrawn: boolean;
  readonly isSuperseded: boolean;
  /** ISO. */
  readonly frozenAt: string;
};

export async function listDraws(tables: Tables, eventId: string): Promise<readonly DrawLink[]> {
  const draws = await tables.draw.findMany({
    where: { round: { eventId } },
    orderBy: [{ frozenAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      kind: true,
      moduleId: true,
      version: true,
      sessions: true,
      frozenAt: true,
      drawnAt: true,
      supersededAt: true,
      round: { select: { number: true } },
    },
  });
  return draws.map(({ id, kind, moduleId, version, sessions, frozenAt, drawnAt, supersededAt, round }) => ({
    id,
    round: round.number,
    kind: kind as DrawKind,
    session: kind === "seat" ? ((sessions as unknown as readonly DrawnSession[])[0]?.number ?? null) : null,
    module: moduleId,
    version,
    isDrawn: drawnAt !== null,
    isSuperseded: supersededAt !== null,
    frozenAt: frozenAt.toISOString(),
  }));
}
