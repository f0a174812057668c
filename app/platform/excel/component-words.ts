/** The words of a file of component marks: its headers, in Chinese and as English examination systems write them. */
import { ABSENT, type ComponentColumn } from "#app/domain/results/component-file.ts";
import { normaliseHeader } from "#app/platform/excel/read-columns.ts";

/** The first word is the one that the template writes; the others are read as well. */
export const COMPONENT_WORDS: Readonly<Record<ComponentColumn, readonly [string, ...string[]]>> = {
  entrantNumber: ["参赛号", "参赛编号", "参赛证号", "选手编号", "选手号", "准考证号", "entrantnumber", "entrantno", "entrant"],
  name: ["姓名", "选手姓名", "选手", "参赛选手", "name"],
  mark: ["成绩", "分数", "得分", "总分", "理论成绩", "理论分数", "考试成绩", "mark", "score"],
};

/** Which column a header names; null for another one. */
export function findComponentColumn(header: string): ComponentColumn | null {
  const word = normaliseHeader(header);
  const found = Object.entries(COMPONENT_WORDS).find(([, words]) => words.includes(word));
  return (found?.[0] ?? null) as ComponentColumn | null;
}

const ABSENT_WORDS = ["缺考", "缺赛", "缺席", "弃考", ABSENT];

/** A mark as people write it, without its unit; a word for nobody having sat the examination becomes the one of the domain. */
export function translateMark(text: string): string {
  const plain = text.normalize("NFKC").replace(/\s+/g, "").replace(/分$/, "");
  return ABSENT_WORDS.includes(plain.toLowerCase()) ? ABSENT : plain;
}
