/** What a tablet tells of the form that is open on it, and that nothing of it keeps a value back for long. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { FormPresence, Hold } from "#app/domain/tablet/open-forms.ts";
import { getPresence, mayEnter, startTelling, takeOver } from "#app/live/tablet/presence.ts";

const OTHER = { judgeId: "j1", device: "aaaa", at: "2026-11-20T06:00:00.000Z", isOnline: true };
const ELSEWHERE: Hold = { kind: "elsewhere", device: OTHER };

type Asked = { readonly judge: string | null; readonly formId: string | null; readonly takesOver: boolean };
let asked: Asked[];
/** What the server answers; null: the network is gone. */
let answers: ((of: Asked) => FormPresence | null | Promise<FormPresence | null>) | null;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answers = ({ formId }) => (formId === null ? null : { formId, others: [], hold: { kind: "here" } });
  const nothing = { addEventListener: () => {}, removeEventListener: () => {} };
  vi.stubGlobal("document", { visibilityState: "visible", ...nothing });
  vi.stubGlobal("window", nothing);
  vi.stubGlobal("localStorage", { getItem: () => "device-1", setItem: () => {} });
  vi.stubGlobal("fetch", async (path: string, { body }: { body: URLSearchParams }) => {
    const judge = new URL(path, "http://tablet").searchParams.get("judge");
    const of: Asked = { judge, formId: body.get("formId"), takesOver: body.get("takesOver") === "yes" };
    asked.push(of);
    if (answers === null) throw new TypeError("Failed to fetch");
    return Response.json({ ok: true, value: await answers(of) });
  });
  stop = () => {};
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

it("tells at once and every twenty seconds which form is open", async () => {
  stop = startTelling("j1", "f1");
  await vi.advanceTimersByTimeAsync(40_000);
  expect(asked).toEqual(Array.from({ length: 3 }, () => ({ judge: "j1", formId: "f1", takesOver: false })));
  expect(getPresence()).toEqual({ formId: "f1", others: [], hold: { kind: "here" } });
});

it("enters nothing where the judge has the form open elsewhere, until he takes it over; that is at once", async () => {
  answers = ({ formId, takesOver }) =>
    formId === null ? null : { formId, others: [], hold: takesOver ? { kind: "here" } : ELSEWHERE };
  stop = startTelling("j1", "f1");
  expect(await mayEnter("f1")).toBe(false);
  takeOver();
  expect(await mayEnter("f1")).toBe(true);
  await settle();
  expect(asked.at(-1)).toEqual({ judge: "j1", formId: "f1", takesOver: true });
});

it("says again that it was taken over when the network was gone meanwhile", async () => {
  let isTaken = false;
  answers = ({ formId, takesOver }) => {
    isTaken ||= takesOver;
    return formId === null ? null : { formId, others: [], hold: isTaken ? { kind: "here" } : ELSEWHERE };
  };
  const server = answers;
  stop = startTelling("j1", "f1");
  await settle();
  answers = null;
  takeOver();
  await settle();
  answers = server;
  await vi.advanceTimersByTimeAsync(20_000);
  expect([isTaken, await mayEnter("f1"), asked.at(-1)?.takesOver]).toEqual([true, true, true]);
});

it("enters at once without a network, and after a second where nobody answers", async () => {
  answers = null;
  stop = startTelling("j1", "f1");
  expect(await mayEnter("f1")).toBe(true);
  stop();
  answers = () => new Promise(() => {});
  stop = startTelling("j1", "f2");
  let may: boolean | null = null;
  void mayEnter("f2").then((answer) => {
    may = answer;
  });
  await vi.advanceTimersByTimeAsync(900);
  expect(may).toBeNull();
  await vi.advanceTimersByTimeAsync(100);
  expect(may).toBe(true);
});

it("says of a judge who leaves the tablet to another that his form is open no more", async () => {
  stop = startTelling("j1", "f1");
  await settle();
  stop();
  stop = startTelling("j2", null);
  await vi.advanceTimersByTimeAsync(10);
  expect(asked.slice(1)).toEqual(
    expect.arrayContaining([
      { judge: "j1", formId: null, takesOver: false },
      { judge: "j2", formId: null, takesOver: false },
    ]),
  );
  expect(getPresence()).toBeNull();
});
