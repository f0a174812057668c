/** For blinding judges: the codes under which works are marked, given, printed and looked up as far as their layers say them. */
import { Checkbox } from "@mantine/core";
import { Form } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CheckInView } from "#app/domain/draw/check-in-view.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Section } from "#app/ui/section.tsx";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { CodeSheets } from "./code-sheets.tsx";
import { useLayerWords } from "./layer-words.ts";

export type CodeAssignmentProps = {
  readonly blinding: NonNullable<CheckInView["blinding"]>;
  readonly base: string;
  readonly round: number;
  readonly isJudging: boolean;
  readonly codedSessions: readonly number[];
};

export function CodeAssignment({ blinding, base, round, isJudging, codedSessions }: CodeAssignmentProps) {
  const { t } = useTranslation("registration");
  const ofCode = useCodeContext();
  const { nameOf } = useLayerWords();
  const { list } = useFormats();
  const { ready, alone, isAssigned, layers, sheets, codes } = blinding;
  // What only has to be accepted stands as a tick before the act.
  const unmet = blinding.unmet.filter(({ code }) => code !== "session-alone");
  const sessions = ready.map((number) => t("checkIn.session", { number })).join(", ");
  const isComplete = isAssigned && unmet.some(({ code }) => code === "codes-complete");
  return (
    <Section title={t("blinding.title")} description={t(`blinding.lead.${layers}`)}>
      {!isComplete && (
        <Form method="post" className={classes.confirm}>
          {alone.length > 0 && (
            <Checkbox
              name="alone"
              value="accepted"
              label={t("blinding.acceptAlone", { sessions: list(alone.map((number) => t("checkIn.session", { number }))) })}
              description={t("blinding.aloneHint", ofCode)}
            />
          )}
          <ActButton
            intent="assign-codes"
            namespace="registration"
            icon={KeyRound}
            unmet={unmet}
            consequence={[
              sessions === "" ? "" : t("blinding.ready", { sessions }),
              t(`blinding.assignHint.${layers}`),
              isJudging && unmet.length === 0 ? t("blinding.takesIn") : "",
            ].join("")}
          >
            {t("blinding.assign", ofCode)}
          </ActButton>
        </Form>
      )}
      {isAssigned ? (
        <CodeSheets sheets={sheets} base={base} round={round} nameOf={nameOf} sessions={codedSessions} />
      ) : (
        <EmptyState icon={KeyRound} title={t("blinding.empty", ofCode)} hint={t("blinding.emptyHint")} />
      )}
      {codes && <Codes sheet={codes} />}
    </Section>
  );
}

function Codes({ sheet: { rows, from, to } }: { sheet: NonNullable<NonNullable<CheckInView["blinding"]>["codes"]> }) {
  const { t, i18n } = useTranslation(["registration", "blinding"]);
  const ofCode = useCodeContext();
  type Row = (typeof rows)[number];
  const columns: readonly Column<Row>[] = [
    {
      id: "from",
      header: t(`blinding:word.${from}`),
      isRowHeader: true,
      sortBy: (row) => row.from,
      cell: (row) => <span className={from === "person" ? undefined : classes.code}>{row.from}</span>,
    },
    ...(from === "person"
      ? [
          {
            id: "delegation",
            header: t("delegation"),
            cell: ({ delegation }: Row) => (i18n.language === "en" ? delegation?.nameEn : delegation?.name),
          },
        ]
      : []),
    {
      id: "code",
      header: t(`blinding:word.${to}`),
      sortBy: (row) => row.to,
      cell: (row) => <span className={classes.code}>{row.to}</span>,
    },
  ];
  return (
    <>
      <p className={classes.soft}>{t("blinding.print", ofCode)}</p>
      <DataTable
        name="codes"
        caption={t("blinding.caption")}
        rows={rows}
        rowKey={(row) => row.to}
        columns={columns}
        phone="scroll"
        empty={null}
      />
    </>
  );
}
