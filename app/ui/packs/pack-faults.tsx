/** Everything that is wrong with a policy pack file, each fault in a sentence with its place. */
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { Notice } from "#app/ui/notice.tsx";
import classes from "./packs.module.css";

export function PackFaults({ faults }: { faults: readonly Refusal[] }) {
  const { t, i18n } = useTranslation("packs");
  if (faults.length === 0) return null;
  const problemOf = (problem: string) => (i18n.exists(`packs:problem.${problem}`) ? (problem as "missing") : "other");
  return (
    <Notice tone="act" title={t("structure.faults", { count: faults.length })} live>
      <ol className={classes.faults}>
        {faults.map(({ params = {} }) => {
          const { path = "", problem = "other", expected = "", row, column } = params;
          return (
            <li key={`${path} ${problem} ${row} ${column}`}>
              {row !== undefined && column !== undefined && (
                <span className={classes.place}>{t("place", { row: Number(row), column: Number(column) })} · </span>
              )}
              <code>{path === "" ? t("wholeFile") : path}</code>{" "}
              {t(`problem.${problemOf(String(problem))}`, { expected: String(expected) })}
            </li>
          );
        })}
      </ol>
    </Notice>
  );
}
