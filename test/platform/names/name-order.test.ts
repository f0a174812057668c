/** Names stand by the pinyin of their surnames as surnames, in one order whatever order they come in. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNames } from "#app/platform/names/name-order.server.ts";

/** By hand: An, Chen, Ou, Ou, Piao, Qiu, Ren, Shan, Xie, Xie, Zha, Zeng before Zha, Zhan, Zhang. */
const IN_ORDER = [
  "安宁",
  "谌龙",
  "盖叫天",
  "葛优",
  "欧阳修",
  "区寄",
  "朴树",
  "仇英",
  "任正非",
  "单雄信",
  "解缙",
  "尉迟恭",
  "曾国藩",
  "查良镛",
  "詹天佑",
  "张三",
];

describe("the order of names", () => {
  it("reads surnames as surnames", () => {
    const sorted = [...IN_ORDER].reverse().sort(compareNames);
    const at = (name: string) => sorted.indexOf(name);
    // Ceng, dan, chou, jie, cha, gai, chen and qu would put them elsewhere: the built-in order does.
    expect(at("曾国藩")).toBeGreaterThan(at("尉迟恭"));
    expect(at("单雄信")).toBeGreaterThan(at("任正非"));
    expect(at("仇英")).toBeGreaterThan(at("欧阳修"));
    expect(at("仇英")).toBeLessThan(at("任正非"));
    expect(at("解缙")).toBeGreaterThan(at("单雄信"));
    expect(at("查良镛")).toBeGreaterThan(at("曾国藩"));
    expect(at("查良镛")).toBeLessThan(at("詹天佑"));
    const builtIn = [...IN_ORDER].sort(new Intl.Collator("zh-CN-u-co-pinyin").compare);
    expect(builtIn.indexOf("曾国藩")).toBeLessThan(builtIn.indexOf("葛优"));
  });

  it("reads only the surname so, and a double surname only as a whole", () => {
    expect(compareNames("单于吉", "陈一")).toBeLessThan(0);
    expect(compareNames("单吉", "任一")).toBeGreaterThan(0);
    expect(["王查", "王菲"].sort(compareNames)).toEqual(["王查", "王菲"]);
  });

  it("is one total order for any names", () => {
    const name = fc
      .array(fc.constantFrom(..."曾单仇解查张王李𠮷·AaÉ㐂"), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const [one, other] = [[...names].sort(compareNames), [...names].reverse().sort(compareNames)];
        expect(one).toEqual(other);
      }),
    );
    fc.assert(
      fc.property(name, name, (left, right) => {
        expect(Math.sign(compareNames(left, right))).toBe(-Math.sign(compareNames(right, left)) + 0);
        expect(compareNames(left, right) === 0).toBe(left === right);
      }),
    );
  });
});
