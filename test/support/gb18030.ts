/** Text in GB18030, as spreadsheets in Chinese offices save it; the platform itself only reads that encoding. */

let table: Map<string, readonly [number, number]> | undefined;
let longTable: Map<string, readonly number[]> | undefined;

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

/** Characters of the basic plane that take four bytes, up to the end of its part. */
function makeLongTable(): Map<string, readonly number[]> {
  const decoder = new TextDecoder("gb18030");
  const longs = new Map<string, readonly number[]>();
  for (let place = 0; place < PLACES_OF_BASIC_PLANE; place += 1) {
    const bytes = toFourBytes(0x81, place);
    const text = decoder.decode(new Uint8Array(bytes));
    if ([...text].length === 1 && text !== "\ufffd") longs.set(text, bytes);
  }
  return longs;
}

/** 0x81308130 to 0x8431a439. */
const PLACES_OF_BASIC_PLANE = 39_420;

function toFourBytes(lead: number, place: number): readonly number[] {
  const thousands = Math.floor(place / 1260);
  return [lead + Math.floor(thousands / 10), 0x30 + (thousands % 10), 0x81 + (Math.floor(place / 10) % 126), 0x30 + (place % 10)];
}

/** @throws Error for what is no character */
export function encodeGb18030(text: string): Uint8Array {
  table ??= makeTable();
  const pairs = table;
  return new Uint8Array(
    [...text].flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x80) return [code];
      const pair = pairs.get(character);
      if (pair !== undefined) return [...pair];
      if (code >= 0x10000) return [...toFourBytes(0x90, code - 0x10000)];
      longTable ??= makeLongTable();
      const long = longTable.get(character);
      if (long === undefined) throw new Error(`${character} is no character.`);
      return [...long];
    }),
  );
}
