/** Identity documents: the standard's own example, each way a number can be wrong, and what may be shown of it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDocument, maskDocument } from "#app/domain/registration/document.ts";
import { checkResidentId, computeAge, computeCheckDigit } from "#app/domain/registration/resident-id.ts";

function withCheckDigit(digits: string): string {
  return digits + computeCheckDigit(digits);
}

function codes(text: string): string[] {
  const checked = checkResidentId(text);
  return checked.ok ? [] : checked.refusals.map((refusal) => refusal.code);
}

describe("checkResidentId", () => {
  it("accepts the example of GB 11643-1999", () => {
    expect(checkResidentId("11010519491231002X")).toEqual({
      ok: true,
      value: { text: "11010519491231002X", regionCode: "110105", birthDate: "1949-12-31", sex: "female" },
    });
  });

  it("reads what people paste: spaces, a small x, full-width digits, the apostrophe of a text cell", () => {
    for (const typed of [" 110105 19491231 002x ", "'11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ"]) {
      const checked = checkResidentId(typed);
      expect(checked.ok && checked.value.text).toBe("11010519491231002X");
    }
  });

  it("refuses a wrong length and a foreign character without guessing further", () => {
    expect(checkResidentId("110105491231002")).toEqual({ ok: false, refusals: [{ code: "id-length", params: { length: 15 } }] });
    expect(codes("11010519491231O02X")).toEqual(["id-characters"]);
    expect(codes("X10105194912310020")).toEqual(["id-characters"]);
    expect(codes("")).toEqual(["id-length"]);
  });

  it("refuses an unknown region, a day that never was and a wrong check digit, all at once", () => {
    expect(codes(withCheckDigit("99010519491231002"))).toEqual(["id-region"]);
    expect(codes(withCheckDigit("11011220230229123"))).toEqual(["id-date"]);
    expect(codes(withCheckDigit("11011219901301123"))).toEqual(["id-date"]);
    expect(codes(withCheckDigit("11011218900101123"))).toEqual(["id-date"]);
    expect(codes("110105194912310021")).toEqual(["id-check-digit"]);
    expect(codes("990105199013010021").sort()).toEqual(["id-check-digit", "id-date", "id-region"]);
  });

  it("knows leap days", () => {
    expect(codes(withCheckDigit("11011220000229123"))).toEqual([]);
    expect(codes(withCheckDigit("11011219000229123"))).toEqual(["id-date"]);
  });

  it("finds every single wrong digit and every swap of neighbours", () => {
    const valid = fc
      .integer({ min: 0, max: 9_999_999 })
      .map((tail) => withCheckDigit(`1101121990${String(tail).padStart(7, "0")}`));
    fc.assert(
      fc.property(valid, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (text, position, shift) => {
        const wrong = String((Number(text[position]) + shift) % 10);
        expect(codes(text.slice(0, position) + wrong + text.slice(position + 1))).toContain("id-check-digit");
      }),
    );
    fc.assert(
      fc.property(valid, fc.integer({ min: 0, max: 15 }), (text, position) => {
        fc.pre(text[position] !== text[position + 1]);
        const swapped = text.slice(0, position) + text[position + 1] + text[position] + text.slice(position + 2);
        expect(codes(swapped)).toContain("id-check-digit");
      }),
    );
  });
});

describe("properties of identity numbers", () => {
  const digit = fc.constantFrom(..."0123456789");
  const born = fc.date({ min: new Date("1900-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true });
  const valid = fc
    .tuple(
      fc.constantFrom(..."11 12 31 44 65 71 81 83".split(" ")),
      fc.array(digit, { minLength: 4, maxLength: 4 }),
      born,
      fc.array(digit, { minLength: 3, maxLength: 3 }),
    )
    .map(([province, place, date, serial]) => {
      const day = date.toISOString().slice(0, 10).replaceAll("-", "");
      return withCheckDigit(province + place.join("") + day + serial.join(""));
    });

  it("accepts every number that the standard makes, with its date and sex", () => {
    fc.assert(
      fc.property(valid, (text) => {
        const checked = checkResidentId(text);
        expect(checked.ok && checked.value.text).toBe(text);
        expect(checked.ok && checked.value.birthDate.replaceAll("-", "")).toBe(text.slice(6, 14));
        expect(checked.ok && checked.value.sex).toBe(Number(text[16]) % 2 === 1 ? "male" : "female");
      }),
    );
  });

  it("refuses every change of one character, the check digit's too", () => {
    fc.assert(
      fc.property(valid, fc.integer({ min: 0, max: 17 }), fc.constantFrom(..."0123456789X"), (text, position, other) => {
        fc.pre(text[position] !== other);
        expect(codes(text.slice(0, position) + other + text.slice(position + 1))).not.toEqual([]);
      }),
    );
  });

  it("refuses every swap of neighbours that changes it, the check digit's too", () => {
    fc.assert(
      fc.property(valid, fc.integer({ min: 0, max: 16 }), (text, position) => {
        fc.pre(text[position] !== text[position + 1]);
        const swapped = text.slice(0, position) + text[position + 1] + text[position] + text.slice(position + 2);
        expect(codes(swapped)).not.toEqual([]);
      }),
    );
  });

  it("shows nothing of the middle, whatever the number", () => {
    fc.assert(
      fc.property(valid, valid, (text, other) => {
        const masked = maskDocument(text);
        expect(masked).toBe(`${text.slice(0, 6)}********${text.slice(14)}`);
        // Numbers that differ only in the middle look alike.
        expect(maskDocument(text.slice(0, 6) + other.slice(6, 14) + text.slice(14))).toBe(masked);
      }),
    );
  });
});

describe("computeAge", () => {
  it("counts full years", () => {
    expect(computeAge("2009-10-01", "2025-09-30")).toBe(15);
    expect(computeAge("2009-10-01", "2025-10-01")).toBe(16);
    expect(computeAge("2008-02-29", "2024-02-28")).toBe(15);
    expect(computeAge("2008-02-29", "2025-03-01")).toBe(17);
  });
});

describe("checkDocument", () => {
  it("checks each kind by its own form", () => {
    expect(checkDocument("passport", "e12345678")).toEqual({
      ok: true,
      value: { kind: "passport", text: "E12345678", birthDate: null, sex: null },
    });
    expect(checkDocument("passport", "E-12")).toEqual({ ok: false, refusals: [{ code: "passport-format" }] });
    expect(checkDocument("hong-kong-macao-permit", "H01234567").ok).toBe(true);
    expect(checkDocument("hong-kong-macao-permit", "012345678").ok).toBe(false);
    expect(checkDocument("taiwan-permit", "01234567").ok).toBe(true);
    expect(checkDocument("taiwan-permit", "T0123456").ok).toBe(false);
    expect(checkDocument("residence-permit", withCheckDigit("81000019900101123")).ok).toBe(true);
    expect(checkDocument("resident-id", "123").ok).toBe(false);
  });
});

describe("maskDocument", () => {
  it("keeps six and four of an identity number, little of a shorter one, nothing of a fragment", () => {
    expect(maskDocument("110112199003071234")).toBe("110112********1234");
    expect(maskDocument("E12345678")).toBe("E*****678");
    expect(maskDocument("12345")).toBe("****5");
    expect(maskDocument("1")).toBe("*");
    expect(maskDocument("")).toBe("");
  });

  it("hides at least a quarter and keeps the length", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 25, unit: fc.constantFrom(..."0123456789X") }), (text) => {
        const masked = maskDocument(text);
        expect([...masked]).toHaveLength(text.length);
        expect([...masked].filter((character) => character === "*").length * 4).toBeGreaterThanOrEqual(text.length);
      }),
    );
  });
});
