/** One file of a batch whose person or kind is chosen by hand, or that is left out. */
import { Button, NativeSelect } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Check, FileWarning, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ATTACHMENT_KINDS } from "#app/domain/registration/attachment.ts";
import type { BatchLineView, BatchPersonView } from "#app/domain/registration/attachment-batch-view.ts";
import { useWord } from "#app/i18n/word.ts";
import { RefusalList } from "#app/ui/refusals.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./attachment-batch.module.css";

/** A name with its places in the roster, which tell namesakes apart. */
export function usePersonLabel(): (person: BatchPersonView) => string {
  const { t } = useTranslation("attachmentBatch");
  return ({ name, places }) =>
    t("person", {
      name,
      places: places
        .map(({ eventName, rosterNumber }) => t("place", { event: eventName, number: rosterNumber }))
        .join(t("separator")),
    });
}

export function SettleFile({ line, people }: { readonly line: BatchLineView; readonly people: readonly BatchPersonView[] }) {
  const { t } = useTranslation("attachmentBatch");
  const word = useWord();
  const formats = useFormats();
  const labelOf = usePersonLabel();
  const { fileId, path, size, person, kind, candidates, refusals } = line;
  const toOption = (one: BatchPersonView) => ({ value: one.personId, label: `${labelOf(one)} ${one.maskedDocument}` });
  const likely = people.filter(({ personId }) => candidates.includes(personId));
  const groups =
    likely.length > 0 && likely.length < people.length
      ? [
          { group: t("settle.likely"), items: likely.map(toOption) },
          { group: t("settle.others"), items: people.filter((one) => !likely.includes(one)).map(toOption) },
        ]
      : people.map(toOption);
  return (
    <li className={classes.file}>
      <p className={classes.fileName}>
        <FileWarning size={18} aria-hidden="true" />
        <span>
          <span className={classes.path}>{path}</span> <span className={classes.soft}>{formats.bytes(size)}</span>
        </span>
      </p>
      {refusals.length > 0 && (
        <div className={classes.reasons}>
          <RefusalList namespace="attachmentBatch" refusals={refusals} />
        </div>
      )}
      <Form method="post" action="?" className={classes.choice}>
        <input type="hidden" name="fileId" value={fileId} />
        <input type="hidden" name="files[]" value={fileId} />
        <NativeSelect
          name="personId"
          label={t("column.person")}
          defaultValue={person?.personId ?? ""}
          key={`person ${person?.personId}`}
          data={[{ value: "", label: person === null ? t("settle.choose") : t("settle.byName") }, ...groups]}
        />
        <NativeSelect
          name="kind"
          label={t("column.kind")}
          defaultValue={kind ?? ""}
          key={`kind ${kind}`}
          data={[
            { value: "", label: kind === null ? t("settle.choose") : t("settle.byName") },
            ...ATTACHMENT_KINDS.map((value) => ({ value, label: word("attachmentKind", value) })),
          ]}
        />
        <div className={classes.choiceActs}>
          <Button
            type="submit"
            name="intent"
            value="place-batch-file"
            variant="default"
            leftSection={<Check size={16} aria-hidden="true" />}
          >
            {t("settle.place")}
          </Button>
          <Button
            type="submit"
            name="intent"
            value="drop-batch-files"
            variant="subtle"
            leftSection={<Trash2 size={16} aria-hidden="true" />}
          >
            {t("dropOne")}
          </Button>
        </div>
      </Form>
    </li>
  );
}
