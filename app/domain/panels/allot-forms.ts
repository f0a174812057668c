/** Which judges mark each single form of a sub-criterion, when some of its panel must not mark some of the forms (DOMAIN 5). */

import { compareText } from "#app/domain/shared/order.ts";

export type FormToAllot = {
  /** Of the form, or of what will be its subject. */
  readonly id: string;
  /** The panel that it would have. */
  readonly judges: readonly string[];
  /** Judges who must not mark it; in blind marking the same for every form. */
  readonly barred: ReadonlySet<string>;
};

export type AllottedPanel = { readonly judges: readonly string[]; readonly ids: readonly string[] };

/**
 * Gives each form its panel, with a reserve in the place of each judge who must not mark it. Reserves are taken in the order given,
 * so that forms with the same need share a panel.
 * @returns the panels by their first form, each with its forms; forms for which there are not enough reserves stand in `unserved`.
 */
export function allotForms(
  forms: readonly FormToAllot[],
  reserves: readonly string[],
): { readonly panels: readonly AllottedPanel[]; readonly unserved: readonly FormToAllot[] } {
  const panels = new Map<string, { readonly judges: readonly string[]; readonly ids: string[] }>();
  const unserved: FormToAllot[] = [];
  for (const form of forms) {
    const { id, judges, barred } = form;
    const staying = judges.filter((judge) => !barred.has(judge));
    const free = reserves.filter((judge) => !barred.has(judge) && !judges.includes(judge));
    const missing = judges.length - staying.length;
    if (free.length < missing) {
      unserved.push(form);
      continue;
    }
    const all = [...staying, ...free.slice(0, missing)].sort(compareText);
    const key = all.join(" ");
    const panel = panels.get(key);
    if (panel) panel.ids.push(id);
    else panels.set(key, { judges: all, ids: [id] });
  }
  return { panels: [...panels.values()], unserved };
}
