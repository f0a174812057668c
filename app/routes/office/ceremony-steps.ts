/** What a presenter's phone asks and tells, as data: where the ceremony stands, a step, a look at who comes. */
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { StepCeremonySchema } from "#app/forms/ceremony.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getCeremonyStage } from "#app/queries/ceremony/get-ceremony-stage.server.ts";
import { lookAtCeremony } from "#app/services/ceremony/look-at-ceremony.server.ts";
import { stepCeremony } from "#app/services/ceremony/step-ceremony.server.ts";

const PRESENTERS = { roles: OFFICE_ROOMS.ceremony, within: "scope" } as const;

export const loader = defineLoader({ access: PRESENTERS }, async ({ runtime, scope }) => {
  const stage = await getCeremonyStage(runtime, String(scope.competitionId));
  if (stage === null) throw notFound();
  return Response.json(stage, { headers: { "Cache-Control": "private, no-store" } });
});

export const action = defineAction({
  step: defineIntent({
    access: PRESENTERS,
    form: StepCeremonySchema,
    run: async ({ runtime, actor, scope, input }) => {
      const competitionId = String(scope.competitionId);
      const done = await stepCeremony(runtime, actor, { ...input, competitionId });
      return answer(done.ok ? allow(await getCeremonyStage(runtime, competitionId)) : done);
    },
  }),
  look: defineIntent({
    access: PRESENTERS,
    form: NoFieldsSchema,
    run: async ({ runtime, actor, scope }) =>
      answer(await lookAtCeremony(runtime, actor, { competitionId: String(scope.competitionId) })),
  }),
});

/** A route without a page answers with its own status only as a response. */
function answer(decision: Decision<unknown>): Response {
  return Response.json(decision, { status: decision.ok ? 200 : 422, headers: { "Cache-Control": "private, no-store" } });
}
