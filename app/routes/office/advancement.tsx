/** 晋级: who goes on from this competition, and where those who came to it come from. */
import { useLoaderData } from "@remix-run/react";
import { TrendingUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWord } from "#app/i18n/word.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { type AdvancementRow, listAdvancements } from "#app/queries/ladder/list-advancements.server.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";

export const loader = defineLoader(
  { access: { roles: ["organiser", "reviewer", "policy-officer", "supervisor", "administrator"], within: "scope" } },
  ({ runtime, scope }) => listAdvancements(runtime, String(scope.competitionId)),
);

export const handle: PageHandle = { title: "ladder:title" };

export default function AdvancementPage() {
  const { outgoing, incoming } = useLoaderData<typeof loader>();
  const { t } = useTranslation("ladder");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <Section title={t("incoming")} description={t("incomingHint")}>
        <AdvancementTable
          name="in"
          caption={t("incoming")}
          rows={incoming}
          empty={[t("emptyIncoming"), t("emptyIncomingHint")]}
        />
      </Section>
      <Section title={t("outgoing")} description={t("outgoingHint")}>
        <AdvancementTable
          name="out"
          caption={t("outgoing")}
          rows={outgoing}
          empty={[t("emptyOutgoing"), t("emptyOutgoingHint")]}
        />
      </Section>
    </>
  );
}

function AdvancementTable(props: {
  name: string;
  caption: string;
  rows: readonly AdvancementRow[];
  empty: readonly [string, string];
}) {
  const { name, caption, rows, empty } = props;
  const { t, i18n } = useTranslation(["ladder", "common"]);
  const word = useWord();
  const isEnglish = i18n.language === "en";
  const sideOf = ({ tier, competitionName, competitionNameEn, eventName, eventNameEn }: AdvancementRow["from"]) =>
    [word("tier", tier), isEnglish ? competitionNameEn : competitionName, isEnglish ? eventNameEn : eventName].join(" · ");
  const columns: readonly Column<AdvancementRow>[] = [
    {
      id: "entry",
      header: t("entry"),
      isRowHeader: true,
      cell: ({ holders }) => holders.join(t("common:word.listSeparator")),
    },
    { id: "from", header: t("from"), sortBy: ({ from }) => from.eventName, cell: ({ from }) => sideOf(from) },
    {
      id: "place",
      header: t("place"),
      align: "end",
      noWrap: true,
      sortBy: ({ place }) => place,
      cell: ({ place }) => t("placeValue", { place }),
    },
    { id: "to", header: t("to"), cell: ({ to }) => sideOf(to) },
    {
      id: "state",
      header: t("state"),
      noWrap: true,
      cell: ({ status }) => <StatusBadge list="registrationStatus" value={status} />,
    },
  ];
  return (
    <DataTable
      name={name}
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={columns}
      search={({ holders, from, to }) => [...holders, from.eventName, to.eventName].join(" ")}
      empty={<EmptyState icon={TrendingUp} title={empty[0]} hint={empty[1]} />}
    />
  );
}
