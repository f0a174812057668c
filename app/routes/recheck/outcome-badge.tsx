/** What the recheck of a code came to. */
import { CircleCheck, CircleDashed, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RecheckOutcome } from "#app/domain/results/recheck.ts";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";

const OUTCOMES: Readonly<Record<RecheckOutcome | "unchecked", readonly [Tone, LucideIcon]>> = {
  agrees: ["done", CircleCheck],
  error: ["act", TriangleAlert],
  unchecked: ["idle", CircleDashed],
};

export function OutcomeBadge({ outcome }: { outcome: RecheckOutcome | null }) {
  const { t } = useTranslation("recheck");
  const [tone, icon] = OUTCOMES[outcome ?? "unchecked"];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`recheck.outcome.${outcome ?? "unchecked"}`)}
    </ToneBadge>
  );
}
