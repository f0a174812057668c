/**
 * What this device tells of itself, and hears of others: every few seconds that it is there and which form is open on it, and who else
 * has that open. Nothing of it is asked before a value is kept or sent: without a network everybody works on. Browser only.
 */
import { TELL_MS } from "#app/domain/desk/alerts.ts";
import type { FormPresence } from "#app/domain/tablet/open-forms.ts";
import { act } from "./ask.ts";
import { getDeviceId } from "./device-id.ts";

/** Longer than this nothing that is entered on a form that was just opened waits for who else has it open. */
const FIRST_MS = 1_000;
/** Many changes of a form in a row are heard of together. */
const GATHER_MS = 1_000;

/** Who is at the device, and the form before him; null: none. `judgeId` null: who signed in in the ordinary way. */
type Told = { readonly judgeId: string | null; readonly formId: string | null };

let told: Told | null = null;
let heard: FormPresence | null = null;
let takesOver = false;
/** Resolves with the first answer about the form that is open, or when there is none in time. */
let first: { readonly done: Promise<void>; end(): void } = { done: Promise.resolve(), end: () => {} };
let gathering: ReturnType<typeof setTimeout> | null = null;
const listeners = new Set<() => void>();

function change(next: FormPresence | null): void {
  heard = next;
  for (const listener of listeners) listener();
}

async function tell(): Promise<void> {
  const now = told;
  if (now === null || document.visibilityState !== "visible") return;
  const isTaking = takesOver;
  const answer = await send(now, isTaking);
  if (told !== now) return;
  if (answer.kind !== "told") return first.end();
  if (isTaking) takesOver = false;
  // Asked for while the answer was on its way: the next one says it.
  if (takesOver) return;
  change(answer.value);
  first.end();
}

function send({ judgeId, formId }: Told, isTaking: boolean) {
  return act<FormPresence | null>("/judge/presence", judgeId, "seen", {
    deviceId: getDeviceId(),
    ...(formId === null ? {} : { formId }),
    ...(isTaking ? { takesOver: "yes" } : {}),
  });
}

/**
 * Begins to tell.
 * @returns a function that ends it: the form that was open is then open here no more
 */
export function startTelling(judgeId: string | null, formId: string | null): () => void {
  const own: Told = { judgeId, formId };
  told = own;
  takesOver = false;
  change(null);
  first = awaitFirst();
  void tell();
  const look = () => void tell();
  const timer = setInterval(look, TELL_MS);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("online", look);
    if (told === own) told = null;
    if (formId === null) return;
    // Whatever comes next on this page tells of itself, unless it is of another judge.
    setTimeout(() => told?.judgeId !== judgeId && void send({ judgeId, formId: null }, false));
  };
}

function awaitFirst(): typeof first {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  setTimeout(end, FIRST_MS);
  return { done, end };
}

/**
 * Whether a value may be entered here without taking the form over: yes where this judge has it open nowhere else, and where nobody
 * knows. Of a form that was just opened it waits a second for the answer, never longer: there may be no network.
 */
export async function mayEnter(formId: string): Promise<boolean> {
  await first.done;
  return heard?.formId !== formId || heard.hold.kind === "here";
}

/** Something of the form changed: who has it open may have. */
export function tellSoon(): void {
  if (gathering !== null) return;
  gathering = setTimeout(() => {
    gathering = null;
    void tell();
  }, GATHER_MS);
}

/** The judge goes on here: at once for him, and for his other device as soon as the server hears of it. */
export function takeOver(): void {
  takesOver = true;
  if (heard) change({ ...heard, hold: { kind: "here" } });
  void tell();
}

export function subscribePresence(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Of the form that is open here; null before anything was heard of it. */
export function getPresence(): FormPresence | null {
  return heard;
}
