/** Who is signed in on this tablet; a judge signs in by his printed code and his PIN, proves the PIN again, and ends his session. */
import { EndSessionSchema, ProvePinSchema, SignInWithLinkSchema } from "#app/forms/tablet.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { provePin } from "#app/platform/accounts/prove-pin.server.ts";
import { clearJudgeCookie, listSignedIn, setJudgeCookie } from "#app/platform/sessions/judge-sessions.server.ts";
import { signInOnTablet } from "#app/services/accounts/sign-in-on-tablet.server.ts";
import { signOut } from "#app/services/accounts/sign-out.server.ts";

export const loader = defineLoader({ access: "public" }, async ({ runtime, request }) => {
  const signedIn = await listSignedIn(runtime, request.headers.get("Cookie"));
  return Response.json({ signedIn: signedIn.map(({ userId, displayName }) => ({ judgeId: userId, displayName })) });
});

export const action = defineAction(
  {
    "sign-in-with-link": defineIntent({
      access: "public",
      form: SignInWithLinkSchema,
      run: async ({ runtime, request, input }) => {
        const decision = await signInOnTablet(runtime, { ...input, userAgent: request.headers.get("User-Agent") ?? "" });
        if (!decision.ok) return decision;
        const { token, judgeId, displayName } = decision.value;
        const answer = { ok: true, intent: "sign-in-with-link", value: { judgeId, displayName } };
        return Response.json(answer, { headers: { "Set-Cookie": await setJudgeCookie(runtime, judgeId, token) } });
      },
    }),
    "prove-pin": defineIntent({
      access: "any-session",
      form: ProvePinSchema,
      run: ({ runtime, actor, input }) => provePin(runtime, actor.userId, input.pin),
    }),
    "end-session": defineIntent({
      access: "any-session",
      form: EndSessionSchema,
      run: async ({ runtime, actor }) => {
        await signOut(runtime, actor);
        const answer = { ok: true, intent: "end-session", value: null };
        return Response.json(answer, { headers: { "Set-Cookie": await clearJudgeCookie(runtime, actor.userId) } });
      },
    }),
  },
  "json",
);
