/** Amounts in capitals, each written by hand by the rules of the 支付结算办法. */
import { expect, it } from "vitest";
import { writeCapitals } from "#app/i18n/capitals.ts";

it.each([
  [1, "壹分"],
  [10, "壹角"],
  [105, "壹元零伍分"],
  [1_000, "壹拾元整"],
  [10_000_000, "壹拾万元整"],
  [10_000_500, "壹拾万零伍元整"],
  [12_000_000, "壹拾贰万元整"],
  [10_000_000_000, "壹亿元整"],
  [101_010_101, "壹佰零壹万零壹佰零壹元零壹分"],
  [150, "壹元伍角"],
  [1_409_50, "壹仟肆佰零玖元伍角"],
  [6_007_14, "陆仟零柒元壹角肆分"],
  [325_04, "叁佰贰拾伍元零肆分"],
  [0, "零元整"],
])("%i fen is %s", (fen, words) => {
  expect(writeCapitals(fen)).toBe(words);
});

it("has no negative amounts", () => {
  expect(() => writeCapitals(-1)).toThrow(RangeError);
  expect(() => writeCapitals(0.5)).toThrow(RangeError);
});
