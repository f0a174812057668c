/** Takes results that were published anew into what is still to come of a ceremony; what was shown stays as it was shown. */
import { renewProgramme } from "#app/domain/ceremony/changes.ts";
import { computeProgramme } from "#app/domain/ceremony/programme.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findOutdatedBasis, getCeremonyGround } from "#app/queries/ceremony/get-ceremony-ground.server.ts";
import { recordStep } from "#app/services/ceremony/record-step.server.ts";

export type RenewCeremonyRefusal = "ceremony-replaced" | "ceremony-moved-on" | "ceremony-unchanged" | "ceremony-mid-award";

export function renewCeremony(
  runtime: Runtime,
  actor: Actor,
  { competitionId, number, follows }: { readonly competitionId: string; readonly number: number; readonly follows: number },
): Promise<Decision<{ readonly version: number }, RenewCeremonyRefusal>> {
  return runtime.database.write<{ version: number }, RenewCeremonyRefusal>(async (write) => {
    const { tables } = write;
    const now = runtime.clock.now();
    const { awards, current: ceremony, basisOf } = await getCeremonyGround(tables, competitionId, now);
    if (ceremony === null || ceremony.number !== number) return refuse({ code: "ceremony-replaced" });
    if (ceremony.version !== follows) return refuse({ code: "ceremony-moved-on" });
    const { isOutdated } = await findOutdatedBasis(tables, competitionId, ceremony);
    if (!isOutdated) return refuse({ code: "ceremony-unchanged" });
    const renewed = renewProgramme(ceremony.items, computeProgramme(ceremony.plan, awards), ceremony);
    if (!renewed.ok) return renewed;
    const version = await recordStep(write, {
      competitionId,
      ceremony,
      act: "renew",
      step: { ...ceremony, winner: null },
      actorId: actor.userId,
      now,
      renewed: { items: renewed.value, basis: basisOf(ceremony.plan) },
    });
    return version === null ? refuse({ code: "ceremony-moved-on" }) : allow({ version });
  });
}
