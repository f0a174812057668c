/** One tap of the presenter: the next scene, a step back, dark or light, someone passed over. */
import { type CeremonyAct, decideStep, type StepRefusal } from "#app/domain/ceremony/steps.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findCeremony } from "#app/queries/ceremony/find-ceremony.server.ts";
import { findOutdatedBasis } from "#app/queries/ceremony/get-ceremony-ground.server.ts";
import { recordStep } from "#app/services/ceremony/record-step.server.ts";

export type StepCeremonyRefusal = StepRefusal | "ceremony-replaced" | "ceremony-moved-on";

export type StepInput = {
  readonly competitionId: string;
  /** The ceremony and its step that the presenter saw when he tapped. */
  readonly number: number;
  readonly follows: number;
  readonly act: CeremonyAct;
};

/**
 * The same tap sent twice, and two presenters' same tap on the same scene, are one step: the second is answered like the first and
 * does nothing.
 * @returns the version that stands, or every reason why not
 */
export async function stepCeremony(
  runtime: Runtime,
  actor: Actor,
  input: StepInput,
): Promise<Decision<{ readonly version: number }, StepCeremonyRefusal>> {
  const { competitionId, number, follows, act } = input;
  const decision = await runtime.database.write<{ version: number }, StepCeremonyRefusal>(async (write) => {
    const { tables } = write;
    const ceremony = await findCeremony(tables, competitionId);
    if (ceremony === null || ceremony.number !== number) return refuse({ code: "ceremony-replaced" });
    if (ceremony.version !== follows) return refuse({ code: "ceremony-moved-on" });
    const { isOutdated } = await findOutdatedBasis(tables, competitionId, ceremony);
    const decided = decideStep(act, ceremony, ceremony.items, isOutdated);
    if (!decided.ok) return decided;
    const step = { competitionId, ceremony, act, step: decided.value, actorId: actor.userId, now: runtime.clock.now() };
    const version = await recordStep(write, step);
    return version === null ? refuse({ code: "ceremony-moved-on" }) : allow({ version });
  });
  if (decision.ok || !decision.refusals.some(({ code }) => code === "ceremony-moved-on")) return decision;
  const { read } = runtime.database;
  const taken = await read.ceremonyStep.findFirst({
    where: { version: follows + 1, act, ceremony: { competitionId, number } },
    select: { ceremony: { select: { version: true } } },
  });
  return taken ? allow({ version: taken.ceremony.version }) : decision;
}
