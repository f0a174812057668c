/** What a tablet makes of an answer: only what is said of an entry refuses it; whatever is said of the request, it waits. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { postActs } from "#app/live/tablet/ask.ts";
import type { Act } from "#app/live/tablet/outbox.ts";

const ENTRY = { key: "key-1", formId: "form", aspectId: "A1.1", enteredAt: "2026-11-20T00:30:00.000Z" };
const MARK: Act = { kind: "mark", entry: { ...ENTRY, value: 2, scoreRound: 1, reason: null, replaces: null } };
const NOTE: Act = { kind: "note", entry: { ...ENTRY, text: "", photo: "AA==" } };

let ask: (init: RequestInit) => Promise<Response>;
const answerWith = (status: number, headers: Record<string, string> = {}) => {
  ask = async () => new Response(null, { status, headers });
};

beforeEach(() => {
  vi.stubGlobal("localStorage", { getItem: () => "device-1" });
  vi.stubGlobal("fetch", (_path: string, init: RequestInit) => ask(init));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each([
  ["marks", MARK],
  ["a note", NOTE],
])("of %s", (_what, act) => {
  it.each([404, 400, 403, 405, 409, 418, 500, 502, 504])(
    "an answer of %i to the whole request leaves them waiting",
    async (status) => {
      answerWith(status);
      expect(await postActs("judge", [act])).toEqual({ kind: "lost" });
    },
  );

  it("an answer of 401 leaves them waiting until he signs in", async () => {
    answerWith(401);
    expect(await postActs("judge", [act])).toEqual({ kind: "signed-out" });
  });
});

it("of marks that no server can read, the request is refused; of a busy server, it is told when to come again", async () => {
  answerWith(422);
  expect(await postActs("judge", [MARK])).toEqual({ kind: "refused", code: "entry-malformed" });
  answerWith(503, { "Retry-After": "3" });
  expect(await postActs("judge", [MARK])).toEqual({ kind: "lost", waitMs: 3_000 });
});

it.each([
  ["marks", MARK, 10_000],
  ["a note with its photo", NOTE, 60_000],
])("%s: no answer is taken for lost in its time", async (_what, act, most) => {
  vi.useFakeTimers();
  ask = ({ signal }) => new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
  const told = postActs("judge", [act]);
  const ended = vi.fn();
  void told.then(ended);
  await vi.advanceTimersByTimeAsync(most - 1);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(await told).toEqual({ kind: "lost" });
});
