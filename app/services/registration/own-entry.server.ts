/** The steps that every act of a team leader on his own entry begins and ends with; each inside its caller's write. */
import { checkEntryChange, checkEntryRecord, type RegistrationWindow } from "#app/domain/registration/window.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type OwnEntry = NonNullable<Awaited<ReturnType<typeof findOwnEntry>>>;

/** The entry where it is of this delegation. */
export function findOwnEntry(
  tables: Tables,
  { entryId, delegationId }: { readonly entryId: string; readonly delegationId: string },
) {
  return tables.entry.findFirst({
    where: { id: entryId, delegationId },
    select: {
      id: true,
      status: true,
      event: {
        select: { competitionId: true, competition: { select: { phase: true, registrationClosesAt: true, startsOn: true } } },
      },
      members: {
        select: { id: true, personId: true, person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
      },
    },
  });
}

/** Why its people and their files may not be changed any more. */
export function checkChange(runtime: Runtime, entry: OwnEntry): readonly Refusal[] {
  return checkEntryChange(windowOf(runtime, entry), entry.status as RegistrationStatus);
}

/** Why nothing may be put on record of its people any more. @param isNew whether nothing of its kind is on record of the person yet */
export function checkRecord(runtime: Runtime, entry: OwnEntry, isNew: boolean): readonly Refusal[] {
  return checkEntryRecord(windowOf(runtime, entry), entry.status as RegistrationStatus, isNew);
}

function windowOf(runtime: Runtime, { event: { competition } }: OwnEntry): RegistrationWindow {
  return {
    phase: competition.phase as CompetitionPhase,
    closesAt: competition.registrationClosesAt.getTime(),
    now: runtime.clock.now().getTime(),
  };
}

/** What was handed in and changed since is a draft again; a reviewer who looks at the earlier state is told so. */
export async function takeBack(tables: Tables, entryId: string, now: Date): Promise<void> {
  await tables.entry.update({ where: { id: entryId }, data: { updatedAt: now } });
  await tables.entry.updateMany({
    where: { id: entryId, status: "submitted" },
    data: { status: "draft", submittedAt: null, submittedById: null },
  });
}
