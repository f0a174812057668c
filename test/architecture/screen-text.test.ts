/** No text on a screen outside app/i18n, and the rule finds it. */
import { describe, expect, it } from "vitest";
import { findChineseOutsideTexts, findTextInMarkup } from "./screen-text.ts";
import { parseSource, readSources, toLines } from "./source.ts";

const sources = readSources(["app"]);

it("there is no Chinese outside app/i18n", () => {
  expect(toLines(findChineseOutsideTexts(sources))).toEqual([]);
});

it("there are no words in the markup", () => {
  expect(toLines(findTextInMarkup(sources))).toEqual([]);
});

describe("planted Chinese is found", () => {
  it.each([
    `const heading = "姓名";`,
    `const line = \`第\${page}页\`;`,
    "const page = <p>成绩</p>;",
    "const pattern = /身份证/;",
  ])("%s", (text) => {
    expect(findChineseOutsideTexts([parseSource("app/queries/board/rows.tsx", text)])).not.toEqual([]);
  });
  it("but a comment may cite the word", () => {
    expect(findChineseOutsideTexts([parseSource("app/domain/draw/draw.ts", "/** A draw (抽签). */")])).toEqual([]);
  });
});

describe("planted words in markup are found", () => {
  it.each([
    "<p>Results</p>",
    `<p>{"Results"}</p>`,
    `<p>{open ? "open" : t("closed")}</p>`,
    `<p>{open && "open"}</p>`,
    `<p>{\`Place \${place}\`}</p>`,
    `<img alt="A medal" />`,
    `<button aria-label="Close" />`,
    `<input placeholder={"Search"} />`,
    `<Field label={required ? "Name *" : name} />`,
  ])("%s", (markup) => {
    expect(findTextInMarkup([parseSource("app/ui/board.tsx", `const page = ${markup};`)])).toHaveLength(1);
  });
  it.each([
    `<p className="mark">{t("board.title")}</p>`,
    "<p>·</p>",
    `<p>{\`\${place}.\`}</p>`,
    `<input name="intent" value="enter-mark" />`,
  ])("not in %s", (markup) => {
    expect(findTextInMarkup([parseSource("app/ui/board.tsx", `const page = ${markup};`)])).toEqual([]);
  });
});
