/** 人员兑现: finding a person by name or document; nobody is listed before somebody searched, and each search is on record. */
import { TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { ChevronLeft, ChevronRight, Search, UserRoundSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import { SearchPeopleSchema } from "#app/forms/beneficiaries.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { type PeopleFound, type PersonHit, searchPeople } from "#app/services/policy/search-people.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import classes from "#app/ui/beneficiaries/beneficiaries.module.css";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

const ACCESS = { roles: ["policy-officer", "administrator"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, () => null);

// What is looked for is sent, never addressed: a name or a number in an address would stand in every log on its way.
export const action = defineAction({
  "search-people": defineIntent({
    access: ACCESS,
    form: SearchPeopleSchema,
    run: ({ runtime, actor, input }) => searchPeople(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "beneficiaries:title" };

export default function People() {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("beneficiaries");
  const { errorOf, others } = useFieldErrors("beneficiaries", refusalsOf(answer, "search-people"), ["name", "documentNumber"]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <Section title={t("search.title")} boxed>
        <Refusals namespace="beneficiaries" refusals={others} />
        <Form method="post" autoComplete="off">
          <div className={classes.fields}>
            <TextInput
              name="name"
              label={t("search.name")}
              description={t("search.nameHint")}
              error={errorOf("name")}
              defaultValue={answer?.ok ? answer.value.name : ""}
              maxLength={100}
            />
            <TextInput
              name="documentNumber"
              label={t("search.documentNumber")}
              description={t("search.documentHint")}
              error={errorOf("documentNumber")}
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={100}
              classNames={{ input: "tabular" }}
            />
          </div>
          <ActButton intent="search-people" namespace="beneficiaries" icon={Search}>
            {t("search.submit")}
          </ActButton>
        </Form>
        <p className={classes.scope}>{t("search.scope")}</p>
      </Section>
      {answer?.ok && <Found found={answer.value} />}
    </>
  );
}

function Found({ found }: { found: PeopleFound }) {
  const { t } = useTranslation("beneficiaries");
  const named = useNamed();
  const columns: readonly Column<PersonHit>[] = [
    {
      id: "name",
      header: t("column.name"),
      isRowHeader: true,
      cell: ({ personId, name }) => <Link to={`/policy/people/${personId}`}>{name}</Link>,
    },
    {
      id: "document",
      header: t("column.document"),
      noWrap: true,
      cell: ({ maskedDocument }) => <span className="tabular">{maskedDocument}</span>,
    },
    {
      id: "organisation",
      header: t("column.organisation"),
      cell: ({ organisation }) => (organisation ? named(organisation) : t("none")),
    },
    { id: "region", header: t("column.region"), cell: ({ region }) => (region ? named(region) : t("none")) },
  ];
  return (
    <Section title={t("search.found", { count: found.found })}>
      {found.isCut && <Notice tone="info">{t("search.cut")}</Notice>}
      <div aria-live="polite">
        <DataTable
          caption={t("search.found", { count: found.found })}
          rows={found.hits}
          rowKey={({ personId }) => personId}
          columns={columns}
          empty={<EmptyState icon={UserRoundSearch} title={t("search.nobody")} hint={t("search.nobodyHint")} />}
        />
      </div>
      {found.pages > 1 && (
        <div className={classes.pages}>
          {found.page > 1 && <Turn name={found.name} page={found.page - 1} label={t("search.previous")} icon={ChevronLeft} />}
          <span className="tabular">{t("search.page", { page: found.page, pages: found.pages })}</span>
          {found.page < found.pages && (
            <Turn name={found.name} page={found.page + 1} label={t("search.next")} icon={ChevronRight} />
          )}
        </div>
      )}
    </Section>
  );
}

function Turn({ name, page, label, icon }: { name: string; page: number; label: string; icon: typeof ChevronLeft }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="page" value={page} />
      <ActButton intent="search-people" namespace="beneficiaries" icon={icon} look="quiet">
        {label}
      </ActButton>
    </Form>
  );
}
