/** A tablet's requests: each names the judge it is of, and answers what became of it, never by throwing. */
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { MarkEntry, MarksAnswer } from "#app/live/mark-contract.ts";
import { getDeviceId } from "./device-id.ts";
import { MARKS_PATH, NOTES_PATH } from "./limits.ts";
import type { NoteEntry } from "./note-contract.ts";
import type { Act, Reply } from "./outbox.ts";

/**
 * - `gone`: there is nothing of that name for this judge.
 * - `signed-out`: his session has ended.
 * - `lost`: no answer, or none that a tablet can read.
 */
export type Told<Value> =
  | { readonly kind: "told"; readonly value: Value }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "gone" }
  | { readonly kind: "signed-out" }
  | { readonly kind: "lost" };

/** An answer that takes longer is taken for lost. */
const ANSWER_MS = 10_000;
/** Of a comment or photo: a photo of 1 MB through a full hall needs its time. */
const NOTE_ANSWER_MS = 60_000;

/** @param judgeId null: of nobody in particular */
export async function read<Value>(path: string, judgeId: string | null): Promise<Told<Value>> {
  const response = await send(nameJudge(path, judgeId), {});
  const failed = describeFailure(response);
  if (failed || !response) return failed ?? { kind: "lost" };
  const value = await response.json().catch(() => undefined);
  return value === undefined ? { kind: "lost" } : { kind: "told", value: value as Value };
}

/** One intent of a route's action, as a form would send it. */
export async function act<Value>(
  path: string,
  judgeId: string | null,
  intent: string,
  fields: Readonly<Record<string, string>>,
  answerMs = ANSWER_MS,
): Promise<Told<Value>> {
  const body = new URLSearchParams({ intent, ...fields });
  const response = await send(nameJudge(path, judgeId), { method: "POST", body }, answerMs);
  if (response?.status !== 422) {
    const failed = describeFailure(response);
    if (failed || !response) return failed ?? { kind: "lost" };
  }
  const told = (await response.json().catch(() => null)) as
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly refusals: readonly Refusal[] }
    | null;
  if (told === null) return { kind: "lost" };
  return told.ok ? { kind: "told", value: told.value } : { kind: "refused", refusals: told.refusals };
}

/**
 * Delivers what waits: marks in one request, a note alone. Only an answer to an entry, or one that says that the entry cannot be
 * read, refuses it: whatever else is said of the request as a whole, what it carried waits.
 */
export async function postActs(judgeId: string, acts: readonly Act[]): Promise<Reply> {
  const marks = acts.flatMap((one): MarkEntry[] => (one.kind === "mark" ? [one.entry] : []));
  const notes = acts.flatMap((one): NoteEntry[] => (one.kind === "note" ? [one.entry] : []));
  const device = getDeviceId();
  const [note] = notes;
  if (note) return postNote(judgeId, device, note);
  const response = await sendJson(MARKS_PATH, { judge: judgeId, device, marks });
  if (!response) return { kind: "lost" };
  if (response.status === 401) return { kind: "signed-out" };
  if (response.status === 413 || response.status === 422) return { kind: "refused", code: "entry-malformed" };
  if (response.status !== 200) {
    const seconds = Number(response.headers.get("Retry-After"));
    return { kind: "lost", ...(seconds > 0 ? { waitMs: seconds * 1_000 } : {}) };
  }
  const answer = (await response.json().catch(() => null)) as MarksAnswer | null;
  return Array.isArray(answer?.answers) ? { kind: "answered", answers: answer.answers } : { kind: "lost" };
}

async function postNote(judgeId: string, deviceId: string, { photo, ...note }: NoteEntry): Promise<Reply> {
  const { key } = note;
  const fields = { ...note, deviceId, photo: photo ?? "" };
  const told = await act<{ readonly receivedAt: string }>(NOTES_PATH, judgeId, "add-note", fields, NOTE_ANSWER_MS);
  if (told.kind === "told") {
    return { kind: "answered", answers: [{ key, kind: "recorded", revision: 0, receivedAt: told.value.receivedAt }] };
  }
  if (told.kind === "refused") return { kind: "answered", answers: [{ key, kind: "refused", refusals: told.refusals }] };
  return { kind: told.kind === "gone" ? "lost" : told.kind };
}

function nameJudge(path: string, judgeId: string | null): string {
  return judgeId === null ? path : `${path}?judge=${encodeURIComponent(judgeId)}`;
}

function describeFailure(response: Response | null): Exclude<Told<never>, { kind: "told" } | { kind: "refused" }> | null {
  if (response?.status === 401) return { kind: "signed-out" };
  if (response?.status === 404) return { kind: "gone" };
  return response?.status === 200 ? null : { kind: "lost" };
}

function sendJson(path: string, body: object): Promise<Response | null> {
  return send(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

async function send(path: string, init: RequestInit, answerMs = ANSWER_MS): Promise<Response | null> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), answerMs);
  try {
    return await fetch(path, {
      ...init,
      headers: { Accept: "application/json", ...init.headers },
      redirect: "manual",
      cache: "no-store",
      signal: control.signal,
    });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
