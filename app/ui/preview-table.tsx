/** A table of what a file would do; the rows that a preview leaves out are counted under it. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./preview-table.module.css";

export function PreviewTable(props: {
  readonly caption: string;
  readonly headers: readonly string[];
  /** How many rows are left out; none when it is not positive. */
  readonly hidden: number;
  readonly children: ReactNode;
}) {
  const { caption, headers, hidden, children } = props;
  const { t } = useTranslation("common");
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard. */}
      <section className={classes.scroll} tabIndex={0} aria-label={t("table.scroll", { name: caption })}>
        <table className={classes.table}>
          <caption className={classes.caption}>{caption}</caption>
          <thead>
            <tr>
              {headers.map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
      {hidden > 0 && <p className={classes.more}>{t("table.more", { count: hidden })}</p>}
    </>
  );
}
