/** 入围: an entry goes on to the next round. */
import { ArrowUpRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ToneBadge } from "#app/ui/tone-badge.tsx";

export function GoesOnBadge() {
  const { t } = useTranslation("rounds");
  return (
    <ToneBadge tone="done" icon={ArrowUpRight}>
      {t("goingOn.yes")}
    </ToneBadge>
  );
}
