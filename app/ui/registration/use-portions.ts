/** Sends files to the page's own action, one portion after another, and stops at the first that is refused. */
import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { type Portions, splitFiles } from "./split-files.ts";

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusals: readonly Refusal[] };
type Sending = Portions<File> & { readonly at: number; readonly isOver: boolean; readonly refusals: readonly Refusal[] };

export type Sent = {
  readonly isSending: boolean;
  /** Files that have arrived, and all that are sent. */
  readonly arrived: number;
  readonly total: number;
  readonly isDone: boolean;
  readonly tooLarge: readonly File[];
  readonly refusals: readonly Refusal[];
  /** Files that did not go because of them. */
  readonly left: readonly File[];
};

export function usePortions(intent: string): { readonly sent: Sent | null; readonly send: (files: readonly File[]) => void } {
  const fetcher = useFetcher<Answer>();
  const [sending, setSending] = useState<Sending | null>(null);
  const before = useRef(fetcher.state);
  const { submit } = fetcher;

  const portion = sending && !sending.isOver ? sending.portions[sending.at] : undefined;
  useEffect(() => {
    if (portion === undefined) return;
    const form = new FormData();
    form.set("intent", intent);
    for (const file of portion) form.append("files[]", file, file.name);
    submit(form, { method: "post", encType: "multipart/form-data" });
  }, [portion, intent, submit]);

  useEffect(() => {
    const hasArrived = before.current !== "idle" && fetcher.state === "idle";
    before.current = fetcher.state;
    if (!hasArrived) return;
    const refusals = fetcher.data?.ok === false ? fetcher.data.refusals : [];
    const isRefused = refusals.length > 0;
    setSending((now) => {
      if (now === null) return null;
      const at = isRefused ? now.at : now.at + 1;
      return { ...now, at, isOver: isRefused || at >= now.portions.length, refusals };
    });
  }, [fetcher.state, fetcher.data]);

  const send = (files: readonly File[]) => {
    const split = splitFiles(files);
    setSending({ ...split, at: 0, isOver: split.portions.length === 0, refusals: [] });
  };
  if (sending === null) return { sent: null, send };
  const { refusals } = sending;
  return {
    send,
    sent: {
      isSending: !sending.isOver,
      arrived: sending.portions.slice(0, sending.at).flat().length,
      total: sending.portions.flat().length,
      isDone: sending.isOver && refusals.length === 0,
      tooLarge: sending.tooLarge,
      refusals,
      left: refusals.length > 0 ? sending.portions.slice(sending.at).flat() : [],
    },
  };
}
