/** One notice or technical document for everyone: its text, its file, and which version it is. */
import { Link, useLoaderData } from "@remix-run/react";
import { FileDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findNotice, type NoticePage } from "#app/queries/public/find-notice.server.ts";
import { Notice as Remark } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import classes from "#app/ui/preparation/notices.module.css";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

export const loader = defineLoader({ access: "public" }, async ({ runtime, params, scope }) => {
  const notice = await findNotice(runtime, { competitionId: String(scope.competitionId), noticeId: String(params.notice) });
  if (notice === null) throw notFound();
  return notice;
});

export const handle: PageHandle<NoticePage> = { title: (_text, { title }) => title.name };

export default function Notice() {
  const notice = useLoaderData<typeof loader>();
  const { t } = useTranslation("preparation");
  const named = useNamed();
  const formats = useFormats();
  const { competition, event, file, versions } = notice;
  const [newest] = versions;
  const base = `/competitions/${competition.code}/notices`;
  return (
    <PublicPage width="narrow">
      <PageHeader
        title={named(notice.title)}
        breadcrumbs={[{ label: named(competition), to: `/competitions/${competition.code}#notices` }]}
        description={
          <span className={classes.facts}>
            <span>{t(`kind.${notice.kind}`)}</span>
            <span>{event ? named(event) : t("wholeCompetition")}</span>
            <When at={notice.publishedAt} />
            {versions.length > 1 && <span>{t("version", { version: notice.version })}</span>}
          </span>
        }
      />
      {newest && newest.id !== notice.id && (
        <Remark tone="act" title={t("public.replaced")}>
          <Link to={`${base}/${newest.id}`}>{t("public.newest", { version: newest.version })}</Link>
        </Remark>
      )}
      {notice.body !== "" && <div className={classes.body}>{notice.body}</div>}
      {file && (
        <p>
          <a href={`${base}/${notice.id}/file`} download className={classes.file}>
            <FileDown size={20} aria-hidden="true" />
            <span className={classes.fileName}>{file.name}</span>
            <span className="tabular">{formats.bytes(file.size)}</span>
          </a>
        </p>
      )}
      {versions.length > 1 && (
        <Section title={t("public.versions")}>
          <ul className={classes.versions}>
            {versions.map(({ id, version, publishedAt }) => (
              <li key={id}>
                {id === notice.id ? (
                  <strong>{t("version", { version })}</strong>
                ) : (
                  <Link to={`${base}/${id}`}>{t("version", { version })}</Link>
                )}
                <When at={publishedAt} />
                {id !== newest?.id && <span className={classes.soft}>{t("replaced")}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </PublicPage>
  );
}
