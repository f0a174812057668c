/** The permanent residence card of foreigners: both forms, each way a number can be wrong, and how it stands in a roster. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findBirthDate, tellsBirthDate } from "#app/domain/registration/birth-date.ts";
import { checkDocument, DOCUMENT_KINDS, maskDocument } from "#app/domain/registration/document.ts";
import { recogniseDocument } from "#app/domain/registration/recognise-document.ts";
import { computeCheckDigit } from "#app/domain/registration/resident-id.ts";

const KIND = "permanent-residence-card";
const check = (typed: string) => checkDocument(KIND, typed);
const codes = (typed: string) => {
  const checked = check(typed);
  return checked.ok ? [] : checked.refusals.map(({ code }) => code);
};
const withCheckDigit = (digits: string) => digits + computeCheckDigit(digits);

/** Born on 1 January 1990 in country 840 of ISO 3166, by hand: 9·7+1·9+1·10+8·5+4·8+0·4+1·2+9·1+9·6+0·3+0·7+1·9+0·10+1·5+1·8+2·4+3·2 = 255, 255 mod 11 = 2, which stands for X. */
const CURRENT = "91184019900101123X";
const EARLIER = "USA110190010112";

describe("a permanent residence card", () => {
  it("of 18 digits tells the date of birth and the sex", () => {
    expect(check(CURRENT)).toEqual({
      ok: true,
      value: { kind: KIND, text: CURRENT, birthDate: "1990-01-01", sex: "male" },
    });
    expect(tellsBirthDate(KIND, CURRENT)).toBe(true);
    expect(findBirthDate({ documentKind: KIND, documentNumber: CURRENT })).toBe("1990-01-01");
  });

  it("of 15 characters stays valid and tells nothing: the date is stated beside it", () => {
    expect(check(" usa 1101 9001 0112 ")).toEqual({
      ok: true,
      value: { kind: KIND, text: EARLIER, birthDate: null, sex: null },
    });
    expect(tellsBirthDate(KIND, EARLIER)).toBe(false);
    expect(findBirthDate({ documentKind: KIND, documentNumber: EARLIER, birthDate: "1990-01-01" })).toBe("1990-01-01");
  });

  it.each([
    ["", ["permanent-residence-format"]],
    ["USA11019001011", ["permanent-residence-format"]],
    ["US1110190010112", ["permanent-residence-format"]],
    ["USA1101900101123", ["permanent-residence-format"]],
    // The card of a resident of the nation, right as it is.
    ["11010519491231002X", ["permanent-residence-format"]],
    ["91184019900101123", ["permanent-residence-format"]],
    ["911840199001011233", ["id-check-digit"]],
    [withCheckDigit("91184019900230123"), ["id-date"]],
    ["911840199002301230", ["id-date", "id-check-digit"]],
  ])("%j: %j", (typed, expected) => expect(codes(typed)).toEqual(expected));

  it("is no identity card and no residence permit", () => {
    expect(DOCUMENT_KINDS.filter((kind) => checkDocument(kind, CURRENT).ok)).toEqual(["passport", KIND]);
    expect(recogniseDocument(CURRENT)).toEqual({ ok: true, value: [{ kind: KIND, text: CURRENT }] });
  });
});

describe("properties of its numbers", () => {
  const digits = (length: number) =>
    fc.array(fc.constantFrom(..."0123456789"), { minLength: length, maxLength: length }).map((list) => list.join(""));
  const born = fc.date({ min: new Date("1900-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true });
  const current = fc
    .tuple(digits(2), digits(3), born, digits(3))
    .map(([province, country, date, serial]) =>
      withCheckDigit(`9${province}${country}${date.toISOString().slice(0, 10).replaceAll("-", "")}${serial}`),
    );
  const letters = fc.array(fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"), { minLength: 3, maxLength: 3 });
  const earlier = fc.tuple(letters, digits(12)).map(([country, rest]) => country.join("") + rest);

  it("takes every number of either form, as it is pasted too", () => {
    fc.assert(
      fc.property(fc.oneof(current, earlier), (text) => {
        for (const typed of [text, ` ${text.toLowerCase()}`, text.normalize("NFKC"), `'${text}`]) {
          const checked = check(typed);
          expect(checked.ok && checked.value.text).toBe(text);
        }
      }),
    );
  });

  it("reads the date and the sex of a current card, and nothing of an earlier one", () => {
    fc.assert(
      fc.property(current, earlier, (text, old) => {
        const checked = check(text);
        expect(checked.ok && checked.value.birthDate?.replaceAll("-", "")).toBe(text.slice(6, 14));
        expect(checked.ok && checked.value.sex).toBe(Number(text[16]) % 2 === 1 ? "male" : "female");
        expect(check(old)).toMatchObject({ ok: true, value: { birthDate: null, sex: null } });
      }),
    );
  });

  it("refuses every change of one character and every swap of neighbours of a current card", () => {
    fc.assert(
      fc.property(current, fc.integer({ min: 0, max: 17 }), fc.constantFrom(..."0123456789X"), (text, at, other) => {
        fc.pre(text[at] !== other);
        expect(codes(text.slice(0, at) + other + text.slice(at + 1))).not.toEqual([]);
        const next = text[at + 1];
        if (next !== undefined && next !== text[at]) {
          expect(codes(text.slice(0, at) + next + text[at] + text.slice(at + 2))).not.toEqual([]);
        }
      }),
    );
  });

  it("is never taken for a resident identity number, nor one of those for it", () => {
    fc.assert(
      fc.property(current, digits(14), (text, rest) => {
        expect(checkDocument("resident-id", text).ok).toBe(false);
        expect(checkDocument("residence-permit", text).ok).toBe(false);
        expect(check(withCheckDigit(`110${rest}`)).ok).toBe(false);
      }),
    );
  });

  it("shows nothing of the middle", () => {
    fc.assert(
      fc.property(current, earlier, (text, old) => {
        expect(maskDocument(text)).toBe(`${text.slice(0, 6)}********${text.slice(14)}`);
        expect(maskDocument(old)).toBe(`${old.slice(0, 6)}*****${old.slice(11)}`);
      }),
    );
  });
});
