/** 接口令牌: the tokens with which other programs read public results; made, shown once, listed and revoked. */
import { Checkbox, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { KeyRound, Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { API_SCOPES } from "#app/domain/access/api-token.ts";
import { CreateTokenSchema, RevokeTokenSchema } from "#app/forms/api-tokens.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { type ApiTokenRow, listApiTokens } from "#app/queries/api/list-api-tokens.server.ts";
import { createApiToken } from "#app/services/api/create-api-token.server.ts";
import { revokeApiToken } from "#app/services/api/revoke-api-token.server.ts";
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
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";

const ACCESS = { roles: ["administrator"], within: "anywhere" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime }) => ({ tokens: await listApiTokens(runtime) }));

export const action = defineAction({
  "create-token": defineIntent({
    access: ACCESS,
    form: CreateTokenSchema,
    run: ({ runtime, actor, input }) => createApiToken(runtime, actor, input),
  }),
  "revoke-token": defineIntent({
    access: ACCESS,
    form: RevokeTokenSchema,
    run: ({ runtime, actor, input }) => revokeApiToken(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "api:tokens.title" };

export default function ApiTokens() {
  const { tokens } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["api", "account"]);
  const formats = useFormats();
  const answer = useAnswer<typeof action>();
  const columns: readonly Column<ApiTokenRow>[] = [
    { id: "name", header: t("tokens.name"), isRowHeader: true, cell: ({ name }) => name },
    { id: "scopes", header: t("tokens.scopes"), cell: ({ scopes }) => formats.list(scopes.map((scope) => t(`scopes.${scope}`))) },
    { id: "by", header: t("tokens.createdBy"), noWrap: true, cell: ({ createdBy }) => createdBy },
    {
      id: "created",
      header: t("tokens.createdAt"),
      noWrap: true,
      sortBy: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => formats.day(createdAt),
    },
    {
      id: "expires",
      header: t("tokens.expiresAt"),
      noWrap: true,
      sortBy: ({ expiresAt }) => expiresAt,
      cell: ({ expiresAt }) => formats.day(expiresAt),
    },
    { id: "state", header: t("tokens.state"), noWrap: true, cell: ({ state }) => t(`tokens.states.${state}`) },
    {
      id: "act",
      header: t("tokens.revoke"),
      cell: ({ id, state }) =>
        state === "revoked" ? null : (
          <Form method="post">
            <input type="hidden" name="tokenId" value={id} />
            <ActButton intent="revoke-token" namespace="api" icon={X} look="quiet" unmet={[]}>
              {t("tokens.revoke")}
            </ActButton>
          </Form>
        ),
    },
  ];
  return (
    <PublicShell>
      <PageHeader
        title={t("tokens.title")}
        description={t("tokens.lead")}
        breadcrumbs={[{ label: t("account:desk.title"), to: PATHS.desk }]}
      />
      <Refusals namespace="api" refusals={refusalsOf(answer, "revoke-token")} />
      {answer?.ok && answer.intent === "revoke-token" && (
        <Notice tone="done" live>
          {t("tokens.revoked")}
        </Notice>
      )}
      <NewToken />
      <DataTable
        caption={t("tokens.caption")}
        rows={tokens}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<EmptyState icon={KeyRound} title={t("tokens.empty")} hint={t("tokens.emptyHint")} />}
        rowTone={({ state }) => (state === "in-force" ? undefined : "off")}
        actions={<a href="/api">{t("tokens.guide")}</a>}
      />
    </PublicShell>
  );
}

const FIELDS = ["name", "scopes", "days"];

function NewToken() {
  const { t } = useTranslation("api");
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("api", refusalsOf(answer, "create-token"), FIELDS);
  const made = answer?.ok && answer.value !== null && "token" in answer.value ? answer.value : null;
  return (
    <Section title={t("tokens.new")} boxed>
      {made && (
        <Notice tone="done" title={t("tokens.made", { name: made.name })} live>
          {t("tokens.once")} <code>{made.token}</code>
        </Notice>
      )}
      <Refusals namespace="api" refusals={others} />
      <Form method="post" key={made?.token}>
        <div className={form.grid}>
          <TextInput
            name="name"
            label={t("tokens.name")}
            description={t("tokens.nameHint")}
            {...hintBelow}
            error={errorOf("name")}
            required
            maxLength={100}
            autoComplete="off"
          />
          <TextInput
            name="days"
            label={t("tokens.days")}
            error={errorOf("days")}
            required
            defaultValue="90"
            inputMode="numeric"
            maxLength={3}
          />
          <Checkbox.Group label={t("tokens.scopes")} defaultValue={[...API_SCOPES]} error={errorOf("scopes")}>
            <div className={form.choices}>
              {API_SCOPES.map((scope) => (
                <Checkbox key={scope} name="scopes[]" value={scope} label={t(`scopes.${scope}`)} />
              ))}
            </div>
          </Checkbox.Group>
        </div>
        <div className={form.foot}>
          <ActButton intent="create-token" namespace="api" icon={Plus} unmet={[]}>
            {t("tokens.create")}
          </ActButton>
        </div>
      </Form>
    </Section>
  );
}
