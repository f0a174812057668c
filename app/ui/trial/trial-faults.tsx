/** What has to be mended in the two files, each with where it stands. */
import { useTranslation } from "react-i18next";
import type { TrialFault } from "#app/domain/trial/fault.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { Notice } from "../notice.tsx";
import classes from "./trial.module.css";

/** More than these are read in the file's own order after the first are mended. */
const SHOWN = 100;

export function TrialFaults({ faults }: { faults: readonly TrialFault[] }) {
  const { t } = useTranslation("trial");
  const sentence = useSentence("trial");
  return (
    <Notice tone="act" title={t("faults", { count: faults.length })} live>
      <p>{t("faultsLead")}</p>
      <ul className={classes.faults}>
        {faults.slice(0, SHOWN).map((fault) => {
          const { file, row, column, refusal } = fault;
          return (
            <li key={`${file} ${row} ${column} ${refusal.code}`}>
              <strong className="tabular">{t("at", { file: t(`file.${file}`), row, column })}</strong> {sentence(refusal)}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
