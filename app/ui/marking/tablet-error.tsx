/** A judge's page that could not be loaded: what to do, and that nothing entered is lost. */
import { isRouteErrorResponse, Link, useRouteError } from "@remix-run/react";
import { CloudOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorPage } from "#app/ui/error-page.tsx";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { LargeLink } from "./large-link.tsx";

export function TabletError() {
  const error = useRouteError();
  const { t } = useTranslation("marking");
  if (isRouteErrorResponse(error)) return <ErrorPage status={error.status} />;
  return (
    <TabletShell title={t("offline.title")} status={t("offline.kept")}>
      <EmptyState
        icon={CloudOff}
        title={t("offline.title")}
        hint={t("offline.hint")}
        action={
          <>
            <LargeLink to="">{t("offline.retry")}</LargeLink> <Link to="/judge">{t("forms.title")}</Link>
          </>
        }
      />
    </TabletShell>
  );
}
