/** What was done with a ceremony, the last steps first: who, when. */
import { useTranslation } from "react-i18next";
import type { CeremonyStepLine } from "#app/domain/ceremony/views.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";

export function StepLog({ steps }: { steps: readonly CeremonyStepLine[] }) {
  const { t } = useTranslation("ceremony");
  const formats = useFormats();
  const columns: readonly Column<CeremonyStepLine>[] = [
    { id: "version", header: t("log.version"), align: "end", width: "4.5rem", cell: ({ version }) => version },
    { id: "act", header: t("log.act"), isRowHeader: true, cell: ({ act }) => t(`act.${act}`) },
    { id: "by", header: t("log.by"), cell: ({ by }) => by },
    { id: "at", header: t("log.at"), noWrap: true, cell: ({ at }) => formats.dateTime(at) },
  ];
  return (
    <Section id="steps" title={t("log.title")}>
      {steps.length === 0 ? (
        <p>{t("log.empty")}</p>
      ) : (
        <DataTable
          name="steps"
          caption={t("log.title")}
          rows={steps}
          rowKey={({ version }) => String(version)}
          columns={columns}
          empty={null}
        />
      )}
    </Section>
  );
}
