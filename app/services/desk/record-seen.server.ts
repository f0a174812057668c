/**
 * A judge's device says that it is there, and which form is open on it: its row is written at most every few seconds, and nothing
 * hangs on it. It is answered with who else has that form open.
 */
import { TELL_MS } from "#app/domain/desk/alerts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { decideHold, describePresence, type FormPresence, type OpenForm } from "#app/domain/tablet/open-forms.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type RecordSeenInput = {
  readonly deviceId: string;
  /** Null: none is open. */
  readonly formId: string | null;
  /** The judge goes on with it on this device, although it is open on another one of his. */
  readonly takesOver: boolean;
};

/** @returns who else has the form open, null where none is; or `not-found` for a form that is not this judge's. */
export async function recordSeen(
  { database, clock }: Runtime,
  { userId: judgeId }: Actor,
  { deviceId, formId, takesOver }: RecordSeenInput,
): Promise<Decision<FormPresence | null>> {
  const at = clock.now();
  const form = formId === null ? null : await findOwnForm(database.read, judgeId, formId);
  if (formId !== null && form === null) return refuse({ code: "not-found" });
  const key = { userId_deviceId: { userId: judgeId, deviceId } };
  const known = await database.read.lastSeen.findUnique({ where: key });
  const isOther = (known?.formId ?? null) !== formId;
  // Tabs of one device tell each for itself.
  if (!isOther && !takesOver && known && at.getTime() - known.at.getTime() < TELL_MS / 2)
    return allow(await describe(database.read));
  return database.write(
    async ({ tables, announce }) => {
      const open = formId === null ? [] : await listOpen(tables, formId);
      const held = decideHold(open, { judgeId, deviceId, takesOver }, at.getTime());
      const heldSince = formId === null || held === null ? null : new Date(held);
      const row = { at, formId, heldSince };
      await tables.lastSeen.upsert({ where: key, create: { userId: judgeId, deviceId, ...row }, update: row });
      // The others who have it open hear of it at once; a device that only tells again is news to nobody.
      const changed = isOther || takesOver ? [formId, known?.formId ?? null] : [];
      for (const id of changed) if (id !== null) await announceForm(tables, announce, id);
      return allow(await describe(tables));
    },
    { isNoAct: true },
  );

  async function describe(tables: Tables): Promise<FormPresence | null> {
    if (formId === null) return null;
    return describePresence(formId, await listOpen(tables, formId), { judgeId, deviceId }, at.getTime());
  }
}

/** A form of a panel that this judge sits in; null: there is none for him. */
function findOwnForm(tables: Tables, judgeId: string, formId: string) {
  return tables.markingForm.findFirst({
    where: { id: formId, panel: { judges: { some: { judgeId } } } },
    select: { id: true },
  });
}

async function listOpen(tables: Tables, formId: string): Promise<OpenForm[]> {
  const rows = await tables.lastSeen.findMany({ where: { formId } });
  return rows.map(({ userId, deviceId, at, heldSince }) => ({
    ...{ judgeId: userId, deviceId, at: at.getTime(), heldSince: heldSince?.getTime() ?? null },
  }));
}

type Announce = (notice: { readonly kind: "form-changed"; readonly formId: string; readonly roundId: string }) => void;

async function announceForm(tables: Tables, announce: Announce, formId: string): Promise<void> {
  const form = await tables.markingForm.findUnique({ where: { id: formId }, select: { roundId: true } });
  if (form) announce({ kind: "form-changed", formId, roundId: form.roundId });
}
