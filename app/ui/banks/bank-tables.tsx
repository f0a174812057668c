/** The members of a bank, with search and filters; and whom results propose. */
import { Link } from "@remix-run/react";
import { Users } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Bank } from "#app/domain/banks/bank.ts";
import type { BankChoice, BankMemberRow, BankProposal, KnownDuty } from "#app/domain/banks/bank-view.ts";
import { SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { Citation } from "#app/ui/citation.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

export function MemberTable({ bank, members, actions }: { bank: Bank; members: readonly BankMemberRow[]; actions: ReactNode }) {
  const { t } = useTranslation("banks");
  const word = useWord();
  const named = useNamed();
  const formats = useFormats();
  const columns: readonly Column<BankMemberRow>[] = [
    {
      id: "name",
      header: t("column.name"),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ name }) => name,
      cell: ({ memberId, name }) => <Link to={`/policy/banks/${bank}/${memberId}`}>{name === "" ? t("erased") : name}</Link>,
    },
    { id: "skills", header: t("column.skills"), cell: ({ skills }) => formats.list(skills.map(named)) },
    {
      id: "level",
      header: t("column.level"),
      noWrap: true,
      sortBy: ({ level }) => (level === null ? null : -SKILL_LEVELS.indexOf(level)),
      cell: ({ level }) => (level === null ? t("noLevel") : word("skillLevel", level)),
    },
    { id: "organisation", header: t("column.organisation"), cell: ({ organisation }) => organisation && named(organisation) },
    { id: "region", header: t("column.region"), noWrap: true, cell: ({ region }) => region && named(region) },
    {
      id: "lastDuty",
      header: t("column.lastDuty"),
      sortBy: ({ known }) => (known === null ? null : -Number(known.on.replaceAll("-", ""))),
      cell: ({ known, lastDuty }) => (known ? <Duty duty={known} /> : lastDuty),
    },
    { id: "conflicts", header: t("column.conflicts"), cell: ({ conflicts }) => conflicts },
    {
      id: "consent",
      header: t("column.consent"),
      noWrap: true,
      sortBy: ({ consentOn }) => consentOn,
      cell: ({ consentOn }) => formats.day(consentOn),
    },
  ];
  const levels = SKILL_LEVELS.filter((level) => members.some((member) => member.level === level));
  const skills = distinct(members.flatMap((member) => member.skills));
  const regions = distinct(members.flatMap(({ region }) => region ?? []));
  const options = (some: readonly BankChoice[]) => some.map((one) => ({ value: one.code, label: named(one) }));
  return (
    <DataTable
      name="members"
      caption={t("members")}
      rows={members}
      rowKey={({ memberId }) => memberId}
      columns={columns}
      search={({ name, skills: own, organisation, region, lastDuty }) =>
        [name, ...own.map(named), organisation && named(organisation), region && named(region), lastDuty].join(" ")
      }
      filters={[
        {
          id: "skill",
          label: t("filter.skill"),
          options: options(skills),
          matches: (row, value) => row.skills.some(({ code }) => code === value),
        },
        {
          id: "level",
          label: t("filter.level"),
          options: levels.map((level) => ({ value: level, label: word("skillLevel", level) })),
          matches: ({ level }, value) => level === value,
        },
        {
          id: "region",
          label: t("filter.region"),
          options: options(regions),
          matches: ({ region }, value) => region?.code === value,
        },
      ]}
      actions={actions}
      empty={<EmptyState icon={Users} title={t("empty")} hint={t("emptyHint")} />}
    />
  );
}

export function ProposalTable({ proposals }: { proposals: readonly BankProposal[] }) {
  const { t } = useTranslation("banks");
  const columns: readonly Column<BankProposal>[] = [
    {
      id: "name",
      header: t("column.name"),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => name,
    },
    { id: "known", header: t("column.lastDuty"), cell: (proposal) => <Reason proposal={proposal} /> },
    {
      id: "act",
      header: t("column.act"),
      noWrap: true,
      cell: (proposal) => <Link to={`?add=${encodeURIComponent(toProposalKey(proposal))}#add`}>{t("choose")}</Link>,
    },
  ];
  return (
    <DataTable
      name="proposals"
      caption={t("proposals")}
      rows={proposals}
      rowKey={toProposalKey}
      columns={columns}
      search={({ name, known }) => [name, known?.competition.name, known?.event.name].join(" ")}
      empty={<EmptyState icon={Users} title={t("noProposals")} hint={t("noProposalsHint")} />}
    />
  );
}

/** What proposes him: what he did or holds, and the clause that recommends him for it. */
function Reason({ proposal: { known, recommendation } }: { proposal: BankProposal }) {
  const word = useWord();
  const named = useNamed();
  if (recommendation === null) return known && <Duty duty={known} />;
  const { clause, document, honour } = recommendation;
  const title = named({ name: document.title, nameEn: document.titleEn });
  return (
    <>
      {known && <Duty duty={known} />}
      {honour && word("honour", honour)}
      <Citation clause={clause} document={{ title, status: document.status }} />
    </>
  );
}

/** What the address calls a proposal. */
export function toProposalKey({ personId, userId }: BankProposal): string {
  return personId ?? userId ?? "";
}

/** One thing that somebody did, with its outcome where it has one. */
export function Duty({ duty }: { duty: KnownDuty }) {
  const { t } = useTranslation("banks");
  const named = useNamed();
  return (
    <span>
      {t("duty", { competition: named(duty.competition), event: named(duty.event) })}{" "}
      {duty.place !== null && <span className="tabular">{t("place", { place: duty.place })}</span>}{" "}
      {duty.award && <AwardBadge award={duty.award} />}
    </span>
  );
}

function distinct(choices: readonly BankChoice[]): readonly BankChoice[] {
  return [...new Map(choices.map((choice) => [choice.code, choice])).values()];
}
