/** The step that makes the deadline of registration act by itself: a job for its moment, in the transaction that sets it. */
import type { Write } from "#app/platform/db/database.server.ts";

/** The job of a deadline that was moved since finds that it is not the one that stands, and does nothing. */
export async function watchRegistrationDeadline(
  { enqueue }: Write,
  { competitionId, closesAt }: { readonly competitionId: string; readonly closesAt: Date },
): Promise<void> {
  await enqueue({
    kind: "close-registration",
    payload: { competitionId, closesAt: closesAt.toISOString() },
    competitionId,
    runAfter: closesAt,
  });
}
