/** What a badge's code says and how it is read back, whatever a scanner does to its letters. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { type BadgeName, formatBadge, readBadge } from "#app/domain/draw/badge-code.ts";
import { isTrueBadge, makeBadge } from "#app/platform/crypto/badge.server.ts";

const keys = { badge: Buffer.alloc(32, 7), earlierBadges: [] };
const name: fc.Arbitrary<BadgeName> = fc.record({
  competition: fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,10}[a-z0-9])$/),
  event: fc.stringMatching(/^[A-Z0-9]{1,4}$/),
  entrantNumber: fc.stringMatching(/^[A-Z]{1,3}\d{3}$/),
});

it("is short text that a QR code holds densely", () => {
  const one = { competition: "tz-2026", event: "ELE", entrantNumber: "DG001" };
  expect(formatBadge(one, "7K2MPQ9RTX")).toBe("SL1:TZ-2026:ELE:DG001:7K2MPQ9RTX");
  expect(readBadge("dg001")).toEqual({ kind: "number", entrantNumber: "DG001" });
});

it("comes back true through small letters, blanks and full-width signs", () => {
  fc.assert(
    fc.property(name, (one) => {
      const text = makeBadge(keys, one);
      for (const seen of [text, text.toLowerCase(), ` ${text}\n`, text.replaceAll(":", "：")]) {
        const reading = readBadge(seen);
        if (reading.kind !== "badge") throw new Error("not read as a badge");
        expect(isTrueBadge(keys, reading, reading.check)).toBe(true);
      }
    }),
  );
});

it("is refused when any sign of it was changed, and when another key made it", () => {
  fc.assert(
    fc.property(name, fc.nat(), fc.constantFrom(..."23456789ABCXYZ"), (one, at, sign) => {
      const text = makeBadge(keys, one);
      const index = at % text.length;
      const changed = text.slice(0, index) + sign + text.slice(index + 1);
      const reading = readBadge(changed);
      const isTrue = reading.kind === "badge" && isTrueBadge(keys, reading, reading.check);
      expect(isTrue).toBe(changed === text);
    }),
  );
  const one = { competition: "tz", event: "E1", entrantNumber: "A001" };
  const reading = readBadge(makeBadge({ badge: Buffer.alloc(32, 8) }, one));
  expect(reading.kind === "badge" && isTrueBadge(keys, reading, reading.check)).toBe(false);
});
