/** Why something was refused: every reason at once, in sentences. */
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { TextNamespace } from "#app/i18n/index.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import classes from "./refusals.module.css";

export type RefusalsProps = {
  /** The subject whose sentences these are. */
  namespace: TextNamespace;
  refusals: readonly Refusal[];
  title?: string;
};

/** Renders nothing when there is no reason against. */
export function Refusals({ namespace, refusals, title }: RefusalsProps) {
  const { t } = useTranslation();
  if (refusals.length === 0) return null;
  return (
    <div role="alert" className={classes.box}>
      <TriangleAlert size={20} aria-hidden="true" className={classes.icon} />
      <div>
        <p className={classes.title}>{title ?? t("refusals.title")}</p>
        <RefusalList namespace={namespace} refusals={refusals} />
      </div>
    </div>
  );
}

/** The sentences alone, for places that have a frame of their own. */
export function RefusalList({ namespace, refusals, id }: Omit<RefusalsProps, "title"> & { id?: string }) {
  const sentence = useSentence(namespace);
  const sentences = [...new Set(refusals.map(sentence))];
  return (
    <ul className={classes.list} id={id}>
      {sentences.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
