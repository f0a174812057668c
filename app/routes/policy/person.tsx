/** One person with everything that is owed over all tiers; the whole document number on demand, on record. */
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Award, Eye, FileDown, GraduationCap, ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import {
  type BeneficiaryFact,
  type BeneficiaryPage,
  type BeneficiaryPromotion,
  type BeneficiaryTitle,
  findBeneficiary,
} from "#app/queries/beneficiaries/find-beneficiary.server.ts";
import { viewPersonDocument } from "#app/services/policy/view-person-document.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import classes from "#app/ui/beneficiaries/beneficiaries.module.css";
import { OwedList } from "#app/ui/beneficiaries/owed-list.tsx";
import { SumsTable } from "#app/ui/beneficiaries/sums-table.tsx";
import { TierResults } from "#app/ui/beneficiaries/tier-results.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FactStateBadge, useFactSummary } from "#app/ui/facts/fact-words.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { OutcomeBadge, type RegionNames } from "#app/ui/policy/findings-list.tsx";
import { PromotionStateBadge } from "#app/ui/promotions/promotion-table.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

const ACCESS = { roles: ["policy-officer", "administrator"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, params }) => {
  const person = await findBeneficiary(runtime, String(params.person));
  if (person === null) throw notFound();
  return { person };
});

export const action = defineAction({
  "view-document": defineIntent({
    access: ACCESS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, params }) => viewPersonDocument(runtime, actor, { personId: String(params.person) }),
  }),
});

export const handle: PageHandle = { title: "beneficiaries:title" };

export default function Person() {
  const { person } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("beneficiaries");
  return (
    <>
      <PageHeader
        title={person.name === "" ? t("erased") : person.name}
        breadcrumbs={[{ label: t("title"), to: "/policy/people" }]}
      />
      <Refusals namespace="beneficiaries" refusals={refusalsOf(answer, "view-document")} />
      <Facts person={person} shown={answer?.ok ? answer.value.documentNumber : null} />
      <Section title={t("sums.title")} description={t("sums.lead")}>
        <SumsTable rows={person.sums} />
      </Section>
      <TierResults results={person.results} regions={person.regions} />
      <OtherFacts facts={person.facts} regions={person.regions} />
      <Section title={t("promotions.title")}>
        <Promotions rows={person.promotions} />
      </Section>
      <Section title={t("titles.title")}>
        <Titles rows={person.titles} />
      </Section>
    </>
  );
}

function Facts({ person, shown }: { person: BeneficiaryPage; shown: string | null }) {
  const { t } = useTranslation(["beneficiaries", "banks"]);
  const named = useNamed();
  const { organisation, region, banks, maskedDocument } = person;
  return (
    <Section title={t("facts")}>
      <DefinitionList
        layout="columns"
        items={[
          { term: t("column.organisation"), value: organisation ? named(organisation) : t("none") },
          { term: t("column.region"), value: region ? named(region) : t("none") },
          { term: t("column.document"), value: <span className="tabular">{shown ?? (maskedDocument || t("erased"))}</span> },
          {
            term: t("banks"),
            value:
              banks.length === 0 ? (
                t("notInBank")
              ) : (
                <span className={classes.facts}>
                  {banks.map(({ bank, memberId }) => (
                    <Link key={memberId} to={`/policy/banks/${bank}/${memberId}`}>
                      {t(`banks:bank.${bank}`)}
                    </Link>
                  ))}
                </span>
              ),
          },
        ]}
      />
      {shown === null && maskedDocument !== "" && (
        <Form method="post" preventScrollReset className={classes.view}>
          <ActButton intent="view-document" namespace="beneficiaries" icon={Eye} look="quiet" consequence={t("viewHint")}>
            {t("view")}
          </ActButton>
        </Form>
      )}
    </Section>
  );
}

function OtherFacts({ facts, regions }: { facts: readonly BeneficiaryFact[]; regions: RegionNames }) {
  const { t } = useTranslation("beneficiaries");
  const summary = useFactSummary();
  return (
    <Section title={t("other.title")}>
      {facts.length === 0 && <EmptyState icon={Award} title={t("other.empty")} hint={t("other.emptyHint")} />}
      <div className={classes.results}>
        {facts.map(({ factId, content, occurredOn, reference, state, honourCaseId, findings }) => (
          <article key={factId} className={classes.result}>
            <header className={classes.head}>
              <h3 className={classes.name}>
                <Link to={honourCaseId === null ? `/policy/facts/${factId}` : `/policy/honours/${honourCaseId}`}>
                  {summary(content)}
                </Link>
              </h3>
              <span className={classes.quiet}>
                <When at={occurredOn} as="date" /> · {reference}
              </span>
            </header>
            <div className={classes.won}>
              <FactStateBadge state={state} />
              {honourCaseId !== null && <span className={classes.quiet}>{t("other.honourCase")}</span>}
            </div>
            {findings ? (
              <OwedList findings={findings} regions={regions} reader="officer" />
            ) : (
              <p className={classes.quiet}>{state === "open" ? t("result.waiting") : t("result.computing")}</p>
            )}
          </article>
        ))}
      </div>
    </Section>
  );
}

function Promotions({ rows }: { rows: readonly BeneficiaryPromotion[] }) {
  const { t } = useTranslation(["beneficiaries", "promotions"]);
  const word = useWord();
  const named = useNamed();
  const columns: readonly Column<BeneficiaryPromotion>[] = [
    {
      id: "change",
      header: t("promotions:table.change"),
      isRowHeader: true,
      cell: ({ fromLevel, toLevel }) =>
        t("promotions:change", {
          from: fromLevel === null ? t("promotions:noLevel") : word("skillLevel", fromLevel),
          to: word("skillLevel", toLevel),
        }),
    },
    {
      id: "competition",
      header: t("promotions.competition"),
      cell: ({ competition }) => <Link to={`/office/${competition.code}/promotions`}>{named(competition)}</Link>,
    },
    {
      id: "state",
      header: t("promotions:table.state"),
      cell: ({ state, certificateNumber }) => (
        <>
          <PromotionStateBadge state={state} /> {certificateNumber}
        </>
      ),
    },
  ];
  return (
    <DataTable
      name="promotions"
      caption={t("promotions.title")}
      rows={rows}
      rowKey={({ promotionId }) => promotionId}
      columns={columns}
      empty={<EmptyState icon={GraduationCap} title={t("promotions.empty")} hint={t("promotions.emptyHint")} />}
    />
  );
}

function Titles({ rows }: { rows: readonly BeneficiaryTitle[] }) {
  const { t, i18n } = useTranslation("beneficiaries");
  const word = useWord();
  const columns: readonly Column<BeneficiaryTitle>[] = [
    { id: "title", header: t("titles.name"), isRowHeader: true, noWrap: true, cell: ({ title }) => word("title", title) },
    {
      id: "clause",
      header: t("titles.clause"),
      cell: ({ document, clause }) => `${i18n.language === "en" ? document.titleEn : document.title} ${clause}`,
    },
    { id: "outcome", header: t("titles.outcome"), noWrap: true, cell: ({ key: _key, ...row }) => <OutcomeBadge {...row} /> },
    {
      id: "paper",
      header: t("titles.paper"),
      cell: ({ statement }) =>
        statement === null ? (
          t("titles.noPaper")
        ) : (
          <a href={statement}>
            <FileDown size={16} aria-hidden="true" /> {t("titles.print")}
          </a>
        ),
    },
  ];
  return (
    <DataTable
      name="titles"
      caption={t("titles.title")}
      rows={rows}
      rowKey={({ key }) => key}
      columns={columns}
      empty={<EmptyState icon={ScrollText} title={t("titles.empty")} hint={t("titles.emptyHint")} />}
    />
  );
}
