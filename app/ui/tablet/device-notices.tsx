/** What this device cannot do, in words, before anyone relies on it: no HTTPS; an iPad that forgets what is not installed. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTablet } from "#app/live/tablet/use-tablet.ts";
import { Notice } from "#app/ui/notice.tsx";
import classes from "./device-notices.module.css";

export function DeviceNotices() {
  const { isSecure } = useTablet();
  const { t } = useTranslation("tablet");
  const [forgets, setForgets] = useState(false);
  useEffect(() => setForgets(isForgetful()), []);
  if (isSecure && !forgets) return null;
  return (
    <div className={classes.notices}>
      {!isSecure && (
        <Notice tone="act" title={t("device.insecure")}>
          {t("device.insecureHint")}
        </Notice>
      )}
      {isSecure && forgets && (
        <Notice tone="info" title={t("device.forgets")}>
          {t("device.forgetsHint")}
        </Notice>
      )}
    </div>
  );
}

/** Safari on an iPad or iPhone, not opened from the home screen. */
function isForgetful(): boolean {
  const { userAgent, platform, maxTouchPoints, standalone } = navigator as Navigator & { readonly standalone?: boolean };
  const isApple = /iPad|iPhone/.test(userAgent) || (platform === "MacIntel" && maxTouchPoints > 1);
  return isApple && standalone !== true;
}
