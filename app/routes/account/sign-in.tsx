/** 登录: for everyone who has a duty; competitors need none. */
import { PasswordInput, TextInput } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { LogIn } from "lucide-react";
import { useTranslation } from "react-i18next";
import { toLocalPath } from "#app/domain/access/local-path.ts";
import { SignInSchema } from "#app/forms/sign-in.ts";
import { TABLET_PATH } from "#app/live/tablet/places.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { setJudgeCookie } from "#app/platform/sessions/judge-sessions.server.ts";
import { setSecondStepCookie } from "#app/platform/sessions/second-step.server.ts";
import { setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import classes from "./sign-in.module.css";

export const loader = defineLoader({ access: "public" }, ({ actor, url }) => {
  const next = toLocalPath(url.searchParams.get("next"), PATHS.desk);
  // At a tablet somebody else may be signed in already.
  if (actor && next !== TABLET_PATH) throw redirect(next);
  return { next };
});

export const action = defineAction({
  "sign-in": defineIntent({
    access: "public",
    form: SignInSchema,
    run: async ({ runtime, request, input }) => {
      const { username, password } = input;
      const userAgent = request.headers.get("User-Agent") ?? "";
      const decision = await signIn(runtime, { username, password, userAgent });
      if (!decision.ok) return decision;
      const next = toLocalPath(input.next, PATHS.desk);
      const { value } = decision;
      if (value.token === null) {
        const headers = { "Set-Cookie": await setSecondStepCookie(runtime, value.userId, value.passwordHash) };
        return redirect(`${PATHS.signInCode}?next=${encodeURIComponent(next)}`, { headers });
      }
      const headers = new Headers({ "Set-Cookie": await setSessionCookie(runtime, value.token) });
      if (next === TABLET_PATH) headers.append("Set-Cookie", await setJudgeCookie(runtime, value.userId, value.token));
      // A tablet asks in the background, where nobody could be led anywhere.
      return redirect(value.mustRenew ? `${PATHS.renewPassword}?next=${encodeURIComponent(next)}` : next, { headers });
    },
  }),
});

export const handle: PageHandle = { title: "account:signIn.title" };

export default function SignIn() {
  const { next } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("account", refusalsOf(answer, "sign-in"), ["username", "password"]);
  return (
    <PublicShell width="narrow">
      <PageHeader title={t("signIn.title")} description={t("signIn.lead")} />
      <Refusals namespace="account" refusals={others} title={t("signIn.blocked")} />
      <Form method="post" className={classes.form}>
        <input type="hidden" name="next" value={next} />
        <TextInput
          name="username"
          label={t("signIn.username")}
          error={errorOf("username")}
          required
          size="md"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordInput
          name="password"
          label={t("signIn.password")}
          error={errorOf("password")}
          required
          size="md"
          autoComplete="current-password"
        />
        <ActButton intent="sign-in" namespace="account" icon={LogIn} size="md" wide>
          {t("signIn.submit")}
        </ActButton>
      </Form>
      <p className={classes.help}>{t("signIn.help")}</p>
      <p className={classes.help}>
        {t("signIn.contestants")} <Link to="/results">{t("signIn.results")}</Link>
      </p>
    </PublicShell>
  );
}
