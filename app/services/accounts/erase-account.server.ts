/**
 * Erases who an account was of, on request of its person (DOMAIN 3): a judge, a team leader, an officer. The account's id stays, with what
 * was signed and decided under it; its names, also those on certificates, and its secrets do not.
 */
import { type AccountErasureRefusal, decideAccountErasure } from "#app/domain/people/account-erasure.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { REDACTED, redactTexts } from "#app/platform/db/redact-texts.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { forgetHolder, forgetTaker } from "#app/services/people/forget-taker.server.ts";

const NAMED = ["User", "Session", "CertificateName", "CertificateHandOut", "BankMember", "MeetingAttendee"];

/** @param input.userId a disabled account without a duty in a competition that is not over */
export function eraseAccount(
  runtime: Runtime,
  actor: Actor,
  { userId }: { readonly userId: string },
): Promise<Decision<null, AccountErasureRefusal | "account-unknown">> {
  return runtime.database.write<null, AccountErasureRefusal | "account-unknown">(async ({ tables, audit, enqueue }) => {
    const user = await tables.user.findUnique({
      where: { id: userId },
      select: {
        displayName: true,
        disabledAt: true,
        erasedAt: true,
        grants: { select: { competition: { select: { id: true, name: true, phase: true } } } },
      },
    });
    if (!user) return refuse({ code: "account-unknown", params: { field: "userId" } });
    const competitions = [
      ...new Map(user.grants.flatMap(({ competition }) => competition ?? []).map((one) => [one.id, one])).values(),
    ];
    const decision = decideAccountErasure({
      isDisabled: user.disabledAt !== null,
      isErased: user.erasedAt !== null,
      competitions,
    });
    if (!decision.ok) return decision;
    const competitionIds = competitions.map(({ id }) => id);
    const name = user.displayName;
    const takers = await forgetTaker(tables, runtime, { name, competitionIds });
    const certificates = await forgetHolder(tables, userId);
    const isPostgresql = runtime.database.provider === "postgresql";
    const redacted = await redactTexts(tables, { personId: "", competitionIds, name, numbers: [], isPostgresql });
    const at = runtime.clock.now();
    await tables.bankMember.updateMany({ where: { userId }, data: { withdrawnAt: at, lastDuty: "", conflicts: "" } });
    await tables.meetingAttendee.updateMany({ where: { userId }, data: { name: REDACTED } });
    await tables.session.updateMany({ where: { userId }, data: { userAgent: "" } });
    await tables.recoveryCode.deleteMany({ where: { userId } });
    await tables.user.update({
      where: { id: userId },
      data: {
        username: `erased-${userId}`,
        displayName: REDACTED,
        passwordHash: null,
        pinHash: null,
        totpSealed: null,
        totpConfirmedAt: null,
        totpLastStep: null,
        erasedAt: at,
      },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "erase-account",
      objectKind: "user",
      objectId: userId,
      payload: { certificates, takers, redacted },
    });
    await enqueue({ kind: "sweep-erased", payload: { tables: [...new Set([...NAMED, ...redacted])].join(",") } });
    return allow(null);
  });
}
