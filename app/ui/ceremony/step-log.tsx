/** What was done with a ceremony, the last steps first: who, when. */
import { useTranslation } from "react-i18next";
import { CEREMONY_ACTS, type CeremonyAct } from "#app/domain/ceremony/steps.ts";
import type { CeremonyStepLine } from "#app/queries/ceremony/get-ceremony-page.server.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";

export function StepLog({ steps }: { steps: readonly CeremonyStepLine[] }) {
  const { t } = useTranslation("ceremony");
  const formats = useFormats();
  const wordOf = (act: string) => t(isAct(act) ? `act.${act}` : "act.renew");
  const columns: readonly Column<CeremonyStepLine>[] = [
    { id: "version", header: t("log.version"), align: "end", width: "4.5rem", cell: ({ version }) => version },
    { id: "act", header: t("log.act"), isRowHeader: true, cell: ({ act }) => wordOf(act) },
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

function isAct(act: string): act is CeremonyAct {
  return (CEREMONY_ACTS as readonly string[]).includes(act);
}
