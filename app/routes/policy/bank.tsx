/** One bank: its members, whom results propose, and the form that takes someone in with his consent. */
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { BANKS, type Bank } from "#app/domain/banks/bank.ts";
import { AddBankMemberSchema } from "#app/forms/banks.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBank } from "#app/queries/banks/get-bank.server.ts";
import { addBankMember } from "#app/services/banks/add-bank-member.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { AddMemberForm } from "#app/ui/banks/add-member-form.tsx";
import { MemberTable, ProposalTable, toProposalKey } from "#app/ui/banks/bank-tables.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const ACCESS = { roles: ["policy-officer", "administrator"], within: "scope" } as const;

/** The latest that are listed at once. */
const LISTED = 100;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, params }) => {
  const bank = BANKS.find((one) => one === params.bank);
  if (bank === undefined) throw notFound();
  return { bank, page: await getBank(runtime, bank) };
});

export const action = defineAction({
  "add-member": defineIntent({
    access: ACCESS,
    form: AddBankMemberSchema,
    run: ({ runtime, actor, input }) => addBankMember(runtime, actor, input),
  }),
});

export const handle: PageHandle<{ readonly bank: Bank }> = { title: "banks:title" };

export default function BankPage() {
  const { bank, page } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const [parameters] = useSearchParams();
  const { t } = useTranslation("banks");
  const chosen = page.proposals.find((proposal) => toProposalKey(proposal) === parameters.get("add")) ?? null;
  return (
    <>
      <PageHeader
        title={t(`bank.${bank}`)}
        description={t(`about.${bank}`)}
        breadcrumbs={[{ label: t("title"), to: "/policy/banks" }]}
      />
      {answer?.ok && (
        <Notice tone="done" live>
          {t("added")}
        </Notice>
      )}
      {parameters.has("withdrawn") && (
        <Notice tone="done" live>
          {t("withdrawn")}
        </Notice>
      )}
      <Section id="members" title={t("members")}>
        <MemberTable
          bank={bank}
          members={page.members}
          actions={
            page.members.length > 0 && (
              <a href={`/policy/banks/${bank}/file`}>
                <Download size={16} aria-hidden="true" /> {t("export")}
              </a>
            )
          }
        />
      </Section>
      <Section
        id="proposals"
        title={t("proposals")}
        description={bank === "expert" ? t("proposalsLeadExpert", { count: LISTED }) : t("proposalsLead", { count: LISTED })}
      >
        <ProposalTable proposals={page.proposals} />
      </Section>
      <Section id="add" title={chosen ? t("add.for", { name: chosen.name }) : t("add.title")} boxed>
        <AddMemberForm bank={bank} choices={page.choices} chosen={chosen} refusals={refusalsOf(answer, "add-member")} />
      </Section>
    </>
  );
}
