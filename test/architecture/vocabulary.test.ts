/** Marking knows blind codes only, and one concept has one word. */
import { describe, expect, it } from "vitest";
import { parseSource, readSources, toLines } from "./source.ts";
import { findIdentityInMarking, findReplacedWords } from "./vocabulary.ts";

const sources = readSources(["app"]);

it("marking says nothing of whose work it marks", () => {
  expect(sources.filter(({ path }) => path.startsWith("app/domain/marking/")).length).toBeGreaterThan(0);
  expect(toLines(findIdentityInMarking(sources))).toEqual([]);
});

it("the code uses the words of the domain", () => {
  expect(toLines(findReplacedWords(sources))).toEqual([]);
});

describe("a planted word is found", () => {
  it.each([
    "type Subject = { delegationId: string };",
    "// the competitor's work",
    "const personName = 1;",
    "const entryId = code;",
  ])("%s", (text) => {
    expect(findIdentityInMarking([parseSource("app/domain/marking/form.ts", text)])).not.toEqual([]);
  });
  it.each(["const contest = 1;", "function listPlayers() {}", "type Referee = { id: string };", "const { game } = rules;"])(
    "%s",
    (text) => {
      expect(findReplacedWords([parseSource("app/domain/results/rules.ts", text)])).toHaveLength(1);
    },
  );
  it("but a criterion may have a name", () => {
    const scheme = parseSource("app/domain/marking/scheme.ts", "type Criterion = { name: string };");
    expect(findIdentityInMarking([scheme])).toEqual([]);
  });
});
