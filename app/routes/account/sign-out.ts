/** Ends the session and forgets its cookie. */
import { redirect } from "@remix-run/node";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { defineAction, defineIntent } from "#app/platform/access/define.server.ts";
import { clearSessionCookie } from "#app/platform/sessions/session.server.ts";
import { signOut } from "#app/services/accounts/sign-out.server.ts";
import { PATHS } from "#app/ui/paths.ts";

export const action = defineAction({
  "sign-out": defineIntent({
    access: "any-session",
    form: NoFieldsSchema,
    run: async ({ runtime, actor }) => {
      await signOut(runtime, actor);
      return redirect(PATHS.home, { headers: { "Set-Cookie": await clearSessionCookie(runtime) } });
    },
  }),
});
