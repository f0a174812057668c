/** How the next edition of a competition is called: the number and the year in its name move on. */

const DIGITS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const YEAR_DIGITS = "〇一二三四五六七八九";
const UNITS = [
  "",
  "First",
  "Second",
  "Third",
  "Fourth",
  "Fifth",
  "Sixth",
  "Seventh",
  "Eighth",
  "Ninth",
  "Tenth",
  "Eleventh",
  "Twelfth",
  "Thirteenth",
  "Fourteenth",
  "Fifteenth",
  "Sixteenth",
  "Seventeenth",
  "Eighteenth",
  "Nineteenth",
];
const TENS = ["", "", "Twent", "Thirt", "Fort", "Fift", "Sixt", "Sevent", "Eight", "Ninet"];
const HIGHEST = 99;

/** 3 → 三, 14 → 十四, 20 → 二十. @param number 1 to 99 */
export function toChineseNumber(number: number): string {
  const tens = Math.trunc(number / 10);
  const head = tens === 0 ? "" : `${tens === 1 ? "" : DIGITS[tens]}十`;
  return `${head}${DIGITS[number % 10]}`;
}

/** 3 → Third, 21 → Twenty-First, 30 → Thirtieth. @param number 1 to 99 */
export function toEnglishOrdinal(number: number): string {
  const unit = UNITS[number];
  if (unit !== undefined) return unit;
  const tens = TENS[Math.trunc(number / 10)] ?? "";
  return number % 10 === 0 ? `${tens}ieth` : `${tens}y-${UNITS[number % 10]}`;
}

/** 3 → 3rd, 14 → 14th. */
function toOrdinalFigure(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${isTeen ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th")}`;
}

const CHINESE = new Map(count().map((number) => [toChineseNumber(number), number]));
const ENGLISH = new Map(count().map((number) => [toEnglishOrdinal(number).toLowerCase(), number]));

function count(): readonly number[] {
  return Array.from({ length: HIGHEST }, (_, index) => index + 1);
}

/**
 * The Chinese name of the next edition: 第三届 → 第四届, 第3届 → 第4届, 2026年 → 2027年, 二〇二六年 → 二〇二七年. What it cannot read stays.
 * @param years from this edition to the next
 */
export function advanceName(name: string, years: number): string {
  return name
    .replace(/第([一二三四五六七八九十]{1,3})届/g, (whole, text: string) => {
      const number = CHINESE.get(text);
      return number === undefined || number >= HIGHEST ? whole : `第${toChineseNumber(number + 1)}届`;
    })
    .replace(/第(\d{1,3})届/g, (_, figures: string) => `第${Number(figures) + 1}届`)
    .replace(/([二三][〇零一二三四五六七八九]{3})(?=年)/g, (text: string) => {
      const year = [...text].reduce((sum, digit) => sum * 10 + Math.max(0, YEAR_DIGITS.indexOf(digit)), 0);
      return [...String(year + years)].map((digit) => YEAR_DIGITS[Number(digit)]).join("");
    })
    .replace(YEAR, (year) => String(Number(year) + years));
}

/** The English name of the next edition: Third → Fourth, 14th → 15th, 2026 → 2027. What it cannot read stays. */
export function advanceNameEn(name: string, years: number): string {
  return name
    .replace(/\b[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?\b/g, (word) => {
      const number = ENGLISH.get(word.toLowerCase());
      return number === undefined || number >= HIGHEST ? word : toEnglishOrdinal(number + 1);
    })
    .replace(/\b(\d{1,3})(?:st|nd|rd|th)\b/g, (_, figures: string) => toOrdinalFigure(Number(figures) + 1))
    .replace(YEAR, (year) => String(Number(year) + years));
}

/** Four figures of this and the next century that stand alone. */
const YEAR = /(?<!\d)2[01]\d{2}(?!\d)/g;
