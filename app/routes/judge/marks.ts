/** Takes what tablets enter: a stand-in behind the contract, one value after another by the service that pages used. */
import { z } from "zod";
import type { MarkAnswer } from "#app/live/mark-contract.ts";
import { MarksRequestSchema } from "#app/live/mark-contract.ts";
import { defineAction, defineIntent } from "#app/platform/access/define.server.ts";
import { findJudgeActor } from "#app/platform/sessions/judge-sessions.server.ts";
import { enterMark } from "#app/services/marking/enter-mark.server.ts";

const body = z.string().transform((text, context) => {
  const parsed = MarksRequestSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  context.addIssue("field-invalid");
  return z.NEVER;
});

export const action = defineAction({
  post: defineIntent({
    access: "public",
    form: z.object({ body }),
    run: async ({ runtime, request, input }) => {
      const { judge, device, marks } = input.body;
      const actor = await findJudgeActor(runtime, request.headers.get("Cookie"), judge);
      if (!actor) return new Response(null, { status: 401 });
      const answers: MarkAnswer[] = [];
      for (const { enteredAt, replaces: _, ...mark } of marks) {
        const decision = await enterMark(runtime, actor, { ...mark, deviceId: device, enteredAt: new Date(enteredAt) });
        answers.push(
          decision.ok
            ? { key: mark.key, kind: "recorded", revision: decision.value.revision, receivedAt: decision.value.receivedAt }
            : { key: mark.key, kind: "refused", refusals: decision.refusals },
        );
      }
      return Response.json({ answers });
    },
  }),
});
