/**
 * Takes over what earlier versions stored of coaches in the open: each becomes a person under a key of his own. Keys are no matter
 * of the database, so that its migration can only set the texts aside; the first start after it does the rest, entry by entry.
 */
import { coachByName, splitCoachNames } from "#app/domain/registration/coach-by-name.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { storePerson } from "#app/services/registration/store-person.server.ts";

/** Others write between the parts. */
const AT_ONCE = 100;

/** @returns how many entries were taken over; 0 from the second start on */
export async function sealPlainCoaches(runtime: Runtime): Promise<number> {
  let sealed = 0;
  for (;;) {
    const entries = await runtime.database.read.entry.findMany({
      where: { plainCoach: { not: null } },
      orderBy: { id: "asc" },
      take: AT_ONCE,
      select: PLAIN,
    });
    if (entries.length === 0) return sealed;
    await runtime.database.write(async ({ tables, audit }) => {
      for (const entry of entries) await sealCoaches(tables, runtime, entry);
      const ids = entries.map(({ id }) => id);
      await audit({
        chain: SYSTEM_CHAIN,
        actorId: null,
        act: "seal-coaches",
        objectKind: "entry",
        objectId: "all",
        payload: { entries: ids },
      });
      return allow(null);
    });
    sealed += entries.length;
  }
}

const PLAIN = {
  id: true,
  delegationId: true,
  plainCoach: true,
  coaches: {
    orderBy: { position: "asc" },
    select: { id: true, personId: true, person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
  },
} as const;

type PlainEntry = Awaited<ReturnType<Tables["entry"]["findMany"]>>[number] & {
  readonly coaches: readonly {
    readonly id: string;
    readonly personId: string;
    readonly person: Parameters<typeof openPerson>[1];
  }[];
};

/** Who is known by document stands there already: he keeps his row, in the order of the names. */
async function sealCoaches(
  tables: Tables,
  runtime: Runtime,
  { id, delegationId, plainCoach, coaches }: Pick<PlainEntry, "id" | "delegationId" | "plainCoach" | "coaches">,
): Promise<void> {
  const left = coaches.map((coach) => ({ ...coach, name: openPerson(runtime.keys, coach.person)?.name ?? "" }));
  let position = 0;
  for (const name of splitCoachNames(plainCoach ?? "")) {
    position += 1;
    const known = left.find((coach) => coach.name === name);
    if (known) {
      left.splice(left.indexOf(known), 1);
      await tables.entryCoach.update({ where: { id: known.id }, data: { position } });
      continue;
    }
    const personId = await storePerson(tables, runtime, { ...coachByName(delegationId, name), telephone: "" });
    await tables.entryCoach.create({ data: { id: newId(), entryId: id, personId, position } });
  }
  for (const { id: coachId } of left) {
    position += 1;
    await tables.entryCoach.update({ where: { id: coachId }, data: { position } });
  }
  await tables.entry.update({ where: { id }, data: { plainCoach: null } });
}
