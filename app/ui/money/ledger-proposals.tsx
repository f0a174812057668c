/** What was proposed and waits for a second person: claw-backs and expenses, each with the act and what stands against it. */
import { Form } from "@remix-run/react";
import { BadgeCheck, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LedgerRefusal } from "#app/domain/money/ledger.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { Money } from "#app/ui/money.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import type { ShownEntry } from "./ledger-entries.tsx";
import classes from "./money.module.css";

export type Proposal = ShownEntry & {
  /** Of a team's reward, whose share comes back how far. */
  readonly shares: readonly { readonly member: string; readonly amountFen: number }[];
  readonly unmet: readonly Refusal<LedgerRefusal>[];
};

export function LedgerProposals({ proposals, mayApprove }: { proposals: readonly Proposal[]; mayApprove: boolean }) {
  const { t } = useTranslation("money");
  const formats = useFormats();
  const named = useNamed();
  return (
    <Section title={t("ledger.proposals")} description={t("ledger.proposalsLead")} id="proposals">
      {proposals.length === 0 ? (
        <p className={classes.soft}>{t("ledger.noProposals")}</p>
      ) : (
        <ul className={classes.cards}>
          {proposals.map((proposal) => (
            <li key={proposal.entryId} className={classes.card}>
              <strong>
                {t(`ledger.kind.${proposal.kind}`)} <Money fen={proposal.amountFen} />
              </strong>
              {proposal.shares.map(({ member, amountFen }) => (
                <span key={member}>
                  {t("ledger.shareOf", { name: member })} <Money fen={amountFen} />
                </span>
              ))}
              <span>{[proposal.reason, proposal.reference].join(" · ")}</span>
              <span className={classes.soft}>
                {[proposal.payer, proposal.clause, proposal.competition && named(proposal.competition)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <span className={classes.soft}>
                {t("ledger.by2", { name: proposal.recordedBy, time: formats.dateTime(proposal.recordedAt) })}
              </span>
              {mayApprove && (
                <Form method="post" className={classes.acts}>
                  <input type="hidden" name="entryId" value={proposal.entryId} />
                  <ActButton
                    intent="approve-ledger-entry"
                    namespace="money"
                    icon={BadgeCheck}
                    look="quiet"
                    unmet={proposal.unmet}
                    consequence={t("ledger.approveConsequence")}
                  >
                    {t("ledger.approve")}
                  </ActButton>
                  <ActButton intent="drop-ledger-entry" namespace="money" icon={Undo2} look="grave">
                    {t("ledger.drop")}
                  </ActButton>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
