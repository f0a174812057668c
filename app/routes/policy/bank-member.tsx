/** A member of a bank with his history; the whole document number on demand, on record; and the withdrawal of his consent. */
import { redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { BadgeCheck, Eye, UserMinus, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { BANKS } from "#app/domain/banks/bank.ts";
import type { KnownDuty } from "#app/domain/banks/bank-view.ts";
import type { Decision } from "#app/domain/shared/decision.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { type BankMemberPage, findBankMember } from "#app/queries/banks/find-bank-member.server.ts";
import { viewBankDocument } from "#app/services/banks/view-bank-document.server.ts";
import { withdrawBankConsent } from "#app/services/banks/withdraw-bank-consent.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

const ACCESS = { roles: ["policy-officer", "administrator"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, params }) => {
  const bank = BANKS.find((one) => one === params.bank);
  const member = bank === undefined ? null : await findBankMember(runtime, bank, String(params.member));
  if (member === null) throw notFound();
  return { member };
});

export const action = defineAction({
  "view-document": defineIntent({
    access: ACCESS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, params }) => viewBankDocument(runtime, actor, { memberId: String(params.member) }),
  }),
  "withdraw-consent": defineIntent({
    access: ACCESS,
    form: NoFieldsSchema,
    run: async ({ runtime, actor, params }): Promise<Decision<null> | Response> => {
      const withdrawn = await withdrawBankConsent(runtime, actor, { memberId: String(params.member) });
      if (!withdrawn.ok) return withdrawn;
      return redirect(`/policy/banks/${params.bank}?withdrawn`);
    },
  }),
});

export const handle: PageHandle = { title: "banks:title" };

export default function BankMember() {
  const { member } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("banks");
  const shown = answer?.ok && answer.value && "documentNumber" in answer.value ? answer.value.documentNumber : null;
  return (
    <>
      <PageHeader
        title={member.name === "" ? t("erased") : member.name}
        breadcrumbs={[
          { label: t("title"), to: "/policy/banks" },
          { label: t(`bank.${member.bank}`), to: `/policy/banks/${member.bank}` },
        ]}
      />
      <Refusals
        namespace="banks"
        refusals={[...refusalsOf(answer, "view-document"), ...refusalsOf(answer, "withdraw-consent")]}
      />
      <Facts member={member} shown={shown} />
      <Section title={t("member.history")}>
        <History duties={member.duties} />
      </Section>
      <Section title={t("member.certificates")}>
        <Certificates rows={member.certificates} />
      </Section>
      <Section title={t("member.withdrawTitle")} boxed>
        <Form method="post">
          <ActButton
            intent="withdraw-consent"
            namespace="banks"
            icon={UserMinus}
            look="grave"
            consequence={t("member.withdrawHint")}
          >
            {t("member.withdraw")}
          </ActButton>
        </Form>
      </Section>
    </>
  );
}

function Facts({ member, shown }: { member: BankMemberPage; shown: string | null }) {
  const { t } = useTranslation("banks");
  const word = useWord();
  const named = useNamed();
  const formats = useFormats();
  const { level, organisation, region, lastDuty, conflicts, declared, maskedDocument, consentOn, consentVersion } = member;
  return (
    <Section title={t("member.facts")}>
      <DefinitionList
        layout="columns"
        items={[
          { term: t("column.skills"), value: formats.list(member.skills.map(named)) },
          { term: t("column.level"), value: level === null ? t("noLevel") : word("skillLevel", level) },
          ...(organisation ? [{ term: t("column.organisation"), value: named(organisation) }] : []),
          ...(region ? [{ term: t("column.region"), value: named(region) }] : []),
          ...(lastDuty === "" ? [] : [{ term: t("add.lastDuty"), value: lastDuty }]),
          ...(conflicts === "" ? [] : [{ term: t("column.conflicts"), value: conflicts }]),
          ...(declared > 0 ? [{ term: t("column.conflicts"), value: t("member.declared", { count: declared }) }] : []),
          {
            term: t("column.consent"),
            value: t("member.consent", { day: formats.day(consentOn, "always"), version: consentVersion }),
          },
          ...(maskedDocument === null
            ? []
            : [{ term: t("member.document"), value: <span className="tabular">{shown ?? maskedDocument}</span> }]),
        ]}
      />
      {maskedDocument !== null && shown === null && (
        <Form method="post">
          <ActButton intent="view-document" namespace="banks" icon={Eye} look="quiet" consequence={t("member.viewHint")}>
            {t("member.view")}
          </ActButton>
        </Form>
      )}
    </Section>
  );
}

function History({ duties }: { duties: readonly KnownDuty[] }) {
  const { t } = useTranslation("banks");
  const named = useNamed();
  const formats = useFormats();
  const columns: readonly Column<KnownDuty>[] = [
    { id: "on", header: t("member.day"), noWrap: true, sortBy: ({ on }) => on, cell: ({ on }) => formats.day(on, "always") },
    {
      id: "competition",
      header: t("member.competition"),
      isRowHeader: true,
      cell: ({ competition }) => named(competition),
    },
    { id: "event", header: t("member.event"), cell: ({ event }) => named(event) },
    {
      id: "result",
      header: t("member.result"),
      cell: ({ place, award }) => (
        <span>
          {place === null ? t("member.judged") : t("place", { place })} {award && <AwardBadge award={award} />}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      name="history"
      caption={t("member.history")}
      rows={duties}
      rowKey={(duty) => `${duty.on} ${duty.competition.name} ${duty.event.name}`}
      columns={columns}
      empty={<EmptyState icon={Users} title={t("member.noHistory")} />}
    />
  );
}

function Certificates({ rows }: { rows: BankMemberPage["certificates"] }) {
  const { t } = useTranslation("banks");
  const columns: readonly Column<BankMemberPage["certificates"][number]>[] = [
    {
      id: "number",
      header: t("member.number"),
      isRowHeader: true,
      cell: ({ number, verifyCode }) => <a href={`/verify/${verifyCode}`}>{number}</a>,
    },
    { id: "award", header: t("member.award"), cell: ({ award }) => <AwardBadge award={award} /> },
  ];
  return (
    <DataTable
      name="certificates"
      caption={t("member.certificates")}
      rows={rows}
      rowKey={({ number }) => number}
      columns={columns}
      empty={<EmptyState icon={BadgeCheck} title={t("member.noCertificates")} />}
    />
  );
}
