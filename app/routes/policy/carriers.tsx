/** 培养载体名录: recognised training bases and studios with their grants, and what each document promises them. */
import { Button, Stack } from "@mantine/core";
import { Link, useLoaderData } from "@remix-run/react";
import { FilePlus2, School } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { CARRIERS } from "#app/domain/policy/pack.ts";
import { TIERS } from "#app/domain/shared/vocabulary.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { type CarrierPromise, type CarrierRowView, listCarriers } from "#app/queries/facts/list-carriers.server.ts";
import { Citation } from "#app/ui/citation.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import classes from "#app/ui/facts/carriers.module.css";
import { FactStateBadge } from "#app/ui/facts/fact-words.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Amount } from "#app/ui/policy/amount.tsx";
import { OutcomeBadge } from "#app/ui/policy/findings-list.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

export const loader = defineLoader({ access: { roles: POLICY_ROOMS.carriers, within: "scope" } }, async ({ runtime, actor }) => ({
  ...(await listCarriers(runtime)),
  mayRead: hasRole(actor.grants, POLICY_ROOMS.facts, NO_SCOPE),
  mayRecord: hasRole(actor.grants, ["policy-officer"], NO_SCOPE),
}));

export const handle: PageHandle = { title: "carriers:title" };

export default function Carriers() {
  const { carriers, promises, mayRead, mayRecord } = useLoaderData<typeof loader>();
  const { t } = useTranslation("carriers");
  const word = useWord();
  const named = useNamed();
  const columns: readonly Column<CarrierRowView>[] = [
    {
      id: "name",
      header: t("table.name"),
      isRowHeader: true,
      cell: ({ factId, content }) => (mayRead ? <Link to={`/policy/facts/${factId}`}>{content.name}</Link> : content.name),
    },
    {
      id: "organisation",
      header: t("table.organisation"),
      sortBy: ({ organisation }) => organisation.name,
      cell: ({ organisation }) => named(organisation),
    },
    { id: "carrier", header: t("table.carrier"), cell: ({ content }) => word("carrier", content.carrier) },
    {
      id: "tier",
      header: t("table.tier"),
      noWrap: true,
      sortBy: ({ content }) => TIERS.indexOf(content.tier),
      cell: ({ content }) => word("tier", content.tier),
    },
    { id: "region", header: t("table.region"), sortBy: ({ region }) => region.name, cell: ({ region }) => named(region) },
    {
      id: "date",
      header: t("table.date"),
      noWrap: true,
      sortBy: ({ recognisedOn }) => recognisedOn,
      cell: ({ recognisedOn }) => <When at={recognisedOn} as="day" />,
    },
    { id: "grants", header: t("table.grants"), cell: (row) => <Grants carrier={row} /> },
    { id: "state", header: t("table.state"), noWrap: true, cell: ({ state }) => <FactStateBadge state={state} /> },
  ];
  const filters: readonly Filter<CarrierRowView>[] = [
    {
      id: "carrier",
      label: t("table.carrier"),
      options: CARRIERS.map((value) => ({ value, label: word("carrier", value) })),
      matches: ({ content }, value) => content.carrier === value,
    },
    {
      id: "tier",
      label: t("table.tier"),
      options: TIERS.map((value) => ({ value, label: word("tier", value) })),
      matches: ({ content }, value) => content.tier === value,
    },
  ];
  const confirmed = carriers.filter(({ state }) => state === "confirmed");
  const record = mayRecord && (
    <Button
      component={Link}
      to="/policy/facts/new?kind=carrier"
      size="sm"
      leftSection={<FilePlus2 size={18} aria-hidden="true" />}
    >
      {t("record")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={record} />
      <Stack gap="xl">
        {carriers.length > 0 && (
          <Stats>
            <Stat label={t("stat.confirmed")} value={confirmed.length} />
            <Stat label={t("stat.open")} value={carriers.length - confirmed.length} />
            <Stat label={t("stat.withGrant")} value={confirmed.filter(({ grants }) => (grants ?? []).length > 0).length} />
          </Stats>
        )}
        <DataTable
          caption={t("title")}
          rows={carriers}
          rowKey={({ factId }) => factId}
          columns={columns}
          filters={filters}
          search={({ content, organisation, region }) =>
            [content.name, organisation.name, organisation.nameEn, region.name].join(" ")
          }
          empty={<EmptyState icon={School} title={t("empty")} hint={t("emptyHint")} />}
        />
        <Section title={t("promises")} description={t("promisesLead")}>
          {promises.length === 0 ? <EmptyState icon={School} title={t("noPromise")} /> : <Promises promises={promises} />}
        </Section>
      </Stack>
    </>
  );
}

function Grants({ carrier: { grants } }: { carrier: CarrierRowView }) {
  const { t, i18n } = useTranslation(["carriers", "policy"]);
  if (grants === null) return <span className={classes.soft}>{t("notAsked")}</span>;
  if (grants.length === 0) return <span className={classes.soft}>{t("noGrant")}</span>;
  return (
    <ul className={classes.grants}>
      {grants.map(({ entitlementId, amount, outcome, draft, clause, document, documentEn }) => (
        <li key={entitlementId} className={classes.grant}>
          <Amount amount={amount} />
          <OutcomeBadge outcome={outcome} draft={draft} />
          <span className={classes.source}>
            {t("grant", { document: i18n.language === "en" ? documentEn : document, clause })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Promises({ promises }: { promises: readonly CarrierPromise[] }) {
  const { i18n } = useTranslation();
  const sentence = useSentence("policy");
  const isEnglish = i18n.language === "en";
  return (
    <div className={classes.promises}>
      {promises.map(({ pack, id, clause, text, summary, summaryEn, amount, conditions, document }) => (
        <article key={`${pack} ${id}`} className={classes.promise}>
          <div className={classes.promiseHead}>
            <strong>{isEnglish ? summaryEn : summary}</strong>
            <Amount amount={amount} />
          </div>
          {conditions.map((code) => (
            <span key={code} className={classes.soft}>
              {sentence({ code })}
            </span>
          ))}
          <Citation
            clause={clause}
            text={text}
            document={{ ...document, title: isEnglish ? document.titleEn : document.title }}
          />
        </article>
      ))}
    </div>
  );
}
