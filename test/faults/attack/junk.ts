/** Values that nobody expects, for fields, parameters, payloads and headers. */
import type { Chance } from "./chance.ts";

const TEXTS: readonly string[] = [
  "",
  " ",
  "0",
  "-1",
  "1e309",
  "NaN",
  "9007199254740993",
  "99999999999999999999",
  "null",
  "undefined",
  "true",
  "[]",
  "{}",
  "[object Object]",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "' OR '1'='1",
  '"; DROP TABLE "User"; --',
  "../../../../etc/passwd",
  "..%2f..%2f",
  "%00",
  "%",
  "%E0%A4%A",
  "\u0000",
  "\ud800",
  "\u202e\u200b\ufeff",
  "\r\nSet-Cookie: session=planted",
  "<script>alert(1)</script>",
  "{{7*7}}#{7*7}",
  "=cmd|'/c calc'!A0",
  "𠮷𠮷𠮷",
  "零壹贰",
  "2026-02-30",
  "2026-13-45T99:99",
  "0000-00-00",
  "999999-01-01T00:00:00.000Z",
  "-271821-04-20T00:00:00.000Z",
  "00000000-0000-0000-0000-000000000000",
  "018f0000-0000-7000-8000-000000000000",
  "javascript:alert(1)",
  "//elsewhere.example",
  "0x10",
  "１２３",
  "1,000",
  "1.005",
  ".",
  "+",
];

/** A text, at most `longest` signs. */
export function makeText(chance: Chance, longest = 4_000): string {
  if (!chance.oneIn(3)) return chance.pick(TEXTS);
  const length = chance.oneIn(8) ? chance.int(longest) : chance.int(40);
  if (chance.oneIn(2)) return chance.bytes(length).toString(chance.pick(["utf8", "latin1", "base64"]));
  return String.fromCharCode(...Array.from({ length }, () => chance.int(0x1_0000)));
}

/** Anything that JSON knows, nested a few times; or, now and then, very deep, or named as objects are not. */
export function makeJson(chance: Chance, depth = 3): unknown {
  switch (chance.int(depth > 0 ? 9 : 5)) {
    case 0:
      return makeText(chance, 500);
    case 1:
      return chance.pick([0, -1, 1.5, 2 ** 53, -(2 ** 63), 1e300]);
    case 2:
      return chance.pick([null, true, false]);
    case 3:
      return [];
    case 4:
      return {};
    case 5:
      return Array.from({ length: chance.int(5) }, () => makeJson(chance, depth - 1));
    case 6:
      return JSON.parse(`{"__proto__":${JSON.stringify(makeJson(chance, depth - 1))},"constructor":{"prototype":{"ok":true}}}`);
    default:
      return Object.fromEntries(
        Array.from({ length: chance.int(5) }, () => [makeText(chance, 60), makeJson(chance, depth - 1)] as const),
      );
  }
}

/** Lists in lists, as text. */
export function nest(depth: number): string {
  return "[".repeat(depth) + "]".repeat(depth);
}

/** For an address: half of a pair of surrogates has no encoding. */
export function encodeJunk(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
