/** Invented names of people for the bench of certificates: as many different characters as real ones have. */

const SURNAMES = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"];
const GIVEN = [
  ..."伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉梅建国志文晓春海燕雪峰鹏飞宇航浩然子轩梓涵欣怡思远嘉懿博雅诗琪",
];

/** The name of a number, the same each time. */
export function inventName(index: number): string {
  const at = (list: readonly string[], step: number) => list[Math.floor(index * step) % list.length] ?? "";
  return `${at(SURNAMES, 1)}${at(GIVEN, 7)}${index % 5 === 0 ? "" : at(GIVEN, 1 / SURNAMES.length + 3)}`;
}
