/** 签发密钥: the keys that certificates are signed with; a new one takes over, the one before still verifies. */
import { Checkbox } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { KeyRound, RefreshCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { RotateIssuerKeySchema } from "#app/forms/certificates.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { listIssuerKeys, type PublishedKey } from "#app/queries/certificates/list-issuer-keys.server.ts";
import { rotateIssuerKey } from "#app/services/certificates/rotate-issuer-key.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";

const ACCESS = { roles: ["administrator"], within: "anywhere" } as const;

export const loader = defineLoader({ access: ACCESS }, ({ runtime }) => listIssuerKeys(runtime));

export const action = defineAction({
  "rotate-issuer-key": defineIntent({
    access: ACCESS,
    form: RotateIssuerKeySchema,
    run: ({ runtime, actor, input }) => rotateIssuerKey(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "register:keys.title" };

export default function IssuerKeys() {
  const { keys } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("register");
  const formats = useFormats();
  const columns: readonly Column<PublishedKey>[] = [
    { id: "id", header: t("keys.id"), isRowHeader: true, cell: ({ id }) => <span className="tabular">{id}</span> },
    { id: "from", header: t("keys.from"), noWrap: true, cell: ({ validFrom }) => formats.dateTime(validFrom) },
    {
      id: "state",
      header: t("state"),
      cell: ({ retiredAt, distrustedAt }) =>
        distrustedAt !== null
          ? t("keys.distrusted", { at: formats.dateTime(distrustedAt) })
          : retiredAt !== null
            ? t("keys.retired", { at: formats.dateTime(retiredAt) })
            : t("keys.signs"),
    },
  ];
  return (
    <PublicShell>
      <PageHeader title={t("keys.title")} description={t("keys.lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t("keys.done", { id: answer.value.keyId })}
        </Notice>
      )}
      <Section
        title={t("keys.list")}
        actions={
          <>
            <a href="/.well-known/certificate-keys.pem" download>
              {t("keys.pem")}
            </a>
            <a href="/.well-known/certificate-keys.json" download>
              {t("keys.json")}
            </a>
          </>
        }
      >
        <DataTable
          caption={t("keys.title")}
          rows={keys}
          rowKey={({ id }) => id}
          columns={columns}
          empty={<EmptyState icon={KeyRound} title={t("keys.empty")} hint={t("keys.emptyHint")} />}
        />
      </Section>
      <Section title={t("keys.rotate")} description={t("keys.rotateLead")} boxed>
        <Form method="post">
          <Checkbox name="distrusts" label={t("keys.distrusts")} description={t("keys.distrustsHint")} />
          <div className={form.foot}>
            <ActButton intent="rotate-issuer-key" namespace="register" icon={RefreshCcw} look="grave">
              {t("keys.rotate")}
            </ActButton>
          </div>
        </Form>
      </Section>
    </PublicShell>
  );
}
