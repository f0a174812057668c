/** 可推荐人选: winners whom a clause names for an honour, each with a way into the form, or with the case that he has already. */
import { Link } from "@remix-run/react";
import { Award, FilePlus2, UserSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Honour, PolicyDocument } from "#app/domain/policy/pack.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { Citation } from "#app/ui/citation.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import classes from "./honours.module.css";
import { type ResultOf, useResultText, Won } from "./result-line.tsx";

export type CandidateRow = ResultOf & {
  readonly key: string;
  readonly memberId: string;
  readonly entryId: string | null;
  readonly factId: string | null;
  readonly name: string;
  readonly organisation: Named | null;
  readonly clause: string;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "number" | "issuer" | "status">;
  readonly open: readonly Refusal[];
  readonly honours: readonly {
    readonly honour: Honour;
    readonly standing: { readonly isHeld: boolean; readonly to: string } | null;
  }[];
};

/** @param mayRecommend others see who could be, and nothing to do */
export function CandidateTable({ rows, mayRecommend }: { rows: readonly CandidateRow[]; mayRecommend: boolean }) {
  const { t, i18n } = useTranslation("honours");
  const sentence = useSentence("policy");
  const named = useNamed();
  const inText = useResultText();
  const columns: readonly Column<CandidateRow>[] = [
    { id: "name", header: t("candidateTable.name"), isRowHeader: true, noWrap: true, cell: ({ name }) => name },
    {
      id: "organisation",
      header: t("candidateTable.organisation"),
      cell: ({ organisation }) => organisation && named(organisation),
    },
    {
      id: "result",
      header: t("candidateTable.result"),
      sortBy: ({ place }) => place,
      cell: ({ competition, event, ...won }) => (
        <div className={classes.stack}>
          <span>
            {named(competition)} · {named(event)}
          </span>
          <Won {...won} />
        </div>
      ),
    },
    {
      id: "clause",
      header: t("candidateTable.clause"),
      cell: ({ clause, document, open }) => (
        <Citation clause={clause} document={{ ...document, title: i18n.language === "en" ? document.titleEn : document.title }}>
          {open.map((reason) => (
            <p key={reason.code} className={classes.soft}>
              {t("clauseOpen", { text: sentence(reason) })}
            </p>
          ))}
        </Citation>
      ),
    },
    {
      id: "honours",
      header: t("candidateTable.honours"),
      cell: ({ honours, ...row }) => (
        <ul className={classes.plainList}>
          {honours.map(({ honour, standing }) => (
            <li key={honour}>
              {standing ? (
                <Link to={standing.to}>
                  <Award size={16} aria-hidden="true" /> {t(standing.isHeld ? "held" : "underWay", { honour })}
                </Link>
              ) : (
                mayRecommend && (
                  <Link to={toForm(row, honour)}>
                    <FilePlus2 size={16} aria-hidden="true" /> {t("recommendFor", { honour })}
                  </Link>
                )
              )}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  const isOpen = ({ honours }: CandidateRow) => honours.some(({ standing }) => standing === null);
  const filters: readonly Filter<CandidateRow>[] = [
    {
      id: "open",
      label: t("candidateFilter"),
      options: [
        { value: "open", label: t("candidateOpen") },
        { value: "done", label: t("candidateDone") },
      ],
      matches: (row, value) => (value === "open" ? isOpen(row) : row.honours.some(({ standing }) => standing !== null)),
    },
  ];
  return (
    <DataTable
      name="candidates"
      caption={t("candidates")}
      rows={rows}
      rowKey={({ key }) => key}
      columns={columns}
      filters={filters}
      search={(row) => [row.name, row.organisation ? named(row.organisation) : "", inText(row)].join(" ")}
      rowTone={(row) => (isOpen(row) ? undefined : "off")}
      empty={<EmptyState icon={UserSearch} title={t("candidatesEmpty")} hint={t("candidatesEmptyHint")} />}
    />
  );
}

function toForm({ entryId, factId, memberId }: Pick<CandidateRow, "entryId" | "factId" | "memberId">, honour: Honour): string {
  const basis: Readonly<Record<string, string>> = entryId === null ? { fact: factId ?? "" } : { entry: entryId };
  return `/policy/honours/new?${new URLSearchParams({ ...basis, member: memberId, honour })}`;
}
