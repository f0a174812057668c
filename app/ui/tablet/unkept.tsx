/** What was entered last could not be written to this device: said until something can be again. */
import { useTranslation } from "react-i18next";
import { useTablet } from "#app/live/tablet/use-tablet.ts";
import { Notice } from "#app/ui/notice.tsx";

export function Unkept() {
  const { t } = useTranslation("tablet");
  const { isUnkept } = useTablet();
  return (
    <div role="alert">
      {isUnkept && (
        <Notice tone="act" title={t("unkept.title")}>
          {t("unkept.hint")}
        </Notice>
      )}
    </div>
  );
}
