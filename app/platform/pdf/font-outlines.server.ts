/** The outlines in the file of a TrueType font, and subsets of them as a PDF embeds them. */

export type FontOutlines = {
  /** Bytes of the outline of a glyph. */
  lengthOf(glyph: number): number;
  /**
   * A font of these glyphs alone, numbered as they come; the same bytes as fontkit's own subset, which decodes every outline anew.
   * @throws RangeError for a glyph that is put together of others: the typefaces of papers have none
   */
  makeSubset(glyphs: readonly number[]): Buffer;
};

/** What ISO 32000-1, 9.9 asks of an embedded TrueType font, in the order in which fontkit writes it. */
const TABLES = ["head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm"] as const;
type Tables = Readonly<Partial<Record<string, Buffer>>>;

const HEADER = 12;
const ENTRY = 16;
/** Places of single numbers within their tables, by the OpenType specification. */
const AT = { longOffsets: 50, glyphCount: 4, advanceCount: 34 } as const;

/** @throws RangeError when a table is missing or outlines are found by short offsets, which no large font has. */
export function readOutlines(file: Buffer): FontOutlines {
  const tables = readTables(file);
  const [head, hhea, loca, maxp, glyf, hmtx] = ["head", "hhea", "loca", "maxp", "glyf", "hmtx"].map((tag) => {
    const table = tables[tag];
    if (!table) throw new RangeError(`the font has no table ${tag}`);
    return table;
  }) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
  if (head.readUInt16BE(AT.longOffsets) !== 1) throw new RangeError("the font has short offsets");
  const advanceCount = hhea.readUInt16BE(AT.advanceCount);

  function findOutline(glyph: number): Buffer {
    const outline = glyf.subarray(loca.readUInt32BE(4 * glyph), loca.readUInt32BE(4 * glyph + 4));
    if (outline.length > 0 && outline.readInt16BE(0) < 0) throw new RangeError(`glyph ${glyph} is put together of others`);
    return outline;
  }

  /** The last advance stands for all glyphs after it, which have only their bearing. */
  function copyMetrics(glyph: number, into: Buffer, at: number): void {
    hmtx.copy(into, at, 4 * Math.min(glyph, advanceCount - 1), 4 * Math.min(glyph, advanceCount - 1) + 2);
    const bearing = glyph < advanceCount ? 4 * glyph + 2 : 4 * advanceCount + 2 * (glyph - advanceCount);
    hmtx.copy(into, at + 2, bearing, bearing + 2);
  }

  return {
    lengthOf: (glyph) => loca.readUInt32BE(4 * glyph + 4) - loca.readUInt32BE(4 * glyph),
    makeSubset(glyphs) {
      const outlines = glyphs.map(findOutline);
      const offsets = Buffer.allocUnsafe(4 * (glyphs.length + 1));
      const metrics = Buffer.allocUnsafe(4 * glyphs.length);
      let end = 0;
      for (const [index, glyph] of glyphs.entries()) {
        offsets.writeUInt32BE(end, 4 * index);
        end += outlines[index]?.length ?? 0;
        copyMetrics(glyph, metrics, 4 * index);
      }
      offsets.writeUInt32BE(end, 4 * glyphs.length);
      return writeTables({
        ...tables,
        hhea: withNumber(hhea, AT.advanceCount, glyphs.length),
        maxp: withNumber(maxp, AT.glyphCount, glyphs.length),
        loca: offsets,
        glyf: Buffer.concat(outlines),
        hmtx: metrics,
      });
    },
  };
}

function readTables(file: Buffer): Tables {
  const count = file.readUInt16BE(4);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const entry = HEADER + ENTRY * index;
      const offset = file.readUInt32BE(entry + 8);
      return [file.toString("latin1", entry, entry + 4), file.subarray(offset, offset + file.readUInt32BE(entry + 12))];
    }),
  );
}

function writeTables(tables: Tables): Buffer {
  const written = TABLES.flatMap((tag) => (tables[tag] ? [[tag, tables[tag]] as const] : []));
  const directory = Buffer.alloc(HEADER + ENTRY * written.length);
  const power = Math.floor(Math.log2(written.length));
  directory.write("true", 0, "latin1");
  directory.writeUInt16BE(written.length, 4);
  directory.writeUInt16BE(16 * 2 ** power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(16 * (written.length - 2 ** power), 10);
  let offset = directory.length;
  for (const [index, [tag, table]] of written.entries()) {
    const entry = HEADER + ENTRY * index;
    // The checksum after the tag stays 0: readers of PDF do not look at it.
    directory.write(tag, entry, "latin1");
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(table.length, entry + 12);
    offset += table.length;
  }
  return Buffer.concat([directory, ...written.map(([, table]) => table)]);
}

function withNumber(table: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(table);
  copy.writeUInt16BE(value, at);
  return copy;
}
