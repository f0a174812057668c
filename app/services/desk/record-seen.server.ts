/** A judge's device says that it is there: its row is written at most every few seconds, and nothing hangs on it. */
import { TELL_MS } from "#app/domain/desk/alerts.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export async function recordSeen(
  { database, clock }: Runtime,
  { userId }: Actor,
  { deviceId }: { readonly deviceId: string },
): Promise<Decision<null>> {
  const at = clock.now();
  const key = { userId_deviceId: { userId, deviceId } };
  const known = await database.read.lastSeen.findUnique({ where: key, select: { at: true } });
  // Tabs of one device tell each for itself.
  if (known && at.getTime() - known.at.getTime() < TELL_MS / 2) return allow(null);
  return database.write(
    async ({ tables }) => {
      await tables.lastSeen.upsert({ where: key, create: { userId, deviceId, at }, update: { at } });
      return allow(null);
    },
    { isNoAct: true },
  );
}
