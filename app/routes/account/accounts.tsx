/** 账号管理: every account of the installation, and opening one with its secrets shown once. */
import { NativeSelect, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { CircleCheck, CircleX, UserPlus, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ROLES } from "#app/domain/shared/vocabulary.ts";
import { CreateAccountSchema, GrantSystemRoleSchema, RevokeRoleSchema } from "#app/forms/people.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { type AccountRow, listAccounts } from "#app/queries/accounts/list-accounts.server.ts";
import { createAccount } from "#app/services/accounts/create-account.server.ts";
import { grantSystemRole } from "#app/services/people/grant-system-role.server.ts";
import { revokeSystemRole } from "#app/services/people/revoke-system-role.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { LogLink } from "#app/ui/history/history-link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { Handover } from "#app/ui/setup/handover.tsx";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { SystemRoles } from "#app/ui/setup/system-roles.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";

const ACCESS = { roles: ["administrator"], within: "anywhere" } as const;

export const loader = defineLoader({ access: ACCESS }, ({ runtime }) => listAccounts(runtime));

export const action = defineAction({
  "create-account": defineIntent({
    access: ACCESS,
    form: CreateAccountSchema,
    run: ({ runtime, actor, input }) => createAccount(runtime, actor, input),
  }),
  "grant-system-role": defineIntent({
    access: ACCESS,
    form: GrantSystemRoleSchema,
    run: ({ runtime, actor, input }) => grantSystemRole(runtime, actor, input),
  }),
  "revoke-system-role": defineIntent({
    access: ACCESS,
    form: RevokeRoleSchema,
    run: ({ runtime, actor, input }) => revokeSystemRole(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "account:accounts.title" };

export default function Accounts() {
  const { accounts, organisations } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["account", "api", "history"]);
  const word = useWord();
  const named = useNamed();
  const formats = useFormats();
  const columns: readonly Column<AccountRow>[] = [
    {
      id: "username",
      header: t("accounts.username"),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ username }) => username,
      cell: ({ id, username }) => <Link to={`/accounts/${id}`}>{username}</Link>,
    },
    { id: "name", header: t("accounts.displayName"), noWrap: true, cell: ({ displayName }) => displayName },
    { id: "unit", header: t("accounts.unit"), cell: ({ unit }) => (unit ? named(unit) : t("accounts.noUnit")) },
    {
      id: "roles",
      header: t("accounts.roles"),
      cell: ({ roles }) => (roles.length > 0 ? formats.list(roles.map((role) => word("role", role))) : t("accounts.noRoles")),
    },
    {
      id: "created",
      header: t("accounts.created"),
      noWrap: true,
      sortBy: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => formats.day(createdAt),
    },
    {
      id: "state",
      header: t("accounts.state"),
      noWrap: true,
      cell: ({ isDisabled }) =>
        isDisabled ? (
          <ToneBadge tone="off" icon={CircleX} look="plain">
            {t("accounts.disabled")}
          </ToneBadge>
        ) : (
          <ToneBadge tone="done" icon={CircleCheck} look="plain">
            {t("accounts.active")}
          </ToneBadge>
        ),
    },
  ];
  const filters: readonly Filter<AccountRow>[] = [
    {
      id: "role",
      label: t("accounts.filterRole"),
      options: ROLES.filter((role) => accounts.some(({ roles }) => roles.includes(role))).map((role) => ({
        value: role,
        label: word("role", role),
      })),
      matches: ({ roles }, value) => roles.some((role) => role === value),
    },
  ];
  return (
    <PublicShell>
      <PageHeader
        title={t("accounts.title")}
        breadcrumbs={[{ label: t("desk.title"), to: PATHS.desk }]}
        description={t("accounts.lead")}
      />
      <OpenAccount organisations={organisations} />
      <DataTable
        caption={t("accounts.caption")}
        rows={accounts}
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        search={({ username, displayName, unit }) => [username, displayName, unit?.name, unit?.nameEn].join(" ")}
        empty={<EmptyState icon={Users} title={t("accounts.empty")} />}
        rowTone={({ isDisabled }) => (isDisabled ? "off" : undefined)}
        actions={
          <>
            <Link to={PATHS.security}>{t("security.title")}</Link>
            <Link to="/api-tokens">{t("api:tokens.title")}</Link>
            <LogLink to="/history" label={t("history:systemTitle")} />
          </>
        }
      />
      <SystemRoles
        accounts={accounts}
        granting={refusalsOf(answer, "grant-system-role")}
        revoking={refusalsOf(answer, "revoke-system-role")}
      />
    </PublicShell>
  );
}

const FIELDS = ["username", "displayName", "organisationId"];

function OpenAccount({ organisations }: { organisations: readonly (Named & { readonly id: string })[] }) {
  const { t } = useTranslation("account");
  const named = useNamed();
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("account", refusalsOf(answer, "create-account"), FIELDS);
  const opened = answer?.ok && answer.value !== null && "username" in answer.value ? answer.value : null;
  return (
    <Section title={t("accounts.new")} description={t("accounts.newLead")} boxed>
      {opened && <Handover account={opened} />}
      <Refusals namespace="account" refusals={others} />
      <Form method="post" key={opened?.userId}>
        <div className={form.grid}>
          <TextInput
            name="username"
            label={t("accounts.username")}
            description={t("accounts.usernameHint")}
            {...hintBelow}
            error={errorOf("username")}
            required
            maxLength={40}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <TextInput
            name="displayName"
            label={t("accounts.displayName")}
            description={t("accounts.displayNameHint")}
            {...hintBelow}
            error={errorOf("displayName")}
            required
            maxLength={40}
            autoComplete="off"
          />
          <NativeSelect
            name="organisationId"
            label={t("accounts.unit")}
            description={t("accounts.unitHint")}
            {...hintBelow}
            error={errorOf("organisationId")}
            defaultValue=""
            data={[
              { value: "", label: t("accounts.noUnit") },
              ...organisations.map((organisation) => ({ value: organisation.id, label: named(organisation) })),
            ]}
          />
        </div>
        <div className={form.foot}>
          <ActButton intent="create-account" namespace="account" icon={UserPlus}>
            {t("accounts.submit")}
          </ActButton>
        </div>
      </Form>
    </Section>
  );
}
