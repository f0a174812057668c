/** 统一社会信用代码: the standard's example and published codes of companies, and every single slip of one of them. */
import { describe, expect, it } from "vitest";
import { checkCreditCode, computeCheckCharacter, normaliseCreditCode } from "#app/domain/organisations/credit-code.ts";

const CODES = ["91350100M000100Y43", "9144030071526726XG", "91330100799655058B"];

describe("a unified social credit code", () => {
  it.each(CODES)("%s holds", (code) => {
    expect(checkCreditCode(code)).toEqual({ ok: true, value: code });
  });

  it("has the check character that the standard's sum gives", () => {
    // 9+1·3+3·9+5·27+0+1·(243 mod 31=26)+… ; by hand for a code of one digit: 1 at the third place weighs 9, and 31-9 = 22 is P.
    expect(computeCheckCharacter("00100000000000000")).toBe("N");
    expect("0123456789ABCDEFGHJKLMNPQRTUWXY".indexOf("N")).toBe(22);
    expect(computeCheckCharacter("00000000000000000")).toBe("0");
  });

  it("does not hold with any one digit changed", () => {
    const [code = ""] = CODES;
    const slips = [...code].flatMap((digit, at) => {
      return [..."0123456789"].filter((other) => other !== digit).map((other) => code.slice(0, at) + other + code.slice(at + 1));
    });
    expect(slips).toHaveLength(16 * 9 + 2 * 10);
    expect(slips.filter((slip) => checkCreditCode(slip).ok)).toEqual([]);
  });

  it.each(["", "91350100M000100Y4", "91350100M000100Y433", "91350100M000100YI3", "91350100m000100Y43"])(
    "%s has no form",
    (code) => {
      const checked = checkCreditCode(code);
      expect(checked.ok ? [] : checked.refusals.map((refusal) => refusal.code)).toEqual(["credit-code-malformed"]);
    },
  );

  it("is typed with blanks, in small letters and full width", () => {
    expect(normaliseCreditCode(" ９1350100 m000100y43 ")).toBe("91350100M000100Y43");
  });
});
