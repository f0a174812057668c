/** On a form: that a correction waits for its grants, or that it opened the form again, and why. */
import { useTranslation } from "react-i18next";
import { Notice } from "#app/ui/notice.tsx";

export type CorrectionNoticeProps = {
  correction: { readonly state: "requested" | "opened"; readonly reason: string } | null;
};

/** Renders nothing without a correction. */
export function CorrectionNotice({ correction }: CorrectionNoticeProps) {
  const { t } = useTranslation("recheck");
  if (!correction) return null;
  const { state, reason } = correction;
  return state === "opened" ? (
    <Notice tone="act" title={t("request.opened")}>
      {t("request.openedHint", { reason })}
    </Notice>
  ) : (
    <Notice tone="info" title={t("request.pending")}>
      {t("request.pendingHint", { reason })}
    </Notice>
  );
}
