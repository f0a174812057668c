/** 登录第二步: the code of the authenticator program, or a recovery code in its place, for accounts that have set one up. */
import { TextInput } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { ArrowLeft, LogIn } from "lucide-react";
import { useTranslation } from "react-i18next";
import { toLocalPath } from "#app/domain/access/local-path.ts";
import { SignInCodeSchema } from "#app/forms/account.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { clearSecondStepCookie, findSecondStep } from "#app/platform/sessions/second-step.server.ts";
import { setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { signInWithCode } from "#app/services/accounts/sign-in-with-code.server.ts";
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

export const loader = defineLoader({ access: "public" }, async ({ runtime, request, url }) => ({
  next: toLocalPath(url.searchParams.get("next"), PATHS.desk),
  isOver: (await findSecondStep(runtime, request.headers.get("Cookie"))) === null,
}));

export const action = defineAction({
  "sign-in-with-code": defineIntent({
    access: "public",
    form: SignInCodeSchema,
    run: async ({ runtime, request, input }) => {
      const step = await findSecondStep(runtime, request.headers.get("Cookie"));
      const userAgent = request.headers.get("User-Agent") ?? "";
      const decision = await signInWithCode(runtime, step, { code: input.code, userAgent });
      if (!decision.ok) return decision;
      const headers = new Headers();
      headers.append("Set-Cookie", await setSessionCookie(runtime, decision.value.token));
      headers.append("Set-Cookie", await clearSecondStepCookie(runtime));
      return redirect(toLocalPath(input.next, PATHS.desk), { headers });
    },
  }),
});

export const handle: PageHandle = { title: "account:code.title" };

export default function SignInCode() {
  const { next, isOver } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("account", refusalsOf(answer, "sign-in-with-code"), ["code"]);
  return (
    <PublicShell width="narrow">
      <PageHeader title={t("code.title")} description={t("code.lead")} />
      <Refusals namespace="account" refusals={isOver ? [{ code: "second-step-over" }] : others} title={t("signIn.blocked")} />
      {!isOver && (
        <Form method="post" className={classes.form}>
          <input type="hidden" name="next" value={next} />
          <TextInput
            name="code"
            label={t("code.label")}
            error={errorOf("code")}
            required
            size="md"
            autoComplete="one-time-code"
            maxLength={24}
            // The one thing to do on this page.
            autoFocus
            className={classes.code}
          />
          <ActButton intent="sign-in-with-code" namespace="account" icon={LogIn} size="md" wide>
            {t("signIn.submit")}
          </ActButton>
        </Form>
      )}
      {!isOver && <p className={classes.help}>{t("code.recovery")}</p>}
      <p className={classes.help}>{t("code.help")}</p>
      <p className={classes.help}>
        <Link to={PATHS.signIn} className={classes.back}>
          <ArrowLeft size={16} aria-hidden="true" />
          {t("code.again")}
        </Link>
      </p>
    </PublicShell>
  );
}
