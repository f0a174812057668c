/** What a draw is called. */
import { useTranslation } from "react-i18next";
import type { DrawnBy } from "#app/domain/draw/proxy.ts";
import type { DrawKind } from "#app/domain/draw/roster.ts";

export type NamedDraw = { readonly kind: DrawKind; readonly session: number | null; readonly module: string | null };

/** "第 2 场工位抽签（模块 B）". */
export function useDrawName(): (draw: NamedDraw) => string {
  const { t } = useTranslation("draw");
  return ({ kind, session, module }) => {
    if (kind === "session") return t("step.session");
    if (session !== null && module !== null) return t("step.seatOfBoth", { session, module });
    if (session !== null) return t("step.seatOfSession", { session });
    return module === null ? t("step.seat") : t("step.seatOfModule", { module });
  };
}

/** A contribution's name, "supervisor-1", in words; one from before it had a role is shown as it is. */
export function useContributorName(): (by: string) => string {
  const { t } = useTranslation("draw");
  return (by) => {
    const [, role, number] = /^(supervisor|leader)-(\d+)$/.exec(by) ?? [];
    if (role === undefined || number === undefined) return by;
    return role === "supervisor" ? t("public.supervisor", { number }) : t("public.leader", { number });
  };
}

/** Who drew by hand for an entry that was absent; null where it drew itself. */
export function useDrawnFor(): (drawnBy: DrawnBy | null) => string | null {
  const { t } = useTranslation("draw");
  return (drawnBy) => {
    if (drawnBy === null) return null;
    const { isLeader, name } = drawnBy;
    if (!isLeader) return t("hand.drawnFor", { name: name ?? "" });
    return name === null ? t("hand.drawnForByLeader") : t("hand.drawnForByLeaderNamed", { name });
  };
}
