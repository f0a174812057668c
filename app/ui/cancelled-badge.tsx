/** 已取消: beside an event that is not held. */
import { Ban } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ToneBadge } from "./tone-badge.tsx";

export function CancelledBadge() {
  const { t } = useTranslation();
  return (
    <ToneBadge tone="off" icon={Ban} look="plain">
      {t("word.cancelled")}
    </ToneBadge>
  );
}
