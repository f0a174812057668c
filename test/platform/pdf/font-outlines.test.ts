/** Subsets of the typefaces against those that fontkit makes, and text as it is shaped once against fontkit's shaping of it anew. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { type CertificateFont, getTypeface } from "#app/platform/pdf/certificate-fonts.server.ts";
import { readOutlines } from "#app/platform/pdf/font-outlines.server.ts";
import { FEATURES, getShapedFont, type Script, TRACKING, UNITS_PER_EM } from "#app/platform/pdf/shaped-text.server.ts";

const FONTS = (["text", "display"] as const).flatMap((use) => [0, 1, 2].map((rank) => ({ use, rank })));
/** The blank, single outlines, one of the last ten thousand, and two after the last that has an advance of its own. */
const GLYPHS = [0, 1, 34, 35, 5_000, 12_001, 16_772, 16_773, 17_098];
const HAN_FROM = 0x4e00;
const HAN_UNTIL = 0x9fff;

type Subset = { glyphs: readonly number[]; includeGlyph(glyph: number): number; encode(): Uint8Array };

describe.each(FONTS)("the typeface $use $rank", ({ use, rank }) => {
  it("gives subsets of the bytes that fontkit gives", () => {
    const { font, outlines } = getTypeface(use, rank);
    const theirs = font.createSubset() as unknown as Subset;
    const own = getShapedFont(use, rank).font.createSubset() as unknown as Subset;
    for (const glyph of [...GLYPHS, 34]) expect(own.includeGlyph(glyph)).toBe(theirs.includeGlyph(glyph));
    const bytes = Buffer.from(theirs.encode());
    expect(Buffer.from(own.encode()).equals(bytes)).toBe(true);
    expect(outlines.makeSubset([...theirs.glyphs].reverse()).equals(bytes)).toBe(false);
  });

  it("has no character of a name that is shaped by its neighbours", () => {
    for (const script of ["zh", "en"] as const) {
      const step = 500;
      for (let from = HAN_FROM; from <= HAN_UNTIL; from += step) {
        const codes = Array.from({ length: Math.min(step, HAN_UNTIL + 1 - from) }, (_, index) => from + index);
        expectShapedAs(use, rank, script, String.fromCodePoint(...codes));
      }
    }
  });
});

it.each([
  ["Latin with pairs that are kerned", "AVATAR To. Wa"],
  ["quotation marks, which differ by language", "“运河工匠”——2026 年"],
  ["full stops and brackets", "（电工）〔2026〕18号。"],
])("shapes %s as fontkit does, and the same again", (_, text) => {
  for (const script of ["zh", "en"] as const) {
    expectShapedAs("text", 0, script, text);
    expectShapedAs("text", 0, script, text);
    expectShapedAs("display", 0, script, text);
  }
});

it("keeps English apart from Chinese", () => {
  const { shape } = getShapedFont("text", 0);
  expect(shape("“a”", "en").advanceWidth).toBeLessThan(shape("“a”", "zh").advanceWidth);
});

it("refuses glyphs that are put together of others, and fonts it could not read", () => {
  const require = createRequire(import.meta.url);
  const file = readFileSync(require.resolve("@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf"));
  const find = (tag: string): number => file.readUInt32BE(file.indexOf(tag, 0, "latin1") + 8);
  const composite = Buffer.from(file);
  composite.writeInt16BE(-1, find("glyf") + file.readUInt32BE(find("loca") + 4 * 34));
  expect(readOutlines(file).makeSubset([0, 34]).length).toBeGreaterThan(0);
  expect(() => readOutlines(composite).makeSubset([0, 34])).toThrow("glyph 34 is put together of others");
  const short = Buffer.from(file);
  short.writeUInt16BE(0, find("head") + 50);
  expect(() => readOutlines(short)).toThrow("short offsets");
  const without = Buffer.from(file);
  without.write("GLYF", file.indexOf("glyf", 0, "latin1"), "latin1");
  expect(() => readOutlines(without)).toThrow("no table glyf");
});

function expectShapedAs(use: CertificateFont, rank: number, script: Script, text: string): void {
  const wider = TRACKING[use] * UNITS_PER_EM;
  const theirs = getTypeface(use, rank).font.layout(text, FEATURES[script]);
  const own = getShapedFont(use, rank).shape(text, script);
  expect(own.glyphs.map(({ id, codePoints }) => [id, ...codePoints])).toEqual(
    [...text].map((character, index) => [theirs.glyphs[index]?.id, character.codePointAt(0)]),
  );
  expect(own.glyphs.map(({ advanceWidth }) => advanceWidth)).toEqual(theirs.glyphs.map((glyph) => glyph.advanceWidth + wider));
  expect(own.positions.map(({ xAdvance, xOffset, yOffset }) => [xAdvance, xOffset, yOffset])).toEqual(
    theirs.positions.map(({ xAdvance, xOffset, yOffset }) => [xAdvance + wider, xOffset, yOffset]),
  );
}
