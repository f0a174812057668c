/** What differs between two versions of a marking scheme, line by line, in words. */
import { useTranslation } from "react-i18next";
import type { FieldChange, SchemeChange } from "#app/domain/marking/diff-schemes.ts";
import { useMeasurementWords } from "#app/i18n/measurement-words.ts";
import { useFormats } from "../use-formats.ts";
import classes from "./scheme-sheet.module.css";

export function SchemeChanges({ changes }: { changes: readonly SchemeChange[] }) {
  const { t } = useTranslation("scheme");
  const describe = useDescription();
  if (changes.length === 0) return <p>{t("history.same")}</p>;
  return (
    <ul className={classes.changes}>
      {changes.map((change) => {
        const text = describe(change);
        return (
          <li key={text} data-kind={change.kind}>
            {text}
          </li>
        );
      })}
    </ul>
  );
}

function useDescription(): (change: SchemeChange) => string {
  const { t } = useTranslation("scheme");
  const values = useValues();
  return (change) => {
    const part = t(`editor.part.${change.part}`, { id: change.id });
    switch (change.kind) {
      case "added":
        return t("change.added", { part, name: change.name });
      case "removed":
        return t("change.removed", { part, name: change.name });
      case "moved":
        return t("change.moved", { part, to: change.to, name: change.name });
      case "changed": {
        const [from, to] = values(change.change).map((value) => (value === "" ? t("change.blank") : value));
        const field =
          change.change.field === "descriptor"
            ? t("change.field.descriptor", { score: change.change.score })
            : t(`change.field.${change.change.field}`);
        return t("change.changed", { part, field, from: String(from), to: String(to) });
      }
    }
  };
}

/** Before and after, as people say it. */
function useValues(): (change: FieldChange) => readonly [string, string] {
  const { t } = useTranslation("scheme");
  const words = useMeasurementWords();
  const formats = useFormats();
  return (change) => {
    switch (change.field) {
      case "maximum":
        return [formats.marks(change.from), formats.marks(change.to)];
      case "day":
        return [t("sheet.day", { day: change.from }), t("sheet.day", { day: change.to })];
      case "kind":
        return [t(`editor.kind.${change.from}`), t(`editor.kind.${change.to}`)];
      case "way":
        return [words.way(change.from), words.way(change.to)];
      case "each":
        return [
          change.from === null ? t("editor.agreed") : t(`each.${change.from}`),
          change.to === null ? t("editor.agreed") : t(`each.${change.to}`),
        ];
      default:
        return [change.from, change.to];
    }
  };
}
