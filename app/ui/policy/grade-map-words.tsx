/** A map of grades in plain words: a line for each grade, and one for what counts as none. */
import { useTranslation } from "react-i18next";
import type { GradeMap } from "#app/domain/policy/award-grade.ts";
import type { AwardGrade } from "#app/domain/policy/pack.ts";
import { AWARDS, type Award } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./grade-map.module.css";

export const GRADES = [1, 2, 3] as const satisfies readonly AwardGrade[];

export function GradeMapWords({ map }: { map: GradeMap }) {
  const { t } = useTranslation("grades");
  const lines = useMapLines();
  return (
    <ul className={classes.words} aria-label={t("words.label")}>
      {lines(map).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function useMapLines(): (map: GradeMap) => readonly string[] {
  const { t } = useTranslation("grades");
  const word = useWord();
  const formats = useFormats();
  // A medallion and an excellence prize have one name in Chinese.
  const list = (awards: readonly Award[]) => formats.list([...new Set(awards.map((award) => word("award", award)))]);
  return (map) => {
    if (map.by === "award") {
      const of = (grade: AwardGrade | null) => AWARDS.filter((award) => map.grades[award] === grade);
      const graded = GRADES.map((grade) => {
        const awards = of(grade);
        const name = t(`grade.g${grade}`);
        return awards.length === 0
          ? t("words.nothing", { grade: name })
          : t("words.awards", { grade: name, awards: list(awards) });
      });
      const rest = of(null);
      return rest.length === 0 ? graded : [...graded, t("words.none", { awards: list(rest) })];
    }
    const graded = GRADES.map((grade, index) => {
      const name = t(`grade.g${grade}`);
      const from = (map.lastPlaces[index - 1] ?? 0) + 1;
      const to = map.lastPlaces[index] ?? 0;
      if (to < from) return t("words.nothing", { grade: name });
      return from === to ? t("words.place", { grade: name, place: to }) : t("words.places", { grade: name, from, to });
    });
    return [...graded, t("words.beyond", { place: map.lastPlaces[2] })];
  };
}
