/** How far a payment list is, as icon, word and colour. */
import { BadgeCheck, CircleX, Clock, HandCoins, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PaymentListState } from "#app/domain/money/payment-list.ts";
import { type Tone, ToneBadge, type ToneBadgeProps } from "#app/ui/tone-badge.tsx";

const LOOKS: Readonly<Record<PaymentListState, readonly [Tone, LucideIcon]>> = {
  prepared: ["act", Clock],
  approved: ["info", HandCoins],
  paid: ["done", BadgeCheck],
  dropped: ["off", CircleX],
};

export function PaymentStateBadge({ state, look }: { state: PaymentListState; look?: ToneBadgeProps["look"] }) {
  const { t } = useTranslation("money");
  const [tone, icon] = LOOKS[state];
  return (
    <ToneBadge tone={tone} icon={icon} look={look}>
      {t(`listState.${state}`)}
    </ToneBadge>
  );
}
