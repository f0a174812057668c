/** 账号详情: one account, a new link to it, its sessions, and whether it is in use; for administrators. */
import { Checkbox } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { Ban, CircleCheck, Eraser, Link2, LogOut } from "lucide-react";
import { useTranslation } from "react-i18next";
import { AccountSchema, MakeLinkSchema } from "#app/forms/account.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { type AccountPage, findAccount } from "#app/queries/accounts/find-account.server.ts";
import { disableAccount } from "#app/services/accounts/disable-account.server.ts";
import { enableAccount } from "#app/services/accounts/enable-account.server.ts";
import { endAccountSessions } from "#app/services/accounts/end-account-sessions.server.ts";
import { eraseAccount } from "#app/services/accounts/erase-account.server.ts";
import { makeAccountLink } from "#app/services/accounts/make-account-link.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { LogLink } from "#app/ui/history/history-link.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { Handover } from "#app/ui/setup/handover.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

const ACCESS = { roles: ["administrator"], within: "anywhere" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, actor, params }) => {
  const account = await findAccount(runtime, { userId: String(params.account), readerId: actor.userId });
  if (!account) throw notFound();
  return account;
});

export const action = defineAction({
  "make-link": defineIntent({
    access: ACCESS,
    form: MakeLinkSchema,
    run: ({ runtime, actor, input }) => makeAccountLink(runtime, actor, { ...input, competitionId: null }),
  }),
  "end-account-sessions": defineIntent({
    access: ACCESS,
    form: AccountSchema,
    run: ({ runtime, actor, input }) => endAccountSessions(runtime, actor, input),
  }),
  "disable-account": defineIntent({
    access: ACCESS,
    form: AccountSchema,
    run: ({ runtime, actor, input }) => disableAccount(runtime, actor, input),
  }),
  "enable-account": defineIntent({
    access: ACCESS,
    form: AccountSchema,
    run: ({ runtime, actor, input }) => enableAccount(runtime, actor, input),
  }),
  "erase-account": defineIntent({
    access: ACCESS,
    form: AccountSchema,
    run: ({ runtime, actor, input }) => eraseAccount(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "account:one.title" };

const QUIET_INTENTS = ["end-account-sessions", "disable-account", "enable-account", "erase-account"] as const;

export default function AccountRoute() {
  const account = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["account", "history"]);
  const made = answer?.ok && answer.value !== null && "link" in answer.value ? answer.value : null;
  const done = answer?.ok ? QUIET_INTENTS.find((intent) => intent === answer.intent) : undefined;
  return (
    <PublicShell>
      <PageHeader
        title={account.displayName}
        breadcrumbs={[{ label: t("accounts.title"), to: "/accounts" }]}
        description={account.username}
        actions={
          <LogLink to={`/history?kind=user&id=${account.id}`} label={t("history:linkOf", { what: account.displayName })} />
        }
      />
      {made && <Handover account={made} isNew={false} />}
      {done && (
        <Notice tone="done" live>
          {t(`one.done.${done}`)}
        </Notice>
      )}
      <Refusals namespace="account" refusals={QUIET_INTENTS.flatMap((intent) => refusalsOf(answer, intent))} />
      <Facts account={account} />
      <Section title={t("one.link")} description={t("one.linkLead")} boxed>
        <Refusals namespace="account" refusals={refusalsOf(answer, "make-link")} />
        <Form method="post">
          <input type="hidden" name="userId" value={account.id} />
          {account.secondFactorSince && (
            <Checkbox name="resetsSecondFactor" label={t("one.resets")} description={t("one.resetsHint")} />
          )}
          <div className={form.foot}>
            <ActButton
              intent="make-link"
              namespace="account"
              icon={Link2}
              unmet={[
                ...(account.isOwn ? [{ code: "own-account-link" }] : []),
                ...(account.disabledAt ? [{ code: "account-disabled" }] : []),
              ]}
            >
              {t("one.makeLink")}
            </ActButton>
          </div>
        </Form>
      </Section>
      <Section title={t("one.use")} boxed>
        <div className={form.foot}>
          <Form method="post">
            <input type="hidden" name="userId" value={account.id} />
            <ActButton
              intent="end-account-sessions"
              namespace="account"
              icon={LogOut}
              look="quiet"
              consequence={t("one.endSessionsConsequence", { count: account.sessions })}
            >
              {t("one.endSessions")}
            </ActButton>
          </Form>
          <Form method="post">
            <input type="hidden" name="userId" value={account.id} />
            {account.disabledAt ? (
              <ActButton
                intent="enable-account"
                namespace="account"
                icon={CircleCheck}
                look="quiet"
                unmet={account.isErased ? [{ code: "erasure-account-erased" }] : []}
              >
                {t("one.enable")}
              </ActButton>
            ) : (
              <ActButton
                intent="disable-account"
                namespace="account"
                icon={Ban}
                look="grave"
                unmet={account.isOwn ? [{ code: "own-account-disable" }] : []}
                consequence={t("one.disableConsequence")}
              >
                {t("one.disable")}
              </ActButton>
            )}
          </Form>
        </div>
      </Section>
      {account.disabledAt && (
        <Section title={t("one.erase")} description={t("one.eraseLead")} boxed>
          <Form method="post" className={form.foot}>
            <input type="hidden" name="userId" value={account.id} />
            <ActButton
              intent="erase-account"
              namespace="account"
              icon={Eraser}
              look="grave"
              unmet={account.erasureUnmet}
              consequence={t("one.eraseConsequence")}
            >
              {t("one.erase")}
            </ActButton>
          </Form>
        </Section>
      )}
    </PublicShell>
  );
}

function Facts({ account }: { account: AccountPage }) {
  const { t } = useTranslation("account");
  const word = useWord();
  const named = useNamed();
  const formats = useFormats();
  const duties = account.duties.map(({ role, competition }) =>
    t("one.duty", { role: word("role", role), of: competition ? named(competition) : t("one.wholeSystem") }),
  );
  return (
    <Section title={t("one.facts")}>
      <DefinitionList
        items={[
          {
            term: t("accounts.state"),
            value: account.disabledAt
              ? t("one.disabledSince", { since: formats.dateTime(account.disabledAt) })
              : t("accounts.active"),
          },
          { term: t("accounts.unit"), value: account.unit ? named(account.unit) : t("accounts.noUnit") },
          { term: t("accounts.created"), value: formats.day(account.createdAt) },
          { term: t("accounts.roles"), value: duties.length > 0 ? formats.list(duties) : t("accounts.noRoles") },
          { term: t("one.password"), value: t(account.hasPassword ? "one.passwordSet" : "one.passwordUnset") },
          { term: t("own.pin"), value: t(account.hasPin ? "one.pinSet" : "one.pinUnset") },
          {
            term: t("secondFactor.title"),
            value: account.secondFactorSince
              ? t("own.secondFactorSince", { since: formats.day(account.secondFactorSince) })
              : t("one.noSecondFactor"),
          },
          {
            term: t("one.waiting"),
            value: account.linkUntil ? t("one.linkUntil", { until: formats.dateTime(account.linkUntil) }) : t("one.noLink"),
          },
          { term: t("one.sessions"), value: <span className="tabular">{account.sessions}</span> },
        ]}
      />
    </Section>
  );
}
