/** The layers of blinding: what each says, what the open ones tell, and that all of them together are the whole mapping. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BLIND_LAYERS,
  type BlindLayer,
  type BlindLine,
  describeLayer,
  listKeptLayers,
  listLayers,
  listReversed,
  openLine,
  readLayer,
} from "#app/domain/blinding/layers.ts";

const DELEGATION = { name: "通州区工业园代表队", nameEn: "Tongzhou" };
const LINE: BlindLine = {
  names: ["于海波", "沈静"],
  delegation: DELEGATION,
  entrantNumber: "DG001",
  seatCode: "07",
  code: "K7QX",
  publicCode: "4821",
};

/** Works of a round: people, numbers, seats and drawn codes, each drawn for itself and none twice. */
const works = fc.integer({ min: 1, max: 40 }).chain((count) => {
  const order = () =>
    fc.shuffledSubarray(
      Array.from({ length: count }, (_, index) => index),
      { minLength: count },
    );
  return fc.record({ numbers: order(), seats: order(), codes: order() }).map(({ numbers, seats, codes }) =>
    numbers.map((number, index): BlindLine => {
      const [seat = 0, code = 0] = [seats[index], codes[index]];
      return {
        names: [`选手${index}`],
        delegation: DELEGATION,
        entrantNumber: `DG${number}`,
        seatCode: `S${seat}`,
        code: `R${code}`,
        publicCode: `P${index}`,
      };
    }),
  );
});

/** The same works where the seat is the code. */
function asMarked(lines: readonly BlindLine[], count: BlindLayer): readonly BlindLine[] {
  return count === 2 ? lines.map((line) => ({ ...line, code: line.seatCode })) : lines;
}

describe("layers", () => {
  it("lead from the person to what judges mark under, without a gap", () => {
    const ways = BLIND_LAYERS.map((count) => listLayers(count).map((layer) => Object.values(describeLayer(layer, count))));
    expect(ways).toEqual([
      [["person", "code"]],
      [
        ["person", "entrant-number"],
        ["entrant-number", "seat"],
      ],
      [
        ["person", "entrant-number"],
        ["entrant-number", "seat"],
        ["seat", "code"],
      ],
    ]);
    expect(BLIND_LAYERS.map(listReversed)).toEqual([[1], [2, 1], [3, 2, 1]]);
  });

  it("are all kept by a keeper whose duty states none, and as stated by others", () => {
    expect(listKeptLayers({ layers: null }, 2)).toEqual([1, 2]);
    expect(listKeptLayers({ layers: [3, 2] }, 3)).toEqual([2, 3]);
    expect(listKeptLayers({ layers: [3] }, 2)).toEqual([]);
  });

  it("say each on its sheet what it replaces by what, and nothing of the others", () => {
    expect(readLayer(LINE, 1, 3)).toEqual({ from: "于海波、沈静", to: "DG001" });
    expect(readLayer(LINE, 2, 3)).toEqual({ from: "DG001", to: "07" });
    expect(readLayer(LINE, 3, 3)).toEqual({ from: "07", to: "K7QX" });
    expect(readLayer(LINE, 1, 1)).toEqual({ from: "于海波、沈静", to: "K7QX" });
  });

  it("one after the other give for every code the person that the whole mapping gives, and none of them alone", () => {
    fc.assert(
      fc.property(works, fc.constantFrom(...BLIND_LAYERS), (drawn, count) => {
        const lines = asMarked(drawn, count);
        const sheets = listReversed(count).map(
          (layer) => new Map(lines.map((line) => readLayer(line, layer, count)).map(({ from, to }) => [to, from])),
        );
        for (const line of lines) {
          const person = sheets.reduce((word, sheet) => sheet.get(word) ?? "nobody", line.code);
          expect(person).toBe(line.names.join("、"));
        }
        if (count > 1) for (const sheet of sheets.slice(1)) for (const { code } of drawn) expect(sheet.has(code)).toBe(false);
      }),
    );
  });
});

describe("what the open layers tell", () => {
  const CLOSED = { seatCode: null, entrantNumber: null, names: null, delegation: null, publicCode: null };

  it("grows from the code to the name, and has names only with the last", () => {
    expect(openLine(LINE, [3], 3)).toEqual({ ...CLOSED, code: "K7QX", seatCode: "07" });
    expect(openLine(LINE, [2, 3], 3)).toEqual({ ...CLOSED, code: "K7QX", seatCode: "07", entrantNumber: "DG001" });
    expect(openLine(LINE, [1, 2, 3], 3)).toEqual(LINE);
  });

  it("is the entrant number first where the seat is the code, and everything at once in one layer", () => {
    const line = { ...LINE, code: "07" };
    expect(openLine(line, [2], 2)).toEqual({ ...CLOSED, code: "07", seatCode: "07", entrantNumber: "DG001" });
    expect(openLine(line, [1, 2], 2)).toEqual(line);
    expect(openLine(LINE, [1], 1)).toEqual(LINE);
  });

  it("never has a name or a delegation while a layer is closed", () => {
    fc.assert(
      fc.property(works, fc.constantFrom(2 as const, 3 as const), (drawn, count) => {
        const text = JSON.stringify(
          asMarked(drawn, count).map((line) => openLine(line, listReversed(count).slice(0, -1), count)),
        );
        expect(text).not.toContain("选手");
        expect(text).not.toContain(DELEGATION.name);
      }),
    );
  });
});
