/** Every file says what it is, and the rule finds one that does not. */
import { expect, it } from "vitest";
import { findMissingHeaders } from "./file-header.ts";
import { parseSource, readSources, toLines } from "./source.ts";

it("holds in the whole repository", () => {
  expect(toLines(findMissingHeaders(readSources(["", "app", "server", "prisma", "seeds", "test"])))).toEqual([]);
});

it("finds a planted file without one", () => {
  const find = (text: string) => findMissingHeaders([parseSource("app/domain/draw/draw.ts", text)]);
  expect(find("/** Draws seats. */\nexport {};")).toEqual([]);
  expect(find("export {};")).toHaveLength(1);
  expect(find("// Draws seats.\nexport {};")).toHaveLength(1);
  expect(find("/** draw */\nexport {};")).toHaveLength(1);
});
