/** Chinese and English hold the same texts with the same values in them. */
import { expect, it } from "vitest";
import en from "#app/i18n/en/index.ts";
import zh from "#app/i18n/zh-CN/index.ts";

type Texts = { readonly [key: string]: string | Texts };

/** Every text by its path. */
function flatten(texts: Texts, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === "string") flat.set(prefix + key, value);
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) flat.set(path, text);
  }
  return flat;
}

/** What differs: a text that only one of them has, or values that only one of them shows. */
function findDifferences(chinese: Texts, english: Texts): string[] {
  const left = flatten(chinese);
  const right = flatten(english);
  // Chinese has no plural: its "other" is the original of both English forms.
  const original = (path: string) => left.get(path) ?? left.get(path.replace(/_one$/, "_other"));
  return [
    ...[...left.keys()].filter((path) => !right.has(path)).map((path) => `${path} is not in English`),
    ...[...right.keys()].filter((path) => original(path) === undefined).map((path) => `${path} is not in Chinese`),
    ...[...right].flatMap(([path, text]) => {
      const of = original(path);
      const isSingular = path.endsWith("_one");
      if (of === undefined || listValues(of, isSingular) === listValues(text, isSingular)) return [];
      return [`${path} shows other values: ${listValues(of, isSingular)} | ${listValues(text, isSingular)}`];
    }),
    ...[...left, ...right].filter(([, text]) => text.trim() === "").map(([path]) => `${path} is empty`),
  ];
}

/** The names in {{…}}; a singular may spell its number out. */
function listValues(text: string, isSingular: boolean): string {
  const names = [...text.matchAll(/\{\{\s*-?\s*([\w.]+)/g)].map(([, name]) => name ?? "");
  return [...new Set(names)]
    .filter((name) => !isSingular || name !== "count")
    .sort()
    .join(" ");
}

it("holds in all namespaces", () => {
  expect(flatten(zh as Texts).size).toBeGreaterThan(50);
  expect(findDifferences(zh as Texts, en as Texts)).toEqual([]);
});

it("finds a planted difference", () => {
  const chinese = { board: { title: "成绩", rows_other: "{{count}} 行", stale: "自 {{time}} 起未更新" } };
  const english = {
    board: { title: "Results", rows_one: "one row", rows_other: "{{count}} rows", stale: "stale since {{time}}" },
  };
  expect(findDifferences(chinese, english)).toEqual([]);
  expect(findDifferences(chinese, { board: { ...english.board, title: " " } })).toHaveLength(1);
  expect(findDifferences(chinese, { board: { ...english.board, stale: "stale" } })).toHaveLength(1);
  expect(findDifferences(chinese, { board: { ...english.board, extra: "more" } })).toHaveLength(1);
  expect(findDifferences({ board: { ...chinese.board, extra: "更多" } }, english)).toHaveLength(1);
});
