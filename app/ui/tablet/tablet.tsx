/** The judge's tablet: opens what the device keeps, and shows the place that the address names to the judge whose turn it is. */
import { useLocation } from "@remix-run/react";
import { Hourglass } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { findFront, getTablet } from "#app/live/tablet/tablet.ts";
import { useOutbox, useTablet } from "#app/live/tablet/use-tablet.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { MarkingPlace } from "./marking-place.tsx";
import { useGo, usePlace } from "./use-place.ts";

// What marking itself does not need comes after it; the device keeps all of it.
const Forms = lazy(async () => ({ default: (await import("./forms.tsx")).Forms }));
const Judges = lazy(async () => ({ default: (await import("./judges.tsx")).Judges }));
const SignIn = lazy(async () => ({ default: (await import("./sign-in.tsx")).SignIn }));

/** Others' values come by a nudge while a form is open; this is for everything else. */
const REFRESH_MS = 30_000;

export function Tablet() {
  const state = useTablet();
  const place = usePlace();
  useStayCurrent();
  const front = findFront(state);
  useAskBeforeLoss(!state.isSecure);
  useHash();
  if (!state.isOpen) return <Opening />;
  return <Suspense fallback={<Opening />}>{show()}</Suspense>;

  function show(): ReactNode {
    if (place.kind === "sign-in") return <SignIn key={place.token} token={place.token} />;
    if (front === null) return <Judges />;
    if (place.kind === "forms") return <Forms front={front} />;
    return <MarkingPlace front={front} place={place} />;
  }
}

function Opening() {
  const { t } = useTranslation("tablet");
  return (
    <TabletShell title={t("opening.title")} status={t("opening.status")}>
      <EmptyState icon={Hourglass} title={t("opening.title")} hint={t("opening.hint")} />
    </TabletShell>
  );
}

/** The address without a place becomes that of the forms. */
function useHash(): void {
  const { hash } = useLocation();
  const go = useGo();
  useEffect(() => {
    if (hash === "" && window.location.hash === "") go({ kind: "forms" }, { replace: true });
  }, [hash, go]);
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
