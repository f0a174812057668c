/** The rows of a pack under their clauses: the clause's own words, then each row with its amount, tests and what it leaves open. */
import { useTranslation } from "react-i18next";
import type { PolicyPack, PolicyRow } from "#app/domain/policy/pack.ts";
import { Citation } from "#app/ui/citation.tsx";
import { Amount } from "#app/ui/policy/amount.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./packs.module.css";
import { type RegionsByCode, useTestWords, useWhom } from "./row-words.ts";

export function ClauseList({ pack, regions }: { pack: PolicyPack; regions: RegionsByCode }) {
  const named = useNamed();
  const { document } = pack;
  const title = named({ name: document.title, nameEn: document.titleEn });
  return (
    <div className={classes.clauses}>
      {groupByClause(pack.rows).map(([first, ...others]) => (
        <article key={first.id} className={classes.clause}>
          <h3 className={classes.heading} lang="zh-CN">
            {first.heading}
          </h3>
          <Citation clause={first.clause} text={first.text} document={{ ...document, title }} />
          <ul className={classes.rows}>
            {[first, ...others].map((row) => (
              <Row key={row.id} row={row} regions={regions} />
            ))}
          </ul>
        </article>
      ))}
    </div>
  );
}

function Row({ row, regions }: { row: PolicyRow; regions: RegionsByCode }) {
  const { t } = useTranslation(["packs", "policy"]);
  const named = useNamed();
  const { list } = useFormats();
  const tests = useTestWords(regions);
  const whom = useWhom();
  return (
    <li className={classes.row}>
      <div className={classes.rowHead}>
        <p className={classes.summary}>{named({ name: row.summary, nameEn: row.summaryEn })}</p>
        <span className={classes.amount}>
          {row.amount.kind === "none" ? (
            <span className={classes.soft}>{t("rows.noMoney")}</span>
          ) : (
            <Amount amount={row.amount} payment={row.payment} />
          )}
        </span>
      </div>
      <dl className={classes.about}>
        <dt>{t(`policy:kind.${row.kind}`)}</dt>
        <dd>{whom(row)}</dd>
        <dt>{t("rows.tests")}</dt>
        <dd>{list(tests(row))}</dd>
        {row.amount.kind !== "none" && (
          <>
            <dt>{t("rows.tax")}</dt>
            <dd>{t(`policy:tax.${row.taxBasis}`)}</dd>
            <dt>{t("rows.recurrence")}</dt>
            <dd>{t(`recurrence.${row.recurrence}`)}</dd>
          </>
        )}
        {row.payer !== null && (
          <>
            <dt>{t("rows.payer")}</dt>
            <dd>{row.payer}</dd>
          </>
        )}
        {row.conditions.length > 0 && (
          <>
            <dt>{t("rows.conditions")}</dt>
            <dd>
              <ul className={classes.plain}>
                {row.conditions.map((condition) => (
                  <li key={condition}>{t(`condition.${condition}`)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
    </li>
  );
}

type Group = readonly [PolicyRow, ...PolicyRow[]];

/** Rows that rest on the same words of the same clause stand together, in the order of the file. */
function groupByClause(rows: readonly PolicyRow[]): readonly Group[] {
  const groups = new Map<string, [PolicyRow, ...PolicyRow[]]>();
  for (const row of rows) {
    const key = `${row.clause} ${row.text}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
