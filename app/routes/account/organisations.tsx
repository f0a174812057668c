/** 单位库: the organisations that rosters, hosts and accounts name, searched and in pages, with a form that adds one. */
import { Button } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Building2, FileUp, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ORGANISATION_KINDS } from "#app/domain/shared/vocabulary.ts";
import { OrganisationSchema } from "#app/forms/organisation.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { type OrganisationRow, searchOrganisations } from "#app/queries/organisations/search-organisations.server.ts";
import { addOrganisation } from "#app/services/organisations/add-organisation.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { ORGANISATION_INPUTS, OrganisationFields } from "#app/ui/organisations/organisation-fields.tsx";
import classes from "#app/ui/organisations/organisations.module.css";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const ACCESS = { roles: ["administrator", "organiser"], within: "anywhere" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, url }) => {
  const { searchParams } = url;
  const kind = ORGANISATION_KINDS.find((one) => one === searchParams.get("kind")) ?? null;
  const page = Number(searchParams.get("page") ?? "1");
  const list = await searchOrganisations(runtime, {
    search: (searchParams.get("q") ?? "").slice(0, 60),
    kind,
    page: Number.isSafeInteger(page) ? page : 1,
  });
  return { ...list, isDeleted: searchParams.has("deleted") };
});

export const action = defineAction({
  "add-organisation": defineIntent({
    access: ACCESS,
    form: OrganisationSchema,
    run: ({ runtime, actor, input }) => addOrganisation(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "organisation:title" };

export default function Organisations() {
  const { rows, matching, total, ofKind, page, pages, isDeleted } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation(["organisation", "account"]);
  const word = useWord();
  const isEnglish = i18n.language === "en";
  const columns: readonly Column<OrganisationRow>[] = [
    {
      id: "name",
      header: t("name"),
      isRowHeader: true,
      cell: ({ id, name, nameEn }) => <Link to={`/organisations/${id}`}>{isEnglish ? nameEn : name}</Link>,
    },
    { id: "kind", header: t("kind"), noWrap: true, cell: ({ kind }) => word("organisationKind", kind) },
    {
      id: "region",
      header: t("region"),
      noWrap: true,
      cell: ({ regionName, regionNameEn }) => (isEnglish ? regionNameEn : regionName),
    },
    {
      id: "creditCode",
      header: t("creditCode"),
      noWrap: true,
      cell: ({ creditCode }) => <span className="tabular">{creditCode ?? t("noCode")}</span>,
    },
  ];
  const filters: readonly Filter<OrganisationRow>[] = [
    {
      id: "kind",
      label: t("kind"),
      options: ORGANISATION_KINDS.map((value) => ({ value, label: word("organisationKind", value) })),
      matches: ({ kind }, value) => kind === value,
    },
  ];
  return (
    <PublicShell>
      <PageHeader
        title={t("title")}
        breadcrumbs={[{ label: t("account:desk.title"), to: PATHS.desk }]}
        description={t("lead")}
        actions={
          <Button
            component={Link}
            to="/organisations/import"
            variant="default"
            leftSection={<FileUp size={18} aria-hidden="true" />}
          >
            {t("import.title")}
          </Button>
        }
      />
      {isDeleted && (
        <Notice tone="done" live>
          {t("deleted")}
        </Notice>
      )}
      <AddOrganisation key={total} isFirst={total === 0} />
      <DataTable
        caption={t("caption")}
        rows={rows}
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        search={({ name }) => name}
        paged={{ matching, total, page, pages, counts: { kind: ofKind } }}
        empty={<EmptyState icon={Building2} title={t("empty")} hint={t("emptyHint")} />}
      />
    </PublicShell>
  );
}

function AddOrganisation({ isFirst }: { isFirst: boolean }) {
  const { t } = useTranslation("organisation");
  const answer = useAnswer<typeof action>();
  const refusals = refusalsOf(answer, "add-organisation");
  const { errorOf, others } = useFieldErrors("organisation", refusals, ORGANISATION_INPUTS);
  return (
    <>
      {answer?.ok && (
        <Notice tone="done" live>
          {t("added")}
        </Notice>
      )}
      <Disclosure id="add" label={t("add")} icon={Plus} open={isFirst || refusals.length > 0}>
        <Refusals namespace="organisation" refusals={others} />
        <Form method="post">
          <OrganisationFields errorOf={errorOf} />
          <div className={classes.foot}>
            <ActButton intent="add-organisation" namespace="organisation" icon={Plus}>
              {t("add")}
            </ActButton>
          </div>
        </Form>
      </Disclosure>
    </>
  );
}
