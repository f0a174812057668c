/** 我的账号: one's own password, PIN and second factor, and where one is signed in. */
import { Button, PasswordInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { KeyRound, LifeBuoy, LogOut, Monitor, ShieldCheck, SquareAsterisk } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LONGEST_PIN } from "#app/domain/access/password-rule.ts";
import { ChangePasswordSchema, EndOwnSessionSchema, RenewCodesSchema, SetPinSchema } from "#app/forms/account.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getOwnAccount, type OwnAccount, type OwnSession } from "#app/queries/accounts/get-own-account.server.ts";
import { changePassword } from "#app/services/accounts/change-password.server.ts";
import { endOtherSessions } from "#app/services/accounts/end-other-sessions.server.ts";
import { endOwnSession } from "#app/services/accounts/end-own-session.server.ts";
import { renewRecoveryCodes } from "#app/services/accounts/renew-recovery-codes.server.ts";
import { setPin } from "#app/services/accounts/set-pin.server.ts";
import { NewPasswordFields } from "#app/ui/account/new-password-fields.tsx";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { RecoveryCodes } from "#app/ui/setup/recovery-codes.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";

export const loader = defineLoader({ access: "signed-in" }, ({ runtime, actor }) => getOwnAccount(runtime, actor));

export const action = defineAction({
  "change-password": defineIntent({
    access: "signed-in",
    form: ChangePasswordSchema,
    run: ({ runtime, actor, input }) => changePassword(runtime, actor, input),
  }),
  "set-pin": defineIntent({
    access: "signed-in",
    form: SetPinSchema,
    run: ({ runtime, actor, input }) => setPin(runtime, actor, input),
  }),
  "renew-recovery-codes": defineIntent({
    access: "signed-in",
    form: RenewCodesSchema,
    run: ({ runtime, actor, input }) => renewRecoveryCodes(runtime, actor, input),
  }),
  "end-own-session": defineIntent({
    access: "signed-in",
    form: EndOwnSessionSchema,
    run: ({ runtime, actor, input }) => endOwnSession(runtime, actor, input),
  }),
  "end-other-sessions": defineIntent({
    access: "signed-in",
    form: NoFieldsSchema,
    run: ({ runtime, actor }) => endOtherSessions(runtime, actor),
  }),
});

export const handle: PageHandle = { title: "account:own.title" };

type Done = "change-password" | "set-pin" | "renew-recovery-codes" | "end-own-session" | "end-other-sessions";

export default function OwnAccountPage() {
  const account = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const formats = useFormats();
  const answer = useAnswer<typeof action>();
  const done = answer?.ok ? answer.intent : null;
  const made = answer?.ok && answer.value !== null && "codes" in answer.value ? answer.value.codes : null;
  const columns: readonly Column<OwnSession>[] = [
    {
      id: "where",
      header: t("own.device"),
      isRowHeader: true,
      cell: ({ userAgent, isThis }) => `${userAgent || t("own.unknownDevice")}${isThis ? t("own.thisOne") : ""}`,
    },
    {
      id: "since",
      header: t("own.since"),
      noWrap: true,
      sortBy: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => formats.dateTime(createdAt),
    },
    { id: "until", header: t("own.until"), noWrap: true, cell: ({ expiresAt }) => formats.dateTime(expiresAt) },
    {
      id: "end",
      header: t("own.end"),
      cell: ({ id, isThis }) =>
        isThis ? null : (
          <Form method="post">
            <input type="hidden" name="session" value={id} />
            <ActButton intent="end-own-session" namespace="account" icon={LogOut} look="quiet">
              {t("own.end")}
            </ActButton>
          </Form>
        ),
    },
  ];
  return (
    <PublicShell>
      <PageHeader
        title={t("own.title")}
        breadcrumbs={[{ label: t("desk.title"), to: PATHS.desk }]}
        description={t("own.lead", { name: account.displayName, username: account.username })}
      />
      {done && (
        <Notice tone="done" live>
          {t(`own.done.${done as Done}`)}
        </Notice>
      )}
      {made && <RecoveryCodes codes={made} username={account.username} />}
      <ChangePassword key={`password ${done}`} account={account} />
      <Section
        title={t("secondFactor.title")}
        description={
          account.secondFactorSince
            ? t("own.secondFactorSince", { since: formats.day(account.secondFactorSince) })
            : t(account.isOffice ? "own.secondFactorOffice" : "own.secondFactorNone")
        }
        boxed
      >
        {account.secondFactorSince ? (
          <p>{t("recovery.lost")}</p>
        ) : (
          <Button
            component={Link}
            to={`${PATHS.secondFactor}?next=${PATHS.ownAccount}`}
            variant="default"
            leftSection={<ShieldCheck size={18} aria-hidden="true" />}
          >
            {t("own.secondFactorSetUp")}
          </Button>
        )}
      </Section>
      {account.secondFactorSince && <RenewCodes key={`codes ${done}`} left={account.recoveryCodesLeft} />}
      {account.asksPin && <SetPin key={`pin ${done}`} account={account} />}
      <Section title={t("own.sessions")} boxed>
        <Refusals namespace="account" refusals={refusalsOf(answer, "end-own-session")} />
        <DataTable
          caption={t("own.sessions")}
          rows={account.sessions}
          rowKey={({ id }) => id}
          columns={columns}
          empty={<EmptyState icon={Monitor} title={t("own.noSessions")} />}
        />
        {account.sessions.length > 1 && (
          <Form method="post" className={form.foot}>
            <ActButton intent="end-other-sessions" namespace="account" icon={LogOut} look="quiet">
              {t("own.endOthers")}
            </ActButton>
          </Form>
        )}
      </Section>
    </PublicShell>
  );
}

function ChangePassword({ account: { username, policy } }: { account: OwnAccount }) {
  const { t } = useTranslation("account");
  const answer = useAnswer<typeof action>();
  const fields = ["current", "password", "repeated"];
  const { errorOf, others } = useFieldErrors("account", refusalsOf(answer, "change-password"), fields);
  return (
    <Section title={t("own.changePassword")} description={t("own.changePasswordLead")} boxed>
      <Refusals namespace="account" refusals={others} />
      <Form method="post">
        <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
        <div className={form.grid}>
          <PasswordInput
            name="current"
            label={t("own.current")}
            error={errorOf("current")}
            required
            autoComplete="current-password"
          />
          <NewPasswordFields policy={policy} errorOf={errorOf} />
        </div>
        <div className={form.foot}>
          <ActButton intent="change-password" namespace="account" icon={KeyRound}>
            {t("own.changePassword")}
          </ActButton>
        </div>
      </Form>
    </Section>
  );
}

function RenewCodes({ left }: { left: number }) {
  const { t } = useTranslation("account");
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("account", refusalsOf(answer, "renew-recovery-codes"), ["current"]);
  return (
    <Section title={t("recovery.title")} description={t("recovery.left", { count: left })} boxed>
      <Refusals namespace="account" refusals={others} />
      <Form method="post">
        <div className={form.grid}>
          <PasswordInput
            name="current"
            label={t("own.current")}
            error={errorOf("current")}
            required
            autoComplete="current-password"
          />
        </div>
        <div className={form.foot}>
          <ActButton
            intent="renew-recovery-codes"
            namespace="account"
            icon={LifeBuoy}
            look="quiet"
            consequence={t("recovery.renewConsequence")}
          >
            {t("recovery.renew")}
          </ActButton>
        </div>
      </Form>
    </Section>
  );
}

function SetPin({ account: { hasPin, policy } }: { account: OwnAccount }) {
  const { t } = useTranslation("account");
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("account", refusalsOf(answer, "set-pin"), ["current", "pin"]);
  return (
    <Section title={t("own.pin")} description={t(hasPin ? "own.pinStands" : "own.pinMissing")} boxed>
      <Refusals namespace="account" refusals={others} />
      <Form method="post">
        <div className={form.grid}>
          <PasswordInput
            name="current"
            label={t("own.current")}
            error={errorOf("current")}
            required
            autoComplete="current-password"
          />
          <PasswordInput
            name="pin"
            label={t("own.newPin", { length: policy.shortestPin })}
            error={errorOf("pin")}
            required
            inputMode="numeric"
            maxLength={LONGEST_PIN}
            autoComplete="off"
          />
        </div>
        <div className={form.foot}>
          <ActButton intent="set-pin" namespace="account" icon={SquareAsterisk} look="quiet">
            {t("own.setPin")}
          </ActButton>
        </div>
      </Form>
    </Section>
  );
}
