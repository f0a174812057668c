/** The command of the trial calculation from outside: what it writes where, and how it ends. */

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const RULES = JSON.stringify({
  scale: "none",
  awards: { scheme: "fixed-counts", counts: { first: 1, second: 2, third: 3 }, tiesAtCut: "in" },
});

describe("npm run trial", () => {
  let folder = "";
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "trial-"));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  function write(name: string, content: string | Uint8Array): string {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return file;
  }

  function trial(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
    // Without DATABASE_URL and any other setting: it needs none.
    const options = { encoding: "utf8", env: { NODE_ENV: "test", PATH: process.env.PATH ?? "", ...env } } as const;
    const { status, stdout, stderr } = spawnSync("npm", ["run", "-s", "trial", "--", ...words], options);
    return { status, stdout, stderr };
  }

  it("writes the results to standard output and nothing else", () => {
    const rules = write("rules.json", RULES);
    const entries = write("entries.csv", "\uFEFFentry,total\r\na,90\r\nb,80.5\r\nc,80.50\r\n");
    expect(trial(["--rules", rules, `--entries=${entries}`])).toEqual({
      status: 0,
      stdout: "entry,total,place,scaleScore,award\na,90.00,1,,first\nb,80.50,2,,second\nc,80.50,2,,second\n",
      stderr: "",
    });
  });

  it("names each fault in a line of its own with row and column, in Chinese or in English, and ends with 2", () => {
    const rules = write("rules.json", RULES);
    const entries = write("entries.csv", 'entry,total\na,"9\n0"\n,80\n');
    const chinese = trial(["--rules", rules, "--entries", entries]);
    expect([chinese.status, chinese.stdout]).toEqual([2, ""]);
    expect(chinese.stderr).toBe(
      `${entries}:2:2: “total”列的“9 0”不是数字：请写成 85 或 85.25 的形式。\n${entries}:3:1: 没有参赛号：请填写。\n`,
    );
    const english = trial(["--rules", rules, "--entries", entries], { LANG: "en_GB.UTF-8" });
    expect(english.stderr.split("\n")).toEqual([
      `${entries}:2:2: “9 0” in column “total” is not a number: write it like 85 or 85.25.`,
      `${entries}:3:1: The entry has no name: fill it in.`,
      "",
    ]);
  });

  it.each([
    ["wrong rules", ["--rules", "RULES-WRONG", "--entries", "ENTRIES"], /^\S+rules-wrong\.json:1:2: 没有 scales 这一项/],
    ["a file that is not there", ["--rules", "nowhere.json", "--entries", "ENTRIES"], /^打不开文件 nowhere\.json/],
    ["an option that is not known", ["--rules", "RULES", "--entries", "ENTRIES", "--fast"], /^没有选项 --fast/],
    ["an option without its file", ["--rules", "RULES"], /^缺少 --entries/],
    ["bytes that are no text", ["--rules", "BYTES", "--entries", "ENTRIES"], /:1:1: 此处不符合 JSON 格式/],
  ])("ends with 2 and without a trace for %s", (_what, words, expected) => {
    const files: Readonly<Record<string, string>> = {
      RULES: write("rules.json", RULES),
      "RULES-WRONG": write("rules-wrong.json", '{"scales":"none"}'),
      ENTRIES: write("entries.csv", "entry,total\na,90\n"),
      BYTES: write(
        "bytes.json",
        Uint8Array.from({ length: 256 }, (_, index) => index),
      ),
    };
    const { status, stdout, stderr } = trial(words.map((word) => files[word] ?? word));
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(expected);
    expect(stderr).not.toMatch(/ at |Error|node_modules/);
  });
});
