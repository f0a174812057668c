/** 上传整份政策包: a whole file as the next version; its faults at their places, or what it changes and whom it affects. */
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { defineAction, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findPack } from "#app/queries/policy/find-pack.server.ts";
import { PACK_FILE_ACCESS, PACK_FILE_INTENTS } from "#app/routes/policy/pack-file-intents.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PackUpload } from "#app/ui/packs/pack-upload.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader({ access: PACK_FILE_ACCESS }, async ({ runtime, params }) => {
  const page = await findPack(runtime, String(params.pack));
  if (page === null) throw notFound();
  return page;
});

export const action = defineAction(PACK_FILE_INTENTS);

export const handle: PageHandle = { title: "packs:structure.title" };

export default function PackStructure() {
  const { pack, next, versions } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("packs");
  const named = useNamed();
  const base = `/policy/packs/${pack.name}`;
  const title = named({ name: pack.document.title, nameEn: pack.document.titleEn });
  const waiting = versions.find(({ state }) => state === "proposed");
  const value = answer?.ok ? answer.value : null;
  return (
    <>
      <PageHeader
        title={t("structure.title")}
        description={t("structure.lead", { version: next })}
        breadcrumbs={[
          { label: t("title"), to: "/policy/packs" },
          { label: title, to: base },
        ]}
      />
      {waiting ? (
        <Notice tone={answer?.ok ? "done" : "act"} live={answer?.ok === true}>
          {answer?.ok ? t("one.proposed", { version: waiting.version }) : t("figures.openFirst", { version: waiting.version })}{" "}
          <Link to={`${base}/versions/${waiting.version}`}>{t("toVersion")}</Link>
        </Notice>
      ) : (
        <PackUpload
          current={{ version: pack.version, file: `${base}/file` }}
          previewed={value !== null && value.differences !== null ? value : null}
          refusals={answer ? refusalsOf(answer, answer.intent) : []}
        />
      )}
    </>
  );
}
