/** One policy document: its facts, every row under its clause, goals, who pinned which version, and the history of versions. */
import { Button } from "@mantine/core";
import { Link, useLoaderData } from "@remix-run/react";
import { FileDown, FileUp, PencilLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findPack, type PackPage } from "#app/queries/policy/find-pack.server.ts";
import { DocumentStatusBadge } from "#app/ui/citation.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PackParts } from "#app/ui/packs/pack-content.tsx";
import { PinTable, VersionTable } from "#app/ui/packs/pack-tables.tsx";
import classes from "#app/ui/packs/packs.module.css";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Section } from "#app/ui/section.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

export const loader = defineLoader(
  { access: { roles: POLICY_ROOMS.packs, within: "scope" } },
  async ({ runtime, actor, params }) => {
    const page = await findPack(runtime, String(params.pack));
    if (page === null) throw notFound();
    return { page, mayEdit: hasRole(actor.grants, ["policy-officer"], NO_SCOPE) };
  },
);

export const handle: PageHandle = { title: "packs:title" };

export default function Pack() {
  const { page, mayEdit } = useLoaderData<typeof loader>();
  const { t } = useTranslation("packs");
  const named = useNamed();
  const { pack, regions, versions, competitions } = page;
  const { document } = pack;
  const base = `/policy/packs/${pack.name}`;
  const waiting = versions.find(({ state }) => state === "proposed");
  return (
    <>
      <PageHeader
        title={named({ name: document.title, nameEn: document.titleEn })}
        status={<DocumentStatusBadge status={document.status} />}
        breadcrumbs={[{ label: t("title"), to: "/policy/packs" }]}
        actions={
          mayEdit &&
          !waiting && (
            <Button component={Link} to={`${base}/figures`} size="sm" leftSection={<PencilLine size={18} aria-hidden="true" />}>
              {t("edit")}
            </Button>
          )
        }
      />
      {waiting && (
        <Notice tone="act" title={t("waitsTitle", { version: waiting.version })}>
          {t("waitsText")} <Link to={`${base}/versions/${waiting.version}`}>{t("toVersion")}</Link>
        </Notice>
      )}
      {document.status === "draft" && (
        <Notice tone="act" title={t("draftTitle")}>
          {t("draftText")}
        </Notice>
      )}
      {document.status === "expired" && <Notice tone="info">{t("expiredText")}</Notice>}
      <DocumentSection page={page} base={base} mayUpload={mayEdit && !waiting} />
      <PackParts pack={pack} regions={regions} />
      <Section title={t("pins.title")} description={t("pins.lead")}>
        <PinTable pins={competitions} />
      </Section>
      <Section title={t("history.title")}>
        <VersionTable versions={versions} base={base} />
      </Section>
    </>
  );
}

type DocumentProps = { readonly page: PackPage; readonly base: string; readonly mayUpload: boolean };

function DocumentSection({ page: { pack, regions }, base, mayUpload }: DocumentProps) {
  const { t } = useTranslation("packs");
  const named = useNamed();
  const { document } = pack;
  const region = regions[document.regionCode];
  const issuer = named({ name: document.issuer ?? t("unsaid"), nameEn: document.issuerEn ?? t("unsaid") });
  const dayOf = (day: string | null) => (day === null ? t("unsaid") : <When at={day} />);
  return (
    <Section title={t("document.title")} boxed>
      <DefinitionList
        layout="columns"
        items={[
          { term: t("document.region"), value: region ? named(region) : document.regionCode },
          { term: t("document.issuer"), value: issuer },
          { term: t("document.number"), value: document.number ?? t("unsaid") },
          { term: t("document.effectiveFrom"), value: dayOf(document.effectiveFrom) },
          { term: t("document.effectiveTo"), value: dayOf(document.effectiveTo) },
          { term: t("document.version"), value: t("version", { version: pack.version }) },
        ]}
      />
      <p className={classes.links}>
        <a href={`${base}/file`}>
          <FileDown size={16} aria-hidden="true" /> {t("download", { version: pack.version })}
        </a>
        {mayUpload && (
          <Link to={`${base}/structure`}>
            <FileUp size={16} aria-hidden="true" /> {t("upload")}
          </Link>
        )}
        <a href="/schemas/policy-pack.schema.json">{t("schema")}</a>
      </p>
    </Section>
  );
}
