/** Where a judge's device says every few seconds that it is there, for the live desk. */
import { SeenSchema } from "#app/forms/presence.ts";
import { defineAction, defineIntent } from "#app/platform/access/define.server.ts";
import { recordSeen } from "#app/services/desk/record-seen.server.ts";

export const action = defineAction({
  seen: defineIntent({
    access: { roles: ["marking-judge", "chief-judge", "tally-clerk"], within: "anywhere" },
    form: SeenSchema,
    run: async ({ runtime, actor, input }) => {
      await recordSeen(runtime, actor, input);
      return new Response(null, { status: 204 });
    },
  }),
});
