/** 安全设置: what passwords and PINs of this installation must be; for administrators. */
import { Textarea, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Save } from "lucide-react";
import { useTranslation } from "react-i18next";
import { POLICY_LIMITS } from "#app/domain/access/password-policy.ts";
import { PasswordPolicySchema } from "#app/forms/account.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getPasswordPolicy } from "#app/queries/accounts/get-password-policy.server.ts";
import { setPasswordPolicy } from "#app/services/accounts/set-password-policy.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";

const ACCESS = { roles: ["administrator"], within: "anywhere" } as const;

export const loader = defineLoader({ access: ACCESS }, ({ runtime }) => getPasswordPolicy(runtime));

export const action = defineAction({
  "set-password-policy": defineIntent({
    access: ACCESS,
    form: PasswordPolicySchema,
    run: ({ runtime, actor, input }) => setPasswordPolicy(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "account:security.title" };

const NUMBERS = ["shortest", "classes", "longestDays", "shortestPin"] as const;

export default function Security() {
  const { policy, changed } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const formats = useFormats();
  const answer = useAnswer<typeof action>();
  const refusals = refusalsOf(answer, "set-password-policy");
  const { errorOf, others } = useFieldErrors("account", refusals, [...NUMBERS, "refusedWords"]);
  return (
    <PublicShell>
      <PageHeader
        title={t("security.title")}
        breadcrumbs={[{ label: t("accounts.title"), to: "/accounts" }]}
        description={t("security.lead")}
      />
      {answer?.ok && (
        <Notice tone="done" live>
          {t("security.done")}
        </Notice>
      )}
      <Section
        title={t("security.passwords")}
        description={
          changed ? t("security.changed", { by: changed.by, at: formats.dateTime(changed.at) }) : t("security.default")
        }
        boxed
      >
        <Refusals namespace="account" refusals={others} />
        <Form method="post">
          <div className={form.grid}>
            {NUMBERS.map((name) => {
              const [least, most] = POLICY_LIMITS[name];
              return (
                <TextInput
                  key={name}
                  name={name}
                  type="number"
                  min={least}
                  max={most}
                  label={t(`security.${name}`)}
                  description={t(`security.${name}Hint`, { least, most })}
                  {...hintBelow}
                  defaultValue={policy[name] ?? ""}
                  required={name !== "longestDays"}
                  error={errorOf(name)}
                />
              );
            })}
            <Textarea
              className={form.wide}
              name="refusedWords"
              label={t("security.refusedWords")}
              description={t("security.refusedWordsHint")}
              {...hintBelow}
              defaultValue={policy.refusedWords.join("\n")}
              error={errorOf("refusedWords")}
              autosize
              minRows={3}
              maxRows={12}
            />
          </div>
          <div className={form.foot}>
            <ActButton intent="set-password-policy" namespace="account" icon={Save} consequence={t("security.consequence")}>
              {t("security.submit")}
            </ActButton>
          </div>
        </Form>
      </Section>
      <p>
        <Link to="/issuer-keys">{t("security.issuerKeys")}</Link>
        {" · "}
        <Link to="/office/competitions/import">{t("security.importCompetition")}</Link>
      </p>
    </PublicShell>
  );
}
