/** Invented people for the demonstration story: names that read as real, identity numbers whose check digit is right. */

const SURNAMES =
  "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
const GIVEN =
  "伟强磊洋勇军杰涛超明刚平辉鹏飞鑫波斌宇浩凯健俊帆帅旭宁龙林阳建国志远文博子轩海涛立新振华晓东家豪思远国栋永强春雷雪梅丽娟秀英桂芳玉兰晓燕慧敏静怡雨婷佳琪海燕丹丹淑珍美玲红霞艳秋";
const COMPOUND = ["欧阳", "上官", "司马", "诸葛"];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = "10X98765432";

/** Repeatable numbers from a seed: the story is the same at every first start. */
export function createDice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

export type InventedPerson = { readonly name: string; readonly documentNumber: string; readonly telephone: string };

/** A person of 22 to 50 years registered in a region; `index` keeps identity numbers apart. */
export function inventPerson(dice: (sides: number) => number, regionCode: string, index: number): InventedPerson {
  const pick = (text: string) => text[dice(text.length)] ?? "";
  const surname = dice(40) === 0 ? (COMPOUND[dice(COMPOUND.length)] ?? "") : pick(SURNAMES);
  const name = surname + pick(GIVEN) + (dice(4) === 0 ? "" : pick(GIVEN));
  const born = `${1976 + dice(28)}${String(1 + dice(12)).padStart(2, "0")}${String(1 + dice(28)).padStart(2, "0")}`;
  const body = `${regionCode}${born}${String(index % 1000).padStart(3, "0")}`;
  const sum = WEIGHTS.reduce((total, weight, position) => total + weight * Number(body[position]), 0);
  return {
    name,
    documentNumber: body + CHECK_DIGITS[sum % 11],
    telephone: `13${dice(10)}0000${String(dice(10_000)).padStart(4, "0")}`,
  };
}
