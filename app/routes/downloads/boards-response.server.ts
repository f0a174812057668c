/** Boards as a workbook in the reader's language: a sheet of medals, one of points, one over the years. */
import type { BoardName, BoardsPage } from "#app/domain/boards/board-view.ts";
import { AWARDS } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { createWord } from "#app/i18n/word.ts";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";

export async function boardsResponse(request: Request, { request: asked, board, overYears }: BoardsPage): Promise<Response> {
  const locale = readLocale(request.headers.get("Cookie"));
  const instance = await createI18n(locale);
  const t = instance.getFixedT(locale, "boards");
  const word = createWord(instance);
  const named = ({ name, nameEn }: { name: string; nameEn: string }) => (locale === "en" ? nameEn : name);
  const nameOf = (row: BoardName) => (row.within ? `${named(row)} · ${named(row.within)}` : named(row));
  const [place, name] = [
    { header: t("column.place"), width: 8 },
    { header: t(`column.name.${asked.by}`), width: 36 },
  ] as const;
  const numbers = (headers: readonly string[]) => headers.map((header) => ({ header, width: 14 }));
  const given = AWARDS.filter((award) => board.total.awards[award] > 0);
  const bytes = await writeWorkbook([
    {
      name: t("medals"),
      columns: [place, name, ...numbers([...given.map((award) => word("award", award)), t("column.outside")])],
      rows: board.medals.map((row) => [row.place, nameOf(row), ...given.map((award) => row.awards[award]), row.outside]),
    },
    {
      name: t("points"),
      columns: [place, name, ...numbers([t("column.points"), t("column.results"), t("column.firsts"), t("column.outside")])],
      rows: board.points.map((row) => [row.place, nameOf(row), row.points, row.results, row.firsts.join(" / "), row.outside]),
    },
    {
      name: t("overYears"),
      columns: [name, ...numbers([...overYears.years.map(String), t("column.total")])],
      rows: overYears.rows.map((row) => [nameOf(row), ...row.byYear, row.total]),
    },
  ]);
  return respondWithWorkbook(bytes, t("title"), "boards");
}
