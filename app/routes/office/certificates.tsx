/** 证书登记册: the certificates of the competition, to print, to hand out, to revoke and to verify. */
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { HandOutSchema, PrepareOthersSchema, RevokeCertificateSchema } from "#app/forms/certificates.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { listCertificates } from "#app/queries/certificates/list-certificates.server.ts";
import { handOutCertificate } from "#app/services/certificates/hand-out-certificate.server.ts";
import { prepareOthers } from "#app/services/certificates/prepare-others.server.ts";
import { revokeCertificate } from "#app/services/certificates/revoke-certificate.server.ts";
import { PrintArchives } from "#app/ui/certificates/print-archives.tsx";
import { RegisterActs } from "#app/ui/certificates/register-acts.tsx";
import { type RegisterRow, RegisterTable } from "#app/ui/certificates/register-table.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { inBothFormats, PaperLinks } from "#app/ui/paper-links.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const ACTS = { roles: OFFICE_ACTORS, within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.certificates, within: "scope" } },
  async ({ runtime, actor, scope, params }) => ({
    competition: String(params.competition),
    mayAct: hasRole(actor.grants, OFFICE_ACTORS, scope),
    seesKeys: hasRole(actor.grants, ["administrator"], scope),
    certificates: await listCertificates(runtime, String(scope.competitionId)),
  }),
);

export const action = defineAction({
  "prepare-certificates": defineIntent({
    access: ACTS,
    form: PrepareOthersSchema,
    run: ({ runtime, actor, scope, input }) =>
      prepareOthers(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "hand-out-certificate": defineIntent({
    access: ACTS,
    form: HandOutSchema,
    run: ({ runtime, actor, scope, input }) =>
      handOutCertificate(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "revoke-certificate": defineIntent({
    access: ACTS,
    form: RevokeCertificateSchema,
    run: ({ runtime, actor, scope, input: { what, ...input } }) =>
      revokeCertificate(runtime, actor, {
        ...input,
        replaces: what === "replace",
        competitionId: String(scope.competitionId),
      }),
  }),
});

export const handle: PageHandle = { title: "register:title" };

export default function Certificates() {
  const { certificates, competition, mayAct, seesKeys } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("register");
  const standing = certificates.filter(({ state }) => state !== "revoked");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          certificates.length > 0 && (
            <PaperLinks kind="register" files={inBothFormats(`/office/${competition}/certificates/register`)} />
          )
        }
      />
      {answer?.ok && <Done answer={answer} />}
      <Missing rows={standing} />
      {standing.length > 0 && <PrintArchives rows={standing} competition={competition} mayAct={mayAct} seesKeys={seesKeys} />}
      {mayAct && <RegisterActs rows={standing} answer={answer} />}
      <RegisterTable rows={certificates} competition={competition} />
    </>
  );
}

type Answer = ReturnType<typeof useAnswer<typeof action>>;

function Done({ answer }: { answer: Extract<NonNullable<Answer>, { ok: true }> }) {
  const { t } = useTranslation("register");
  const said =
    answer.intent === "prepare-certificates"
      ? t("others.done", { count: (answer.value as { readonly prepared: number }).prepared })
      : t(answer.intent === "hand-out-certificate" ? "handOut.done" : "revoke.done");
  return (
    <Notice tone="done" live>
      {said}
    </Notice>
  );
}

/** What cannot be printed, by name, before anything is. */
function Missing({ rows }: { rows: readonly RegisterRow[] }) {
  const { t } = useTranslation("register");
  const missing = rows.filter(({ missingCharacters }) => missingCharacters.length > 0);
  if (missing.length === 0) return null;
  return (
    <Notice tone="act" title={t("missingTitle")}>
      <ul>
        {missing.map(({ id, number, holder, missingCharacters }) => (
          <li key={id}>{t("missing", { number, holder, characters: missingCharacters.join("") })}</li>
        ))}
      </ul>
      <p>{t("missingHint")}</p>
    </Notice>
  );
}
