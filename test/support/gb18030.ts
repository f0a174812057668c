/** Text in GB18030, as spreadsheets in Chinese offices save it; the platform itself only reads that encoding. */

let table: Map<string, readonly [number, number]> | undefined;

/** Every pair of bytes that stands for one character. */
function makeTable(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder("gb18030");
  const pairs = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(new Uint8Array([lead, trail]));
      if ([...text].length === 1 && text !== "\ufffd" && !pairs.has(text)) pairs.set(text, [lead, trail]);
    }
  }
  return pairs;
}

/** @throws Error for a character of the basic plane that takes four bytes. */
export function encodeGb18030(text: string): Uint8Array {
  table ??= makeTable();
  const pairs = table;
  return new Uint8Array(
    [...text].flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x80) return [code];
      const pair = pairs.get(character);
      if (pair !== undefined) return [...pair];
      if (code < 0x10000) throw new Error(`${character} takes four bytes.`);
      const rest = code - 0x10000;
      const thousands = Math.floor(rest / 1260);
      return [
        0x90 + Math.floor(thousands / 10),
        0x30 + (thousands % 10),
        0x81 + (Math.floor(rest / 10) % 126),
        0x30 + (rest % 10),
      ];
    }),
  );
}
