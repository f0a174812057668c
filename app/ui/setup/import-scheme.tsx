/** The marking scheme of an event out of a workbook: looked at with its mistakes by cell, then stored. */
import { TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Check, ScanSearch } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { computeSchemeMaximum, listAspects, listSubCriteria, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import form from "./form.module.css";
import classes from "./import-scheme.module.css";
import { SchemeTable } from "./scheme-table.tsx";

export type PreviewedScheme = { readonly fileName: string; readonly digest: string; readonly scheme: MarkingScheme };

export type ImportSchemeProps = {
  readonly isReplacement: boolean;
  /** What was looked at just now; null: nothing was. */
  readonly fresh: PreviewedScheme | null;
  /** Against the preview or the import that was tried. */
  readonly refusals: readonly Refusal[];
  readonly isImportRefused: boolean;
};

const SCHEME_FIELDS = ["file", "reason"];
/** As the server takes them. */
const MAXIMUM_BYTES = 10 * 1024 * 1024;

/** One form for both steps: the chosen file stays chosen, and is sent again with the digest of what was looked at. */
export function ImportScheme({ isReplacement, fresh, refusals, isImportRefused }: ImportSchemeProps) {
  const { t } = useTranslation("competition");
  const formats = useFormats();
  const preview = usePreview(fresh, isImportRefused && refusals.every(({ params }) => params?.field === "reason"));
  const { errorOf, others } = useFieldErrors("competition", refusals, SCHEME_FIELDS);
  return (
    <Form method="post" encType="multipart/form-data">
      <FileFaults refusals={others} />
      <FileDrop
        name="file"
        label={t("scheme.file")}
        hint={t("scheme.fileHint")}
        accept=".xlsx,.xls,.ods"
        maximumBytes={MAXIMUM_BYTES}
        error={errorOf("file")}
        required
      />
      {preview ? (
        <div className={classes.preview}>
          <h3 className={classes.previewTitle}>{t("scheme.previewed", { file: preview.fileName })}</h3>
          <p className={form.hint}>{t("scheme.confirmLead")}</p>
          <p>
            {t("scheme.counts", {
              criteria: preview.scheme.criteria.length,
              subCriteria: listSubCriteria(preview.scheme).length,
              aspects: listAspects(preview.scheme).length,
              total: formats.marks(computeSchemeMaximum(preview.scheme)),
            })}
          </p>
          <SchemeTable scheme={preview.scheme} />
          <input type="hidden" name="digest" value={preview.digest} />
          {/* Asked by the import alone: another preview must not be held up by it. */}
          {isReplacement && (
            <TextInput
              name="reason"
              label={t("scheme.replaceReason")}
              error={errorOf("reason")}
              withAsterisk
              aria-required
              maxLength={200}
            />
          )}
          <div className={form.foot}>
            <ActButton intent="import-scheme" namespace="competition" icon={Check}>
              {t("scheme.confirm")}
            </ActButton>
            <ActButton intent="preview-scheme" namespace="competition" icon={ScanSearch} look="quiet">
              {t("scheme.preview")}
            </ActButton>
          </div>
        </div>
      ) : (
        <div className={form.foot}>
          <ActButton intent="preview-scheme" namespace="competition" icon={ScanSearch}>
            {t("scheme.preview")}
          </ActButton>
        </div>
      )}
    </Form>
  );
}

/** It stays while an import is refused for its reason, and goes when the file is another one. */
function usePreview(fresh: PreviewedScheme | null, isSameFile: boolean): PreviewedScheme | null {
  const [kept, setKept] = useState<PreviewedScheme | null>(null);
  useEffect(() => {
    if (fresh) setKept(fresh);
  }, [fresh]);
  return fresh ?? (isSameFile ? kept : null);
}

/** What is wrong with a file: by cell where a cell is to blame. */
function FileFaults({ refusals }: { refusals: readonly Refusal[] }) {
  const { t } = useTranslation("competition");
  const sentence = useSentence("competition");
  if (refusals.length === 0) return null;
  if (refusals.every(({ params }) => params?.address === undefined)) {
    return <Refusals namespace="competition" refusals={refusals} title={t("scheme.refused")} />;
  }
  return (
    <div role="alert" className={classes.faults}>
      <p className={classes.faultsTitle}>{t("scheme.refused")}</p>
      <table className={classes.faultsTable}>
        <caption className={classes.hidden}>{t("scheme.faults")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("scheme.place")}</th>
            <th scope="col">{t("scheme.reason")}</th>
          </tr>
        </thead>
        <tbody>
          {refusals.map((refusal) => {
            const { sheet, address } = refusal.params ?? {};
            const place =
              address === undefined
                ? t("scheme.wholeFile")
                : t("scheme.cell", { sheet: String(sheet), address: String(address) });
            return (
              <tr key={`${place} ${refusal.code} ${JSON.stringify(refusal.params)}`}>
                <th scope="row" className="tabular">
                  {place}
                </th>
                <td>{sentence(refusal)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
