/**
 * Freezes and signs what earlier versions prepared. Keys are no matter of the database, so that its migration can only add the
 * columns; the first start after it does the rest, part by part.
 */
import { allow } from "#app/domain/shared/decision.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { NO_JSON } from "#app/platform/db/json.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { freezeEarlier } from "#app/services/certificates/issue-certificates.server.ts";

/** Others write between the parts. */
const AT_ONCE = 100;

/** @returns how many were frozen; 0 from the second start on */
export async function freezeEarlierCertificates(runtime: Runtime): Promise<number> {
  let frozen = 0;
  for (;;) {
    const found = await runtime.database.read.certificate.findMany({
      where: { facts: { equals: NO_JSON } },
      orderBy: { id: "asc" },
      take: AT_ONCE,
      select: SELECT,
    });
    if (found.length === 0) return frozen;
    await runtime.database.write(async (write) => {
      await freezeEarlier(
        runtime,
        write,
        found.map((one) => ({ ...one, kind: "prize", award: one.award as Award | null })),
      );
      await write.audit({
        chain: SYSTEM_CHAIN,
        actorId: null,
        act: "freeze-certificates",
        objectKind: "certificate",
        objectId: "all",
        payload: { certificates: found.map(({ id }) => id) },
      });
      return allow(null);
    });
    frozen += found.length;
  }
}

const SELECT = {
  id: true,
  competitionId: true,
  number: true,
  preparedAt: true,
  eventId: true,
  entryId: true,
  memberId: true,
  holderId: true,
  award: true,
  place: true,
} as const;
