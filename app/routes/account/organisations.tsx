/** 单位库: the organisations that rosters, hosts and accounts name, with a form that adds one. */
import { NativeSelect, TextInput } from "@mantine/core";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Building2, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ORGANISATION_KINDS } from "#app/domain/shared/vocabulary.ts";
import { OrganisationSchema } from "#app/forms/organisation.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { listOrganisations, type OrganisationRow } from "#app/queries/organisations/list-organisations.server.ts";
import { addOrganisation } from "#app/services/organisations/add-organisation.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { RegionPicker } from "#app/ui/region-picker.tsx";
import { Section } from "#app/ui/section.tsx";
import classes from "./organisations.module.css";

const ACCESS = { roles: ["administrator", "organiser"], within: "anywhere" } as const;

export const loader = defineLoader({ access: ACCESS }, ({ runtime }) => listOrganisations(runtime));

export const action = defineAction({
  "add-organisation": defineIntent({
    access: ACCESS,
    form: OrganisationSchema,
    run: ({ runtime, actor, input }) => addOrganisation(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "organisation:title" };

export default function Organisations() {
  const organisations = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("organisation");
  const word = useWord();
  const isEnglish = i18n.language === "en";
  const columns: readonly Column<OrganisationRow>[] = [
    { id: "name", header: t("name"), isRowHeader: true, cell: ({ name, nameEn }) => (isEnglish ? nameEn : name) },
    {
      id: "kind",
      header: t("kind"),
      noWrap: true,
      sortBy: ({ kind }) => kind,
      cell: ({ kind }) => word("organisationKind", kind),
    },
    {
      id: "region",
      header: t("region"),
      noWrap: true,
      sortBy: ({ regionName }) => regionName,
      cell: ({ regionName, regionNameEn }) => (isEnglish ? regionNameEn : regionName),
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
      <PageHeader title={t("title")} description={t("lead")} />
      <AddOrganisation key={organisations.length} />
      <DataTable
        caption={t("caption")}
        rows={organisations}
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        search={({ name, nameEn, regionName }) => [name, nameEn, regionName].join(" ")}
        empty={<EmptyState icon={Building2} title={t("empty")} hint={t("emptyHint")} />}
      />
    </PublicShell>
  );
}

function AddOrganisation() {
  const { t } = useTranslation("organisation");
  const word = useWord();
  const answer = useActionData<typeof action>();
  const { errorOf, others } = useFieldErrors("organisation", refusalsOf(answer, "add-organisation"), [
    "name",
    "nameEn",
    "kind",
    "regionCode",
  ]);
  return (
    <Section title={t("add")} boxed>
      {answer?.ok && (
        <Notice tone="done" live>
          {t("added")}
        </Notice>
      )}
      <Refusals namespace="organisation" refusals={others} />
      <Form method="post" className={classes.form}>
        <TextInput name="name" label={t("name")} required maxLength={60} error={errorOf("name")} />
        <TextInput name="nameEn" label={t("nameEn")} required maxLength={120} error={errorOf("nameEn")} />
        <NativeSelect
          name="kind"
          label={t("kind")}
          required
          defaultValue=""
          error={errorOf("kind")}
          data={[
            { value: "", label: t("choose"), disabled: true },
            ...ORGANISATION_KINDS.map((value) => ({ value, label: word("organisationKind", value) })),
          ]}
        />
        <RegionPicker name="regionCode" label={t("region")} required error={errorOf("regionCode")} />
        <ActButton intent="add-organisation" namespace="organisation" icon={Plus}>
          {t("add")}
        </ActButton>
      </Form>
    </Section>
  );
}
