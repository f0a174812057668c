/** The hall's record: the time that was used and what penalties take (DOMAIN 5 and 6). */

import { describe, expect, it } from "vitest";
import { computePenalty, computeTimeUsed, type HallRecordLine } from "#app/domain/marking/hall-record.ts";

function line(kind: HallRecordLine["kind"], at: number, more: Partial<HallRecordLine> = {}): HallRecordLine {
  return { kind, at, seconds: null, penalty: null, ...more };
}

const START = Date.UTC(2026, 4, 1, 1, 0, 0);

describe("the time used", () => {
  it("reaches from start to stop in whole seconds, begun ones left out", () => {
    expect(computeTimeUsed([line("start", START), line("stop", START + 3_600_000)])).toBe(3600);
    expect(computeTimeUsed([line("start", START), line("stop", START + 3_600_999)])).toBe(3600);
  });

  it("is less by the time that was added: 60 minutes with 5 and 2 minutes added are 53", () => {
    const lines = [
      line("start", START),
      line("added-time", START + 1, { seconds: 300 }),
      line("added-time", START + 2, { seconds: 120 }),
      line("stop", START + 3_600_000),
    ];
    expect(computeTimeUsed(lines)).toBe(3180);
    expect(computeTimeUsed([...lines].reverse())).toBe(3180);
  });

  it("reaches from the first start to the last stop, and is never less than nothing", () => {
    const lines = [
      line("start", START + 10_000),
      line("start", START),
      line("stop", START + 60_000),
      line("stop", START + 90_000),
    ];
    expect(computeTimeUsed(lines)).toBe(90);
    expect(computeTimeUsed([...lines, line("added-time", START, { seconds: 100 })])).toBe(0);
  });

  it("is not known before both are recorded; leaving and returning stop nothing", () => {
    expect(computeTimeUsed([line("start", START)])).toBeNull();
    expect(computeTimeUsed([line("stop", START)])).toBeNull();
    expect(computeTimeUsed([])).toBeNull();
    const left = [line("leave", START + 1_000), line("return", START + 9_000)];
    expect(computeTimeUsed([line("start", START), ...left, line("stop", START + 20_000)])).toBe(20);
  });
});

it("penalties add up, and nothing else takes marks: 2.00 and 0.50 are 2.50", () => {
  const lines = [line("penalty", START, { penalty: 200 }), line("penalty", START, { penalty: 50 }), line("note", START)];
  expect(computePenalty(lines)).toBe(250);
  expect(computePenalty([])).toBe(0);
});
