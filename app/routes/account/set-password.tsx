/** 设置密码: behind a one-time link or its QR code; no session, and nothing of the account once the link is used or over. */
import { PasswordInput } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LONGEST_PIN } from "#app/domain/access/password-rule.ts";
import { SetPasswordSchema } from "#app/forms/account.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { type AccountLinkPage, findAccountLink } from "#app/queries/accounts/find-account-link.server.ts";
import { setPassword } from "#app/services/accounts/set-password.server.ts";
import { NewPasswordFields } from "#app/ui/account/new-password-fields.tsx";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./sign-in.module.css";

export const loader = defineLoader({ access: "public" }, ({ runtime, params }) => findAccountLink(runtime, String(params.token)));

export const action = defineAction({
  "set-password": defineIntent({
    access: "public",
    form: SetPasswordSchema,
    run: async ({ runtime, request, params, input }) => {
      const userAgent = request.headers.get("User-Agent") ?? "";
      const decision = await setPassword(runtime, { ...input, token: String(params.token), userAgent });
      if (!decision.ok) return decision;
      const { value } = decision;
      if (value.sessionToken === null) return redirect(PATHS.signIn);
      const headers = { "Set-Cookie": await setSessionCookie(runtime, value.sessionToken) };
      return redirect(value.isOffice ? PATHS.secondFactor : PATHS.desk, { headers });
    },
  }),
});

export const handle: PageHandle = { title: "account:setPassword.title" };

export default function SetPassword() {
  const link = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  return (
    <PublicShell width="narrow">
      {link.state === "open" ? (
        <OpenLink link={link} />
      ) : (
        <>
          <PageHeader title={t("setPassword.title")} />
          <Notice tone="act" title={t(`refusal.link-${link.state}`)}>
            {link.state === "used" ? <Link to={PATHS.signIn}>{t("setPassword.toSignIn")}</Link> : t("setPassword.askAgain")}
          </Notice>
        </>
      )}
    </PublicShell>
  );
}

function OpenLink({ link }: { link: Extract<AccountLinkPage, { state: "open" }> }) {
  const { t } = useTranslation("account");
  const formats = useFormats();
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("account", refusalsOf(answer, "set-password"), ["password", "repeated", "pin"]);
  return (
    <>
      <PageHeader
        title={t("setPassword.of", { name: link.displayName })}
        description={t("setPassword.lead", { username: link.username, until: formats.dateTime(link.expiresAt) })}
      />
      <Refusals namespace="account" refusals={others} title={t("setPassword.refused")} />
      <Form method="post" className={classes.form}>
        {/* For password managers: which account the password is of. */}
        <input type="text" name="username" value={link.username} autoComplete="username" readOnly hidden />
        <NewPasswordFields policy={link.policy} errorOf={errorOf} size="md" />
        {link.asksPin && (
          <PasswordInput
            name="pin"
            label={t("setPassword.pin", { length: link.policy.shortestPin })}
            description={link.hasPin ? t("setPassword.pinKept") : t("setPassword.pinHint")}
            {...hintBelow}
            error={errorOf("pin")}
            size="md"
            inputMode="numeric"
            maxLength={LONGEST_PIN}
            autoComplete="off"
          />
        )}
        <ActButton intent="set-password" namespace="account" icon={KeyRound} size="md" wide>
          {t("setPassword.submit")}
        </ActButton>
      </Form>
      <p className={classes.help}>{t("setPassword.consequence")}</p>
      {link.resetsSecondFactor && <p className={classes.help}>{t("setPassword.resets")}</p>}
    </>
  );
}
