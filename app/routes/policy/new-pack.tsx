/** 新建政策包: a policy document that is not there yet, founded by its file: looked at by one officer, confirmed by a second. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { defineAction, defineLoader } from "#app/platform/access/define.server.ts";
import { PACK_FILE_ACCESS, PACK_FILE_INTENTS } from "#app/routes/policy/pack-file-intents.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PackUpload } from "#app/ui/packs/pack-upload.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { useAnswer } from "#app/ui/use-answer.ts";

export const loader = defineLoader({ access: PACK_FILE_ACCESS }, () => null);

export const action = defineAction(PACK_FILE_INTENTS);

export const handle: PageHandle = { title: "packs:founding.title" };

export default function NewPack() {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("packs");
  const value = answer?.ok ? answer.value : null;
  return (
    <>
      <PageHeader
        title={t("founding.title")}
        description={t("founding.lead")}
        breadcrumbs={[{ label: t("title"), to: "/policy/packs" }]}
      />
      {value !== null && value.differences === null ? (
        <Notice tone="done" live>
          {t("founding.proposed")} <Link to={`/policy/packs/${value.name}/versions/${value.version}`}>{t("toVersion")}</Link>
        </Notice>
      ) : (
        <PackUpload current={null} previewed={value} refusals={answer ? refusalsOf(answer, answer.intent) : []} />
      )}
    </>
  );
}
