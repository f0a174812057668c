/** 动态验证码: setting up the second factor; the first page of an office where the installation asks for one. */
import { Button, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { toLocalPath } from "#app/domain/access/local-path.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { CodeSchema } from "#app/forms/account.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getSecondFactor } from "#app/queries/accounts/get-second-factor.server.ts";
import { enrolSecondFactor } from "#app/services/accounts/enrol-second-factor.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { QrCode } from "#app/ui/qr-code.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { RecoveryCodes } from "#app/ui/setup/recovery-codes.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import classes from "./sign-in.module.css";

export const loader = defineLoader({ access: "enrolling" }, async ({ runtime, actor, url }) => ({
  ...(await getSecondFactor(runtime, actor)),
  next: toLocalPath(url.searchParams.get("next"), PATHS.desk),
}));

export const action = defineAction({
  "enrol-second-factor": defineIntent({
    access: "enrolling",
    form: CodeSchema,
    run: async ({ runtime, actor, input }) => {
      const decision = await enrolSecondFactor(runtime, actor, { code: input.code });
      if (!decision.ok) return decision;
      return allow({ codes: decision.value.codes, next: toLocalPath(input.next, PATHS.desk) });
    },
  }),
});

export const handle: PageHandle = { title: "account:secondFactor.title" };

export default function SecondFactor() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("account", refusalsOf(answer, "enrol-second-factor"), ["code"]);
  const made = answer?.ok ? answer.value : null;
  if (made) {
    return (
      <PublicShell width="narrow">
        <PageHeader title={t("secondFactor.title")} description={t("recovery.enrolled")} />
        <RecoveryCodes codes={made.codes} username={page.username} />
        <Button component={Link} to={made.next}>
          {t("recovery.kept")}
        </Button>
      </PublicShell>
    );
  }
  if (page.isInForce) {
    return (
      <PublicShell width="narrow">
        <PageHeader title={t("secondFactor.title")} />
        <Notice tone="done" title={t("secondFactor.inForce")}>
          <Link to={page.next}>{t("secondFactor.goOn")}</Link>
        </Notice>
      </PublicShell>
    );
  }
  return (
    <PublicShell width="narrow">
      <PageHeader
        title={t("secondFactor.title")}
        description={t(page.isRequired ? "secondFactor.required" : "secondFactor.offered")}
      />
      <Refusals namespace="account" refusals={others} title={t("secondFactor.refused")} />
      <ol className={classes.steps}>
        <li>{t("secondFactor.install")}</li>
        <li>
          {t("secondFactor.scan")}
          <div className={classes.scan}>
            <QrCode text={page.uri} label={t("secondFactor.qr")} size="11rem" />
            <p>
              {t("secondFactor.byHand")}
              <br />
              <code className={classes.secret}>{page.secret}</code>
            </p>
          </div>
        </li>
        <li>{t("secondFactor.enter")}</li>
      </ol>
      <Form method="post" className={classes.form}>
        <input type="hidden" name="next" value={page.next} />
        <TextInput
          name="code"
          label={t("code.label")}
          error={errorOf("code")}
          required
          size="md"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={9}
          className={classes.code}
        />
        <ActButton intent="enrol-second-factor" namespace="account" icon={ShieldCheck} size="md" wide>
          {t("secondFactor.submit")}
        </ActButton>
      </Form>
      <p className={classes.help}>{t("secondFactor.lost")}</p>
      {!page.isRequired && (
        <Button component={Link} to={page.next} variant="subtle">
          {t("secondFactor.later")}
        </Button>
      )}
    </PublicShell>
  );
}
