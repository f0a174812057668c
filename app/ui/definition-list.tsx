/** Facts as terms and values. */
import type { ReactNode } from "react";
import classes from "./definition-list.module.css";

export type Definition = { term: ReactNode; value: ReactNode };

export function DefinitionList({ items, layout = "rows" }: { items: readonly Definition[]; layout?: "rows" | "columns" }) {
  return (
    <dl className={classes.list} data-layout={layout}>
      {items.map(({ term, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a page keep their order.
        <div key={index} className={classes.item}>
          <dt className={classes.term}>{term}</dt>
          <dd className={classes.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
