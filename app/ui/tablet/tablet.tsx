/** The judge's tablet: opens what the device keeps, and shows the place that the address names to the judge whose turn it is. */
import { Hourglass } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { findFront, getTablet } from "#app/live/tablet/tablet.ts";
import { useOutbox, useTablet } from "#app/live/tablet/use-tablet.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { Forms } from "./forms.tsx";
import { Judges } from "./judges.tsx";
import { MarkingPlace } from "./marking-place.tsx";
import { SignIn } from "./sign-in.tsx";
import { usePlace } from "./use-place.ts";

/** Others' values come by a nudge while a form is open; this is for everything else. */
const REFRESH_MS = 30_000;

export function Tablet() {
  const state = useTablet();
  const place = usePlace();
  useStayCurrent();
  const { t } = useTranslation("tablet");
  const front = findFront(state);
  useAskBeforeLoss(!state.isSecure);
  if (!state.isOpen) {
    return (
      <TabletShell title={t("opening.title")} status={t("opening.status")}>
        <EmptyState icon={Hourglass} title={t("opening.title")} hint={t("opening.hint")} />
      </TabletShell>
    );
  }
  if (place.kind === "sign-in") return <SignIn key={place.token} token={place.token} />;
  if (front === null) return <Judges />;
  if (place.kind === "forms") return <Forms front={front} />;
  return <MarkingPlace front={front} place={place} />;
}

/** Opens the device once, and asks the server again when the network is back, when the tablet is taken up again, and now and then. */
function useStayCurrent(): void {
  useEffect(() => {
    const tablet = getTablet();
    if (!tablet.getState().isOpen) void tablet.open();
    const refresh = () => void tablet.refreshPeople();
    const look = () => document.visibilityState === "visible" && refresh();
    const timer = setInterval(() => document.visibilityState === "visible" && void tablet.refreshDay(), REFRESH_MS);
    window.addEventListener("online", refresh);
    document.addEventListener("visibilitychange", look);
    void import("#app/live/tablet/register-worker.ts").then(({ registerWorker }) => registerWorker());
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", refresh);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
}

/** Where nothing outlasts the page, it asks before it is left with something that has not arrived. */
function useAskBeforeLoss(isNeeded: boolean): void {
  const state = useTablet();
  const { kept } = useOutbox(findFront(state)?.outbox ?? null);
  const isWaiting = isNeeded && kept.some(({ fate }) => fate.state === "waiting");
  useEffect(() => {
    if (!isWaiting) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isWaiting]);
}
