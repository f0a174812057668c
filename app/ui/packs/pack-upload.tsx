/** A whole pack file: its faults at their places, or what it says and whom it affects, and then its proposal. */
import { Textarea } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Eye, FileDown, FileJson, Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PackDifference } from "#app/domain/policy/compare-packs.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { LARGEST_PACK_BYTES } from "#app/forms/pack-versions.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { Step } from "#app/ui/setup/step.tsx";
import { Affected, type PreviewView } from "./affected.tsx";
import { DifferenceList } from "./difference-list.tsx";
import { PackContent } from "./pack-content.tsx";
import { PackFaults } from "./pack-faults.tsx";
import classes from "./packs.module.css";
import type { RegionsByCode } from "./row-words.ts";

export type PackUploadProps = {
  /** The version that counts, and where its file is; null: the file founds a document. */
  current: { readonly version: number; readonly file: string } | null;
  previewed: {
    readonly version: number;
    readonly next: PolicyPack;
    readonly differences: readonly PackDifference[];
    readonly preview: PreviewView;
    readonly regions: RegionsByCode;
    readonly text: string;
    readonly reason: string;
  } | null;
  refusals: readonly Refusal[];
};

export function PackUpload({ current, previewed, refusals }: PackUploadProps) {
  const { t } = useTranslation("packs");
  const isFault = ({ code }: Refusal) => code === "pack-fault";
  const { errorOf, others } = useFieldErrors(
    "packs",
    refusals.filter((one) => !isFault(one)),
    ["file", "reason"],
  );
  const basedOn = current?.version ?? 0;
  return (
    <>
      <PackFaults faults={refusals.filter(isFault)} />
      <Refusals namespace="packs" refusals={others} />
      <Form method="post" encType="multipart/form-data">
        <input type="hidden" name="basedOn" value={basedOn} />
        <Step title={t("structure.file")} hint={t(current ? "structure.rules" : "founding.rules")}>
          <div className={form.grid}>
            <div className={form.wide}>
              <p className={classes.links}>
                {current && (
                  <a href={current.file}>
                    <FileDown size={16} aria-hidden="true" /> {t("structure.download")}
                  </a>
                )}
                <a href="/schemas/policy-pack.schema.json">{t("schema")}</a>
              </p>
            </div>
            <div className={form.wide}>
              <FileDrop
                name="file"
                label={t("structure.file")}
                accept=".json"
                icon={FileJson}
                maximumBytes={LARGEST_PACK_BYTES}
                error={errorOf("file")}
                required
              />
            </div>
            <div className={form.wide}>
              <Textarea
                name="reason"
                label={t(current ? "figures.reason" : "founding.reason")}
                description={t(current ? "figures.stepHint.reason" : "founding.reasonHint")}
                defaultValue={previewed?.reason ?? ""}
                error={errorOf("reason")}
                maxLength={500}
                autosize
                minRows={2}
                required
              />
            </div>
          </div>
          <div className={form.foot}>
            <ActButton
              intent="preview-pack-file"
              namespace="packs"
              icon={Eye}
              look={previewed ? "quiet" : "primary"}
              consequence={t("figures.previewHint")}
            >
              {t("structure.preview")}
            </ActButton>
          </div>
        </Step>
      </Form>
      {previewed && (
        <>
          {current ? (
            <Section
              title={t("differences.title")}
              description={t("differences.lead", {
                before: current.version,
                after: previewed.version,
                count: previewed.differences.length,
              })}
            >
              <DifferenceList differences={previewed.differences} regions={previewed.regions} />
            </Section>
          ) : (
            <PackContent pack={previewed.next} regions={previewed.regions} />
          )}
          <Affected preview={previewed.preview} />
          <Form method="post" className={form.foot}>
            <input type="hidden" name="basedOn" value={basedOn} />
            <input type="hidden" name="reason" value={previewed.reason} />
            <input type="hidden" name="text" value={previewed.text} />
            <ActButton intent="propose-pack-file" namespace="packs" icon={Send} consequence={t("figures.proposeHint")}>
              {t(current ? "figures.propose" : "founding.propose", { version: previewed.version })}
            </ActButton>
          </Form>
        </>
      )}
    </>
  );
}
