/** Where a judge's device says every few seconds that it is there and which form is open on it, and hears who else has that open. */
import { SeenSchema } from "#app/forms/presence.ts";
import { defineAction, defineIntent } from "#app/platform/access/define.server.ts";
import { recordSeen } from "#app/services/desk/record-seen.server.ts";

export const action = defineAction(
  {
    seen: defineIntent({
      // Which forms are his, the service asks by itself.
      access: { roles: ["marking-judge", "chief-judge", "tally-clerk"], within: "anywhere" },
      form: SeenSchema,
      run: ({ runtime, actor, input }) => recordSeen(runtime, actor, input),
    }),
  },
  "json",
);
