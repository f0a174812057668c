/** The last time that the scheme of a round was put right while it was judged: what the chief judge has to know of. */
import type { Runtime } from "#app/platform/runtime.server.ts";

export type SchemeChangeInForce = {
  readonly version: number;
  readonly reason: string;
  /** ISO. */
  readonly at: string;
};

/** Null when the round is marked by the scheme that it opened with. */
export async function findSchemeChange({ database }: Runtime, roundId: string): Promise<SchemeChangeInForce | null> {
  const round = await database.read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { judgingAt: true, scheme: { select: { version: true, reason: true, createdAt: true } } },
  });
  const { judgingAt, scheme } = round;
  if (!judgingAt || !scheme || scheme.createdAt <= judgingAt) return null;
  return { version: scheme.version, reason: scheme.reason, at: scheme.createdAt.toISOString() };
}
