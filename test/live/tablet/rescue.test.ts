/** A file of what a tablet could not deliver, taken in on another: what waits goes on in its order, nothing twice, nobody else's. */
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "#app/live/tablet/memory-store.ts";
import { type Act, type Kept, openOutbox } from "#app/live/tablet/outbox.ts";
import { readRescue, writeRescue } from "#app/live/tablet/rescue.ts";

const JUDGE = { judgeId: "judge-1", displayName: "冯永强" };

function mark(key: string, value: number): Act {
  return {
    kind: "mark",
    entry: {
      ...{ key, formId: "form", aspectId: "A1", value, scoreRound: 1, reason: null, replaces: null },
      enteredAt: "2026-11-20T06:30:00.000Z",
    },
  };
}

const KEPT: readonly Kept[] = [
  { key: "c", sequence: 3, act: mark("c", 30), fate: { state: "waiting" } },
  { key: "a", sequence: 1, act: mark("a", 10), fate: { state: "arrived", at: "2026-11-20T06:31:00.000Z", revision: 1 } },
  { key: "b", sequence: 2, act: mark("b", 20), fate: { state: "waiting" } },
];
const FILE = writeRescue(JUDGE, KEPT, "device-1", new Date("2026-11-20T07:00:00Z"));

describe("a file of a tablet", () => {
  it("gives what waits, in the order of entry", () => {
    expect(readRescue(FILE, JUDGE, [])).toEqual({ acts: [mark("b", 20), mark("c", 30)] });
  });

  it("gives nothing that is kept here already", () => {
    expect(readRescue(FILE, JUDGE, [{ key: "b" }])).toEqual({ acts: [mark("c", 30)] });
  });

  it("is taken in by nobody else, and only when a tablet has written it", () => {
    expect(readRescue(FILE, { judgeId: "judge-2" }, [])).toEqual({ refusal: "rescue-of-another" });
    const without = FILE.replace('"key": "b"', '"key": "x"');
    for (const text of ["", "{", "null", "[]", '{"format":"other","kept":[]}', without])
      expect([text, readRescue(text, JUDGE, [])]).toEqual([text, { refusal: "not-a-rescue-file" }]);
  });

  it("is delivered by the other tablet under the same keys", async () => {
    const sent: string[] = [];
    const outbox = await openOutbox({
      store: createMemoryStore(),
      post: async (acts) => {
        sent.push(...acts.map(({ entry }) => entry.key));
        const answers = acts.map(({ entry: { key } }) => ({
          key,
          kind: "recorded" as const,
          revision: 1,
          receivedAt: "2026-11-20T07:01:00.000Z",
        }));
        return { kind: "answered", answers };
      },
    });
    const read = readRescue(FILE, JUDGE, outbox.getState().kept);
    for (const act of "acts" in read ? read.acts : []) await outbox.enter(act);
    await outbox.deliver();
    expect(sent).toEqual(["b", "c"]);
    expect(readRescue(FILE, JUDGE, outbox.getState().kept)).toEqual({ acts: [] });
    outbox.close();
  });
});
