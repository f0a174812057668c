/** How papers say who drew by hand for an entry that was absent. */
import type { TFunction } from "i18next";
import type { DrawnBy } from "#app/domain/draw/proxy.ts";

/** A leader without a name where the paper must not say of which delegation the entry is. */
export function sayDrawnFor(t: TFunction<"papers">, { isLeader, name }: DrawnBy): string {
  if (!isLeader) return t("handDraw.drawnFor", { name: name ?? "" });
  return name === null ? t("handDraw.drawnForByLeader") : t("handDraw.drawnForByLeaderNamed", { name });
}
