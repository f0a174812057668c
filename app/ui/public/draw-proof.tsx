/** The proof of a draw: everything by which anyone can compute it again, and how. */
import { CircleCheck, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { When } from "#app/ui/when.tsx";
import classes from "./draw-proof.module.css";

export type DrawProofViewProps = {
  title: string;
  proof: {
    readonly roster: readonly { readonly entryId: string; readonly delegationId: string | null }[];
    readonly rosterHash: string;
    readonly commitment: string;
    readonly frozenAt: string;
    readonly opened: {
      readonly secret: string;
      readonly contribution: string;
      readonly contributorId: string;
      readonly seed: string;
      readonly drawnAt: string;
    } | null;
  };
};

/** The texts that are hashed, as app/domain/draw writes them. */
const FORMULAS = {
  commitment: '["commitment",secret]',
  seed: '["seed",secret,rosterHash,[[contributorId,contribution]]]',
  roster: '["roster",[entryId,delegationId],…]',
} as const;

export function DrawProofView({ title, proof }: DrawProofViewProps) {
  const { t } = useTranslation("public");
  const { opened } = proof;
  return (
    <details className={classes.proof}>
      <summary className={classes.title}>
        <h3>{title}</h3>
        <ToneBadge tone={opened ? "done" : "info"} icon={opened ? CircleCheck : Lock}>
          {opened ? t("competition.drawn") : t("competition.frozen")}
        </ToneBadge>
      </summary>
      <DefinitionList
        items={[
          { term: t("competition.frozenAt"), value: <When at={proof.frozenAt} /> },
          { term: t("competition.rosterHash"), value: <Value>{proof.rosterHash}</Value> },
          { term: t("competition.commitment"), value: <Value>{proof.commitment}</Value> },
          { term: t("competition.secret"), value: opened ? <Value>{opened.secret}</Value> : t("competition.notOpened") },
          ...(opened
            ? [
                { term: t("competition.contribution"), value: <Value>{opened.contribution}</Value> },
                { term: t("competition.contributor"), value: <Value>{opened.contributorId}</Value> },
                { term: t("competition.seed"), value: <Value>{opened.seed}</Value> },
                { term: t("competition.drawnAt"), value: <When at={opened.drawnAt} /> },
              ]
            : []),
        ]}
      />
      <details>
        <summary>{t("competition.formula")}</summary>
        <ul className={classes.formulas}>
          <li>{t("competition.formulaRoster", { formula: FORMULAS.roster })}</li>
          <li>{t("competition.formulaCommitment", { formula: FORMULAS.commitment })}</li>
          <li>{t("competition.formulaSeed", { formula: FORMULAS.seed })}</li>
        </ul>
      </details>
      <details>
        <summary>{t("competition.roster")}</summary>
        <Value>{JSON.stringify(proof.roster.map(({ entryId, delegationId }) => [entryId, delegationId]))}</Value>
      </details>
    </details>
  );
}

/** Text to be copied and compared, whole. */
function Value({ children }: { children: ReactNode }) {
  return <code className={classes.value}>{children}</code>;
}
