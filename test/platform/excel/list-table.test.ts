/** A list is read out of its page: what people see and nothing else, escaped for whoever opens it; and every list has its files. */
import { describe, expect, it } from "vitest";
import { writeCsv } from "#app/domain/trial/csv.ts";
import { readWorkbook } from "#app/platform/excel/index.ts";
import { type ListTable, readListTable, streamListWorkbook } from "#app/platform/excel/list-table.ts";
import { readSources } from "../../architecture/source.ts";

const PAGE = `<html><body><table data-list="other"><thead><tr><th>x</th></tr></thead><tbody></tbody></table>
<table class="a" data-list="list" data-pages="3" data-page-parameter="page"><caption class="c">报名 &amp; 审核</caption>
<thead><tr><th scope="col"><a href="?sort=name">姓名<svg><title>up</title></svg></a></th><th data-align="end">总分</th><th>操作</th></tr></thead>
<tbody><tr data-tone="act"><th scope="row" data-label="姓名">=SUM(A1) &lt;b&gt;</th><td data-align="end">85.25</td><td><form><button>吊销</button></form></td></tr>
<tr><th scope="row"><p>林晓楠</p><p>参赛号 <!-- -->7</p></th><td data-align="end">7</td><td></td></tr></tbody></table></body></html>`;

async function* once(rows: ListTable["rows"]) {
  yield rows;
}

async function toBytes(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

describe("a list of a page", () => {
  it("is its caption, its headings and its texts, without buttons", () => {
    expect(readListTable(PAGE, "list")).toEqual({
      caption: "报名 & 审核",
      header: ["姓名", "总分"],
      rows: [
        ["=SUM(A1) <b>", "85.25"],
        ["林晓楠 参赛号 7", "7"],
      ],
      isNumber: [false, true],
      pages: 3,
      pageParameter: "page",
    });
    expect(readListTable(PAGE, "nothing")).toBeNull();
  });

  it("obeys no formula as text with commas or as a workbook, and keeps numbers", async () => {
    const table = readListTable(PAGE, "list");
    if (!table) throw new Error("The page has its list.");
    expect(writeCsv(table.rows, "\r\n")).toBe("'=SUM(A1) <b>,85.25\r\n林晓楠 参赛号 7,7\r\n");
    const workbook = await readWorkbook(await toBytes(streamListWorkbook(table, once(table.rows))));
    expect(JSON.stringify(workbook)).toContain("'=SUM(A1) <b>");
    const rows = workbook.ok ? workbook.value.sheets[0]?.rows : [];
    expect(rows?.map((cells) => cells.map(({ value }) => value))).toEqual([
      ["姓名", "总分"],
      ["'=SUM(A1) <b>", 85.25],
      ["林晓楠 参赛号 7", 7],
    ]);
  });

  it("is never held whole: no page is read before the workbook took the one before it", async () => {
    const table = readListTable(PAGE, "list");
    if (!table) throw new Error("The page has its list.");
    let read = 0;
    async function* pages() {
      for (read = 1; read <= 500; read += 1) yield Array.from({ length: 100 }, (_, row) => [`${read} ${row} 林晓楠`, "7"]);
    }
    const reader = streamListWorkbook(table, pages()).getReader();
    await reader.read();
    expect(read).toBeLessThan(100);
    let bytes = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) bytes += part.value.length;
    expect([read, bytes > 100_000]).toEqual([501, true]);
  });
});

/** Tables that are no lists: sheets to fill or to look at, previews of a file that the reader has himself. */
const NO_LISTS: ReadonlySet<string> = new Set([
  "app/ui/appeals/rescore-effect.tsx",
  "app/ui/marking/correction-steps.tsx",
  "app/ui/marking/form-sheet.tsx",
  "app/ui/panels/assign-table.tsx",
  "app/ui/preview-table.tsx",
  "app/ui/registration/review-parts.tsx",
  "app/ui/results/explained-marks.tsx",
  "app/ui/results/explained-total.tsx",
  "app/ui/setup/component-rows.tsx",
  "app/ui/setup/import-scheme.tsx",
  "app/ui/setup/scheme-sheet.tsx",
  "app/ui/setup/scheme-table.tsx",
  "app/ui/trial/trial-results.tsx",
  "app/routes/hall/paper-form.tsx",
]);

/** Files that draw a table and offer no file of it. */
function findListsWithoutFiles(sources: readonly { readonly path: string; readonly text: string }[]): readonly string[] {
  return sources
    .filter(({ path, text }) => /^app\/(ui|routes)\/.*\.tsx$/.test(path) && /<table\b|<Table\b/.test(text))
    .filter(({ path, text }) => !NO_LISTS.has(path) && !(text.includes("<ListFiles") && text.includes("data-list=")))
    .map(({ path }) => path);
}

describe("every list on screen", () => {
  it("has its files", () => {
    expect(findListsWithoutFiles(readSources(["app/ui", "app/routes"]))).toEqual([]);
  });

  it("a planted list without files is found, and so is a common list that lost them", () => {
    const planted = [
      { path: "app/routes/office/planted.tsx", text: "return <table><tbody /></table>;" },
      { path: "app/ui/data-table.tsx", text: "<table data-list={name} />" },
    ];
    expect(findListsWithoutFiles(planted)).toEqual(planted.map(({ path }) => path));
  });
});
