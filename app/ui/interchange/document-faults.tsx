/** What is wrong with a document: each fault at its path, as JSONPath writes it, with the sentence that says what to do. */
import { useTranslation } from "react-i18next";
import { INTERCHANGE_FAULTS, MOST_FAULTS } from "#app/domain/interchange/faults.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { Section } from "#app/ui/section.tsx";
import classes from "./document-faults.module.css";

const CODES: ReadonlySet<string> = new Set(INTERCHANGE_FAULTS);

/** Of the document, not of the file. */
export function isFault({ code, params }: Refusal): boolean {
  return CODES.has(code) && typeof params?.path === "string";
}

/** Nothing where there is none. @param faults with their path in the params */
export function DocumentFaults({ faults }: { readonly faults: readonly Refusal[] }) {
  const { t } = useTranslation("interchange");
  const sentence = useSentence("interchange");
  if (faults.length === 0) return null;
  return (
    <Section title={t("import.faults")} boxed>
      <div role="alert">
        <p>{t("faults", { count: faults.length })}</p>
      </div>
      <ol className={classes.faults}>
        {faults.map((fault, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one place can be wrong twice in the same way; nothing moves.
          <li key={index}>
            <code className={classes.path}>{String(fault.params?.path)}</code>
            <p>{sentence(fault)}</p>
          </li>
        ))}
      </ol>
      {faults.length >= MOST_FAULTS && <p>{t("more")}</p>}
    </Section>
  );
}
