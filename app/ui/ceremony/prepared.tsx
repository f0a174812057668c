/** The ceremony as it was prepared: its awards in order without names, the ways to the stage and the screen, and its papers. */
import { Button, Group } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { FileDown, MonitorPlay, PartyPopper, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CeremonyPage, StageItem } from "#app/domain/ceremony/views.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { isSpecial, useHeadingWords } from "./award-words.ts";
import classes from "./ceremony.module.css";

const PAPERS = [
  ["order", "order"],
  ["callUp", "call-up"],
  ["orderSheet", "order-sheet"],
] as const;

export function Prepared({ prepared, competition }: { prepared: CeremonyPage["prepared"]; competition: string }) {
  const { t } = useTranslation("ceremony");
  const formats = useFormats();
  const words = useHeadingWords();
  const office = `/office/${competition}/ceremony`;
  const columns: readonly Column<StageItem & { readonly order: number }>[] = [
    { id: "order", header: t("prepared.table.order"), align: "end", width: "4.5rem", cell: ({ order }) => order },
    { id: "event", header: t("prepared.table.event"), isRowHeader: true, cell: ({ heading }) => words.event(heading) },
    {
      id: "award",
      header: t("prepared.table.award"),
      noWrap: true,
      cell: ({ heading: { award } }) => (isSpecial(award) ? words.award(award) : <AwardBadge award={award} />),
    },
    { id: "count", header: t("prepared.table.count"), align: "end", cell: ({ count }) => count },
    { id: "state", header: t("prepared.table.state"), noWrap: true, cell: ({ state }) => t(`prepared.state.${state}`) },
  ];
  return (
    <Section
      id="prepared"
      title={t("prepared.title")}
      description={
        prepared &&
        t("prepared.at", { by: prepared.preparedBy, time: formats.dateTime(prepared.preparedAt), number: prepared.number })
      }
      actions={
        <Group gap="sm">
          {prepared && (
            <Button component={Link} to={`${office}/stage`} leftSection={<Smartphone size={18} aria-hidden="true" />}>
              {t("prepared.stage")}
            </Button>
          )}
          <Button
            component="a"
            href={`/competitions/${competition}/ceremony`}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<MonitorPlay size={18} aria-hidden="true" />}
          >
            {t("prepared.screen")}
          </Button>
        </Group>
      }
    >
      {prepared ? (
        <>
          <p className={classes.hint}>{t("prepared.progress", { position: prepared.position, positions: prepared.positions })}</p>
          <DataTable
            caption={t("prepared.title")}
            rows={prepared.items.map((item, index) => ({ ...item, order: index + 1 }))}
            rowKey={({ order }) => String(order)}
            columns={columns}
            rowTone={({ state }) => (state === "now" ? "act" : undefined)}
            empty={null}
          />
          <div className={classes.papers}>
            {PAPERS.map(([word, paper]) => (
              <Form key={paper} method="post" action={`${office}/papers/${paper}`} reloadDocument target="_blank">
                <Button
                  type="submit"
                  name="intent"
                  value="print"
                  variant="default"
                  leftSection={<FileDown size={16} aria-hidden="true" />}
                >
                  {t(`prepared.${word}`)}
                </Button>
              </Form>
            ))}
            <span className={classes.hint}>{t("prepared.papersHint")}</span>
          </div>
        </>
      ) : (
        <EmptyState icon={PartyPopper} title={t("prepared.none")} hint={t("prepared.noneHint")} />
      )}
    </Section>
  );
}
