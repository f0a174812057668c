/** One form of a judge: its page stands on the tablet; here it is signed, and what two tablets entered differently is settled. */
import { redirect } from "@remix-run/node";
import { SettleConflictSchema, SignOffSchema } from "#app/forms/marking.ts";
import { TABLET_PATH, toHash } from "#app/live/tablet/places.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { settleConflict } from "#app/services/marking/settle-conflict.server.ts";
import { signOffForm } from "#app/services/marking/sign-off-form.server.ts";

const JUDGE = { roles: ["marking-judge"], within: "scope" } as const;

export const loader = defineLoader({ access: JUDGE }, ({ scope, url }) => {
  throw redirect(TABLET_PATH + toHash({ kind: "form", formId: String(scope.formId), aspectId: url.searchParams.get("aspect") }));
});

export const action = defineAction(
  {
    "settle-conflict": defineIntent({
      access: JUDGE,
      form: SettleConflictSchema,
      run: ({ runtime, actor, scope, input }) => settleConflict(runtime, actor, { ...input, formId: String(scope.formId) }),
    }),
    "sign-off": defineIntent({
      access: JUDGE,
      form: SignOffSchema,
      run: ({ runtime, actor, scope, input }) => signOffForm(runtime, actor, { ...input, formId: String(scope.formId) }),
    }),
  },
  "json",
);
