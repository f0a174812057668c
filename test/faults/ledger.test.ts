/** A judge's ledger keeps every mark that he sent, and the best that he was answered. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Mark, openLedger, readLedgers } from "./ledger.ts";

describe("ledger", () => {
  it("keeps what was sent and the best answer", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-ledger-"));
    const mark = (key: string): Mark => ({
      ...{ key, formId: "form", aspectId: "A1.1", judgeId: "judge-1", value: 1250, scoreRound: 1, deviceId: "tablet-1" },
      ...{ enteredAt: Date.parse("2026-11-20T06:30:00.123Z"), reason: null, replaces: null },
    });
    const first = openLedger(path.join(folder, "judge-1"));
    first.send(mark("a"));
    first.send(mark("b"));
    first.answer("a", "acknowledged");
    first.send(mark("a"));
    first.answer("a", "refused");
    const second = openLedger(path.join(folder, "judge-2"));
    second.send(mark("c"));
    second.answer("c", "refused");
    const fates = readLedgers(folder).map((entry) => [entry.mark.key, entry.fate]);
    expect(fates).toEqual([
      ["a", "acknowledged"],
      ["b", "unknown"],
      ["c", "refused"],
    ]);
    fs.rmSync(folder, { recursive: true });
  });
});
