/**
 * Where a ceremony stands, on a phone with a flaky network: a tap is sent until it is answered, and the server takes it once. What
 * is shown stays while the network is away.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { isNewer } from "#app/domain/ceremony/shown.ts";
import type { CeremonyAct } from "#app/domain/ceremony/steps.ts";
import type { CeremonyLook, CeremonyStage } from "#app/domain/ceremony/views.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { useWatch } from "./use-watch.ts";

/** `failing`: an answer is overdue; `signed-out`: there will be none. */
export type StageLink = "live" | "sending" | "failing" | "signed-out";

const ANSWER_MS = 5_000;
const RETRY_MS = [400, 800, 1_600, 3_000] as const;
/** What no message tells, such as results that were published anew. */
const ASK_AGAIN_MS = 10_000;

type Answer<Value> =
  | { readonly kind: "answer"; readonly value: Value }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "signed-out" }
  | { readonly kind: "gone" };

/** @param url of the steps */
export function useCeremonyStage(loaded: CeremonyStage, url: string) {
  const [stage, setStage] = useState(loaded);
  const [link, setLink] = useState<StageLink>("live");
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const isSending = useRef(false);
  /** Of the same step a later answer may say more: that results have changed. */
  const take = useCallback((next: CeremonyStage) => {
    setStage((shown) => (isNewer(shown, next) ? shown : next));
  }, []);

  const refresh = useCallback(async () => {
    const answer = await ask<CeremonyStage>(url, null);
    if (answer.kind === "answer") {
      take(answer.value);
      if (!isSending.current) setLink("live");
    } else if (!isSending.current) setLink(answer.kind === "signed-out" ? "signed-out" : "failing");
  }, [url, take]);

  const step = useCallback(
    async (act: CeremonyAct) => {
      if (isSending.current) return;
      isSending.current = true;
      setRefusals([]);
      setLink("sending");
      const fields = { intent: "step", act, number: String(stage.number), follows: String(stage.version) };
      const answer = await askUntilAnswered<CeremonyStage>(url, fields, () => setLink("failing"));
      isSending.current = false;
      if (answer.kind === "signed-out") return setLink("signed-out");
      setLink("live");
      if (answer.kind === "answer") return take(answer.value);
      if (answer.kind === "refused") setRefusals(answer.refusals);
      await refresh();
    },
    [stage.number, stage.version, url, take, refresh],
  );

  const look = useCallback(async (): Promise<CeremonyLook | null> => {
    const answer = await ask<CeremonyLook>(url, { intent: "look" });
    return answer.kind === "answer" ? answer.value : null;
  }, [url]);

  useWatch("ceremony", { competition: stage.competition }, (snapshot) => {
    if (isNewer(snapshot, stage)) void refresh();
  });
  useEffect(() => {
    const timer = setInterval(refresh, ASK_AGAIN_MS);
    const again = () => void refresh();
    window.addEventListener("online", again);
    document.addEventListener("visibilitychange", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
      document.removeEventListener("visibilitychange", again);
    };
  }, [refresh]);

  return { stage, link, refusals, step, look };
}

async function askUntilAnswered<Value>(
  url: string,
  fields: Readonly<Record<string, string>>,
  onFailure: () => void,
): Promise<Answer<Value>> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask<Value>(url, fields);
    if (answer.kind !== "gone") return answer;
    onFailure();
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]));
  }
}

/** @param fields null: asks where it stands */
async function ask<Value>(url: string, fields: Readonly<Record<string, string>> | null): Promise<Answer<Value>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ANSWER_MS);
  try {
    const body = fields && new URLSearchParams(fields);
    const headers = { Accept: "application/json" };
    const response = await fetch(url, {
      method: fields ? "POST" : "GET",
      headers,
      body,
      signal: abort.signal,
      cache: "no-store",
    });
    // A session that is over is sent to sign in; a right that was taken away finds nothing.
    if (response.redirected || response.status === 401 || response.status === 404) return { kind: "signed-out" };
    const data = await response.json();
    if (response.status === 422) return { kind: "refused", refusals: data.refusals };
    if (!response.ok) return { kind: "gone" };
    return { kind: "answer", value: fields ? data.value : data };
  } catch {
    return { kind: "gone" };
  } finally {
    clearTimeout(timer);
  }
}
