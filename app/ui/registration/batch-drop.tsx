/** Where many files are dropped at once; without scripts they travel in one request. */
import { Button } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Images, Upload } from "lucide-react";
import { type FormEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import drop from "#app/ui/file-drop.module.css";
import { Meter } from "#app/ui/meter.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./attachment-batch.module.css";
import { PORTION_BYTES } from "./split-files.ts";
import { usePortions } from "./use-portions.ts";

const INTENT = "add-batch-files";

export type BatchDropProps = {
  /** Whether nothing is there yet. */
  readonly isFirst: boolean;
  readonly onSend: () => void;
  /** Why files that came in one request were refused. */
  readonly refusals: readonly Refusal[];
};

export function BatchDrop({ isFirst, onSend, refusals }: BatchDropProps) {
  const { t } = useTranslation("attachmentBatch");
  const formats = useFormats();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<{ readonly count: number; readonly bytes: number } | null>(null);
  const [isOver, setOver] = useState(false);
  const { sent, send } = usePortions(INTENT);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const files = [...(input.current?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    onSend();
    send(files);
    event.currentTarget.reset();
    setChosen(null);
  };
  return (
    <Section title={isFirst ? t("choose") : t("chooseMore")}>
      <ul className={classes.rules}>
        <li>{t("rule.document")}</li>
        <li>{t("rule.name")}</li>
        <li>{t("rule.number")}</li>
        <li>{t("rule.folder")}</li>
      </ul>
      <Form method="post" action="?" encType="multipart/form-data" onSubmit={submit} className={classes.drop}>
        <div className={drop.field}>
          <label htmlFor={id} className={drop.label}>
            {t("files")}
          </label>
          <div className={drop.drop} data-over={isOver || undefined} data-chosen={chosen !== null || undefined}>
            <Images size={28} strokeWidth={1.5} aria-hidden="true" />
            <div aria-live="polite">
              <p className={drop.prompt}>
                {chosen ? t("chosen", { count: chosen.count, size: formats.bytes(chosen.bytes) }) : t("prompt")}
              </p>
              <p className={drop.terms} id={`${id}-terms`}>
                {t("terms", { portion: formats.bytes(PORTION_BYTES) })}
              </p>
            </div>
            <input
              ref={input}
              id={id}
              type="file"
              name="files[]"
              multiple
              required
              accept=".jpg,.jpeg,.png,.pdf,.zip"
              aria-describedby={`${id}-terms`}
              className={drop.input}
              onChange={(event) => {
                const files = [...(event.currentTarget.files ?? [])];
                const bytes = files.reduce((sum, { size }) => sum + size, 0);
                setChosen(files.length === 0 ? null : { count: files.length, bytes });
              }}
              onDragEnter={() => setOver(true)}
              onDragLeave={() => setOver(false)}
              onDrop={() => setOver(false)}
            />
          </div>
        </div>
        <div>
          <Button
            type="submit"
            name="intent"
            value={INTENT}
            variant={isFirst ? "filled" : "default"}
            leftSection={<Upload size={18} aria-hidden="true" />}
            loading={sent?.isSending ?? false}
          >
            {t("upload")}
          </Button>
        </div>
        {sent?.isSending && <Meter label={t("sending")} value={sent.arrived} maximum={sent.total} />}
        <Refusals
          namespace="attachmentBatch"
          refusals={sent === null ? refusals : sent.refusals}
          title={sent && sent.arrived > 0 ? t("refusedAfter", { arrived: sent.arrived, total: sent.total }) : t("refused")}
        />
        {sent !== null && sent.left.length > 0 && (
          <Notice tone="act" title={t("left", { count: sent.left.length })}>
            {sent.left.map(({ name }) => name).join(t("separator"))}
          </Notice>
        )}
        {sent?.isDone && sent.total > 0 && !isFirst && (
          <Notice tone="done" live>
            {t("arrived", { count: sent.total })}
          </Notice>
        )}
        {sent !== null && sent.tooLarge.length > 0 && (
          <Notice tone="act" title={t("tooLarge", { size: formats.bytes(PORTION_BYTES) })}>
            {sent.tooLarge.map(({ name }) => name).join(t("separator"))}
          </Notice>
        )}
      </Form>
    </Section>
  );
}
