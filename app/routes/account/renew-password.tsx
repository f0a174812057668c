/** 更新密码: for a password that is older than it may be; nothing else is open before. */
import { PasswordInput } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { toLocalPath } from "#app/domain/access/local-path.ts";
import { ChangePasswordSchema } from "#app/forms/account.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getOwnAccount } from "#app/queries/accounts/get-own-account.server.ts";
import { changePassword } from "#app/services/accounts/change-password.server.ts";
import { NewPasswordFields } from "#app/ui/account/new-password-fields.tsx";
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

export const loader = defineLoader({ access: "enrolling" }, async ({ runtime, actor, url }) => {
  const { username, policy } = await getOwnAccount(runtime, actor);
  return { username, policy, isOver: actor.mustRenew === true, next: toLocalPath(url.searchParams.get("next"), PATHS.desk) };
});

export const action = defineAction({
  "change-password": defineIntent({
    access: "enrolling",
    form: ChangePasswordSchema,
    run: async ({ runtime, actor, input }) => {
      const decision = await changePassword(runtime, actor, input);
      return decision.ok ? redirect(toLocalPath(input.next, PATHS.desk)) : decision;
    },
  }),
});

export const handle: PageHandle = { title: "account:renew.title" };

export default function RenewPassword() {
  const { username, policy, isOver, next } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const answer = useAnswer<typeof action>();
  const fields = ["current", "password", "repeated"];
  const { errorOf, others } = useFieldErrors("account", refusalsOf(answer, "change-password"), fields);
  return (
    <PublicShell width="narrow">
      <PageHeader title={t("renew.title")} description={t(isOver ? "renew.lead" : "own.changePasswordLead")} />
      <Refusals namespace="account" refusals={others} title={t("setPassword.refused")} />
      <Form method="post" className={classes.form}>
        <input type="hidden" name="next" value={next} />
        <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
        <PasswordInput
          name="current"
          label={t("own.current")}
          error={errorOf("current")}
          required
          size="md"
          autoComplete="current-password"
        />
        <NewPasswordFields policy={policy} errorOf={errorOf} size="md" />
        <ActButton intent="change-password" namespace="account" icon={KeyRound} size="md" wide>
          {t("own.changePassword")}
        </ActButton>
      </Form>
    </PublicShell>
  );
}
